"""`elsewise fmt`: worlds in their one canonical form."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import DONE, WRONG
from elsewise.cli.options import OF_A_COMMAND, add_flag, add_limits, add_value
from elsewise.cli.output import note, say, say_json, say_source, write_file
from elsewise.cli.sources import STANDARD_INPUT
from elsewise.files.read import read_text, standard_input
from elsewise.play.load import is_peer_name
from elsewise.world.decoding import decode

DETAILS = """\
A file with mistakes is left as it is. Standard input goes, formatted, to standard output.
"""
EXAMPLES = """\
  elsewise fmt market.ew
  elsewise fmt --check worlds/*.ew
  elsewise fmt - < market.ew
"""


def add_arguments(parser: ArgumentParser) -> None:
    files = "World files (.ew); - is standard input."
    add_value(parser, "files", "FILE", files, nargs="+")
    add_flag(parser, "--check", "Change nothing; exit code 1 if something would change.")
    add_limits(parser, only=OF_A_COMMAND)


def run(args: Namespace) -> int:
    changed = [name for name in args.files if _format(name, write=not args.check, args=args)]
    if args.json:
        say_json({"changed": changed, "checked": len(args.files)})
    elif args.check:
        for name in changed:
            note(f"{name} would change")
        tally = f"{len(changed)} of {len(args.files)} would change"
        say(f"{'FAILED' if changed else 'PASSED'}: {tally}")
    return WRONG if args.check and changed else DONE


def _format(name: str, *, write: bool, args: Namespace) -> bool:
    """Format one file, and return whether its form was another."""
    if is_peer_name(name):
        raise ew.UsageError(f"{name} is in the peer's language; see elsewise convert.")
    from_input = name == STANDARD_INPUT
    text = decode(standard_input(), "<standard input>") if from_input else read_text(name)
    formatted = ew.format(text, "<standard input>" if from_input else name)
    if write and from_input and not args.json:
        say_source(formatted)
    elif write and formatted != text and not from_input:
        write_file(name, formatted)
    return formatted != text
