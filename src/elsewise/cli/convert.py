"""`elsewise convert`: a world of the peer's language in our own."""

from __future__ import annotations

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Option
from elsewise.cli.exit_codes import DONE
from elsewise.cli.output import say, say_json, write_file
from elsewise.cli.sources import open_world

EXAMPLES = """\b
Examples:
  elsewise convert problem.txt
  elsewise convert problem.txt --output problem.ew
"""


def convert(
    world: options.WorldName,
    output: Annotated[
        str | None,
        Option("--output", "-o", metavar="FILE", help="Write there instead of standard output."),
    ] = None,
    as_json: options.AsJson = False,
) -> int:
    """Write a world in Elsewise's own language, in its canonical form."""
    from elsewise.conversion.convert import to_text

    text = to_text(open_world(world, quiet=as_json))
    if output is not None:
        write_file(output, text)
    if as_json:
        say_json({"output": output} if output is not None else {"text": text})
    elif output is None:
        say(text.removesuffix("\n"))
    return DONE
