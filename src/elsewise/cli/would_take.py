"""`elsewise would-take`: the smallest changes that make an ending possible."""

from __future__ import annotations

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Argument, Option
from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED
from elsewise.cli.output import say_value
from elsewise.cli.progress import LiveLine
from elsewise.cli.sources import open_world

EXAMPLES = """\b
Examples:
  elsewise would-take smoke saved
  elsewise would-take smoke "Lana believes deed = left"
  elsewise would-take smoke saved --at 1 --seconds 30 --json
"""


def would_take(
    world: options.WorldName,
    ending: Annotated[
        str,
        Argument(
            metavar="ENDING", help="An ending of the world, or a condition.", show_default=False
        ),
    ],
    at: Annotated[
        str | None,
        Option(
            "--at",
            metavar="PLACE",
            help="After which beat of the story (or of --after), or in which state, by its id.",
        ),
    ] = None,
    after: Annotated[
        str | None,
        Option("--after", metavar="EVENTS", help='Events that happen first: "a(X); b(Y)".'),
    ] = None,
    pairs: Annotated[
        bool, Option("--pairs", help="Two changes at once too, though one is enough.")
    ] = False,
    length: options.Length = None,
    foresight: options.Foresight = None,
    depth: options.Depth = None,
    seconds: options.Seconds = None,
    memory: options.Memory = None,
    states: options.States = None,
    spill: options.Spill = None,
    as_json: options.AsJson = False,
) -> int:
    """Find the smallest changes that would have made an ending possible.

    Tried are the forks that the world declares, and every other value of every fact and belief at
    the start, or where --at or --after says: one change at a time, and two at once if no single one
    is enough. A limit of time, and Ctrl-C, end it with what was found; the exit code is then 3 or
    130.
    """
    from elsewise.explain.counterfactual.would_take import would_take as search

    loaded = open_world(world, quiet=as_json)
    with LiveLine() as write:

        def report(tried: int, found: int, trying: str) -> None:
            assert write is not None
            write(f"{tried:,} tried · {found:,} enough · Ctrl-C stops · {trying}")

        made = search(
            loaded,
            ending,
            at=at,
            after=after,
            pairs=pairs,
            report=None if write is None else report,
            **options.said(length, foresight, depth, seconds, memory, states, spill),
        )
    say_value(made, as_json=as_json, prose=True)
    if made.stopped_by == "interrupt":
        return INTERRUPTED
    return LIMIT_REACHED if made.stopped_by is not None or made.unsettled else DONE
