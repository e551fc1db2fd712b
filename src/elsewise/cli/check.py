"""`elsewise check`: everything that can be found wrong without looking for stories."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import DONE, WRONG
from elsewise.cli.options import OF_A_COMMAND, add_limits, add_value
from elsewise.cli.output import say, say_json, wants_colour
from elsewise.cli.sources import world_called
from elsewise.diagnostics.render import as_json, render_all
from elsewise.show.layout import counted

DETAILS = "The last line is PASSED or FAILED. Warnings do not make a world fail."
EXAMPLES = """\
  elsewise check market.ew
  elsewise check worlds/*.ew --json
"""


def add_arguments(parser: ArgumentParser) -> None:
    worlds = "World files or names of sample worlds."
    add_value(parser, "worlds", "WORLD", worlds, nargs="+")
    add_limits(parser, only=OF_A_COMMAND)


def run(args: Namespace) -> int:
    found: list[ew.Diagnostic] = []
    for name in args.worlds:
        try:
            found += ew.check(world_called(name, quiet=True))
        except ew.WorldError as error:
            found += error.diagnostics
    errors = sum(diagnostic.is_error for diagnostic in found)
    if args.json:
        say_json({"passed": errors == 0, "diagnostics": [as_json(d) for d in found]})
    else:
        if found:
            say(render_all(found, color=wants_colour(sys.stdout)) + "\n", painted=True)
        tally = f"{counted(errors, 'error')}, {counted(len(found) - errors, 'warning')}"
        say(f"{'FAILED' if errors else 'PASSED'}: {tally}")
    return WRONG if errors else DONE
