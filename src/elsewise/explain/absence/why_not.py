"""Why something does not happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Unpack

from elsewise.errors import UsageError
from elsewise.explain.absence.aims import Aim, EventAim, NoEvent, read_aim
from elsewise.explain.absence.answer import Layer, Miss, Proof, Refusal, WhyNot
from elsewise.explain.absence.impossible import Feasibility, explored, never, unasked
from elsewise.explain.absence.near import nearest_miss
from elsewise.explain.absence.problems import aimed, events_of, name_of
from elsewise.explain.absence.raising import MORE_DEPTH, Raising
from elsewise.explain.absence.refusals import refusals
from elsewise.explain.absence.saying import Search, text_of
from elsewise.explain.absence.searching import found_in_time
from elsewise.play.at_and_after import events_to
from elsewise.play.explore import BEYOND, graph_with
from elsewise.play.find import find
from elsewise.play.forks import world_after
from elsewise.play.moment import Moment
from elsewise.play.settings import Said, effective_limits
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Outcome, ProgressReport, Status
from elsewise.story.story import Story
from elsewise.story.watch import Stopped, Watch
from elsewise.world.limit_bounds import HIGHEST
from elsewise.world.model import World

FIRST_STATES, GROWTH = 10_000, 8
"""So many states each search may make in the first round, and then so many times as many."""


def why_not(
    world: World,
    aim: str,
    *,
    at: str | int | None = None,
    after: str | Sequence[str] | None = None,
    limits: Limits | None = None,
    report: ProgressReport | None = None,
    watch: Watch | None = None,
    **said: Unpack[Said],
) -> WhyNot:
    """Return why something does not happen, or the shortest story in which it does.

    `aim` is an event, whose arguments may be left out, be fewer, or be `_` for any
    (`climb(Lex, _, Grass)`, `climb(Lex)`, `climb`); the name of an ending; or a condition
    (`Lana believes deed = left`). It is asked at the start, after the events of `after` (in a text
    with semicolons between them, or one by one), or `at` a beat of them (without them, of the
    story that `find` finds for the first ending) or the id of a state. Stories, and the limit of
    length, begin there. Single limits are said by name, as for `find`. Seconds count from the
    beginning of `watch` (None: from now), and it goes on to larger limits while they last. If
    neither seconds nor memory nor states are said, each search beyond the limits ends after a
    number of states (`BEYOND`).

    The answer is looked for in layers, and the first that answers is returned (see `Layer`): it
    happens; it can never be; only a limit is too small; somebody has no reason. Where a limit is
    reached or somebody stops it before, it is what was found out so far. Raises `UsageError` for a
    question about whole stories or an event that cannot have happened, and `WorldError` for a
    condition with mistakes or a world that cannot run.
    """
    merged = effective_limits(world, limits, **said)
    watch = Watch(merged) if watch is None else watch.limited(merged)
    meant = read_aim(world, aim)
    before = _before(world, watch, at, after)
    depth = min(HIGHEST["depth"], merged.depth + MORE_DEPTH)
    here = world_after(world, before, depth=depth)
    asking = _Asking(here, meant, merged, watch, report)
    try:
        asking.ask()
    except Stopped as stopped:
        asking.stopped_by = stopped.by
    except KeyboardInterrupt:
        asking.stopped_by = "interrupt"
    return asking.answer(WhyNot(world.name, meant.text, before, Layer.OPEN, "", merged))


def _before(
    world: World, watch: Watch, at: str | int | None, after: str | Sequence[str] | None
) -> tuple[str, ...]:
    """Return the events that lead to where the question is asked."""

    def story() -> Story:
        found = find(world, limits=watch.left())
        if found.story is None:
            raise UsageError("No story was found of which this could be a beat: say --after.")
        return found.story

    return events_to(at, after, story, lambda state: graph_with(world, state, watch.left()))


class _Asking:
    """One question in one world, and what is found out about it.

    Nothing says beforehand which search comes to an end, so they take turns: each may make so many
    states in the first round, and many times as many in the next.
    """

    def __init__(
        self, world: World, aim: Aim, limits: Limits, watch: Watch, report: ProgressReport | None
    ) -> None:
        self._world = world
        self._aim = aim
        self._name = name_of(aim)
        self._limits = limits
        self._watch = watch
        self._report = report
        effort = limits.seconds, limits.memory, limits.states
        self._beyond = BEYOND if effort == (None, None, None) else limits.states
        self._willing: Problem | None = None
        self._first: Outcome | None = None
        self._found: Feasibility | None = None
        self._larger: Raising | None = None
        self._miss: Miss | None = None
        self._refusals: list[Refusal] = []
        self.stopped_by: str | None = None

    def ask(self) -> None:
        """Find out as much as there is to be known. Raises `Stopped` when time is up."""
        if isinstance(self._aim, NoEvent):
            self._found = Feasibility(Proof.NO_SUCH_EVENT)
            return
        problem = aimed(self._world, self._aim, self._limits.depth)
        if isinstance(self._aim, EventAim) and not events_of(problem, self._aim):
            self._found = never(self._world, self._aim, problem, self._watch)
            return
        self._larger = Raising(problem, self._name, self._limits, self._report)
        for states in self._rounds():
            if self._is_known(problem, states):
                return

    def _rounds(self) -> Iterator[int | None]:
        """Yield how many states each search may make, again and again."""
        states, most = FIRST_STATES, self._limits.states
        while most is None or states < most:
            yield states
            states *= GROWTH
        yield most

    def _is_known(self, problem: Problem, states: int | None) -> bool:
        """Find out more; return whether more states would tell nothing more."""
        limits, last = self._limits, states == self._limits.states
        beyond = states if self._beyond is None else min(states or self._beyond, self._beyond)
        if self._first is None or self._first.stopped_by is not None:
            here = replace(limits, states=states)
            self._first = found_in_time(problem, self._name, here, self._watch, self._report)
        if self._first.story is not None:
            return self._first.stopped_by is None or last
        if self._found is None:
            self._found = never(self._world, self._aim, problem, self._watch)
        found = self._found
        if found is None or found.cut == "states":
            here = replace(limits, states=beyond)
            self._willing = self._willing or unasked(problem)
            asked = self._world, self._aim, problem, self._willing, here, self._watch
            self._found = found = explored(*asked)
        if found.closed or found.proof is not None:
            return True
        if self._first.stopped_by is not None:
            return last
        known = self._is_explained(problem, found.way, beyond) and found.cut != "states"
        return known or beyond == self._beyond

    def _is_explained(
        self, problem: Problem, way: Sequence[str] | None, states: int | None
    ) -> bool:
        """Look who has no reason, and within larger limits; whether these are all looked through.

        The first time, these take no more than half of the time.
        """
        assert self._larger is not None
        if self._miss is None:
            self._larger.go_on(states, Watch(self._watch.left(parts=2)))
        else:
            self._larger.go_on(states, self._watch)
        if self._larger.story is not None:
            return True
        if self._miss is None and way is not None:
            length = max(self._limits.length, len(way))
            start = Moment.start(problem, replace(self._limits, length=length))
            self._miss = nearest_miss(start, self._name, way, self._watch)
            asked = self._world, problem, self._miss, self._limits, self._reaches, self._watch
            for refusal in refusals(*asked):  # those that are known when time is up count
                self._refusals.append(refusal)
        self._watch.look()
        return not self._larger.cut

    def _reaches(self, world: World, length: int) -> bool:
        """Whether a world reaches the aim within so many beats."""
        problem = aimed(world, self._aim, self._limits.depth)
        here = replace(self._limits, length=length, states=self._beyond)
        return found_in_time(problem, self._name, here, self._watch).story is not None

    def answer(self, blank: WhyNot) -> WhyNot:
        """Return what was found out; a story has the ending's own name as its goal."""
        first, found, larger = self._first, self._found, self._larger
        story = first.story if first else None
        layer, needed = Layer.OPEN, None
        if story is not None:
            layer = Layer.HAPPENS
        elif found is not None and found.proof is not None:
            layer = Layer.IMPOSSIBLE
        elif larger is not None and larger.story is not None:
            layer, story, needed = Layer.LIMITS, larger.story, larger.needed
        elif self._refusals:
            layer = Layer.REASONS
        known = layer in (Layer.HAPPENS, Layer.IMPOSSIBLE, Layer.LIMITS)
        if self.stopped_by is None and found is not None and not found.closed:
            self.stopped_by = found.cut or ("states" if larger and larger.cut else None)
        made = replace(
            blank,
            layer=layer,
            proof=found.proof if found else None,
            missing=found.missing if found else (),
            miss=self._miss or (found.nearest if found else None),
            refusals=tuple(self._refusals),
            story=replace(story, goal=self._name) if story else None,
            needed=needed,
            tried=tuple(larger.tried) if larger else (),
            complete=known or (self.stopped_by is None and layer is not Layer.OPEN),
            stopped_by=None if known else self.stopped_by,
        )
        within = first is not None and first.status is Status.NONE
        shortest = layer is Layer.LIMITS or (first is not None and first.proven_shortest)
        search = Search(found, within, shortest)
        return replace(made, text=text_of(self._world, made, self._aim, search))
