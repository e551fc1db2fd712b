"""Running a world in which people choose: the course as it comes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from elsewise.engines.choosing.course import CourseRules, Move, StoryState
from elsewise.engines.choosing.forecast import Forecast
from elsewise.engines.choosing.nodes import Nodes
from elsewise.engines.choosing.reasons import event_text, reason
from elsewise.errors import UsageError
from elsewise.play.ground import ground
from elsewise.play.make_engine import make_engine
from elsewise.play.settings import Said, effective_limits
from elsewise.problem.problem import Problem
from elsewise.story.course import Course, End
from elsewise.story.limits import Limits
from elsewise.story.story import Beat, Reason, Story
from elsewise.story.watch import Stopped, Watch

if TYPE_CHECKING:
    from typing import Unpack

    from elsewise.engines.protocol import Engine
    from elsewise.world.model import World


MOST_BEATS = 100
"""So many beats has a course at most if nobody says otherwise."""


def run(
    world: World | Problem,
    *,
    ending: str | None = None,
    limits: Limits | None = None,
    engine: str = "kernel",
    **said: Unpack[Said],
) -> Course:
    """Return the course that a world takes when everybody does what they choose.

    It has at most as many beats as the limits say, `MOST_BEATS` if they and the world say nothing.
    Of deeds that are equally good for who does them, the first in the text is taken, and nothing
    happens by chance. It goes on until nobody has anything left to do, until it comes back to where
    it was, or is as long as it may be; with an `ending`, no longer than until that
    holds. A limit of time or memory that is reached, and Ctrl-C, end it with what has happened so
    far: see `stopped_by`.

    Raises `UsageError` if nobody chooses in the world, for what does not exist in it, and where
    foresight and depth are more than can be followed.
    """
    problem = ground(world)
    if problem.choosing is None or not problem.choosing.within:
        raise UsageError(
            f"Nobody chooses in {problem.name}, so no course follows. Write everyone chooses "
            "at the margin of the world, or find stories by what they come to."
        )
    if limits is None and "length" not in problem.limits and said.get("length") is None:
        said["length"] = MOST_BEATS
    merged = effective_limits(problem, limits, **said)
    return course_of(make_engine(engine, problem, merged), merged, ending)


def course_of(engine: Engine, limits: Limits, ending: str | None = None) -> Course:
    """Return the course of the problem that an engine runs, in which somebody chooses: see `run`.

    The depth of the limits is the one that the engine was made with.
    """
    problem = engine.problem
    assert problem.choosing is not None
    nodes = Nodes(engine, problem.choosing, limits.depth, limits.levels_below(problem))
    forecast = Forecast(nodes, limits.foresight)
    within = tuple(problem.choosing.within.get(name) for name in problem.characters)
    return _Runner(CourseRules(forecast, within), ending, limits).course()


class _Runner:
    """One course under way."""

    def __init__(self, courses: CourseRules, ending: str | None, limits: Limits) -> None:
        self._courses = courses
        self._ending = ending
        self._limits = limits
        self._watch = courses.forecast.watch = Watch(limits)
        self._beats: list[Beat] = []
        self._times: list[int] = []
        self._time = 0
        self._cost = 0

    def course(self) -> Course:
        """Go on until the end."""
        courses = self._courses
        state = courses.start()
        end: End | None = None
        stopped_by: str | None = None
        seen: set[StoryState] = set()
        try:
            while (end := self._end(state, seen)) is None:
                seen.add(state)
                moves = courses.moves(state)
                if not moves:
                    end = "quiet"
                    break
                self._note(state, moves[0])
                state = moves[0].after
        except Stopped as stopped:
            stopped_by = stopped.by
        except KeyboardInterrupt:
            stopped_by = "interrupt"
        except RecursionError:  # each decision and each mind ahead is a call within calls
            raise UsageError(
                f"With foresight {self._limits.foresight} and depth {self._limits.depth} people "
                "look further ahead here than can be followed. Say a smaller foresight or depth."
            ) from None
        return self._made(state, end, stopped_by)

    def _end(self, state: StoryState, seen: set[StoryState]) -> End | None:
        if self._ending is not None and self._holds(state, self._ending):
            return "ending"
        if state in seen:
            return "round"
        return "length" if len(self._beats) >= self._limits.length else None

    def _holds(self, state: StoryState, ending: str) -> bool:
        return self._courses.nodes.engine.holds(state.node.state, ending)

    def _note(self, state: StoryState, move: Move) -> None:
        """Take a move down as a beat, if it is one."""
        if move.action is None:
            self._time += move.time_passes
            return
        self._cost += move.cost
        self._times.append(self._time)
        self._beats.append(
            Beat(event_text(self._courses.forecast, move.action), self._reasons(state, move))
        )

    def _reasons(self, state: StoryState, move: Move) -> dict[str, Reason]:
        forecast = self._courses.forecast
        if move.who is None or move.action is None:
            return {}
        mind = forecast.nodes.mind(state.node, move.who)
        assert mind is not None
        deed = move.action if move.action >= 0 else ~move.action
        name = forecast.problem.characters[move.who]
        return {name: reason(forecast, mind, state.ways[move.who], deed)}

    def _made(self, state: StoryState, end: End | None, stopped_by: str | None) -> Course:
        problem = self._courses.nodes.problem
        utility = self._courses.nodes.engine.utility(state.node.state, None)
        return Course(
            Story(tuple(self._beats), self._ending, utility),
            tuple(self._times),
            end,
            tuple(name for name in problem.endings if self._holds(state, name)),
            replace(self._watch.statistics(), states=self._courses.nodes.made),
            self._cost,
            stopped_by,
        )
