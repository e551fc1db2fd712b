"""`elsewise whatif`: one thing is changed, and the two courses stand side by side."""

from __future__ import annotations

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Option
from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED
from elsewise.cli.output import say_value
from elsewise.cli.progress import LiveProgress
from elsewise.cli.sources import open_world

EXAMPLES = """\b
Examples:
  elsewise whatif smoke --set "light(Tunnel), not light(Ladder)"
  elsewise whatif smoke --at 1 --believe "Lex believes mortal(Clark)"
  elsewise whatif smoke --skip "come(Chloe)" --json
"""


def whatif(
    world: options.WorldName,
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
    set: options.SetFacts = None,  # noqa: A002
    believe: options.Believe = None,
    want: options.Want = None,
    skip: options.Skip = None,
    force: options.Force = None,
    fork: options.ForkName = None,
    ending: options.EndingName = None,
    goal: options.Goal = None,
    length: options.Length = None,
    foresight: options.Foresight = None,
    depth: options.Depth = None,
    seconds: options.Seconds = None,
    memory: options.Memory = None,
    states: options.States = None,
    spill: options.Spill = None,
    as_json: options.AsJson = False,
) -> int:
    """Change something about a day, and see what follows beside what would have been.

    The change is made at the start, or where --at or --after says. Each kind of change may be given
    several times. The stories are the shortest for --ending or --goal, else for the first ending
    that is reached; the limit of length counts from the start of the world.
    """
    from elsewise.explain.counterfactual.whatif import whatif as compare

    loaded = open_world(world, quiet=as_json)
    with LiveProgress() as report:
        made = compare(
            loaded,
            at=at,
            after=after,
            set=set or (),
            believe=believe or (),
            want=want or (),
            skip=skip or (),
            force=force or (),
            forks=fork or (),
            ending=ending,
            goal=goal,
            report=report,
            **options.said(length, foresight, depth, seconds, memory, states, spill),
        )
    say_value(made, as_json=as_json, prose=True)
    if made.stopped_by == "interrupt":
        return INTERRUPTED
    settled = not made.open and None not in (made.original.story, made.forked.story)
    return LIMIT_REACHED if made.stopped_by is not None and not settled else DONE
