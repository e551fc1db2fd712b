"""Questions in the few words that are answered; of equal parts there is one.

What is left of a formula are `Now`, `Happened`, `Intends`, `Denied`, `AllOf`, `Next` and `Until`. A
condition comes apart into those of its `and`, `or`, `not` and `believes`: each `Now` that remains
is about one mind. Whatever a question says twice, as "knows whether" says its condition four times,
is one part, told by `is`: so an answer takes time linear in the question, however deep it nests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from typing import cast

from elsewise.errors import UsageError
from elsewise.world.expressions import And, Constant, Expression, InMind, Not, Or
from elsewise.world.questions import (
    AllOf,
    Always,
    AnyOf,
    CommonBelief,
    Denied,
    Formula,
    Intends,
    Next,
    Now,
    Stories,
    Until,
)

TRUE = AllOf(())

MOST_CHAINS = 2000
"""So many longest chains of who believes that who believes … are looked into at most."""

MOST_MINDS = 16
"""So many minds deep a question may look."""

Path = tuple[Constant, ...]


class Core:
    """Rewrites formulas for minds that are `kept` so many levels deep."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._made: dict[tuple[object, ...], Formula] = {}
        self._read: dict[int, tuple[Formula, Formula]] = {}  # by id(), with what has that id()
        self.true = self.all_of(())

    def of(self, formula: Formula) -> Formula:
        """Return a formula in the words of the core."""
        if id(formula) not in self._read:
            self._read[id(formula)] = formula, self._rewritten(formula)
        return self._read[id(formula)][1]

    def _rewritten(self, formula: Formula) -> Formula:
        match formula:
            case Now(condition):
                return self._condition(condition, (), True)
            case CommonBelief(group, condition):
                paths = chains(group, common_depth([formula], self._kept) or 0)
                return self.all_of([self._condition(condition, path, True) for path in paths])
            case Denied(operand):
                return self.denied(self.of(operand))
            case AllOf(parts):
                return self.all_of(map(self.of, parts))
            case AnyOf(parts):
                return self._any_of(map(self.of, parts))
            case Next(stories, operand):
                rest = self.of(operand)
                return self._once(lambda: Next(stories, rest), Next, stories, id(rest))
            case Until(stories, keep, reach, within):
                return self._until(stories, self.of(keep), self.of(reach), within)
            case Always(stories, operand, within):
                other = Stories.SOME if stories is Stories.EVERY else Stories.EVERY
                fails = self.denied(self.of(operand))
                return self.denied(self._until(other, self.true, fails, within))
            case Intends(who, Now(condition)):
                # The plan's end is looked at in the planner's mind.
                return Intends(who, self._condition(condition, (), True))
            case _:
                return formula

    def denied(self, formula: Formula) -> Formula:
        """Return the opposite."""
        if isinstance(formula, Denied):
            return formula.operand
        return self._once(lambda: Denied(formula), Denied, id(formula))

    def all_of(self, parts: Iterable[Formula]) -> Formula:
        """Return that all parts are so; each is named once."""
        flat: dict[int, Formula] = {}
        for part in parts:
            within = part.parts if isinstance(part, AllOf) else (part,)
            flat.update((id(one), one) for one in within)
        if len(flat) == 1:
            return next(iter(flat.values()))
        return self._once(lambda: AllOf(tuple(flat.values())), AllOf, *flat)

    def _any_of(self, parts: Iterable[Formula]) -> Formula:
        return self.denied(self.all_of(map(self.denied, parts)))

    def _until(
        self, stories: Stories, keep: Formula, reach: Formula, within: int | None
    ) -> Formula:
        key = (Until, stories, id(keep), id(reach), within)
        return self._once(lambda: Until(stories, keep, reach, within), *key)

    def _condition(self, condition: Expression, path: Path, yes: bool) -> Formula:
        """Return that a condition holds in a mind or (not `yes`) that its opposite does."""
        return self._once(lambda: self._split(condition, path, yes), id(condition), path, yes)

    def _split(self, condition: Expression, path: Path, yes: bool) -> Formula:
        match condition:
            case Not(operand):
                return self._condition(operand, path, not yes)
            case And(parts) | Or(parts):
                joined = self.all_of if isinstance(condition, And) is yes else self._any_of
                return joined([self._condition(part, path, yes) for part in parts])
            case InMind(Constant() as who, body):
                deeper = path if path[-1:] == (who,) else (*path, who)
                if len(deeper) > MOST_MINDS:
                    raise UsageError(
                        f"The question looks more than {MOST_MINDS} minds deep, from mind to mind: "
                        "nobody's mind is followed so far."
                    )
                return self._condition(cast(Expression, body), deeper, yes)
            case _:
                asked = condition if yes else Not(condition)
                return Now(reduce(lambda seen, who: InMind(who, seen), reversed(path), asked))

    def _once(self, make: Callable[[], Formula], *key: object) -> Formula:
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]


def parts_of(formulas: Iterable[Formula]) -> Iterator[Formula]:
    """Yield all parts of formulas of a core, each once and after those that it is made of."""
    seen: set[int] = set()
    waiting = [(formula, False) for formula in formulas][::-1]
    while waiting:
        formula, ready = waiting.pop()
        if ready:
            yield formula
        elif id(formula) not in seen:
            seen.add(id(formula))
            waiting.append((formula, True))
            waiting.extend((part, False) for part in reversed(_direct_parts(formula)))


def _direct_parts(formula: Formula) -> Sequence[Formula]:
    match formula:
        case Denied(operand) | Next(_, operand) | Always(_, operand, _):
            return (operand,)
        case AllOf(parts) | AnyOf(parts):
            return parts
        case Until(_, keep, reach, _):
            return keep, reach
        case _:
            return ()


def says_when(formula: Formula) -> bool:
    """Whether a formula says something about what lies ahead."""
    return any(isinstance(part, Next | Until | Always) for part in parts_of([formula]))


def common_depth(formulas: Iterable[Formula], kept: int) -> int | None:
    """Return how many minds deep common belief is followed; None: nobody asks for any.

    As deep as minds are `kept`, but for large groups in deep minds, of which there are too many.
    """
    groups = [len(set(p.group)) for p in parts_of(formulas) if isinstance(p, CommonBelief)]
    if not groups:
        return None
    depth, many = 1, max(groups)
    while depth < kept and many * (max(groups) - 1) ** depth <= MOST_CHAINS:
        depth += 1
    return depth


def chains(group: Iterable[Constant], depth: int) -> Iterator[Path]:
    """Yield who believes that who believes …: at most `depth`, nobody twice in a row."""
    people = tuple(dict.fromkeys(group))
    longest: Sequence[Path] = [()]
    for _ in range(depth):
        longest = [(*chain, who) for chain in longest for who in people if chain[-1:] != (who,)]
        yield from longest


def conditions_in(formulas: Iterable[Formula]) -> dict[int, Expression]:
    """Return the conditions of formulas of a core, by the `id` of their part."""
    found: dict[int, Expression] = {}
    for part in parts_of(formulas):
        if isinstance(part, Now):
            found[id(part)] = part.condition
        elif isinstance(part, Intends):
            found.update(conditions_in([part.aim]))
    return found


def expressions_in(formulas: Iterable[Formula]) -> Iterator[Expression]:
    """Yield the conditions as they are asked about: those at the end of a plan in its mind."""
    for part in parts_of(formulas):
        if isinstance(part, Now):
            yield part.condition
        elif isinstance(part, Intends):
            yield from (InMind(part.who, aim) for aim in expressions_in([part.aim]))
