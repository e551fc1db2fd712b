"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elsewise.cli.declared import Annotated, Argument, Option
from elsewise.story.limits import OPTIONS, Mode

if TYPE_CHECKING:
    from elsewise.play.settings import Said


def _limit(name: str, metavar: str) -> Option:
    option = next(o for o in OPTIONS if o.name == name)
    default = (
        "without limit" if option.default is None else f"the world's, else {option.default:.0f}"
    )
    return Option(f"--{name}", metavar=metavar, help=f"{option.help} Default: {default}.")


WorldName = Annotated[
    str,
    Argument(
        metavar="WORLD",
        help="A world file (.ew, or .txt in the peer's language), the name of a sample world, "
        "or - for standard input.",
        show_default=False,
    ),
]
GraphName = Annotated[
    str,
    Argument(
        metavar="WORLD|GRAPH",
        help="A world, as for the other commands, or a file of `explore -o`.",
        show_default=False,
    ),
]
StoryFile = Annotated[
    str | None,
    Argument(
        metavar="[STORY]",
        help="A file of `find --json`, or a list of events, one per line.",
        show_default=False,
    ),
]
Goal = Annotated[
    float | None, Option("--goal", metavar="NUMBER", help="A story utility to be reached.")
]
EndingName = Annotated[
    str | None, Option("--ending", metavar="NAME", help="An ending of the world.")
]
Length = Annotated[int | None, _limit("length", "N")]
Foresight = Annotated[int | None, _limit("foresight", "N")]
Depth = Annotated[int | None, _limit("depth", "N")]
Seconds = Annotated[float | None, _limit("seconds", "S")]
Memory = Annotated[float | None, _limit("memory", "GB")]
States = Annotated[int | None, _limit("states", "N")]
Spill = Annotated[
    str | None,
    Option(
        "--spill",
        metavar="FOLDER",
        help="Do not stop at --memory: put what does not fit into a file in this folder, and go "
        "on, slower (Linux only).",
    ),
]
StoryNumber = Annotated[
    int, Option("--story", metavar="K", help="Which story of the file, counted from 1.")
]
SetFacts = Annotated[
    list[str] | None,
    Option("--set", metavar="FACTS", help='What is so: "light(Tunnel), not light(Ladder)".'),
]
Believe = Annotated[
    list[str] | None,
    Option("--believe", metavar="BELIEF", help='A mind: "Lex believes mortal(Clark)".'),
]
Want = Annotated[
    list[str] | None,
    Option("--want", metavar="WANT", help='One more want: "Lex wants 3 if deed = saved".'),
]
Skip = Annotated[
    list[str] | None,
    Option("--skip", metavar="EVENT", help="An event (or all of a name) that cannot happen."),
]
Force = Annotated[
    list[str] | None,
    Option("--force", metavar="EVENT", help="An event that happens now, wanted or not."),
]
ForkName = Annotated[
    list[str] | None,
    Option("--fork", metavar="NAME", help="A change that the world declares."),
]
EngineName = Annotated[
    str,
    Option("--engine", metavar="NAME", help="`kernel`, or `reference` (slow, written to be read)."),
]
ModeName = Annotated[
    Mode,
    Option(
        "--mode",
        metavar="NAME",
        help="`shortest` (prove it), `first` (any story, soon), or `balanced` between them.",
    ),
]
At = Annotated[
    str | None,
    Option(
        "--at",
        metavar="PLACE",
        help="Start at a state, by its id, or after so many beats of the story or of --after.",
    ),
]
After = Annotated[
    str | None,
    Option("--after", metavar="EVENTS", help='Events that happen first: "a(X); b(Y)".'),
]
AsJson = Annotated[bool, Option("--json", help="Write JSON, errors too.")]


def said(
    length: int | None,
    foresight: int | None,
    depth: int | None,
    seconds: float | None,
    memory: float | None,
    states: int | None,
    spill: str | None,
) -> Said:
    """Put the limits of a command line together.

    Raises `UsageError` for a folder that cannot be used, before there is any work to be lost.
    """
    if spill is not None:
        from elsewise.play.settings import check_folder

        check_folder(spill)
    return {
        "length": length,
        "foresight": foresight,
        "depth": depth,
        "seconds": seconds,
        "memory": memory,
        "states": states,
        "spill": spill,
    }
