"""`elsewise new`: a small world to begin with."""

from __future__ import annotations

from pathlib import Path

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Argument, Option
from elsewise.cli.exit_codes import DONE
from elsewise.cli.output import say, say_json, write_file

EXAMPLES = """\b
Examples:
  elsewise new market.ew
  elsewise new ideas/lighthouse.ew --json
"""


def new(
    file: Annotated[str, Argument(metavar="FILE", help="The file to make.")],
    force: Annotated[bool, Option("--force", help="Replace the file if it exists.")] = False,
    as_json: options.AsJson = False,
) -> int:
    """Make a small world file to begin with.

    It can be checked, searched and told at once.
    """
    from elsewise.cli.starter import starter_world
    from elsewise.errors import UsageError

    path = Path(file) if Path(file).suffix else Path(file + ".ew")
    if path.exists() and not force:
        raise UsageError(f"{path} exists already; --force replaces it.")
    if path.suffix != ".ew":
        raise UsageError(f"The names of world files end in .ew: {path.with_suffix('.ew')}")
    write_file(path, starter_world(path.stem))
    if as_json:
        say_json({"file": str(path)})
    else:
        say(f"Made {path}. Go on with:\n  elsewise check {path}\n  elsewise tell {path}")
    return DONE
