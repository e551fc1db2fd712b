"""Codes about names, types and meaning of a world: effects, clauses, wants and templates."""

from __future__ import annotations

from elsewise.diagnostics.catalogue.world_examples import start, then, told, with_lines
from elsewise.diagnostics.code import Code, Severity

NOT_AN_EFFECT = Code(
    "not-an-effect",
    Severity.ERROR,
    "An effect must say exactly what becomes true, such as stones = 1; {text} leaves it open.",
    "Under `then` and `start` facts get values: `stones = 1`, `stones = stones - 1`, `blown`, "
    "`not blown`. What only narrows a value down, or leaves a choice (`or`, `some`, `>`), cannot "
    "be made so.",
    then("stones > 0"),
)
NO_SECRET = Code(
    "no-secret",
    Severity.ERROR,
    "What people know is a fact, such as at(Lex); {text} is none.",
    "Behind `only Lex knows` and `Lex and Lana commonly know` stand facts, without their values: "
    "`at(Lex)`, or a yes/no fact. Behind `only` it may be `not blown`, if that is so: the others "
    "hold it for the opposite. What is so is said on a line of its own; to have people believe "
    "something else, write `commonly believe`.",
    start("only Lex knows stones = 1"),
)
NO_VALUE = Code(
    "no-value",
    Severity.ERROR,
    "{text} is {what}: say which value it gets.",
    "Only yes/no facts stand alone. Other facts get a value behind `=`, or `?` for unknown.",
    then("at(who)"),
)
NOT_ON_THE_LEFT = Code(
    "not-on-the-left",
    Severity.ERROR,
    "In an effect the fact stands on the left of =, and {text} is none.",
    "`at(Lex) = Tunnel` makes it so that Lex is in the tunnel. What is changed stands on the left, "
    "its new value on the right.",
    start("3 = stones"),
)
WRONG_VALUE = Code(
    "wrong-value",
    Severity.ERROR,
    "{fact} can be {wanted}; {given} is {what}.",
    "The value must always be one of those that the fact is declared with. If it is a role or a "
    "fact that could also be something else, give that the narrower type.",
    start("at(Lex) = Lana"),
)
REPEATED_EVENT = Code(
    "repeated-event",
    Severity.ERROR,
    "There already is an action or trigger {name} with these roles.",
    "Actions and triggers of one name must differ in the types of their roles, so that a story can "
    "say which one happened.",
    with_lines(
        "action go(who: character, from: place)\n  if at(who) = from\n  then at(who) = ?\n  by who"
    ),
)
ENDING_WITHOUT_IF = Code(
    "ending-without-if",
    Severity.ERROR,
    'The ending {name} needs an "if" that says when it is reached.',
    "Write `ending calm if not blown`, or an indented `if` below it.",
    with_lines('ending calm\n  tell "All is quiet."'),
)
EVERYONE_AND_OTHERS = Code(
    "everyone-and-others",
    Severity.ERROR,
    '"{word}" stands alone behind "seen by".',
    "`seen by everyone` and `seen by nobody` leave no room for others. List the names, or write "
    "`every character c with …`.",
    with_lines("action burst\n  if blown\n  then stones = 3\n  seen by Lex, everyone"),
)
SEER_WITHOUT_MIND = Code(
    "seer-without-mind",
    Severity.ERROR,
    "Only characters see what happens, and this is {what}.",
    "Behind `seen by` stand characters: names, or `every character c with …`.",
    with_lines(
        "action burst\n  if blown\n  then stones = 3\n  seen by every place p with at(Lex) = p"
    ),
)
WANTS_WITHOUT_MIND = Code(
    "wants-without-mind",
    Severity.ERROR,
    "Only characters want something, and this is {what}.",
    "Write `every character c wants …`, or a type that is a kind of character.",
    with_lines("every place p wants at(Lex) = p"),
)
UNKNOWN_SLOT = Code(
    "unknown-slot",
    Severity.ERROR,
    "Nothing is known to stand in {{{slot}}}.",
    "In `{…}` stands a role, somebody or something of the world, perhaps with `'s`; or a pronoun "
    "such as `{they}` or `{their}`, which stands for the first one in the line, or with a role for "
    "another: `{other their}`. Under a fact also `{value}`, and `{1}` for a role without a name.",
    told("{whom} [runs]"),
)
OPEN_BRACKET = Code(
    "open-bracket-in-template",
    Severity.ERROR,
    "This {bracket} has no partner.",
    "In what is told, `{who}` is a slot and `[runs]` a verb; the brackets cannot be told "
    "themselves, nor stand within each other.",
    told("{who [runs]"),
)
STRANGE_VERB = Code(
    "strange-verb",
    Severity.ERROR,
    "{text} is no verb.",
    "Between square brackets stands a verb as said of one person now: `[runs]`. Irregular ones "
    "are given with their past: `[lies/lied]` or `[lies/lied/lain]`.",
    told("{who} [42]"),
)
PRONOUN_FOR_NOBODY = Code(
    "pronoun-for-nobody",
    Severity.ERROR,
    "{{{slot}}} stands for nobody: the line names no one.",
    "A pronoun stands for the first one named in the line. Name them with a slot, or say for whom "
    "it stands: `{who their}`.",
    told("the hat [falls] from {their} head"),
)
