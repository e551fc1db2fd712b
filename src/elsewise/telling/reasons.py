"""What is worth saying of a reason: what was wanted, feared, believed, meant, and counted on.

Wants: the parts of a character's wants that are higher after the plan than before it, in that
mind; of these, the facts that made the difference. Fears: the parts that would be lower if the
rest of the plan were carried out without the event at hand. Beliefs: facts that the plan or the
wants look at and that the character is wrong about, first those without which the plan would not
pay; then what the plan takes for granted about other minds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from elsewise.play.asked_conditions import ground_numbers
from elsewise.play.moment import Moment
from elsewise.problem.evaluate import ReadFluent, way
from elsewise.problem.problem import (
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    Disjunction,
    FluentRead,
    IfElse,
    Minds,
    Problem,
    ValueExpression,
)
from elsewise.problem.reads import fluent_reads
from elsewise.story.story import Reason
from elsewise.telling.facts import Key, find_fact
from elsewise.telling.rules import Happening, action_happening
from elsewise.world.model import World
from elsewise.world.types import Value

MOST_BELIEFS = 2
MOST_WANTS = 2
MOST_FEARS = 1
MOST_LOOKS = 3
"""A comparison of more fluents, a sum for example, is not worth so many clauses."""


@dataclass(frozen=True, slots=True)
class Thought:
    """A fluent with a value in the mind that `minds` lead to from the thinker's.

    `wrong`: it is not so in truth (or not what the last one on the path believes).
    """

    minds: tuple[str, ...]
    key: Key
    value: Value
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A later event of a plan, in the state in which the thinker expects it.

    `wants` are those of the others who must consent, as the thinker imagines them.
    """

    event: Happening
    before: Moment
    wants: tuple[tuple[str, tuple[Thought, ...]], ...]


@dataclass(frozen=True, slots=True)
class Motive:
    """All that is said about why a character consented.

    `fears` are what the same plan would have led to without its first event.
    """

    character: str
    beliefs: tuple[Thought, ...]
    steps: tuple[Foreseen, ...]
    wants: tuple[Thought, ...]
    fears: tuple[Thought, ...]
    plan: tuple[str, ...]


class Motives:
    """Works out motives in a problem of a world; what people want is looked up once."""

    def __init__(self, world: World, problem: Problem) -> None:
        self.world = world
        self.problem = problem
        self._terms: dict[int, tuple[ValueExpression, ...]] = {}

    def of(self, truth: Moment, reason: Reason) -> Motive:
        """Work out what to say of a reason for an event that happens at a moment."""
        who = self.problem.character_number(reason.character)
        moments = _moments(truth.mind(who), reason)
        steps = tuple(
            Foreseen(
                action_happening(self.world, truth.action(planned.event)),
                before,
                tuple(
                    (name, self._wants(before, inner))
                    for name, inner in planned.reasons.items()
                    if name != reason.character
                ),
            )
            for planned, before in zip(reason.plan[1:], moments[1:-1], strict=True)
        )
        return Motive(
            reason.character,
            self._beliefs(truth, who, reason, moments)[:MOST_BELIEFS],
            steps,
            self._wants(truth, reason),
            tuple(islice(self._fears(who, reason, moments), MOST_FEARS)),
            tuple(planned.event for planned in reason.plan),
        )

    def _terms_of(self, who: int) -> tuple[ValueExpression, ...]:
        """Return what somebody wants, term by term."""
        if who not in self._terms:
            wants = self.world.wants.get(self.problem.characters[who], ())
            self._terms[who] = ground_numbers(self.world, self.problem, wants)
        return self._terms[who]

    def _thought(self, look: FluentRead, value: Value, *, wrong: bool = False) -> Thought:
        fluent = self.problem.fluents[look.fluent]
        minds = tuple(self.problem.characters[character] for character in look.minds)
        return Thought(minds, (fluent.fact, fluent.arguments), value, wrong)

    # -- wants --------------------------------------------------------------------------------

    def _wants(self, around: Moment, reason: Reason) -> tuple[Thought, ...]:
        """Return what the plan brings about that the character wants, the weightiest first."""
        who = self.problem.character_number(reason.character)
        mind = around.mind(who)
        found = self._differences(who, mind, _moments(mind, reason)[-1])
        return tuple(self._thought(*pair) for pair in islice(found, MOST_WANTS))

    def _fears(self, who: int, reason: Reason, moments: list[Moment]) -> Iterator[Thought]:
        """Return what the rest of the plan alone would make worse than now, and all of it not."""
        without = moments[0]
        for planned in reason.plan[1:]:
            if without.can(planned.event):
                without = without.after(planned.event)
        for look, value in self._differences(who, moments[0], without, sign=-1):
            if value != _value(moments[-1], look):
                yield self._thought(look, value)

    def _differences(
        self, who: int, before: Moment, after: Moment, sign: int = 1
    ) -> Iterator[tuple[FluentRead, Value]]:
        """Return the facts of `after` that make it better than `before` (or worse), by weight."""
        rises = [
            (rise, term)
            for term in self._terms_of(who)
            if (rise := sign * _rise(term, before, after)) > 0
        ]
        rises.sort(key=lambda pair: -pair[0])
        seen: set[FluentRead] = set()
        for leaf in (leaf for _, term in rises for leaf in _leaves(term)):
            if before.evaluate(leaf) == after.evaluate(leaf):
                continue
            for look in _looks(leaf, who):
                value = _value(after, look)
                if look not in seen and value is not None and value != _value(before, look):
                    seen.add(look)
                    yield look, value

    # -- beliefs ------------------------------------------------------------------------------

    def _beliefs(
        self, truth: Moment, who: int, reason: Reason, moments: list[Moment]
    ) -> tuple[Thought, ...]:
        """Return the beliefs behind a plan: decisive wrong ones, other wrong ones, about minds."""
        mind = moments[0]
        found: dict[FluentRead, tuple[int, Thought]] = {}
        for rank, look in self._ranked(truth, who, reason, moments):
            believed = _value(mind, look)
            wrong = believed != _value(truth, look)
            if believed is None or (not wrong and (not look.minds or rank > 1)):
                continue
            thought = self._thought(look, believed, wrong=wrong)
            if not wrong and not find_fact(self.world, thought.key).tell:
                continue
            rank = rank if wrong else 2
            if look not in found or found[look][0] > rank:
                found[look] = (rank, thought)
        ordered = sorted(found.values(), key=lambda pair: pair[0])
        return tuple(thought for _, thought in ordered)

    def _ranked(
        self, truth: Moment, who: int, reason: Reason, moments: list[Moment]
    ) -> Iterator[tuple[int, FluentRead]]:
        """Yield what a plan looks at, with how much hangs on it: 0 is the most."""
        for term in self._terms_of(who):
            for look in (look for leaf in _leaves(term) for look in _looks(leaf, who)):
                if self._is_decisive(truth, who, moments, look):
                    yield 0, look
        for place, planned in enumerate(reason.plan):
            event = truth.action(planned.event)
            for look in _telling_looks(truth, who, event.condition):
                yield 1, look
            for effect in event.effects if place == 0 else ():
                for look in _telling_looks(truth, who, effect.condition):
                    yield 3, look

    def _is_decisive(
        self, truth: Moment, who: int, moments: list[Moment], look: FluentRead
    ) -> bool:
        """Whether the plan would not pay if the truth about a fluent were known.

        Only where the plan leaves the fluent as the character believes it to be.
        """
        mind, end = moments[0], moments[-1]
        real, believed = _value(truth, look), _value(mind, look)
        if real == believed or _value(end, look) != believed:
            return False
        first, last = (
            self._utility(who, at, knowing_better(at, who, look, real)) for at in (mind, end)
        )
        return first is None or last is None or last <= first

    def _utility(self, who: int, mind: Moment, read: ReadFluent) -> float | None:
        value = mind.evaluate(self.problem.wants[who], read)
        return value if isinstance(value, float) else None


