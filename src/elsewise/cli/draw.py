"""`elsewise draw`: a picture of a story, of minds, of a fork, or of all stories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Argument, Option
from elsewise.cli.exit_codes import DONE, INTERRUPTED
from elsewise.cli.output import note, say, say_json
from elsewise.cli.progress import LiveProgress
from elsewise.cli.sources import open_world
from elsewise.errors import UsageError
from elsewise.story.limits import Outcome

if TYPE_CHECKING:
    from elsewise.explain.counterfactual.comparison import Comparison
    from elsewise.play.settings import Said
    from elsewise.present.drawing.picture import Picture
    from elsewise.story.story import Story
    from elsewise.world.model import World

EXAMPLES = """\b
Examples:
  elsewise draw smoke --what lanes -o lanes.svg
  elsewise draw smoke story.json --what minds --mind Lana -o lana.svg
  elsewise draw smoke --what map -o map.html
  elsewise draw smoke --what fork --set "light(Tunnel), not light(Ladder)" -o fork.svg
"""


PLOT = ".plot"


def draw(
    world: Annotated[
        str,
        Argument(
            metavar="WORLD|GRAPH|PLOT",
            help="A world, a .plot (which names its world) or, for a map, a graph of `explore -o`.",
            show_default=False,
        ),
    ],
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
        str | None,
        Option(
            "--at",
            metavar="PLACE",
            help="Of minds: after which beat. Of a fork: where the change is made, as for whatif.",
        ),
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
    other: Annotated[
        str | None, Option("--other", metavar="STORY", help="Of a fork: the other story's file.")
    ] = None,
    set: options.SetFacts = None,  # noqa: A002
    believe: options.Believe = None,
    want: options.Want = None,
    skip: options.Skip = None,
    force: options.Force = None,
    fork: options.ForkName = None,
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
    spill: options.Spill = None,
    look: Annotated[
        str, Option("--look", metavar="LOOK", help="auto (as the reader's screen), light or dark.")
    ] = "auto",
    as_json: options.AsJson = False,
) -> int:
    """Draw a picture of a story, of minds, of a fork, or of all stories.

    lanes shows who does what, who sees it and who is told; minds who believes what, at a beat or,
    with --mind, one person from beat to beat. The story is one of a file, the events of --after, or
    the one that tell tells. fork shows it beside an --other, or what becomes of the day if a thing
    is changed, as for whatif. map shows all stories from left to right, with equal states merged;
    if a limit is reached first, it shows what there is so far and the exit code is 3. Every picture
    says all it shows in words, too.
    """
    from elsewise.cli.graphs import exit_code_of, open_or_explore
    from elsewise.cli.stories import no_story, read_story
    from elsewise.present.drawing.draw import draw as draw_picture

    limits = options.said(length, foresight, depth, seconds, memory, states, spill)
    if what == "map":
        loaded, graph = open_or_explore(world, limits, anything=anything, quiet=as_json)
        picture = draw_picture(loaded, graph=graph, what=what, by=by, look=look)
        _out(picture, output, what, as_json=as_json)
        return exit_code_of(graph)
    plot: Story | None = None
    if world.endswith(PLOT):
        source, plot = _plot(world)
    else:
        source = open_world(world, quiet=as_json)
    changes = {"set": set, "believe": believe, "want": want, "skip": skip, "force": force}
    if what == "fork" and (fork or any(changes.values())):
        compared = _compare(source, at, after, changes, fork, goal, ending, limits)
        _out(draw_picture(source, compared, look=look), output, what, as_json=as_json)
        return INTERRUPTED if compared.stopped_by == "interrupt" else DONE
    told = plot or _story(source, story, after, number, goal, ending, limits)
    if isinstance(told, Outcome):
        return no_story(told, as_json=as_json)
    beside = None if other is None else read_story(other, 1, goal, ending)
    beat = None if at is None else _beat(at)
    picture = draw_picture(
        source, told, beside, what=what, at=beat, mind=mind, wrong=wrong, look=look
    )
    _out(picture, output, what, as_json=as_json)
    return DONE


def _plot(name: str) -> tuple[World, Story]:
    """Return the world of a plot file and its beats as events; all of them must be possible."""
    from elsewise.explain.review.opening import opened
    from elsewise.explain.review.review import review
    from elsewise.story.story import Beat, Story

    read, world = opened(name, None)
    beats = []
    for report in review(read, world).beats:
        if report.event is None or not report.possible:
            raise UsageError(
                f"Beat {report.number} in line {report.line} cannot happen there, so what follows "
                f"cannot be drawn. See: elsewise review {name}"
            )
        reasons = {c.character: c.reason for c in report.consents if c.reason is not None}
        beats.append(Beat(report.event, reasons))
    return world, Story(tuple(beats), read.ending, None)


def _beat(at: str) -> int:
    if not at.isdecimal():
        raise UsageError(f"--at {at} is no beat: it must be a number, and 0 is the start.")
    return int(at)


def _compare(
    world: World,
    at: str | None,
    after: str | None,
    changes: dict[str, list[str] | None],
    forks: list[str] | None,
    goal: float | None,
    ending: str | None,
    limits: Said,
) -> Comparison:
    """Return the two courses of a what-if."""
    from elsewise.explain.counterfactual.whatif import whatif

    made = {name: texts or () for name, texts in changes.items()}
    with LiveProgress() as report:
        return whatif(
            world,
            at=at,
            after=after,
            set=made["set"],
            believe=made["believe"],
            want=made["want"],
            skip=made["skip"],
            force=made["force"],
            forks=forks or (),
            ending=ending,
            goal=goal,
            report=report,
            **limits,
        )


def _story(
    world: World,
    story: str | None,
    after: str | None,
    number: int,
    goal: float | None,
    ending: str | None,
    limits: Said,
) -> Story | Outcome:
    """Return the story to be drawn, or the outcome that has none."""
    from elsewise.cli.stories import look_for_story, read_story
    from elsewise.play.grounded import grounded
    from elsewise.play.plots import as_story, events_of

    if story is not None and after is not None:
        raise UsageError("The story is one of a file or the events of --after, not both.")
    if story is not None:
        return read_story(story, number, goal, ending)
    if after is not None:
        return as_story(events_of(after, between=";"))
    outcome = look_for_story(grounded(world), goal, ending, limits, "kernel")
    return outcome if outcome.story is None else outcome.story


def _out(picture: Picture, output: str | None, what: str, *, as_json: bool) -> None:
    """Write a picture to its file; without one, say it in words."""
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
