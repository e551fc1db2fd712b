"""Codes about a world that is right as it stands, but perhaps not as it was meant."""

from __future__ import annotations

from elsewise.diagnostics.catalogue.world_examples import (
    BEGIN,
    asked,
    start,
    then,
    told,
    with_lines,
)
from elsewise.diagnostics.code import Code, Severity

NO_ACTIONS = Code(
    "no-actions",
    Severity.WARNING,
    "Nothing can happen in this world: it has no action.",
    "A story is made of actions. Add one: a line `action go(who: character, to: place)`, and below "
    "it what it needs (`if`), what it does (`then`), and whose choice it is (`by`).",
    "world Still\ncharacter Lex\nfact tired(character)\nLex wants not tired(Lex)\n",
)
NOBODY_WANTS = Code(
    "nobody-wants",
    Severity.WARNING,
    "Nobody wants anything, so nobody has a reason to act.",
    "Whoever is named behind `by` acts only if it gets them something that they want. Add a line "
    "such as `Lex wants at(Lex) = Town`.",
    BEGIN.partition("Lex wants")[0] + "ending calm if not blown and stones = 0 and deed = saved\n",
)
REPEATED_ENTITY = Code(
    "repeated-entity",
    Severity.WARNING,
    "{name} already is {what}.",
    "The name stands twice with the same type. If two are meant, give the second another name.",
    with_lines("place Town"),
)
OVERLAPPING_FACTS = Code(
    "overlapping-facts",
    Severity.WARNING,
    "{one} and {other} can be about the same: then the first is meant.",
    "A fact is found by its name and by the types of what stands in the brackets; of several that "
    "fit, the first declared is taken. Two facts about the same are easily mixed up: give one of "
    "them another name.",
    with_lines(
        "fact hurt(who: character)\nfact hurt(what: entity)\nstart\n  hurt(Lex), hurt(Town)"
    ),
)
OVERLAPPING_EVENTS = Code(
    "overlapping-events",
    Severity.WARNING,
    "Another {name} can be about the same.",
    "Two actions or triggers of one name fit the same people and things, so a story does not say "
    "which one happened. Give one of them another name.",
    with_lines("action go(Lex, to: place)\n  if blown\n  then at(Lex) = to\n  by Lex"),
)
HIDDEN_NAME = Code(
    "hidden-name",
    Severity.WARNING,
    "The {what} {name} hides {hidden} of the same name.",
    "Within its reach the word now means this one, and the other cannot be named. Mostly that is "
    "not meant: choose another word.",
    with_lines("action wave(Lex: character)\n  if blown\n  then at(Lex) = ?\n  by Lex"),
)
DECIDED_COMPARISON = Code(
    "decided-comparison",
    Severity.WARNING,
    "{text} is a number from {low} to {high}, so this {when} holds.",
    "The fact is declared with this range, and never leaves it.",
    asked("stones > 3"),
)
NEVER_OF_TYPE = Code(
    "never-of-type",
    Severity.WARNING,
    "{text} is {what}, and none of those is {wanted}: this never holds.",
    "Nothing in this world is of both types.",
    asked("at(Lex) is character"),
)
REACHES_TOO_FAR = Code(
    "reaches-too-far",
    Severity.WARNING,
    '"{head}" reaches to the end of the line, but "{text}" says nothing about {name}.',
    "`every … :`, `some … with` and `no … with` take in all that follows on the line. "
    "`no coin c with owner(c) = Tom and blown` does not ask for `blown`: it asks that no coin is "
    "Tom's while it has blown. Put what does not belong to it first, or close a bracket before it.",
    asked("no character c with at(c) = Town and blown"),
)
BELIEF_ENDS = Code(
    "belief-ends-here",
    Severity.WARNING,
    '"believes" covers only {covered}: {text} changes the world itself.',
    "`Lana believes blown and stones = 3` changes one thing in Lana's mind, and the other in the "
    "world. To put both into her mind, write brackets, or a block below `Lana believes`.",
    start("Lana believes blown and stones = 3"),
)
BEYOND_RANGE = Code(
    "beyond-range",
    Severity.WARNING,
    "{fact} goes from {low} to {high}, so here it becomes {border}.",
    "A number that would leave the range of its fact stops at the border. Write the number that "
    "you mean, or widen the range.",
    start("stones = 5"),
)
MAY_LEAVE_RANGE = Code(
    "may-leave-range",
    Severity.WARNING,
    "{fact} goes from {low} to {high}, and this could go past it; it would stop at the border.",
    "Ask first whether there is room: `if stones < 3` before `then stones = stones + 1`. If "
    "stopping at the border is meant, nothing needs to be done.",
    then("stones = stones + 1"),
)
SET_TWICE = Code(
    "set-twice",
    Severity.WARNING,
    "{fact} is set twice here; where both apply, the last counts.",
    "All effects of an event are made together. If only one of them can apply, say so with "
    "`else`; then this warning goes away.",
    with_lines(
        "action act\n  if blown\n  then\n    stones = 1 if at(Lex) = Town\n"
        "    stones = 2 if at(Lana) = Town"
    ),
)
CHANGES_NOTHING = Code(
    "changes-nothing",
    Severity.WARNING,
    "The {kind} {name} changes nothing.",
    'Without "then" nothing is different afterwards, so nobody has a reason for it, and no story '
    "needs it.",
    with_lines("action wait(who: character)\n  if at(who) = Town\n  by who"),
)
UNUSED_ROLE = Code(
    "unused-role",
    Severity.WARNING,
    "Nothing in {event} speaks of the role {name}.",
    "The action can happen once for everybody who could take this role, without any difference. "
    "Ask something of the role, or leave it out.",
    with_lines(
        "action rest(who: character, other: character)\n  if blown\n  then at(who) = ?\n  by who"
    ),
)
UNUSED_FACT = Code(
    "unused-fact",
    Severity.WARNING,
    "Nothing in this world speaks of {fact}.",
    "The fact is declared, but nothing sets it, asks for it or wants it. Perhaps a line is still "
    "missing.",
    with_lines("fact dark(place)"),
)
OTHER_PRONOUN = Code(
    "other-pronoun",
    Severity.WARNING,
    '{{{slot}}} stands for {name} here, and is told as a form of "{said}".',
    "A pronoun alone stands for the first slot of its line, whatever form it is written in; the "
    "telling says the one that was declared. Name whom it should stand for, or write {they}, "
    "{them} or {their}, which leave it open.",
    told("{Lex} [waves] {her} hand"),
)
OPEN_SECRET = Code(
    "open-secret",
    Severity.WARNING,
    "{who} does not know {fact}, but everybody else thinks that {who} knows.",
    "What is said of one mind is said of no other: whoever knows something thinks that all others "
    "see it as they do. An event of this world asks what somebody believes that another believes, "
    "so that it matters. `only Lex knows at(Lex)` makes a secret of it: the others do not know, "
    "and Lex knows that they do not.",
    BEGIN
    + """\
start
  Lana believes at(Lex) = ?
action whisper(Lex, Lana)
  if Lex believes Lana believes at(Lex) = ?
  then Lana believes at(Lex) = Town
  by Lex
""",
)
NO_VERB = Code(
    "no-verb",
    Severity.WARNING,
    '"[{text}]" is told as a verb, and does not look like one.',
    "Between square brackets stands a verb as said of one person now: `[hands over]`, not `[hand "
    "over]`. The telling puts it into the past and the plural. A bracket that is to be read as it "
    "stands has a backslash before it: `\\[for sale\\]`.",
    told("{who} [for sale]"),
)
FULL_STOP = Code(
    "full-stop",
    Severity.WARNING,
    "What is told needs no full stop: the telling makes the sentences.",
    "Lines under `tell` are put together to sentences, so they begin with a small letter and have "
    "no full stop.",
    told("{who} [runs]."),
)
