"""`elsewise explain`: what a code means and how to mend it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from elsewise.cli.exit_codes import DONE
from elsewise.cli.options import add_value
from elsewise.cli.output import say, say_json, say_table
from elsewise.diagnostics.catalogue.every import CODES
from elsewise.diagnostics.code import Code
from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError

DETAILS = ""
EXAMPLES = """\
  elsewise explain
  elsewise explain trigger-loop
"""
HEADER = ("code", "severity", "message")


def add_arguments(parser: ArgumentParser) -> None:
    code = "A code, as in error[unknown-type]; none: list all."
    add_value(parser, "code", "CODE", code, nargs="?")


def run(args: Namespace) -> int:
    if args.code is None:
        _list_all(as_json=args.json)
        return DONE
    if args.code not in CODES:
        hint = did_you_mean(args.code, CODES, list_up_to=0) or " See: elsewise explain"
        raise UsageError(f"There is no code called {args.code}.{hint}")
    code = CODES[args.code]
    example = code.example.encode("utf-8", "replace").decode("utf-8")
    if args.json:
        explanation = code.explanation.strip()
        say_json({**_row(code), "explanation": explanation, "example": example})
    else:
        indented = "\n".join(f"    {line}".rstrip() for line in example.splitlines())
        say(f"{code.severity.value}[{code.name}]: {code.title}\n")
        say(f"{code.explanation.strip()}\n\nFor example:\n\n{indented}")
    return DONE


def _list_all(*, as_json: bool) -> None:
    rows = [_row(code) for _, code in sorted(CODES.items())]
    if as_json:
        say_json({"codes": rows})
    else:
        say_table(HEADER, [tuple(row.values()) for row in rows])


def _row(code: Code) -> dict[str, str]:
    return dict(zip(HEADER, (code.name, code.severity.value, code.title), strict=True))
