"""Codes about questions, expectations and forks."""

from __future__ import annotations

from elsewise.diagnostics.catalogue.world_examples import with_lines
from elsewise.diagnostics.code import Code, Severity

NOT_AT_ONE_MOMENT = Code(
    "not-at-one-moment",
    Severity.ERROR,
    "{text} speaks of stories or events, and here must stand what is so at one moment.",
    "In a mind, behind `with` and in a comparison stand facts, and what people believe or know. "
    "What is possible, or has just happened, can be asked around them: `possible Lex believes "
    "blown`, not `Lex believes possible blown`.",
    with_lines("expect Lex believes possible blown"),
)
UNCLEAR_REACH = Code(
    "unclear-reach",
    Severity.ERROR,
    '"{word}" covers only {text}: show with brackets how it is meant.',
    "`possible`, `always`, `never`, `eventually` and `next` cover one comparison, as `not` does. "
    "Where more follows, also `until`, `before` or `after`, brackets say what they reach over: "
    "`never (saved and blown)`, or `(never saved) and blown`; `possible (left before saved)`.",
    with_lines("expect never blown and stones = 0"),
)
NOTHING_WITHIN = Code(
    "nothing-within",
    Severity.ERROR,
    "There is nothing here that could come within some beats.",
    "`within 3 beats` belongs to one `possible`, `always`, `never`, `eventually`, `until`, "
    "`before` or `after`: the innermost of those that follow each other. With `and` and `or` "
    "between, brackets say to which: `(possible blown within 3 beats) and stones = 0`.",
    with_lines("expect blown within 3 beats"),
)
TWICE_WITHIN = Code(
    "twice-within",
    Severity.ERROR,
    "This is to come within two different numbers of beats.",
    "`possible (always blown within 2 beats)` says that in some story it is so for two beats. "
    "What would be said by a second number is not clear.",
    with_lines("expect possible (always blown within 2 beats) within 3 beats"),
)
POSSIBLY_BEFORE_WITHIN = Code(
    "possibly-before-within",
    Severity.ERROR,
    '"within" cannot be said of "possible … before …".',
    "The number could be that of the beats until the first, or until the second. Say which: "
    "`possible (blown and possible stones = 0 within 3 beats)` counts from the first to the "
    "second.",
    with_lines("expect possible (blown before stones = 0) within 3 beats"),
)
NUMBER_OF_BEATS = Code(
    "number-of-beats",
    Severity.ERROR,
    "Beats are counted in whole numbers from 0 to {most}.",
    "Behind `within` stands how many events may happen at most, as in `within 3 beats`.",
    with_lines("expect possible blown within 2.5 beats"),
)
KNOWN_TOGETHER = Code(
    "known-together",
    Severity.ERROR,
    "What people know or believe only together cannot be asked.",
    "Distributed knowledge is what would follow if all of a group told each other everything. "
    "Minds here hold facts and not reasons, so nothing more follows than what one of them "
    "believes. Ask what each believes (`Lex and Lana believe …`), or what they believe of each "
    "other without end (`Lex and Lana commonly believe …`).",
    with_lines("expect Lex and Lana together know blown"),
)
SEVERAL_MINDS = Code(
    "several-minds",
    Severity.ERROR,
    'Of several people say "believe" and "know", without an s.',
    "`Lex and Lana believe blown` asks whether both of them do; `Lex and Lana commonly believe "
    "blown`, whether they also believe it of each other, and so on. What somebody intends is asked "
    "for each alone.",
    with_lines("expect Lex and Lana believes blown"),
)
COMMON_INSIDE = Code(
    "common-inside",
    Severity.ERROR,
    "What a group commonly believes cannot be asked inside a mind.",
    "`commonly` goes through the minds of a group as deep as they are kept, and begins with the "
    "truth. Ask it by itself: `Lex and Lana commonly believe blown`.",
    with_lines("expect Lana believes (Lex and Lana commonly believe blown)"),
)
TRIGGER_ASKED = Code(
    "trigger-asked",
    Severity.ERROR,
    "{name} is a trigger: ask for what it changes.",
    "Beats of a story are actions; triggers follow in the same beat. Ask for a fact that the "
    "trigger sets, or for somebody's belief.",
    with_lines("trigger fall\n  if stones = 3\n  then blown\nexpect possible fall"),
)
WRONG_EVENT = Code(
    "wrong-event",
    Severity.ERROR,
    "No action {name} takes {given}: {forms}.",
    "Behind an action's name stand in brackets who and what takes part, in the order of its "
    "roles. `?` stands for anybody or anything, and what is left out at the end too: `go(Lex)` "
    "is that Lex goes anywhere.",
    with_lines("expect possible go(Town, Lex)"),
)
INTENDED_WHAT = Code(
    "intended-what",
    Severity.ERROR,
    'Behind "intends" stands one event, or what is so at one moment.',
    "`Lex intends go(Lex, Town)` asks whether somebody's plan holds that event; `Lex intends "
    "blown` whether it ends so. For several, ask several times: `Lex intends blown or Lex intends "
    "stones = 0`.",
    with_lines("expect Lex intends possible blown"),
)
REPEATED_EXPECTATION = Code(
    "repeated-expectation",
    Severity.WARNING,
    "The same is expected twice.",
    "One line is enough.",
    with_lines("expect possible blown\nexpect possible blown"),
)
REPEATED_FORK = Code(
    "repeated-fork",
    Severity.ERROR,
    "There already is a fork called {name}.",
    "Forks are asked for by name, so each needs one of its own.",
    with_lines("fork late\n  blown\nfork late\n  stones = 1"),
)
EMPTY_FORK = Code(
    "empty-fork",
    Severity.ERROR,
    "The fork {name} changes nothing.",
    "Below a fork stands what else could have been so at the beginning, as under `start`, and what "
    "somebody wants besides: `Lex wants 3 if blown`.",
    with_lines('fork late\n  "It is too late."'),
)
