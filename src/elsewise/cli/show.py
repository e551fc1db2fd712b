"""`elsewise show`: what is so at a beat, and who believes what."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

import elsewise as ew
from elsewise.cli.exit_codes import DONE
from elsewise.cli.options import add, add_flag, add_limits, add_value, limits_of
from elsewise.cli.output import note, say, say_json, say_prose, say_table
from elsewise.cli.sources import open_problem
from elsewise.cli.stories import look_for_story, no_story, read_story
from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.play.at_and_after import events_to
from elsewise.play.explore import graph_with, id_of
from elsewise.play.minds import mind_in
from elsewise.play.plots import as_story
from elsewise.show.as_json import json_of
from elsewise.show.layout import counted
from elsewise.story.display import FactRow, constants_line, fact_rows, fact_table

DETAILS = """\
In the table, ! marks what is believed and not so. The beat is one of a story file, of the
events of --after, or of the story that is found for --ending or --goal. Without any of them it
is the start, or with --at a beat of the story that tell tells, or a state by its id.
"""
EXAMPLES = """\
  elsewise show smoke
  elsewise show smoke --after "push(Clark); push(Clark)" --wrong
  elsewise show smoke story.json --at 3 --mind Lana --json
"""
MOST_MINDS = 8
"""Minds are made as deep as is looked, for all that anybody may think of anybody."""

OF_A_SEARCH = ("seconds", "memory", "states")


def add_arguments(parser: ArgumentParser) -> None:
    add(parser, "world", "story")
    add(parser, "--at", help="After which beat (0 is the start), or a state's id.")
    add(parser, "--after", "--ending", "--goal", "--story")
    minds = "Look into a mind: Lana, or Lana,Tom for hers of his."
    add_value(parser, "--mind", "NAMES", minds, default="")
    add_flag(parser, "--wrong", "Only what somebody sees otherwise.")
    add_limits(parser, only=OF_A_SEARCH)
    add(parser, "--engine")


def run(args: Namespace) -> int:
    problem = open_problem(args)
    path = _path(problem, args.mind)
    plot = _plot(problem, args)
    if isinstance(plot, ew.Outcome):
        return no_story(plot, as_json=args.json)
    state = mind_in(ew.minds(problem, plot, depth=len(path) + 1, engine=args.engine), path)
    rows = tuple(row for row in fact_rows(state) if row.disputed or not args.wrong)
    name = id_of(ew.begin(problem).replay(plot.events))
    if args.json:
        place = {"id": name, "beat": len(plot.events), "events": plot.events, "mind": path}
        say_json({**place, **_as_json(problem, state, rows)})
        return DONE
    say(_title(plot.events, path))
    if rows:
        say_table(*fact_table(state, rows))
    elif args.wrong:
        say("Everybody sees everything as it is.")
    else:
        say("There is nothing that can change.")
    if not args.wrong and state.constants:
        say_prose(f"\n{constants_line(state)}")
    note(f"(state {name}: --at {name} begins here)")
    return DONE


def _path(problem: ew.Problem, names: str) -> tuple[str, ...]:
    """Return whose mind is looked into. Raises `UsageError` before any work if there is none."""
    path = tuple(name.strip() for name in names.split(",")) if names else ()
    for before, name in zip((None, *path), path, strict=False):
        if name not in problem.characters:
            hint = did_you_mean(name, problem.characters)
            raise ew.UsageError(f"There is no mind of {name} to look into here.{hint}")
        if name == before:
            raise ew.UsageError(f"There is no mind of {name} in their own: it is the same.")
    if len(path) > MOST_MINDS:
        raise ew.UsageError(f"--mind looks {len(path)} minds deep, but goes to {MOST_MINDS}.")
    return path


def _plot(problem: ew.Problem, args: Namespace) -> ew.Story | ew.Outcome:
    """Return the story up to the beat, or the outcome that has none."""
    if args.story is not None and args.after is not None:
        raise ew.UsageError("The beat is of a story file or of the events of --after, not of both.")
    shown, at = None, args.at
    if args.story is not None:
        shown = read_story(args.story, args.number, args)
    elif _needs_story(args):
        outcome = look_for_story(problem, args, args.engine)
        if outcome.story is None:
            return outcome
        shown = outcome.story
    if shown is not None and at is None:
        at = str(len(shown.beats))
    plot = shown or as_story(())
    limits = ew.effective_limits(problem, **limits_of(args))
    return as_story(
        events_to(at, args.after, lambda: plot, lambda state: graph_with(problem, state, limits))
    )


def _needs_story(args: Namespace) -> bool:
    """Whether the beat is one of a story that has to be found."""
    if args.after is not None or not (args.at or "0").isdecimal():
        return False
    return (args.goal, args.ending) != (None, None) or args.at not in (None, "0")


def _title(events: tuple[str, ...], path: tuple[str, ...]) -> str:
    place = f"After {counted(len(events), 'beat')}" if events else "At the start"
    who = "".join(
        f", in the mind of {name}" if i == 0 else f" and there of {name}"
        for i, name in enumerate(path)
    )
    last = f" ({events[-1]})" if events else ""
    return f"{place}{last}{who}:"


def _as_json(problem: ew.Problem, state: ew.State, rows: tuple[FactRow, ...]) -> dict[str, Any]:
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
    return {**json_of(state), "wrong": wrong, "constants": json_of(problem.constants)}
