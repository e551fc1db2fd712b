"""`elsewise review`: where a plot holds, where it does not, and what would mend it."""

from __future__ import annotations

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Argument, Option
from elsewise.cli.exit_codes import DONE, WRONG
from elsewise.cli.output import PROSE_WIDTH, say, say_json
from elsewise.cli.sources import open_world

EXAMPLES = """\b
Examples:
  elsewise review smoke.plot
  elsewise review smoke
  elsewise review story.json --world smoke --json
"""


def review(
    plot: Annotated[
        str,
        Argument(
            metavar="PLOT",
            help="A plot file, the name of an example plot, a file of `find --json`, or a list of "
            "events, one per line.",
        ),
    ],
    world: Annotated[
        str | None,
        Option(
            "--world", metavar="WORLD", help="The plot's world, where the plot does not name it."
        ),
    ] = None,
    number: options.StoryNumber = 1,
    foresight: options.Foresight = None,
    depth: options.Depth = None,
    engine: options.EngineName = "kernel",
    as_json: options.AsJson = False,
) -> int:
    """Review a plot: what cannot stand, what a reader will stumble over, and what is good to know.

    A plot is a list of beats, one per line, in your own words. For each: whether it can happen
    there, whether everybody has a reason, who perceives it, what they learn. Then who knows what
    since when, and who is wrong about what matters. The exit code is 1 if a beat cannot stand.
    """
    from elsewise.explain.review.display import review_text
    from elsewise.explain.review.opening import opened
    from elsewise.explain.review.review import review as review_plot
    from elsewise.play.grounded import grounded
    from elsewise.play.settings import effective_limits
    from elsewise.show.as_json import json_of

    given = None if world is None else open_world(world, quiet=as_json)
    read, of_world = opened(plot, given, number)
    limits = effective_limits(grounded(of_world), foresight=foresight, depth=depth)
    found = review_plot(read, of_world, limits=limits, engine=engine)
    if as_json:
        say_json(json_of(found))
    else:
        say(review_text(found, PROSE_WIDTH))
    return DONE if found.stands else WRONG
