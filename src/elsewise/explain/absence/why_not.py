"""Why something does not happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Unpack

from elsewise.errors import UsageError
from elsewise.explain.absence.aims import Aim, EndingAim, EventAim, NoEvent, read_aim
from elsewise.explain.absence.impossible import Feasibility, physically
from elsewise.explain.absence.near import nearest_miss
from elsewise.explain.absence.problems import AIM, aimed, events_of
from elsewise.explain.absence.raising import MORE_DEPTH, Raised, look, raised
from elsewise.explain.absence.refusals import refusals
from elsewise.explain.absence.saying import text_of
from elsewise.explain.absence.values import Layer, Miss, Proof, Refusal, WhyNot
from elsewise.play.at_and_after import events_to
from elsewise.play.explore import explore
from elsewise.play.find import find
from elsewise.play.forks import world_after
from elsewise.play.moment import Moment
from elsewise.play.settings import Said, effective_limits
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Outcome, ProgressReport, Status
from elsewise.story.story import Story
from elsewise.world.model import World

DEEPEST = 16
"""The greatest limit of depth."""


def why_not(
    world: World,
    aim: str,
    *,
    at: str | int | None = None,
    after: str | Sequence[str] | None = None,
    limits: Limits | None = None,
    report: ProgressReport | None = None,
    **said: Unpack[Said],
) -> WhyNot:
    """Return why something does not happen, or the shortest story in which it does.

    `aim` is an event, whose arguments may be left out, be fewer, or be `_` for any
    (`climb(Lex, _, Grass)`, `climb(Lex)`, `climb`); the name of an ending; or a condition
    (`Lana believes deed = left`). It is asked at the start, after the events of `after` (in a text
    with semicolons between them, or one by one), or `at` a beat of them (without them, of the
    story that `find` finds for the first ending) or the id of a state. Stories, and the limit of
    length, begin there. Single limits are said by name, as for `find`; if no limit
    is set on states, each search of several is bounded by a number of them.

    The answer is looked for in layers, and the first that answers is returned (see `Layer`): it
    happens; it can never be; only a limit is too small; somebody has no reason. Raises
    `UsageError` for a question about whole stories or an event that cannot have happened, and
    `WorldError` for a condition with mistakes or a world that cannot run.
    """
    merged = effective_limits(world, limits, **said)
    meant = read_aim(world, aim)
    before = _before(world, merged, at, after)
    here = world_after(world, before, depth=min(DEEPEST, merged.depth + MORE_DEPTH))
    found = _Asking(here, meant, merged, report).answer()
    blank = WhyNot(world.name, meant.text, before, found.layer, "", merged)
    made = replace(
        blank,
        proof=found.feasibility.proof if found.feasibility else None,
        missing=found.feasibility.missing if found.feasibility else (),
        miss=found.miss,
        refusals=found.refusals,
        story=found.story,
        needed=found.raised.needed if found.raised else None,
        tried=found.raised.tried if found.raised else (),
        complete=found.complete,
    )
    return replace(made, text=text_of(here, made, meant, found.feasibility))


def _before(
    world: World, limits: Limits, at: str | int | None, after: str | Sequence[str] | None
) -> tuple[str, ...]:
    """Return the events that lead to where the question is asked."""

    def story() -> Story:
        found = find(world, ending=next((e.name for e in world.endings), None), limits=limits)
        if found.story is None:
            raise UsageError("No story was found of which this could be a beat: say --after.")
        return found.story

    return events_to(at, after, story, lambda: explore(world, limits))


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found out."""

    layer: Layer
    story: Story | None = None
    feasibility: Feasibility | None = None
    raised: Raised | None = None
    miss: Miss | None = None
    refusals: tuple[Refusal, ...] = ()
    complete: bool = True


class _Asking:
    """One question in one world."""

    def __init__(
        self, world: World, aim: Aim, limits: Limits, report: ProgressReport | None
    ) -> None:
        self._world = world
        self._aim = aim
        self._limits = limits
        self._report = report

    def answer(self) -> _Found:
        """Go through the layers."""
        if isinstance(self._aim, NoEvent):
            return _Found(Layer.IMPOSSIBLE, feasibility=Feasibility(Proof.NO_SUCH_EVENT))
        problem = aimed(self._world, self._aim, self._limits.depth)
        is_there = not isinstance(self._aim, EventAim) or bool(events_of(problem, self._aim))
        first: Outcome | None = None
        if is_there:
            first = self._find(problem, self._limits)
            if first.story is not None:
                return _Found(Layer.HAPPENS, self._named(first.story))
        feasibility = physically(self._world, self._aim, problem, self._limits)
        if feasibility.proof is not None:
            return _Found(Layer.IMPOSSIBLE, feasibility=feasibility, miss=_nearest(feasibility))
        if feasibility.way is None or feasibility.closed:
            return _Found(
                Layer.OPEN, feasibility=feasibility, miss=_nearest(feasibility), complete=False
            )
        assert first is not None
        return self._possible(problem, feasibility, cut=first.status is Status.STOPPED)

    def _possible(self, problem: Problem, feasibility: Feasibility, *, cut: bool) -> _Found:
        """Go through the layers for what can physically be."""
        assert feasibility.way is not None
        more = raised(problem, self._limits, self._report)
        if more.outcome is not None and more.outcome.story is not None and not cut:
            return _Found(Layer.LIMITS, self._named(more.outcome.story), feasibility, more)
        length = max(self._limits.length, len(feasibility.way))
        limits = replace(self._limits, length=length)
        start = Moment.start(problem, limits)
        miss = nearest_miss(start) or _along(start, feasibility.way)
        refused = refusals(self._world, problem, miss, self._limits, self._reaches)
        layer = Layer.OPEN if cut or not refused else Layer.REASONS
        return _Found(layer, None, feasibility, more, miss, refused, not (cut or more.cut))

    def _reaches(self, world: World, length: int) -> bool:
        """Whether a world reaches the aim within so many beats."""
        problem = aimed(world, self._aim, self._limits.depth)
        return self._find(problem, replace(self._limits, length=length)).story is not None

    def _find(self, problem: Problem, limits: Limits) -> Outcome:
        return look(problem, limits, self._report)

    def _named(self, story: Story) -> Story:
        """Return a story with the ending's own name as its goal."""
        name = self._aim.text if isinstance(self._aim, EndingAim) else AIM
        return replace(story, goal=name)


def _along(start: Moment, way: Sequence[str]) -> Miss:
    """Return a way as a miss: which of its beats lack a reason."""
    here, lacking = start, []
    for beat, event in enumerate(way, start=1):
        if here.reasons(event) is None:
            lacking.append(beat)
        here = here.after(event)
    return Miss(tuple(way), tuple(lacking))


def _nearest(feasibility: Feasibility) -> Miss | None:
    """Return the way to where least is missing."""
    return Miss(feasibility.way, ()) if feasibility.closed and feasibility.way else None
