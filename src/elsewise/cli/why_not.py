"""`elsewise why-not`: why something does not happen."""

from __future__ import annotations

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Argument, Option
from elsewise.cli.exit_codes import DONE, LIMIT_REACHED
from elsewise.cli.output import say_value
from elsewise.cli.progress import LiveProgress
from elsewise.cli.sources import open_world

EXAMPLES = """\b
Examples:
  elsewise why-not smoke saved
  elsewise why-not smoke "push(Clark)" --after "climb(Lex, Tunnel, Ladder)"
  elsewise why-not market.ew "Tom believes sold" --length 8 --json
"""


def why_not(
    world: options.WorldName,
    aim: Annotated[
        str,
        Argument(
            metavar="AIM",
            help='An event ("walk(Tom, _)", or just walk), an ending, or a condition.',
            show_default=False,
        ),
    ],
    at: Annotated[
        str | None,
        Option("--at", metavar="ID|BEAT", help="Ask at a state, or after a beat; 0 is the start."),
    ] = None,
    after: Annotated[
        str | None,
        Option("--after", metavar="EVENTS", help='Events that happen first: "a(X); b(Y)".'),
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
    """Say why something does not happen.

    Either it can never be, whatever anybody wants; or a limit is too small; or somebody has no
    reason for a step of it, and it is said what would give one. If it does happen, the shortest
    story to it is shown. If a limit is reached before there is an answer, the exit code is 3.
    """
    from elsewise.explain.absence.values import Layer
    from elsewise.explain.absence.why_not import why_not as explain

    loaded = open_world(world, quiet=as_json)
    said = options.said(length, foresight, depth, seconds, memory, states, spill)
    with LiveProgress() as report:
        found = explain(loaded, aim, at=at, after=after, report=report, **said)
    say_value(found, as_json=as_json, prose=True)
    return LIMIT_REACHED if found.layer is Layer.OPEN else DONE
