"""`elsewise check`: everything that can be found wrong without looking for stories."""

from __future__ import annotations

import sys

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Argument
from elsewise.cli.exit_codes import DONE, WRONG
from elsewise.cli.output import say, say_json, wants_colour
from elsewise.cli.sources import open_world

EXAMPLES = """\b
Examples:
  elsewise check market.ew
  elsewise check worlds/*.ew --json
"""


def check(
    worlds: Annotated[
        list[str],
        Argument(metavar="WORLD...", help="World files or names of sample worlds."),
    ],
    as_json: options.AsJson = False,
) -> int:
    """Check worlds: the text, the types, and how the day begins.

    The last line is PASSED or FAILED. Warnings do not make a world fail.
    """
    from elsewise.diagnostics import Diagnostic
    from elsewise.diagnostics.render import as_json as to_json
    from elsewise.diagnostics.render import render_all
    from elsewise.errors import WorldError
    from elsewise.play.check import check as check_world
    from elsewise.show.layout import counted

    found: list[Diagnostic] = []
    for name in worlds:
        try:
            found += check_world(open_world(name, quiet=True))
        except WorldError as error:
            found += error.diagnostics
    errors = sum(diagnostic.is_error for diagnostic in found)
    if as_json:
        say_json({"passed": errors == 0, "diagnostics": [to_json(d) for d in found]})
    else:
        if found:
            say(render_all(found, color=wants_colour(sys.stdout)) + "\n")
        tally = f"{counted(errors, 'error')}, {counted(len(found) - errors, 'warning')}"
        say(f"{'FAILED' if errors else 'PASSED'}: {tally}")
    return WRONG if errors else DONE
