"""All commands together."""

from __future__ import annotations

from typing import Annotated

import typer

from elsewise.cli import (
    bench,
    check,
    convert,
    explain,
    explore,
    find,
    fmt,
    new,
    show,
    tell,
    validate,
)
from elsewise.cli.output import say

EPILOG = """\b
WORLD is a world file, or the name of a sample world such as smoke.

\b
Exit codes: 0 done; 1 the world or plot has errors, or a check failed; 2 wrong
use; 3 a limit was reached before an answer; 130 interrupted; 70 our bug.

\b
Examples:
  elsewise tell smoke
  elsewise new market.ew && elsewise find market.ew
  elsewise COMMAND --help
"""

app = typer.Typer(
    name="elsewise",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

app.command("new", epilog=new.EXAMPLES)(new.new)
app.command("check", epilog=check.EXAMPLES)(check.check)
app.command("fmt", epilog=fmt.EXAMPLES)(fmt.fmt)
app.command("convert", epilog=convert.EXAMPLES)(convert.convert)
app.command("find", epilog=find.EXAMPLES)(find.find)
app.command("explore", epilog=explore.EXAMPLES)(explore.explore)
app.command("tell", epilog=tell.EXAMPLES)(tell.tell)
app.command("validate", epilog=validate.EXAMPLES)(validate.validate)
app.command("show", epilog=show.EXAMPLES)(show.show)
app.command("bench", epilog=bench.EXAMPLES)(bench.bench)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)


def _version(wanted: bool) -> None:
    if wanted:
        import elsewise as ew

        say(f"elsewise {ew.__version__}")
        raise typer.Exit


@app.callback()
def elsewise(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Find stories in which everybody acts for reasons of their own."""
