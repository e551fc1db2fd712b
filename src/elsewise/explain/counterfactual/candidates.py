"""Everything about a start that could be otherwise, one fact or belief at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from elsewise.explain.counterfactual.interventions import Stated, value_stated
from elsewise.explain.relevance import relevant
from elsewise.grounding.start import start_table
from elsewise.grounding.tables import Tables
from elsewise.play.ground import ground
from elsewise.problem.problem import Fluent, Minds, Problem
from elsewise.problem.reads import fluent_reads
from elsewise.world.model import World
from elsewise.world.types import EntityType, NumberType, Value, YesNoType

MOST_NUMBERS = 21
"""Of a number with bounds, all whole values are tried if there are no more than this."""

NEAR = 2
"""Of any other number, those that are at most so far from the value it has."""


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


@dataclass(frozen=True)
class OpenStart:
    """A problem that holds for every start of a world in which only some facts are otherwise.

    `relevant` are the fluents that can matter for the aim, however these facts are.
    """

    problem: Problem
    relevant: frozenset[str]

    def matters(self, candidate: Candidate) -> bool:
        """Whether a change of one of these facts can make a difference."""
        levels = self.problem.levels
        return candidate.fluent in self.relevant and all(
            levels.asked[c] or levels.consents[c] for c in candidate.minds
        )

    def changed(self, candidates: Sequence[Candidate]) -> Problem:
        """Return the problem in which things are otherwise at the start."""
        start = {minds: dict(said) for minds, said in self.problem.start.items()}
        for one in candidates:
            number = self.problem.fluent_names.index(one.fluent)
            start.setdefault(one.minds, {})[number] = one.value
        return replace(self.problem, start=start)


class Starts:
    """The start of a world, and what could be otherwise in it for an aim to be reached."""

    def __init__(self, world: World, aim: str) -> None:
        self._world = world
        self._aim = aim
        self._tables = Tables(world)
        self._start = start_table(self._tables)
        self._open: dict[frozenset[int], OpenStart] = {}

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """All changes: of facts first, then of beliefs, in the order of the world."""
        tables = self._tables
        paths: list[Minds] = [(), *((c,) for c in range(len(tables.characters)))]
        return tuple(
            self._candidate(number, path, value)
            for path in paths
            for number in range(len(tables.fluents))
            for value in self._values(number, path)
            if value != self._start.value(path, number)
        )

    def _values(self, number: int, path: Minds) -> Iterator[Value]:
        """Yield the values that a fluent may get, in truth or in a mind: there, unknown too."""
        tables = self._tables
        match self._world.facts[tables.fact_of[number]].values:
            case YesNoType():
                yield from (True, False)
                return
            case EntityType(name):
                yield from tables.entities_of(name)
            case NumberType():
                yield from _numbers(tables.fluents[number], self._start.value(path, number))
        if path:
            yield None

    def _candidate(self, number: int, path: Minds, value: Value) -> Candidate:
        fluent, fact = self._tables.fluents[number], self._tables.fact_of[number]
        names = [self._tables.characters[c] for c in path]
        change = value_stated(self._world.facts[fact], fluent, names, value)
        return Candidate(fact, path, fluent.name, value, change)

    def otherwise_in(self, other: World) -> frozenset[tuple[Minds, str, Value]]:
        """Return what is said otherwise, in whose mind, in a world that differs in its start."""
        return frozenset(
            (path, self._tables.fluents[number].name, value)
            for path, said in start_table(Tables(other)).said.items()
            for number, value in said.items()
            if self._start.value(path, number) != value
        )

    def open(self, *facts: int) -> OpenStart:
        """Return the problem for all starts in which facts, by number, are as candidates say."""
        key = frozenset(facts)
        if key not in self._open:
            besides: dict[str, set[Value]] = {}
            for candidate in self.candidates:
                if candidate.fact in key:
                    besides.setdefault(candidate.fluent, set()).add(candidate.value)
            problem = ground(self._world, besides=besides)
            found = relevant(problem, problem.endings[self._aim])
            names = frozenset(problem.fluent_names[number] for number in found)
            self._open[key] = OpenStart(problem, names)
        return self._open[key]

    def is_asked(self, candidates: Collection[Candidate]) -> bool:
        """Whether the aim itself asks about something that is changed."""
        return any(candidate.fluent in self._asked for candidate in candidates)

    @cached_property
    def _asked(self) -> frozenset[str]:
        problem = ground(self._world, simplify=False)
        reads = fluent_reads(problem.endings[self._aim])
        return frozenset(problem.fluent_names[read.fluent] for read in reads)


def _numbers(fluent: Fluent, now: Value) -> Sequence[float]:
    """Return the numbers to be tried: all within bounds, or some near the present one."""
    low, high = fluent.low, fluent.high
    if low is not None and high is not None and high - low < MOST_NUMBERS:
        return [low + step for step in range(int(high - low) + 1)]
    middle = now if isinstance(now, float) else 0.0
    near = (middle + step for step in range(-NEAR, NEAR + 1))
    return [n for n in near if (low is None or n >= low) and (high is None or n <= high)]
