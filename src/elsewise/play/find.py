"""Finding stories."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError
from elsewise.play.ground import ground
from elsewise.play.make_engine import make_engine
from elsewise.play.orders import search_different
from elsewise.play.settings import Said, effective_limits
from elsewise.problem.problem import Problem
from elsewise.story.default_goal import default_goal
from elsewise.story.limits import MODES, Limits, Mode, Outcome, ProgressReport, Statistics
from elsewise.story.watch import Watch

if TYPE_CHECKING:
    from typing import Unpack

    from elsewise.engines.protocol import Engine, Handle
    from elsewise.world.model import World


def find(
    world: World | Problem,
    goal: float | None = None,
    *,
    ending: str | None = None,
    limits: Limits | None = None,
    most: int = 1,
    mode: Mode = "balanced",
    orders: bool = False,
    engine: str = "kernel",
    report: ProgressReport | None = None,
    watch: Watch | None = None,
    **said: Unpack[Said],
) -> Outcome:
    """Find the shortest stories that reach a goal, at most `most` of them.

    Of several, none only tells the deeds of another in another order, unless such `orders` are
    asked for.

    `goal` is a story utility to be reached, `ending` the name of an ending; without either, it is
    the first ending of the world, or, if there is none, the next whole number above the utility at
    the start. Single limits are said by name
    (`length=8, seconds=10`); the others are the world's. `limits` says all of them at once,
    instead of the world's. `report` is called now and then with the progress made. Seconds are
    counted from the beginning of `watch` (None: from now); grounding is within them.

    The `mode` is "shortest" to go on until the story is proven to be a shortest one, "first" for
    the first story that comes up, or "balanced": where the proof takes much longer than to find
    some story, that one is returned. `proven_shortest` of the outcome says what is known, and
    `at_least` how short a story could still be.

    A limit that is reached, and Ctrl-C, end the search with what was found so far: see `status`
    and `stopped_by` of the outcome. Raises `UsageError` for what does not exist or makes no sense
    here, and `WorldError` if the world cannot run.
    """
    watch = watch or Watch()
    _check(most, mode)
    problem = ground(world)
    merged = effective_limits(problem, limits, **said)
    running = make_engine(engine, problem, merged)
    aim = aim_of(running, goal, ending)
    return searched(running, aim, watch.left(merged), most, report, mode=mode, orders=orders)


def searched(
    engine: Engine,
    aim: float | str,
    limits: Limits,
    most: int = 1,
    report: ProgressReport | None = None,
    start: Handle | None = None,
    mode: Mode = "balanced",
    known: Sequence[int] = (),
    orders: bool = False,
) -> Outcome:
    """Search with an engine, from a start (None: the beginning); see `find`.

    `known` are the actions of a story from elsewhere, to be tried first.
    """
    _check(most, mode)
    if isinstance(aim, float) and engine.problem.story_is_settled:
        # What nothing can change needs no search.
        utility = engine.utility(engine.start(), None)
        least = limits.length + 1
        return Outcome(None, (), aim, utility, False, Statistics(), least)
    if most > 1 and not orders:
        return search_different(engine, aim, limits, most, report, start, mode)
    return engine.search(aim, limits, most, report, start, mode, known)


def _check(most: int, mode: str) -> None:
    if most < 1:
        raise UsageError(f"most is {most}, but at least one story must be asked for.")
    if mode not in MODES:
        raise UsageError(f"There is no mode called {mode}.{did_you_mean(mode, MODES)}")


def aim_of(
    engine: Engine, goal: float | None, ending: str | None, start: Handle | None = None
) -> float | str:
    """Return what a search is for: an ending, a story utility, or else the default goal.

    `start` is where the search is to begin (None: the beginning). Raises `UsageError` if there is
    no such ending, both are given, or no goal follows where neither is.
    """
    problem = engine.problem
    if ending is not None:
        if goal is not None:
            raise UsageError("A search is for a goal or for an ending, not for both.")
        if ending not in problem.condition_numbers:
            hint = did_you_mean(ending, problem.ending_names)
            none = "" if problem.ending_names else " This world names no endings."
            raise UsageError(f"There is no ending called {ending}.{hint}{none}")
        return ending
    if goal is not None:
        if not math.isfinite(goal):
            raise UsageError(f"The goal is {goal}, but must be a finite number.")
        return float(goal)
    begin = engine.start() if start is None else start
    return default_goal(problem.ending_names, lambda: engine.utility(begin, None))
