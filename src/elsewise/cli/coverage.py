"""`elsewise coverage`: which lines of a world take part in its stories, and which never do."""

from __future__ import annotations

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Option
from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED
from elsewise.cli.output import say_json, say_text, write_file
from elsewise.cli.progress import LiveProgress
from elsewise.cli.sources import open_world

EXAMPLES = """\b
Examples:
  elsewise coverage smoke
  elsewise coverage market.ew --missing --length 8
  elsewise coverage market.ew --html market.html --lcov market.info
"""


def coverage(
    world: options.WorldName,
    length: options.Length = None,
    foresight: options.Foresight = None,
    depth: options.Depth = None,
    seconds: options.Seconds = None,
    memory: options.Memory = None,
    states: options.States = None,
    spill: options.Spill = None,
    missing: Annotated[bool, Option("--missing", help="Only what takes part in no story.")] = False,
    html: Annotated[
        str | None,
        Option("--html", metavar="FILE", help="Write the text with its margin as a page."),
    ] = None,
    lcov: Annotated[
        str | None,
        Option("--lcov", metavar="FILE", help="Write the margin for editors that read LCOV files."),
    ] = None,
    as_json: options.AsJson = False,
) -> int:
    """Show which lines of a world take part in its stories, and why some never do.

    In the table, + takes part, - never does, ~ does so only in what somebody believes, and ? is
    open. A story is a whole one: it goes on until nothing more follows, or to the limit of length.
    If a limit is reached before everything was looked at, the exit code is 3.
    """
    from elsewise.explain.coverage.cover import coverage as measured
    from elsewise.explain.coverage.display import coverage_blocks
    from elsewise.explain.coverage.margin import to_html, to_lcov
    from elsewise.show.as_json import json_of

    loaded = open_world(world, quiet=as_json)
    said = options.said(length, foresight, depth, seconds, memory, states, spill)
    with LiveProgress() as report:
        found = measured(loaded, report=report, **said)
    if html is not None:
        write_file(html, to_html(found))
    if lcov is not None:
        write_file(lcov, to_lcov(found))
    if as_json:
        say_json(json_of(found))
    else:
        say_text(coverage_blocks(found, missing=missing))
    if found.complete:
        return DONE
    return INTERRUPTED if found.stopped_by == "interrupt" else LIMIT_REACHED
