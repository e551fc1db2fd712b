"""`elsewise draw`: a picture of a story, of minds, or of all stories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from elsewise.cli import options
from elsewise.cli.declared import Option
from elsewise.cli.exit_codes import DONE
from elsewise.cli.output import note, say, say_json
from elsewise.cli.sources import open_world
from elsewise.graph.limits import Outcome

if TYPE_CHECKING:
    from elsewise.drawing.picture import Picture
    from elsewise.graph.values import Story
    from elsewise.world.model import World

EXAMPLES = """\b
Examples:
  elsewise draw smoke --what lanes -o lanes.svg
  elsewise draw smoke story.json --what minds --mind Lana -o lana.svg
  elsewise draw smoke --what map -o map.html
"""


def draw(
    world: options.WorldName,
    story: options.StoryFile = None,
    what: Annotated[
        str,
        Option("--what", metavar="PICTURE", help="lanes, minds, map or fork."),
    ] = "lanes",
    output: Annotated[
        str | None,
        Option(
            "-o",
            "--output",
            metavar="FILE",
            help="An .svg, .html or .png. Without it, the picture is said in words.",
        ),
    ] = None,
    at: Annotated[
        int | None,
        Option("--at", metavar="BEAT", help="Of minds: after which beat; 0 is the start."),
    ] = None,
    after: Annotated[
        str | None,
        Option("--after", metavar="EVENTS", help='The story, as events: "a(X); b(Y)".'),
    ] = None,
    ending: options.EndingName = None,
    goal: options.Goal = None,
    number: options.StoryNumber = 1,
    mind: Annotated[
        str | None,
        Option("--mind", metavar="NAME", help="Of minds: this one, through the story or --at."),
    ] = None,
    wrong: Annotated[
        bool, Option("--wrong", help="Of minds: only what somebody sees otherwise.")
    ] = False,
    by: Annotated[
        str | None,
        Option("--by", metavar="FACT", help="Of a map: tell states apart by this fact: at(Lex)."),
    ] = None,
    anything: Annotated[
        bool, Option("--any", help="Of a map: all that can happen, whoever has a reason.")
    ] = False,
    length: options.Length = None,
    foresight: options.Foresight = None,
    depth: options.Depth = None,
    seconds: options.Seconds = None,
    memory: options.Memory = None,
    states: options.States = None,
    look: Annotated[
        str, Option("--look", metavar="LOOK", help="auto (as the reader's screen), light or dark.")
    ] = "auto",
    as_json: options.AsJson = False,
) -> int:
    """Draw a picture of a story, of minds, or of all stories.

    lanes shows who does what, who sees it and who is told; minds who believes what, at a beat or,
    with --mind, one person from beat to beat. The story is one of a file, the events of --after, or
    the one that tell tells. map shows all stories of a world, or of a graph that explore kept, from
    left to right, with equal states merged. Every picture says all it shows in words, too.
    """
    from elsewise.cli.graphs import open_or_explore
    from elsewise.cli.stories import no_story
    from elsewise.drawing.draw import draw as draw_picture

    if what == "map":
        limits = options.said(length, foresight, depth, seconds, memory, states)
        loaded, graph = open_or_explore(world, limits, anything=anything, quiet=as_json)
        picture = draw_picture(loaded, graph=graph, what=what, by=by, look=look)
        return _out(picture, output, what, as_json=as_json)
    loaded = open_world(world, quiet=as_json)
    told = _story(loaded, story, after, number, goal, ending)
    if isinstance(told, Outcome):
        return no_story(told, as_json=as_json)
    picture = draw_picture(loaded, told, what=what, at=at, mind=mind, wrong=wrong, look=look)
    return _out(picture, output, what, as_json=as_json)


def _story(
    world: World,
    story: str | None,
    after: str | None,
    number: int,
    goal: float | None,
    ending: str | None,
) -> Story | Outcome:
    """Return the story to be drawn, or the outcome that has none."""
    from elsewise.cli.stories import look_for_story, read_story
    from elsewise.errors import UsageError
    from elsewise.searching.grounded import grounded
    from elsewise.searching.plots import as_story, events_of

    if story is not None and after is not None:
        raise UsageError("The story is one of a file or the events of --after, not both.")
    if story is not None:
        return read_story(story, number, goal, ending)
    if after is not None:
        return as_story(events_of(after, between=";"))
    outcome = look_for_story(grounded(world), goal, ending, {}, "kernel")
    return outcome if outcome.story is None else outcome.story


def _out(picture: Picture, output: str | None, what: str, *, as_json: bool) -> int:
    if output is not None:
        picture.save(Path(output))
    if as_json:
        say_json(
            {
                "what": what,
                "title": picture.title,
                "width": round(picture.width),
                "height": round(picture.height),
                "words": picture.description,
                "file": output,
            }
        )
    elif output is None:
        say(str(picture))
    else:
        note(f"{output}: {picture.title}")
    return DONE
