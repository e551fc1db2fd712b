"""Codes about making a world finite, and running it."""

from __future__ import annotations

from elsewise.diagnostics.code import Code, Severity

TRIGGER_LOOP = Code(
    "trigger-loop",
    Severity.ERROR,
    "These triggers go round without end: {triggers}.",
    """\
Triggers follow one another until none has anything left to change. Here they never come to rest:
after 1,000 firings in a row they still undo or outdo each other. Give one of them a condition that
becomes false once it has done its work.
""",
    """\
world Lamp

character Tom

fact lit

trigger light
  if   not lit
  then lit

trigger quench
  if   lit
  then not lit
""",
)
