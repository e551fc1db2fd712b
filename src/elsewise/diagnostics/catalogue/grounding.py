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

TOO_MANY_EVENTS = Code(
    "too-many-events",
    Severity.ERROR,
    "`{name}` can happen in more than {most} ways ({roles}).",
    """\
Every action and trigger is filled in with all that its roles can be before a story is looked for.
A rule with many roles over large types stands for more events than fit. What helps:

- tie the roles together by facts that never change, such as `path(from, to)`: combinations that
  these rule out are not even tried;
- give a role a smaller type, or leave it out and read a fact instead: `at(who) = at(other)` needs
  no role for the place;
- make two events of one.
""",
    """\
world Letters

character Tom
type letter
letter A, B, C, D, E, F, G, H, I, J, K, L

fact last: letter

action write(who: character, u: letter, v: letter, w: letter, x: letter, y: letter, z: letter)
  then last = z
  by   who
""",
)

TOO_MANY_PARTS = Code(
    "too-many-parts",
    Severity.ERROR,
    "`{name}` stands for {count} conditions and changes; more than {most} do not fit.",
    """\
`every`, `some`, `no` and `sum of` stand for one condition or change for each thing that they run
through; several inside each other, for each combination. What helps: smaller types, or conditions
that say the same with fewer names. A pair of things is a matter of two of them, not of five.
""",
    """\
world Letters

character Tom
type letter
letter A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T

fact before(letter, letter)

action write(who: character)
  then
    every letter u: every letter v: every letter w: every letter x: every letter y: before(u, y)
  by   who
""",
)

TOO_MANY_FLUENTS = Code(
    "too-many-fluents",
    Severity.ERROR,
    "`{name}` stands for {count} fluents ({roles}); all facts together may have {most}.",
    """\
A fact is filled in with all that its parameters can be. A fact with many parameters over large
types stands for more fluents than fit. Give it fewer parameters or smaller types. Often a fact
with a value does the work of one with another parameter: `friend(who) = other` instead of
`friends(who, other)`.
""",
    """\
world Letters

character Tom
type letter
letter A, B, C, D, E, F, G, H, I, J, K, L

fact word(letter, letter, letter, letter, letter, letter)

action write(who: character)
  then word(A, A, A, A, A, A)
  by   who
""",
)
