"""Everything about a start that could be otherwise, one fact or belief at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from elsewise.explain.counterfactual.interventions import Stated, value_stated
from elsewise.explain.counterfactual.relevance import relevant
from elsewise.grounding.start import StartTable, start_table
from elsewise.grounding.tables import Tables
from elsewise.play.ground import ground
from elsewise.problem.problem import FALSE, Fluent, Minds, Problem
from elsewise.problem.reads import fluent_reads
from elsewise.world.model import World
from elsewise.world.types import EntityType, NumberType, Value, YesNoType

MOST_NUMBERS = 21
"""Of a number with bounds, all whole values are tried if there are no more than this."""

NEAR = 2
"""Of any other number, those that are at most so far from the value it has."""


Said = tuple[Minds, str, Value]
"""That in truth, or in somebody's mind, a fluent has a value."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fluent gets another value, in truth (`minds` empty) or in somebody's mind.

    `fact` is the number of its fact among the world's.
    """

    fact: int
    minds: Minds
    fluent: str
    value: Value
    change: Stated

    @property
    def said(self) -> frozenset[Said]:
        """What the change says."""
        return frozenset(((self.minds, self.fluent, self.value),))


class Starts:
    """The start of a world and what could be otherwise in it.

    Problems are made for one or two facts at a time: such a problem holds for every start in which
    only these are otherwise, so that it is made once for many starts.
    """

    def __init__(self, world: World, aim: str) -> None:
        self._world = world
        self._aim = aim
        self._tables = Tables(world)
        self._start: StartTable = start_table(self._tables)
        self._problems: dict[frozenset[int], Problem] = {}
        self._relevant: dict[frozenset[int], frozenset[str]] = {}

    # -- what could be otherwise --------------------------------------------------------------

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """All changes: of facts first, then of beliefs, in the order of the world."""
        tables = self._tables
        paths: list[Minds] = [(), *((c,) for c in range(len(tables.characters)))]
        return tuple(
            self._candidate(number, path, value)
            for path in paths
            for number in range(len(tables.fluents))
            for value in self._others(number, path)
        )

    def _others(self, number: int, path: Minds) -> Iterator[Value]:
        """Yield the values that a fluent does not have, in truth or in a mind."""
        now = self._said(number, path)
        for value in self._values(number, now, unknown=bool(path)):
            if value != now:
                yield value

    def _said(self, number: int, path: Minds) -> Value:
        while number not in self._start.said.get(path, {}):
            path = path[:-1]
        return self._start.said[path][number]

    def _values(self, number: int, now: Value, *, unknown: bool) -> Sequence[Value]:
        fluent, tables = self._tables.fluents[number], self._tables
        values = self._world.facts[tables.fact_of[number]].values
        open_ended: tuple[Value, ...] = (None,) if unknown else ()
        match values:
            case YesNoType():
                return (True, False)
            case EntityType(name):
                return (*tables.entities_of(name), *open_ended)
            case NumberType():
                return (*_numbers(fluent, now), *open_ended)

    def _candidate(self, number: int, path: Minds, value: Value) -> Candidate:
        tables = self._tables
        fluent, fact = tables.fluents[number], tables.fact_of[number]
        names = [tables.characters[c] for c in path]
        change = value_stated(self._world.facts[fact], fluent, names, value)
        return Candidate(fact, path, fluent.name, value, change)

    def otherwise_in(self, other: World) -> frozenset[Said]:
        """Return what is said otherwise at the start of a world that differs in its start alone."""
        return frozenset(
            (path, self._tables.fluents[number].name, value)
            for path, said in start_table(Tables(other)).said.items()
            for number, value in said.items()
            if self._said(number, path) != value
        )

    # -- problems with it ---------------------------------------------------------------------

    def matters(self, candidate: Candidate, facts: frozenset[int]) -> bool:
        """Whether a change can make a difference where only these facts may be otherwise."""
        problem = self._problem(facts)
        if candidate.fluent not in self._relevant[facts]:
            return False
        levels = problem.levels
        return all(levels.asked[c] or levels.consents[c] for c in candidate.minds)

    def hopeless(self, facts: frozenset[int]) -> bool:
        """Whether the aim is out of reach, however these facts are, and whoever wants what."""
        return self._problem(facts).endings[self._aim] is FALSE

    def problem(self, changes: Sequence[Candidate]) -> Problem:
        """Return the problem of the world in which these things are otherwise."""
        problem = self._problem(frozenset(change.fact for change in changes))
        numbers = {fluent.name: number for number, fluent in enumerate(problem.fluents)}
        start: dict[Minds, Mapping[int, Value]] = dict(problem.start)
        for change in changes:
            said = start.get(change.minds, {})
            start[change.minds] = {**said, numbers[change.fluent]: change.value}
        return replace(problem, start=start)

    def _problem(self, facts: frozenset[int]) -> Problem:
        if facts not in self._problems:
            besides: dict[str, set[Value]] = {}
            for candidate in self.candidates:
                if candidate.fact in facts:
                    besides.setdefault(candidate.fluent, set()).add(candidate.value)
            problem = ground(self._world, besides=besides)
            found = relevant(problem, problem.endings[self._aim])
            self._problems[facts] = problem
            self._relevant[facts] = frozenset(problem.fluents[number].name for number in found)
        return self._problems[facts]

    @cached_property
    def asked(self) -> frozenset[str]:
        """The fluents that the aim itself asks about."""
        problem = ground(self._world, simplify=False)
        looks = fluent_reads(problem.endings[self._aim])
        return frozenset(problem.fluents[look.fluent].name for look in looks)


def _numbers(fluent: Fluent, now: Value) -> Sequence[float]:
    """Return the numbers to be tried: all within bounds, or some near the present one."""
    low, high = fluent.low, fluent.high
    if low is not None and high is not None and high - low < MOST_NUMBERS:
        return [low + step for step in range(int(high - low) + 1)]
    middle = now if isinstance(now, float) else 0.0
    near = (middle + step for step in range(-NEAR, NEAR + 1))
    return [n for n in near if (low is None or n >= low) and (high is None or n <= high)]
