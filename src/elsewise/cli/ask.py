"""`elsewise ask`: a question about all stories of a world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Argument, Option
from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED, WRONG, WRONG_USE
from elsewise.cli.output import note, say_diagnostics, say_json, say_text
from elsewise.cli.progress import LiveProgress
from elsewise.cli.sources import open_world

if TYPE_CHECKING:
    from elsewise.explain.query.answer import Answer

EXAMPLES = """\b
Examples:
  elsewise ask smoke "possible doubts(Lana)"
  elsewise ask smoke "always not deed = saved" --length 16
  elsewise ask market.ew "walk before sell" --after "open(Tom)" --any --json
"""


def ask(
    world: options.WorldName,
    question: Annotated[
        str,
        Argument(metavar="QUESTION", help="What is asked, in one word of the shell: in quotes."),
    ],
    any_event: Annotated[
        bool, Option("--any", help="About all that can physically happen, whoever has a reason.")
    ] = False,
    count: Annotated[
        bool, Option("--count", help="Count the sequences of events after which it is so.")
    ] = False,
    at: options.At = None,
    after: options.After = None,
    graph: Annotated[
        str | None,
        Option("--graph", metavar="FILE", help="A graph that `explore -o` kept; no new one."),
    ] = None,
    length: options.Length = None,
    foresight: options.Foresight = None,
    depth: options.Depth = None,
    seconds: options.Seconds = None,
    memory: options.Memory = None,
    states: options.States = None,
    spill: options.Spill = None,
    as_json: options.AsJson = False,
) -> int:
    """Ask about all stories of a world.

    The answer is yes, no, or that the limits leave it open; where one story shows it, it is the
    shortest that does. As with grep, the exit code is 0 for yes and 1 for no; it is 2 for a mistake
    in the question, and 3 if it is open.
    """
    from elsewise.cli.places import story_for
    from elsewise.errors import WorldError
    from elsewise.explain.query.ask import ask as ask_world
    from elsewise.play.explore import open_graph
    from elsewise.play.grounded import grounded
    from elsewise.world.reading import read_question

    loaded = open_world(world, quiet=as_json)
    try:
        asked = read_question(loaded, question)
    except WorldError as error:
        say_diagnostics(error, as_json=as_json)
        return WRONG_USE
    said = options.said(length, foresight, depth, seconds, memory, states, spill)
    needs_story = after is None and at is not None and at.isdecimal() and int(at) > 0
    story = story_for(grounded(loaded), said) if needs_story else None
    with LiveProgress() as report:
        answer = ask_world(
            loaded,
            asked,
            graph=None if graph is None else open_graph(graph),
            any_event=True if any_event else None,
            at=at,
            after=after,
            story=story,
            count=count,
            report=report,
            **said,
        )
    if as_json:
        say_json(answer.to_json())
    else:
        _show(answer)
    return _exit_code(answer)


def _show(answer: Answer) -> None:
    from elsewise.explain.query.display import answer_blocks, scope_line

    say_text(answer_blocks(answer))
    note(f"({scope_line(answer)})")


def _exit_code(answer: Answer) -> int:
    from elsewise.explain.query.answer import Verdict

    if answer.verdict is Verdict.OPEN:
        return INTERRUPTED if answer.size.stopped_by == "interrupt" else LIMIT_REACHED
    return DONE if answer.verdict is Verdict.YES else WRONG
