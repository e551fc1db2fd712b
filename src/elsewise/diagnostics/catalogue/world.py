"""Codes about names, types and meaning of a world: what an expression says."""

from __future__ import annotations

from elsewise.diagnostics.catalogue.world_examples import BEGIN, asked, start, then, with_lines
from elsewise.diagnostics.code import Code, Severity

UNKNOWN_NAME = Code(
    "unknown-name",
    Severity.ERROR,
    "There is nobody and nothing called {name}.",
    "A word stands where somebody, something, a role or a fact is named, but nothing of that name "
    "is declared. Mostly it is a slip of the pen. Otherwise declare it: `character Lex`, "
    "`place Tunnel`, a role in the brackets behind the action's name, or a `fact`.",
    start("at(Lxe) = Tunnel"),
)
UNKNOWN_FACT = Code(
    "unknown-fact",
    Severity.ERROR,
    "There is no fact called {name}.",
    "A name with brackets behind it is a fact, and no fact of that name is declared. Correct the "
    "name, or add a line such as `fact near(who: character)`.",
    start("att(Lex) = Tunnel"),
)
UNKNOWN_TYPE = Code(
    "unknown-type",
    Severity.ERROR,
    "There is no type called {name}.",
    "Types are declared with `type`, as in `type place`. The types `entity` and `character` are "
    "always there. Write the type exactly as it was declared: `place`, not `places`.",
    with_lines("fact home(who: character): plase"),
)
TYPE_AS_VALUE = Code(
    "type-as-value",
    Severity.ERROR,
    "{name} is a type, and a type stands for no single thing.",
    "Where somebody or something is meant, name it, or take a role of that type. To ask whether "
    "something is of a type, write `at(Lex) is place`; to speak of all, write "
    "`every place p: …`.",
    start("at(Lex) = place"),
)
EVENT_AS_FACT = Code(
    "event-as-fact",
    Severity.ERROR,
    "{name} is {kind}, not a fact.",
    "Conditions and effects speak of facts. To know later whether something has happened, declare "
    "a fact such as `fact warned`, set it under `then`, and ask for that.",
    asked("go(Lex, Town)"),
)
NOT_A_FACT = Code(
    "not-a-fact",
    Severity.ERROR,
    "{name} is {what}, not a fact: nothing can stand in brackets behind it.",
    "Only facts have arguments in brackets. Perhaps the order is turned round: "
    "`at(Lex) = Tunnel`, not `Tunnel(Lex)`.",
    start("Tunnel(Lex)"),
)
MISSING_ARGUMENTS = Code(
    "missing-arguments",
    Severity.ERROR,
    "{name} needs its arguments: {forms}.",
    "The fact is declared with roles, so each time it must be said of whom it speaks.",
    asked("at = Tunnel"),
)
WRONG_COUNT = Code(
    "wrong-count",
    Severity.ERROR,
    "There is no {name} with {count} in its brackets: write {forms}.",
    "The fact is declared with another number of roles.",
    start("at(Lex, Tunnel)"),
)
WRONG_ARGUMENT = Code(
    "wrong-argument",
    Severity.ERROR,
    "{name} takes {wanted}, but {given} is {what}.",
    "What stands in the brackets must be of the type that the fact is declared with. Often two "
    "names have changed places: `at(Lex) = Tunnel` says where Lex is. A role that may be anything "
    "wider than that type does not do either; give it the narrower type.",
    start("at(Tunnel) = Lex"),
)
FACT_AS_ARGUMENT = Code(
    "fact-as-argument",
    Severity.ERROR,
    "{name} is a fact, and only names and fixed values can stand in brackets.",
    "Take one more role, and ask what it is: with the role `here: place` write "
    "`here = hiding and dark(here)` instead of `dark(hiding)`.",
    with_lines("fact hiding: place\nfact dark(place)\nstart\n  dark(hiding)"),
)
UNKNOWN_ARGUMENT = Code(
    "unknown-argument",
    Severity.ERROR,
    "? cannot stand in brackets.",
    "A fact can be unknown, but it must be clear what it is about.",
    start("at(?) = Tunnel"),
)
NOT_A_CHARACTER = Code(
    "not-a-character",
    Severity.ERROR,
    "{name} is {what}: only characters believe, want, see and act.",
    "Here somebody with a mind is needed. Whoever should have one is declared as a `character`; a "
    "type of characters is declared as `type guard is character`.",
    start("Tunnel believes blown"),
)
NOT_CHANGEABLE = Code(
    "not-changeable",
    Severity.ERROR,
    "{name} is no fact: it stays what it is.",
    "Only facts change, and only facts can be seen differently by different minds. Put the fact "
    "on the left: `at(who) = Tunnel`.",
    then("who = Lex"),
)
NUMBER_NAMED = Code(
    "numbers-cannot-be-listed",
    Severity.ERROR,
    "There is no end of numbers: only things and characters can be gone through.",
    "`every`, `some`, `no`, `sum of` and `product of` go through all things of a type. Name such a "
    "type here.",
    asked("some number n with stones = 3"),
)
IS_NEEDS_TYPE = Code(
    "is-needs-type",
    Severity.ERROR,
    '"is" asks for a type, and {name} is {what}.',
    "`at(Lex) is place` asks what sort of thing something is. To ask whether it is exactly this "
    "one, write `=`.",
    asked("at(Lex) is Tunnel"),
)
TYPE_OF_VALUE = Code(
    "type-of-value",
    Severity.ERROR,
    "{text} is {what}, and has no type to ask for.",
    "`is` asks for the type of somebody or something. Numbers are compared with `=`, `<` and `>`; "
    "yes/no facts stand alone.",
    asked("stones is place"),
)
DIVISION_BY_ZERO = Code(
    "division-by-zero",
    Severity.ERROR,
    "This divides by zero.",
    "Nothing can be divided by zero. Where the divisor is a fact that may become zero, the result "
    "is unknown, and a condition on it does not hold.",
    asked("stones / 0 > 1"),
)
NOT_A_CONDITION = Code(
    "not-a-condition",
    Severity.ERROR,
    "{text} is {what}: by itself it neither holds nor fails.",
    "A condition is a yes/no fact or a comparison. Say what the value should be, as in "
    "`at(Lex) = Tunnel`.",
    asked("at(Lex)"),
)
NOT_A_NUMBER = Code(
    "not-a-number",
    Severity.ERROR,
    "Here a number is needed, and {text} is {what}.",
    "Only numbers are added, multiplied and compared with `<` and `>`. To count things, write "
    "`(sum of coin c with owner(c) = Tom: 1)`.",
    asked("at(Lex) > 2"),
)
MIXED_CHOICE = Code(
    "mixed-choice",
    Severity.ERROR,
    "One side of this choice is {one}, the other {other}.",
    "What stands before `if` and what stands behind `else` must be of one kind: both numbers, both "
    "conditions, or both somebody or something.",
    asked("(3 if blown else Tunnel) = 3"),
)
NEVER_EQUAL = Code(
    "never-equal",
    Severity.ERROR,
    "These can never be the same: {left} is {left_kind}, {right} is {right_kind}.",
    "A comparison of things that have nothing in common never holds, so it is most likely not what "
    "was meant.",
    asked("at(Lex) = Lana"),
)
NOT_A_VALUE = Code(
    "not-a-value",
    Severity.ERROR,
    "{fact} can be {values}, not {name}.",
    "The fact is declared with these words as its values. Correct the word, or add it to the "
    "fact's values.",
    asked("deed = savd"),
)
YES_NO_UNKNOWN = Code(
    "yes-no-unknown",
    Severity.ERROR,
    "A yes/no fact is never unknown.",
    "Such a fact holds or does not hold, in every mind. If somebody must be able not to know, "
    "declare it with words: `fact alive(character): living or dead`, which can be `?`.",
    start("Lana believes blown = ?"),
)
COMMA_IN_CONDITION = Code(
    "comma-in-condition",
    Severity.ERROR,
    'Within a condition say "and" instead of the comma, or begin a new line.',
    "Every line of a condition is one requirement, and all must hold. Within a line a comma could "
    "be misread beside `or`, so `and` is said.",
    asked("blown, stones = 0"),
)
IF_WITHOUT_ELSE = Code(
    "if-without-else",
    Severity.ERROR,
    'In a condition, "if" needs an "else".',
    "`a if c else b` asks for `a` where `c` holds and otherwise for `b`. If nothing is asked "
    "otherwise, say so: `not c or a`.",
    asked("blown if stones = 0"),
)
NOT_UTF8 = Code(
    "not-utf8",
    Severity.ERROR,
    "This file is not saved as UTF-8: {reason}.",
    "World files are UTF-8 texts. Open the file in your editor and save it again with the encoding "
    "UTF-8. On the command line, `iconv -f UTF-16 -t UTF-8` turns one that is saved as UTF-16.",
    "world Caf\ufffd\n",
)
DAMAGED_COMMENT = Code(
    "damaged-comment",
    Severity.WARNING,
    "In comments there are bytes that belong to no letter; they are passed over.",
    "World files are UTF-8 texts, and this one was saved as something else, or damaged. Nothing is "
    "lost that has a meaning, as it stands in comments only. To mend it, open the file in your "
    "editor and save it again with the encoding UTF-8.",
    BEGIN + "# caf\ufffd\n",
)
