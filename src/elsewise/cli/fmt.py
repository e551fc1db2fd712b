"""`elsewise fmt`: worlds in their one canonical form."""

from __future__ import annotations

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Argument, Option
from elsewise.cli.exit_codes import DONE, WRONG
from elsewise.cli.output import note, say, say_json, write_file
from elsewise.cli.sources import STANDARD_INPUT, standard_input

EXAMPLES = """\b
Examples:
  elsewise fmt market.ew
  elsewise fmt --check worlds/*.ew
  elsewise fmt - < market.ew
"""


def fmt(
    files: Annotated[
        list[str],
        Argument(metavar="FILE...", help="World files (.ew); - is standard input."),
    ],
    check: Annotated[
        bool,
        Option("--check", help="Change nothing; exit code 1 if something would change."),
    ] = False,
    as_json: options.AsJson = False,
) -> int:
    """Write world files in their one canonical form; comments stay.

    A file with mistakes is left as it is. Standard input goes, formatted, to standard output.
    """
    from elsewise.errors import UsageError
    from elsewise.files.read import read_text
    from elsewise.play.format import format_text
    from elsewise.play.load import is_peer_name

    changed: list[str] = []
    for name in files:
        if is_peer_name(name):
            raise UsageError(f"{name} is in the peer's language; see elsewise convert.")
        from_input = name == STANDARD_INPUT
        text = standard_input() if from_input else read_text(name)
        formatted = format_text(text, "<standard input>" if from_input else name)
        if formatted != text:
            changed.append(name)
        if from_input and not check and not as_json:
            say(formatted.removesuffix("\n"))
        elif formatted != text and not check and not from_input:
            write_file(name, formatted)
    if as_json:
        say_json({"changed": changed, "checked": len(files)})
    elif check:
        for name in changed:
            note(f"{name} would change")
        say(f"{'FAILED' if changed else 'PASSED'}: {len(changed)} of {len(files)} would change")
    return WRONG if check and changed else DONE
