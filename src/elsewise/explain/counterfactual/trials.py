"""Sets of changes that may be enough for an ending, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import combinations, combinations_with_replacement, product

from elsewise.explain.counterfactual.candidates import Candidate, OpenStart, Starts
from elsewise.explain.counterfactual.interventions import Intervention, declared, forked
from elsewise.play.ground import ground
from elsewise.problem.problem import Problem
from elsewise.world.model import World


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """Changes to be tried together, and the problem in which they are made.

    `outright`: one of them is what the aim itself asks about.
    """

    changes: tuple[Intervention, ...]
    problem: Callable[[], Problem]
    outright: bool = False


class Trials:
    """All that can be tried at the start of a world for an ending.

    Declared forks come first, then single facts and beliefs; what a fork says alone is not tried
    under another name too.
    """

    def __init__(self, world: World, aim: str) -> None:
        self._world = world
        self._aim = aim
        self._forks = [declared(world, fork.name) for fork in world.forks]

    def singles(self) -> Iterator[Trial]:
        """Yield the declared forks, then every fact and belief of the start that can matter."""
        for changes in self._forks:
            yield self._declared(changes)
        yield from self._alone(self._starts)

    def pairs(self, is_enough: Callable[[Sequence[Intervention]], bool]) -> Iterator[Trial]:
        """Yield what can matter of any two changes neither of which `is_enough` alone."""
        forks = [changes for changes in self._forks if not is_enough(changes)]
        for first, second in combinations(forks, 2):
            yield self._declared((*first, *second))
        for changes in forks:
            for trial in self._alone(Starts(forked(self._world, (), changes), self._aim)):
                if not is_enough(trial.changes):
                    yield replace(trial, changes=(*changes, *trial.changes))
        starts = self._starts
        by_fact: dict[int, list[Candidate]] = {}
        for candidate in self._unnamed(starts):
            if not is_enough((candidate.change,)):
                by_fact.setdefault(candidate.fact, []).append(candidate)
        for one, two in combinations_with_replacement(by_fact, 2):
            start = starts.open(one, two)
            here, there = (list(filter(start.matters, by_fact[fact])) for fact in (one, two))
            for pair in combinations(here, 2) if one == two else product(here, there):
                if len({(candidate.minds, candidate.fluent) for candidate in pair}) == len(pair):
                    yield self._trial(starts, start, *pair)

    @cached_property
    def _starts(self) -> Starts:
        return Starts(self._world, self._aim)

    def _alone(self, starts: Starts) -> Iterator[Trial]:
        for candidate in self._unnamed(starts):
            start = starts.open(candidate.fact)
            if start.matters(candidate):
                yield self._trial(starts, start, candidate)

    def _unnamed(self, starts: Starts) -> Iterator[Candidate]:
        for one in starts.candidates:
            if {(one.minds, one.fluent, one.value)} not in self._said_by_forks:
                yield one

    @cached_property
    def _said_by_forks(self) -> list[frozenset[object]]:
        return [
            self._starts.otherwise_in(forked(self._world, (), changes))
            for fork, changes in zip(self._world.forks, self._forks, strict=True)
            if not fork.wants
        ]

    def _trial(self, starts: Starts, start: OpenStart, *candidates: Candidate) -> Trial:
        changes = tuple(candidate.change for candidate in candidates)
        return Trial(changes, partial(start.changed, candidates), starts.is_asked(candidates))

    def _declared(self, changes: tuple[Intervention, ...]) -> Trial:
        return Trial(changes, lambda: ground(forked(self._world, (), changes)))
