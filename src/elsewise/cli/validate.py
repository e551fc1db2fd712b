"""`elsewise validate`: whether a story holds, whoever made it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Argument
from elsewise.cli.exit_codes import DONE, LIMIT_REACHED, WRONG
from elsewise.cli.output import say, say_json
from elsewise.cli.sources import open_world
from elsewise.show.layout import counted

if TYPE_CHECKING:
    from elsewise.validation.fault import Fault

EXAMPLES = """\b
Examples:
  elsewise find smoke --ending left --json > story.json
  elsewise validate smoke story.json
  elsewise validate smoke events.txt --ending left
"""


def validate(
    world: options.WorldName,
    story: Annotated[
        str,
        Argument(
            metavar="STORY", help="A file of `find --json`, or a list of events, one per line."
        ),
    ],
    ending: options.EndingName = None,
    goal: options.Goal = None,
    number: options.StoryNumber = 1,
    length: options.Length = None,
    foresight: options.Foresight = None,
    depth: options.Depth = None,
    seconds: options.Seconds = None,
    memory: options.Memory = None,
    as_json: options.AsJson = False,
) -> int:
    """Check a story, whoever made it.

    Every beat must be possible and explained, the goal reached, and nothing be superfluous. Reasons
    that the file gives are checked; others are searched for. Limits that are not said are those of
    the file, else the world's. The last line is PASSED or FAILED.
    """
    from elsewise.errors import UsageError
    from elsewise.play.plots import load_stories, story_of
    from elsewise.play.settings import effective_limits
    from elsewise.validation.validate import validate as first_fault

    if goal is not None and ending is not None:
        raise UsageError("A story is for a goal or for an ending, not for both.")
    aim = goal if ending is None else ending
    loaded = open_world(world, quiet=as_json)
    file = load_stories(story)
    told = story_of(file, number, story)
    limits = effective_limits(
        loaded,
        length=file.length if length is None else length,
        foresight=file.foresight if foresight is None else foresight,
        depth=file.depth if depth is None else depth,
        seconds=seconds,
        memory=memory,
    )
    if file.plain:
        fault = first_fault(loaded, told.events, goal=aim, limits=limits)
    else:
        meant = told if aim is None else replace(told, goal=aim)
        fault = first_fault(loaded, meant, limits=limits)
    _say(fault, len(told.beats), as_json=as_json)
    if fault is None:
        return DONE
    return LIMIT_REACHED if fault.kind == "limit-reached" else WRONG


def _say(fault: Fault | None, beats: int, *, as_json: bool) -> None:
    if as_json:
        detail = None
        if fault is not None:
            names = ("beat", "event", "character", "kind", "sentence")
            detail = {name: getattr(fault, name) for name in names}
        say_json({"valid": fault is None, "beats": beats, "fault": detail})
    elif fault is None:
        say(f"PASSED: {counted(beats, 'beat')}, each possible and explained")
    else:
        say(f"{fault}\nFAILED")
