"""`elsewise new`: a small world to begin with."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from elsewise.cli.exit_codes import DONE
from elsewise.cli.options import add_flag, add_value
from elsewise.cli.output import say, say_json, write_file
from elsewise.cli.starter import starter_world
from elsewise.errors import UsageError

DETAILS = "It can be checked, searched and told at once."
EXAMPLES = """\
  elsewise new market.ew
  elsewise new ideas/lighthouse.ew --json
"""


def add_arguments(parser: ArgumentParser) -> None:
    add_value(parser, "file", "FILE", "The file to make.")
    add_flag(parser, "--force", "Replace the file if it exists.")


def run(args: Namespace) -> int:
    path = Path(args.file) if Path(args.file).suffix else Path(args.file + ".ew")
    if path.exists() and not args.force:
        raise UsageError(f"{path} exists already; --force replaces it.")
    if path.suffix != ".ew":
        raise UsageError(f"The names of world files end in .ew: {path.with_suffix('.ew')}")
    write_file(path, starter_world(path.stem))
    if args.json:
        say_json({"file": str(path)})
    else:
        say(f"Made {path}. Go on with:\n  elsewise check {path}\n  elsewise tell {path}")
    return DONE
