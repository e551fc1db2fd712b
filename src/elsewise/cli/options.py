"""Arguments and options that several commands share: each is declared here, once."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from elsewise.cli.parser import OTHERWISE, number, whole_number
from elsewise.errors import UsageError
from elsewise.play.make_engine import ENGINES
from elsewise.play.settings import Said, usable_folder
from elsewise.story.limits import MODES, Limit, Limits, limit_table

AT_CHANGE = "After which beat of the story (or of --after), or in which state, by its id."

SHARED: dict[str, dict[str, Any]] = {
    "world": {
        "metavar": "WORLD",
        "help": "A world file (.ew, or .txt in the peer's language), the name of a sample world, "
        "or - for standard input.",
    },
    "story": {
        "metavar": "STORY",
        "nargs": "?",
        "help": "A file of `find --json`, or a list of events, one per line.",
    },
    "--goal": {"metavar": "NUMBER", "type": number, "help": "A story utility to be reached."},
    "--ending": {"metavar": "NAME", "help": "An ending of the world."},
    "--story": {
        "dest": "number",
        "metavar": "K",
        "type": whole_number,
        "default": 1,
        "help": "Which story of the file, counted from 1.",
    },
    "--engine": {
        "metavar": "NAME",
        "choices": ENGINES,
        "default": "kernel",
        "help": "`kernel`, or `reference` (slow, written to be read).",
    },
    "--mode": {
        "metavar": "NAME",
        "choices": MODES,
        "default": "balanced",
        "help": "`shortest` (prove it), `first` (any story, soon), or `balanced` between them.",
    },
    "--at": {
        "metavar": "PLACE",
        "help": "Start at a state, by its id, or after so many beats of the story or of --after.",
    },
    "--after": {"metavar": "EVENTS", "help": 'Events that happen first: "a(X); b(Y)".'},
    "--any": {
        "action": "store_true",
        "help": "All that can physically happen, whoever has a reason.",
    },
    "--output": {"metavar": "FILE"},
}

CHANGES: dict[str, tuple[str, str]] = {
    "set": ("FACTS", 'What is so: "light(Tunnel), not light(Ladder)".'),
    "believe": ("BELIEF", 'A mind: "Lex believes mortal(Clark)".'),
    "want": ("WANT", 'One more want: "Lex wants 3 if deed = saved".'),
    "skip": ("EVENT", "An event (or all of a name) that cannot happen."),
    "force": ("EVENT", "An event that happens now, wanted or not."),
    "fork": ("NAME", "A change that the world declares."),
}
"""Options that change something about a world; each may be given several times."""


def add(parser: ArgumentParser, *names: str, **otherwise: Any) -> None:  # noqa: ANN401
    """Add shared arguments, told `otherwise` for this command.

    With the world come the options that change something about it.
    """
    for name in names:
        names_of_it = ("-o", name) if name == "--output" else (name,)
        parser.add_argument(*names_of_it, **{**SHARED[name], **otherwise})
        if name == "world":
            add_changes(parser)


def add_value(parser: ArgumentParser, name: str, metavar: str, text: str, **about: Any) -> None:  # noqa: ANN401
    """Add an option that takes a value; `text` is its help."""
    parser.add_argument(name, metavar=metavar, help=text, **about)


def add_flag(parser: ArgumentParser, name: str, text: str) -> None:
    """Add an option that is said or not; `text` is its help."""
    parser.add_argument(name, action="store_true", help=text)


OF_A_COMMAND = ("seconds", "memory")
"""The limits of a command that looks for no story."""

OUTPUTS = ("output", "html", "lcov", "junit", "csv")
"""Options that name a file to be written."""


def check_outputs(args: Namespace) -> None:
    """Raise `UsageError` if a command is to write onto a file that it reads."""
    said = vars(args)
    outputs = [said[name] for name in OUTPUTS if said.get(name) is not None]
    read = [value for name, value in said.items() if name not in OUTPUTS]
    inputs = [word for value in read for word in (value if isinstance(value, list) else [value])]
    for output in outputs:
        for word in inputs:
            if isinstance(word, str) and _is_same_file(word, output):
                raise UsageError(f"{output} is what this command reads; write to another file.")


def _is_same_file(one: str, other: str) -> bool:
    try:
        return Path(one).is_file() and Path(one).samefile(other)
    except (OSError, ValueError):
        return False


def add_limits(parser: ArgumentParser, *but: str, only: tuple[str, ...] = ()) -> None:
    """Add an option for every limit of the table (`but` some), or for these `only`."""
    for limit in limit_table(Limits):
        if limit.metavar and limit.name not in but and (not only or limit.name in only):
            reader = READERS[limit.kind]
            add_value(parser, f"--{limit.name}", limit.metavar, _help(limit), type=reader)


def _help(limit: Limit) -> str:
    if limit.kind is str:
        return limit.help
    default = f"the world's, else {limit.default}" if limit.bounds_stories else "without limit"
    return f"{limit.help} Default: {default}."


READERS: dict[type, Callable[[str], object]] = {
    int: whole_number,
    float: number,
    str: usable_folder,
}
"""What reads a limit of a kind; a name is that of a folder, which is looked at before any work."""


def said_limits(args: Namespace) -> Said:
    """Return the limits of a command line; None is unsaid."""
    said = {limit.name: getattr(args, limit.name, None) for limit in limit_table(Limits)}
    return cast(Said, said)


def checked_limits(args: Namespace) -> Limits:
    """Return the limits of a whole command: its time and memory. Raises `UsageError` as they do."""
    rows = [limit for limit in limit_table() if limit.name in OF_A_COMMAND]
    made: dict[str, Any] = {row.name: row.checked(getattr(args, row.name, None)) for row in rows}
    return Limits(**made)


def limits_of(args: Namespace) -> Said:
    """Return what is left of the limits of a command line: its time began with the command."""
    said = said_limits(args)
    left = args.watch.left(Limits(seconds=said.get("seconds")))
    return {**said, "seconds": left.seconds}


def add_changes(parser: ArgumentParser) -> None:
    """Add the options that change something about a world."""
    group = parser.add_argument_group(OTHERWISE)
    for name, (metavar, text) in CHANGES.items():
        group.add_argument(f"--{name}", metavar=metavar, help=text, action="append", default=[])


def changes_of(args: Namespace) -> dict[str, Any]:
    """Return the changes of a command line, as `ew.whatif` and `ew.fork` take them."""
    return {"forks" if name == "fork" else name: getattr(args, name) for name in CHANGES}
