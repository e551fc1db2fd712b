"""`elsewise explain`: what a code means and how to mend it."""

from __future__ import annotations

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Argument
from elsewise.cli.output import say, say_json, say_table

EXAMPLES = """\b
Examples:
  elsewise explain
  elsewise explain trigger-loop
"""


def explain(
    code: Annotated[
        str | None,
        Argument(metavar="[CODE]", help="A code, as in error[unknown-type]; none: list all."),
    ] = None,
    as_json: options.AsJson = False,
) -> int:
    """Explain a code of a message, or list all codes."""
    from elsewise.diagnostics.catalogue.every import CODES
    from elsewise.diagnostics.did_you_mean import did_you_mean
    from elsewise.errors import UsageError

    if code is None:
        listed = [(c.name, c.severity.value, c.title) for _, c in sorted(CODES.items())]
        if as_json:
            keys = ("code", "severity", "message")
            say_json({"codes": [dict(zip(keys, row, strict=True)) for row in listed]})
        else:
            say_table(("code", "severity", "message"), listed)
        return 0
    known = CODES.get(code)
    if known is None:
        raise UsageError(f"There is no code called {code}.{did_you_mean(code, CODES)}")
    example = known.example.encode("utf-8", "replace").decode("utf-8")
    if as_json:
        say_json(
            {
                "code": known.name,
                "severity": known.severity.value,
                "message": known.title,
                "explanation": known.explanation.strip(),
                "example": example,
            }
        )
    else:
        indented = "\n".join(f"    {line}".rstrip() for line in example.splitlines())
        say(f"{known.severity.value}[{known.name}]: {known.title}\n")
        say(f"{known.explanation.strip()}\n\nFor example:\n\n{indented}")
    return 0
