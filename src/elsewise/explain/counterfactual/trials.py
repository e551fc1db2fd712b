"""Sets of changes that may be enough for an ending, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, combinations_with_replacement, product

from elsewise.explain.counterfactual.candidates import Candidate, Said, Starts
from elsewise.explain.counterfactual.interventions import Intervention, declared, forked
from elsewise.play.ground import ground
from elsewise.problem.problem import Problem
from elsewise.world.model import World


@dataclass(frozen=True, slots=True)
class Trial:
    """Changes to be tried together, and the problem in which they are made.

    `otherwise` is what single facts and beliefs are changed to. `outright`: one of them is what the
    aim itself asks about.
    """

    changes: tuple[Intervention, ...]
    problem: Callable[[], Problem]
    otherwise: frozenset[Said] = frozenset()
    outright: bool = False

    @property
    def text(self) -> str:
        """The changes as they are written."""
        return "; ".join(dict.fromkeys(change.text for change in self.changes))


def single_changes(world: World, aim: str) -> Iterator[Trial]:
    """Yield the declared forks, then every fact and belief of the start that can matter."""
    for fork in world.forks:
        yield _declared_trial(world, declared(world, fork.name))
    starts = Starts(world, aim)
    named = _declared_facts(world, starts)
    for trial in _single_candidates(starts):
        if trial.otherwise not in named:
            yield trial


def pairs_of_changes(
    world: World, aim: str, is_enough: Callable[[Sequence[Intervention]], bool]
) -> Iterator[Trial]:
    """Yield what can matter of any two changes neither of which `is_enough` alone."""
    starts = Starts(world, aim)
    named = _declared_facts(world, starts)
    forks = [declared(world, fork.name) for fork in world.forks]
    forks = [changes for changes in forks if not is_enough(changes)]
    for first, second in combinations(forks, 2):
        yield _declared_trial(world, (*first, *second))
    for changes in forks:
        for trial in _single_candidates(Starts(forked(world, (), changes), aim)):
            if trial.otherwise not in named and not is_enough(trial.changes):
                yield replace(trial, changes=(*changes, *trial.changes))
    by_fact: dict[int, list[Candidate]] = {}
    for candidate in starts.candidates:
        if candidate.said not in named and not is_enough((candidate.change,)):
            by_fact.setdefault(candidate.fact, []).append(candidate)
    for one, two in combinations_with_replacement(by_fact, 2):
        facts = frozenset((one, two))
        if starts.hopeless(facts):
            continue
        here = [c for c in by_fact[one] if starts.matters(c, facts)]
        there = [c for c in by_fact[two] if starts.matters(c, facts)]
        for pair in combinations(here, 2) if one == two else product(here, there):
            if len({(candidate.minds, candidate.fluent) for candidate in pair}) == len(pair):
                yield _candidate_trial(starts, pair)


def _declared_facts(world: World, starts: Starts) -> list[frozenset[Said]]:
    """Return what each declared fork says, so that it is not tried under another name too."""
    return [
        starts.otherwise_in(forked(world, (), declared(world, fork.name)))
        for fork in world.forks
        if not fork.wants
    ]


def _single_candidates(starts: Starts) -> Iterator[Trial]:
    for candidate in starts.candidates:
        facts = frozenset((candidate.fact,))
        if not starts.hopeless(facts) and starts.matters(candidate, facts):
            yield _candidate_trial(starts, (candidate,))


def _candidate_trial(starts: Starts, candidates: Sequence[Candidate]) -> Trial:
    return Trial(
        tuple(candidate.change for candidate in candidates),
        partial(starts.problem, tuple(candidates)),
        frozenset().union(*(candidate.said for candidate in candidates)),
        any(candidate.fluent in starts.asked for candidate in candidates),
    )


def _declared_trial(world: World, changes: Sequence[Intervention]) -> Trial:
    return Trial(tuple(changes), lambda: ground(forked(world, (), changes)))
