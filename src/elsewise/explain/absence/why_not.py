"""Why something does not happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Unpack

from elsewise.errors import UsageError
from elsewise.explain.absence.aims import Aim, EndingAim, EventAim, NoEvent, read_aim
from elsewise.explain.absence.answer import Layer, Miss, Proof, Refusal, WhyNot
from elsewise.explain.absence.impossible import Feasibility, physically
from elsewise.explain.absence.near import along, nearest_miss
from elsewise.explain.absence.problems import AIM, aimed, events_of
from elsewise.explain.absence.raising import MORE_DEPTH, Raised, look, raised
from elsewise.explain.absence.refusals import refusals
from elsewise.explain.absence.saying import text_of
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
    blank = WhyNot(world.name, meant.text, before, Layer.OPEN, "", merged)
    return _Asking(here, meant, blank, report).answer()


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


class _Asking:
    """One question in one world; `blank` is the answer before anything is found out."""

    def __init__(
        self, world: World, aim: Aim, blank: WhyNot, report: ProgressReport | None
    ) -> None:
        self._world = world
        self._aim = aim
        self._blank = blank
        self._limits = blank.limits
        self._report = report

    def answer(self) -> WhyNot:
        """Go through the layers."""
        if isinstance(self._aim, NoEvent):
            return self._found(Layer.IMPOSSIBLE, Feasibility(Proof.NO_SUCH_EVENT))
        problem = aimed(self._world, self._aim, self._limits.depth)
        is_there = not isinstance(self._aim, EventAim) or bool(events_of(problem, self._aim))
        first: Outcome | None = None
        if is_there:
            first = self._find(problem, self._limits)
            if first.story is not None:
                return self._found(Layer.HAPPENS, story=first.story)
        found = physically(self._world, self._aim, problem, self._limits)
        if found.proof is not None:
            return self._found(Layer.IMPOSSIBLE, found, miss=found.nearest)
        if found.way is None or found.closed:
            return self._found(Layer.OPEN, found, miss=found.nearest, complete=False)
        assert first is not None
        return self._possible(problem, found, found.way, cut=first.status is Status.STOPPED)

    def _possible(
        self, problem: Problem, found: Feasibility, way: Sequence[str], *, cut: bool
    ) -> WhyNot:
        """Go through the layers for what can physically be, by a way."""
        more = raised(problem, self._limits, self._report)
        if more.story is not None and not cut:
            return self._found(Layer.LIMITS, found, more, story=more.story)
        start = Moment.start(
            problem, replace(self._limits, length=max(self._limits.length, len(way)))
        )
        miss = nearest_miss(start) or along(start, way)
        refused = refusals(self._world, problem, miss, self._limits, self._reaches)
        layer = Layer.OPEN if cut or not refused else Layer.REASONS
        complete = not (cut or more.cut)
        return self._found(layer, found, more, miss=miss, refusals=refused, complete=complete)

    def _found(
        self,
        layer: Layer,
        found: Feasibility | None = None,
        more: Raised | None = None,
        *,
        story: Story | None = None,
        miss: Miss | None = None,
        refusals: tuple[Refusal, ...] = (),
        complete: bool = True,
    ) -> WhyNot:
        """Return the answer; a story has the ending's own name as its goal."""
        goal = self._aim.text if isinstance(self._aim, EndingAim) else AIM
        made = replace(
            self._blank,
            layer=layer,
            proof=found.proof if found else None,
            missing=found.missing if found else (),
            miss=miss,
            refusals=refusals,
            story=replace(story, goal=goal) if story else None,
            needed=more.needed if more else None,
            tried=more.tried if more else (),
            complete=complete,
        )
        return replace(made, text=text_of(self._world, made, self._aim, found))

    def _reaches(self, world: World, length: int) -> bool:
        """Whether a world reaches the aim within so many beats."""
        problem = aimed(world, self._aim, self._limits.depth)
        return self._find(problem, replace(self._limits, length=length)).story is not None

    def _find(self, problem: Problem, limits: Limits) -> Outcome:
        return look(problem, limits, self._report)
