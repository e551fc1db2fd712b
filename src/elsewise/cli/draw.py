"""`elsewise draw`: a picture of a story, of minds, of a fork, or of all stories."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

import elsewise as ew
from elsewise.cli.exit_codes import DONE, INTERRUPTED, exit_code_if
from elsewise.cli.options import (
    add,
    add_flag,
    add_limits,
    add_value,
    changes_of,
)
from elsewise.cli.output import note, say, say_json
from elsewise.cli.sources import otherwise, world_called
from elsewise.cli.stories import look_for_story, no_story, open_or_explore, read_story
from elsewise.cli.whatif import compared
from elsewise.explain.review.opening import opened
from elsewise.play.ground import ground
from elsewise.play.plots import as_story, events_of
from elsewise.present.drawing.draw import KINDS
from elsewise.present.drawing.themes import THEMES

DETAILS = """\
lanes shows who does what, who sees it and who is told; minds who believes what, at a beat or,
with --mind, one person from beat to beat. The story is one of a file, the events of --after, or
the one that tell tells. fork shows it beside an --other, or what becomes of the day if a thing
is changed, as for whatif. map shows all stories from left to right, with equal states merged;
if a limit is reached first, it shows what there is so far and the exit code is 3. Every picture
says all it shows in words, too.
"""
EXAMPLES = """\
  elsewise draw smoke --what lanes -o lanes.svg
  elsewise draw smoke story.json --what minds --mind Lana -o lana.svg
  elsewise draw smoke --what map -o map.html
  elsewise draw smoke --what fork --set "light(Tunnel), not light(Ladder)" -o fork.svg
"""
PLOT = ".plot"


def add_arguments(parser: ArgumentParser) -> None:
    world = "A world, a .plot (which names its world) or, for a map, a graph of `explore -o`."
    add(parser, "world", metavar="WORLD|GRAPH|PLOT", help=world)
    add(parser, "story")
    what = "lanes, minds, map or fork."
    add_value(parser, "--what", "PICTURE", what, choices=KINDS, default="lanes")
    output = "An .svg, .html or .png. Without it, the picture is said in words."
    add(parser, "--output", help=output)
    at = "Of minds: after which beat. Of a fork: where the change is. Of a map: where it begins."
    add(parser, "--at", help=at)
    after = 'The story, as events: "a(X); b(Y)". Of a map: what comes before.'
    add(parser, "--after", help=after)
    add(parser, "--ending", "--goal", "--story")
    add_value(parser, "--mind", "NAME", "Of minds: this one, through the story or --at.")
    add_flag(parser, "--wrong", "Of minds: only what somebody sees otherwise.")
    add_value(parser, "--other", "STORY", "Of a fork: the other story's file.")
    add_value(parser, "--by", "FACT", "Of a map: tell states apart by this fact: at(Lex).")
    add(parser, "--any", help="Of a map: all that can happen, whoever has a reason.")
    add_limits(parser)
    look = "auto (as the reader's screen), light or dark."
    add_value(parser, "--look", "LOOK", look, choices=THEMES, default="auto")


def run(args: Namespace) -> int:
    if args.what == "map":
        return _draw_map(args)
    plot = None
    comparing = args.what == "fork" and any(changes_of(args).values())
    if args.world.endswith(PLOT):
        world, plot = _plot(args)
    else:
        world = world_called(args.world, quiet=args.json)
    if comparing:
        made = compared(world, args)
        _out(ew.draw(world, made, look=args.look), args)
        return INTERRUPTED if made.stopped_by == "interrupt" else DONE
    world = otherwise(world, args)
    story = plot or _story(world, args)
    if isinstance(story, ew.Outcome):
        return no_story(story, as_json=args.json)
    other = None if args.other is None else read_story(args.other, 1, args)
    at = None if args.at is None else _beat(args.at)
    about = {"what": args.what, "mind": args.mind, "wrong": args.wrong, "look": args.look}
    _out(ew.draw(world, story, other, at=at, **about), args)
    return DONE


def _draw_map(args: Namespace) -> int:
    world, graph = open_or_explore(args)
    _out(ew.draw(world, graph=graph, what="map", by=args.by, look=args.look), args)
    return exit_code_if(graph.complete, graph.stopped_by)


def _plot(args: Namespace) -> tuple[ew.World, ew.Story]:
    """Return the world of a plot file and its beats as events; all of them must be possible."""
    read, world = opened(args.world, None)
    beats = []
    for report in ew.review(read, otherwise(world, args)).beats:
        if report.event is None or not report.possible:
            raise ew.UsageError(
                f"Beat {report.number} in line {report.line} cannot happen there, so what follows "
                f"cannot be drawn. See: elsewise review {args.world}"
            )
        reasons = {c.character: c.reason for c in report.consents if c.reason is not None}
        beats.append(ew.Beat(report.event, reasons))
    return world, ew.Story(tuple(beats), read.ending, None)


def _beat(at: str) -> int:
    if not at.isdecimal():
        raise ew.UsageError(f"--at {at} is no beat: it must be a number, and 0 is the start.")
    return int(at)


def _story(world: ew.World, args: Namespace) -> ew.Story | ew.Outcome:
    """Return the story to be drawn, or the outcome that has none."""
    if args.story is not None and args.after is not None:
        raise ew.UsageError("The story is one of a file or the events of --after, not both.")
    if args.story is not None:
        return read_story(args.story, args.number, args)
    if args.after is not None:
        return as_story(events_of(args.after, between=";"))
    outcome = look_for_story(ground(world), args)
    return outcome if outcome.story is None else outcome.story


def _out(picture: ew.Picture, args: Namespace) -> None:
    """Write a picture to its file; without one, say it in words."""
    if args.output is not None:
        picture.save(Path(args.output))
    if args.json:
        say_json(
            {
                "what": args.what,
                "title": picture.title,
                "width": round(picture.width),
                "height": round(picture.height),
                "words": picture.description,
                "file": args.output,
            }
        )
    elif args.output is None:
        say(str(picture))
    else:
        note(f"{args.output}: {picture.title}")
