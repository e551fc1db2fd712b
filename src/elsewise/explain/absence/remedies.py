"""Smallest changes of a character's mind or wants under which it would consent.

Each is one belief that is otherwise, or one thing that is wanted besides; each was made and run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from elsewise.explain.absence.problems import HAPPENED
from elsewise.explain.absence.refusing import Proposal
from elsewise.explain.absence.values import Remedy
from elsewise.explain.absence.wording import Words
from elsewise.explain.counterfactual.interventions import Intervention, Stated, Wanted, forked
from elsewise.play.ground import ground
from elsewise.play.moment import Moment
from elsewise.problem.names import value_text
from elsewise.problem.problem import (
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    FluentKind,
    FluentRead,
    IfElse,
    Problem,
    ValueExpression,
)
from elsewise.story.limits import Limits
from elsewise.telling.facts import find_fact
from elsewise.world.expressions import (
    Assign,
    Choose,
    Compare,
    Comparison,
    Constant,
    InMind,
    Read,
)
from elsewise.world.model import World
from elsewise.world.types import EntityType, Value

MOST_TRIALS = 80
"""Most beliefs that are tried for one refusal."""

MOST_BELIEFS = 4
MOST_WANTS = 2
STRONGEST = 1024
"""The strongest want that is tried."""


@dataclass(frozen=True)
class Mending:
    """What remedies are tried on: a world before a beat, and the proposal that is refused.

    `gives_aim` says whether a change is enough for the whole, given the world with it.
    """

    world: World
    words: Words
    proposal: Proposal
    character: int
    limits: Limits
    gives_aim: Callable[[Intervention, World], bool]

    @property
    def name(self) -> str:
        """The name of the one who refuses."""
        return self.proposal.problem.characters[self.character]

    def consents(self, change: Intervention) -> World | None:
        """Return the world with a change if it makes the character consent."""
        world = forked(self.world, (), (change,))
        start = Moment.start(ground(world), self.limits)
        proposal = Proposal(start, self.proposal.event)
        return world if proposal.reason(self.character) is not None else None

    def remedies(self, looks: Sequence[FluentRead], *, wants: bool) -> tuple[Remedy, ...]:
        """Return the remedies: beliefs put right, wants, then other beliefs."""
        beliefs = list(self._beliefs(looks))[:MOST_BELIEFS]
        right = [one for one in beliefs if one.to_truth]
        wanted = self._wants() if wants else []
        return (*right, *wanted, *(one for one in beliefs if not one.to_truth))

    # -- beliefs ------------------------------------------------------------------------------

    def _beliefs(self, looks: Sequence[FluentRead]) -> Iterator[Remedy]:
        moment = self.proposal.moment
        mind = moment.mind(self.character)
        trials = 0
        for look in looks:
            now = mind.value(look.fluent, look.minds)
            truth = moment.value(look.fluent, look.minds)
            for value in self._values(look, now, truth):
                trials += 1
                if trials > MOST_TRIALS:
                    return
                change = self._belief(look, value)
                world = self.consents(change)
                if world is None:
                    continue
                said = self.words.fact(look.fluent, value, look.minds)
                to_truth = value == truth
                gives_aim = self.gives_aim(change, world)
                yield Remedy("belief", change.text, said, to_truth, gives_aim)
                break  # one value of each fluent is enough

    def _belief(self, look: FluentRead, value: Value) -> Stated:
        problem = self.proposal.problem
        fluent = problem.fluents[look.fluent]
        fact = find_fact(self.world, (fluent.fact, fluent.arguments))
        target: Read | InMind = Read(fact, tuple(map(Constant, fluent.arguments)))
        text = _said_so(fluent.name, value, yes_no=fluent.kind is FluentKind.YES_NO)
        for who in reversed((self.character, *look.minds)):
            target = InMind(Constant(problem.characters[who]), target)
            text = f"{problem.characters[who]} believes {text}"
        return Stated((Assign(target, Constant(value)),), text)

    def _values(self, look: FluentRead, now: Value, truth: Value) -> tuple[Value, ...]:
        """Return what else could be believed: the truth first."""
        fluent = self.proposal.problem.fluents[look.fluent]
        fact = find_fact(self.world, (fluent.fact, fluent.arguments))
        values: list[Value] = [truth]
        if fluent.kind is FluentKind.YES_NO:
            values += [True, False]
        elif isinstance(fact.values, EntityType):
            values += [e.name for e in self.world.entities_of(fact.values.name)]
        else:
            values += _compared_with(self.proposal.problem, look.fluent)
            low, high = fluent.low, fluent.high
            values = [
                v
                for v in values
                if not isinstance(v, float)
                or ((low is None or v >= low) and (high is None or v <= high))
            ]
        return tuple(v for v in dict.fromkeys(values) if v != now and v is not None)

    # -- wants --------------------------------------------------------------------------------

    def _wants(self) -> list[Remedy]:
        """Return the weakest wants for what the event brings about that would be enough."""
        found: list[Remedy] = []
        for fluent, value in self._brought_about():
            strength = self._strength(fluent, value)
            if strength is None:
                continue
            change = self._want(fluent, value, strength)
            world = self.consents(change)
            if world is not None:
                said = self.words.fact(fluent, value)
                found.append(
                    Remedy("want", change.text, said, False, self.gives_aim(change, world))
                )
            if len(found) == MOST_WANTS:
                break
        return found

    def _brought_about(self) -> Iterator[tuple[int, Value]]:
        """Yield what the event makes otherwise in that mind."""
        mind = self.proposal.moment.mind(self.character)
        if not mind.can(self.proposal.event):
            return
        before, after = mind.values, mind.after(self.proposal.event).values
        changed = [
            (number, after[number])
            for number, fluent in enumerate(self.proposal.problem.fluents)
            if after[number] not in (before[number], None) and fluent.name != HAPPENED
        ]
        # Numbers last: what is counted is seldom what is wanted.
        yield from sorted(changed, key=lambda pair: isinstance(pair[1], float))

    def _strength(self, fluent: int, value: Value) -> int | None:
        """Return the least whole number that is enough; None: even the strongest is not."""
        enough = 1
        while self.consents(self._want(fluent, value, enough)) is None:
            enough *= 2
            if enough > STRONGEST:
                return None
        low, high = enough // 2, enough  # `high` is enough, `low` is not
        while high - low > 1:
            middle = (low + high) // 2
            if self.consents(self._want(fluent, value, middle)) is None:
                low = middle
            else:
                high = middle
        return high

    def _want(self, fluent: int, value: Value, strength: int) -> Wanted:
        found = self.proposal.problem.fluents[fluent]
        fact = find_fact(self.world, (found.fact, found.arguments))
        read = Read(fact, tuple(map(Constant, found.arguments)))
        test = Compare(Comparison.EQUAL, read, Constant(value))
        want = Choose(test, Constant(float(strength)), Constant(0.0))
        condition = _said_so(found.name, value, yes_no=found.kind is FluentKind.YES_NO)
        text = f"{self.name} wants {strength} if {condition}"
        return Wanted({self.name: (want,)}, text)


def _said_so(name: str, value: Value, *, yes_no: bool) -> str:
    if yes_no:
        return name if value is True else f"not {name}"
    return f"{name} = {value_text(value)}"


def _compared_with(problem: Problem, fluent: int) -> list[Value]:
    """Return the numbers that a fluent is compared with, and their neighbours."""
    found: dict[Value, None] = {}
    asked = (*(action.condition for action in problem.actions), *problem.wants)
    for comparison in (inner for part in asked for inner in _comparisons(part)):
        sides = (comparison.left, comparison.right)
        if any(isinstance(side, FluentRead) and side.fluent == fluent for side in sides):
            for side in sides:
                if isinstance(side, ConstantValue) and isinstance(side.value, float):
                    found |= dict.fromkeys((side.value, side.value + 1, side.value - 1))
    return list(found)


def _comparisons(part: Condition | ValueExpression) -> Iterator[ComparisonTest]:
    """Yield the comparisons in an expression."""
    match part:
        case ComparisonTest(_, left, right) | BinaryOperation(_, left, right):
            if isinstance(part, ComparisonTest):
                yield part
            yield from _comparisons(left)
            yield from _comparisons(right)
        case IfElse(test, then, otherwise):
            for inner in (test, then, otherwise):
                yield from _comparisons(inner)
        case Conjunction(parts) | Disjunction(parts):
            for inner in parts:
                yield from _comparisons(inner)
        case _:
            return
