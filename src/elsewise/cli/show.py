"""`elsewise show`: what is so at a beat, and who believes what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Option
from elsewise.cli.exit_codes import DONE
from elsewise.cli.output import note, say, say_json, say_table
from elsewise.cli.sources import open_problem
from elsewise.show.layout import counted
from elsewise.story.display import FactRow, fact_rows, fact_table
from elsewise.story.limits import Outcome
from elsewise.story.story import State, Story

if TYPE_CHECKING:
    from elsewise.problem.problem import Problem

EXAMPLES = """\b
Examples:
  elsewise show smoke
  elsewise show smoke --after "push(Clark); push(Clark)" --wrong
  elsewise show smoke story.json --at 3 --mind Lana --json
"""


def show(
    world: options.WorldName,
    story: options.StoryFile = None,
    at: Annotated[
        str | None,
        Option("--at", metavar="PLACE", help="After which beat (0 is the start), or a state's id."),
    ] = None,
    after: options.After = None,
    ending: options.EndingName = None,
    goal: options.Goal = None,
    number: options.StoryNumber = 1,
    mind: Annotated[
        str | None,
        Option(
            "--mind", metavar="NAMES", help="Look into a mind: Lana, or Lana,Tom for hers of his."
        ),
    ] = None,
    wrong: Annotated[bool, Option("--wrong", help="Only what somebody sees otherwise.")] = False,
    engine: options.EngineName = "kernel",
    as_json: options.AsJson = False,
) -> int:
    """Show what is so at a beat, and who believes what.

    In the table, ! marks what is believed and not so. The beat is one of a story file, of the
    events of --after, or of the story that is found for --ending or --goal. Without any of them it
    is the start, or with --at a beat of the story that tell tells, or a state by its id.
    """
    from elsewise.cli.stories import no_story
    from elsewise.play.minds import mind_in, minds
    from elsewise.play.moment import begin

    problem = open_problem(world, quiet=as_json)
    plot = _plot(problem, story, after, number, at, goal, ending, engine)
    if isinstance(plot, Outcome):
        return no_story(plot, as_json=as_json)
    path = tuple(name.strip() for name in mind.split(",")) if mind else ()
    state = mind_in(minds(problem, plot, depth=len(path) + 1, engine=engine), path)
    rows = tuple(row for row in fact_rows(state) if row.disputed or not wrong)
    events = plot.events
    name = begin(problem).replay(events).id
    if as_json:
        say_json({"id": name, **_as_json(problem, state, events, path, rows)})
        return DONE
    nothing = (
        "Everybody sees everything as it is." if wrong else "There is nothing that can change."
    )
    say(_title(events, path) if rows else f"{_title(events, path)}\n{nothing}")
    if rows:
        say_table(*fact_table(state, rows))
    note(f"(state {name}: --at {name} begins here)")
    return DONE


def _plot(
    problem: Problem,
    story: str | None,
    after: str | None,
    number: int,
    at: str | None,
    goal: float | None,
    ending: str | None,
    engine: str,
) -> Story | Outcome:
    """Return the story up to the beat, or the outcome that has none."""
    from elsewise.cli.stories import look_for_story, read_story
    from elsewise.errors import UsageError
    from elsewise.play.at_and_after import events_to
    from elsewise.play.explore import explore
    from elsewise.play.plots import as_story

    if story is not None and after is not None:
        raise UsageError("The beat is of a story file or of the events of --after, not of both.")
    shown: Story | None = None
    if story is not None:
        shown = read_story(story, number, goal, ending)
    elif after is None and (at is None or at.isdecimal()) and (goal, ending, at) not in _AT_START:
        outcome = look_for_story(problem, goal, ending, {}, engine)
        if outcome.story is None:
            return outcome
        shown = outcome.story
    if shown is not None:
        at = str(len(shown.beats)) if at is None else at
    plot = shown or as_story(())
    return as_story(events_to(at, after, lambda: plot, lambda: explore(problem)))


_AT_START = ((None, None, None), (None, None, "0"))
"""Nothing is said of which story it is, and it is about its start."""


def _title(events: tuple[str, ...], path: tuple[str, ...]) -> str:
    place = f"After {counted(len(events), 'beat')}" if events else "At the start"
    who = "".join(
        f", in the mind of {name}" if i == 0 else f" and there of {name}"
        for i, name in enumerate(path)
    )
    last = f" ({events[-1]})" if events else ""
    return f"{place}{last}{who}:"


def _as_json(
    problem: Problem,
    state: State,
    events: tuple[str, ...],
    path: tuple[str, ...],
    rows: tuple[FactRow, ...],
) -> dict[str, object]:
    from elsewise.show.as_json import json_of

    wrong = [
        {
            "character": name,
            "fluent": row.fluent,
            "believes": json_of(state.minds[name].values[row.fluent]),
            "is": json_of(state.values[row.fluent]),
        }
        for row in rows
        for name, cell in zip(state.minds, row.beliefs, strict=True)
        if cell.wrong
    ]
    return {
        "beat": len(events),
        "events": list(events),
        "mind": list(path),
        **json_of(state),
        "wrong": wrong,
        "constants": json_of(problem.constants),
    }