def _moments(mind: Moment, reason: Reason) -> list[Moment]:
    """Return the moments in a mind before a plan and after each of its events."""
    moments = [mind]
    for planned in reason.plan:
        moments.append(moments[-1].after(planned.event))
    return moments


def _rise(term: ValueExpression, before: Moment, after: Moment) -> float:
    first, last = before.evaluate(term), after.evaluate(term)
    return last - first if isinstance(first, float) and isinstance(last, float) else 0.0


def _value(moment: Moment, look: FluentRead) -> Value:
    return moment.value(look.fluent, look.minds)


def knowing_better(mind: Moment, who: int, look: FluentRead, real: Value) -> ReadFluent:
    """Return what reads in somebody's mind as if they knew the truth about one fluent."""

    def read(minds: Minds, fluent: int) -> Value:
        if fluent == look.fluent and way(minds, who) == look.minds:
            return real
        return mind.read(minds, fluent)

    return read


def _telling_looks(truth: Moment, who: int, condition: Condition) -> Iterator[FluentRead]:
    """Return the looks of a condition that are worth a word.

    These are looks into other minds, and those in comparisons that would answer otherwise if the
    truth were known.
    """
    mind = truth.mind(who)
    for leaf in _leaves(condition):
        for look in _looks(leaf, who):
            known = knowing_better(mind, who, look, _value(truth, look))
            if look.minds or mind.evaluate(leaf, known) != mind.evaluate(leaf):
                yield look


def _leaves(part: Condition | ValueExpression) -> Iterator[ComparisonTest | FluentRead]:
    """Yield the comparisons and single numbers that an expression is made of."""
    match part:
        case ComparisonTest() | FluentRead():
            yield part
        case Conjunction(parts) | Disjunction(parts):
            for inner in parts:
                yield from _leaves(inner)
        case IfElse(test, then, otherwise):
            yield from _leaves(test)
            yield from _leaves(then)
            yield from _leaves(otherwise)
        case BinaryOperation(_, left, right):
            yield from _leaves(left)
            yield from _leaves(right)
        case _:
            pass


def _looks(leaf: ComparisonTest | FluentRead, who: int) -> Iterator[FluentRead]:
    """Yield where a comparison looks, by the way there from somebody's own mind."""
    looks = list(fluent_reads(leaf))
    if len(looks) <= MOST_LOOKS:
        for look in looks:
            yield FluentRead(way(look.minds, who), look.fluent)
