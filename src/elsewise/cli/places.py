"""Where a command starts, as its options `--at` and `--after` say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elsewise.errors import UsageError
from elsewise.play.settings import Said, effective_limits

if TYPE_CHECKING:
    from elsewise.graph.story_graph import StoryGraph
    from elsewise.problem.problem import Problem
    from elsewise.story.story import Story


def problem_from(
    problem: Problem,
    at: str | None,
    after: str | None,
    said: Said,
    goal: float | None = None,
    ending: str | None = None,
    *,
    explained: bool = True,
) -> Problem:
    """Return the problem that begins where a command starts; see `events_to`.

    A number is one of a beat of the story that is found for a goal or an ending, as `tell` tells.
    """
    if at is None and after is None:
        return problem
    from elsewise.play.at_and_after import events_to
    from elsewise.play.moment import Moment

    def graph() -> StoryGraph:
        from elsewise.cli.progress import LiveProgress
        from elsewise.play.explore import explore

        with LiveProgress() as report:
            return explore(problem, explained=explained, report=report, **said)

    events = events_to(at, after, lambda: story_for(problem, said, goal, ending), graph)
    return Moment.start(problem, effective_limits(problem, **said)).replay(events).as_problem()


def story_for(
    problem: Problem, said: Said, goal: float | None = None, ending: str | None = None
) -> Story:
    """Return the story of which a beat is meant. Raises `UsageError` if there is none."""
    from elsewise.cli.stories import look_for_story
    from elsewise.story.display import outcome_line

    outcome = look_for_story(problem, goal, ending, said, "kernel")
    if outcome.story is None:
        raise UsageError(f"There is no story of which to take a beat. {outcome_line(outcome)}")
    return outcome.story
