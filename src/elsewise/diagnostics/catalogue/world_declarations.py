"""Codes about names, types and meaning of a world: what is declared."""

from __future__ import annotations

from elsewise.diagnostics.catalogue.world_examples import with_lines
from elsewise.diagnostics.code import Code, Severity

REPEATED_WORLD = Code(
    "repeated-world",
    Severity.ERROR,
    "A text describes one world, and this one has its name already.",
    "Only one line may begin with `world`.",
    with_lines("world Other"),
)
UNKNOWN_MARGIN_WORD = Code(
    "unknown-margin-word",
    Severity.ERROR,
    "{name} is neither a type nor a word that a line begins with.",
    "At the margin stands a type, with those who are of that type behind it (`place Tunnel`), or "
    "one of the words `world type fact start action trigger every ending limits`, or a character "
    "who `wants` something.",
    with_lines("plac Bridge"),
)
NAME_TAKEN = Code(
    "name-taken",
    Severity.ERROR,
    "{name} is already {what}.",
    "Everybody and everything, all types, and all facts without roles need names of their own, so "
    "that a name alone is clear.",
    with_lines("fact Tunnel"),
)
RESERVED_NAME = Code(
    "reserved-name",
    Severity.ERROR,
    "{name} cannot be the name of {what}{why}.",
    "Some words have a meaning of their own where the name would stand. Choose another word.",
    with_lines("type story"),
)
TYPE_CIRCLE = Code(
    "type-circle",
    Severity.ERROR,
    "{name} would be a kind of itself, or of something that it contains.",
    "`type a is b` makes every a also a b. If b also is an a, both are the same type: keep one.",
    with_lines("type house is place\ntype place is house"),
)
SAID_TWICE = Code(
    "said-twice",
    Severity.ERROR,
    "{name} is already said as {old}, and here as {new}.",
    "Somebody or something can stand in several lines, to be of several types, but there is one "
    "way to say the name and one pronoun.",
    with_lines('type thing\nthing Tunnel "a hole"'),
)
UNKNOWN_PRONOUN = Code(
    "unknown-pronoun",
    Severity.ERROR,
    "{word} is no pronoun: write {pronouns}.",
    "The word in brackets says how the telling speaks of somebody or something; `plural` is for "
    "several things under one name, such as shears.",
    with_lines("character Ann (her)"),
)
CHOICE_CONFLICT = Code(
    "choice-conflict",
    Severity.ERROR,
    "Another fact called {fact} has the values {values}.",
    "Words as values make a type of the fact's name, and facts of one name share it. Give both the "
    "same words, or give one of them another name.",
    with_lines("fact deed(place): quiet or loud"),
)
REPEATED_VALUE = Code(
    "repeated-value",
    Severity.ERROR,
    "{name} stands twice among the values of {fact}.",
    "Each value is named once.",
    with_lines("fact mood: calm or angry or calm"),
)
REPEATED_ROLE = Code(
    "repeated-role",
    Severity.ERROR,
    "There are two roles called {name}.",
    "Each role needs a name of its own, so that it is clear which one is meant.",
    with_lines("fact near(who: place, who: place)"),
)
NUMBER_ROLE = Code(
    "number-role",
    Severity.ERROR,
    "A role cannot be a number: there is no end of them.",
    "Roles are filled in with everything of a type. For a few numbers, declare a type "
    "(`type hour`, `hour One, Two`), or keep the number as a fact's value.",
    with_lines("fact seen(when: number)"),
)
NAMELESS_ROLE = Code(
    "nameless-role",
    Severity.ERROR,
    "{name} is a type, and the role needs a name.",
    "In an action or trigger a role is spoken of below, so it has a name: `(who: character)`. A "
    "bare name fixes the role: `action free(Lex)` can only be about Lex.",
    with_lines("action wait(character)\n  if blown\n  then stones = 0"),
)
STRANGE_VALUES = Code(
    "strange-values",
    Severity.ERROR,
    "A fact's values are words, yes or no, a type, or numbers from … to ….",
    "Write `none or left or saved`, `yes or no`, `place`, `number`, or `0 to 4`. Unknown is always "
    "possible, except for yes/no, and is not written.",
    with_lines("fact count: 1 or 2 or 5"),
)
EMPTY_RANGE = Code(
    "empty-range",
    Severity.ERROR,
    "This range ends before it begins.",
    "The smaller number comes first: `0 to 4`.",
    with_lines("fact count: 4 to 0"),
)
WRONG_INITIAL = Code(
    "wrong-initial",
    Severity.ERROR,
    "{fact} cannot be {value} at first: its values are {wanted}.",
    "What stands behind the last `=` of a fact's line holds where `start` says nothing, and must "
    "be one of the fact's values.",
    with_lines("fact count: 0 to 4 = 7"),
)
REPEATED_FACT = Code(
    "repeated-fact",
    Severity.ERROR,
    "There already is a fact {fact}.",
    "Facts of the same name must differ in the types of their roles.",
    with_lines("fact at(somebody: character): place"),
)
REPEATED_ENDING = Code(
    "repeated-ending",
    Severity.ERROR,
    "There already is an ending called {name}.",
    "Endings are asked for by name. If there are two ways to the same ending, say both in one: "
    "`ending saved if a or b`.",
    with_lines("ending calm if not blown\nending calm if stones = 0"),
)
NO_CHARACTERS = Code(
    "no-characters",
    Severity.ERROR,
    "There is nobody in this world.",
    "A story needs somebody who acts, wants and believes. Add a line such as "
    "`character Lex (he), Lana (she)`.",
    "world Empty\ntype place\nplace Moor\n",
)
UNKNOWN_LIMIT = Code(
    "unknown-limit",
    Severity.ERROR,
    "There is no limit called {name}: a world can name {limits}.",
    "`length` is the most beats of a story, `foresight` the most beats of somebody's plan, `depth` "
    "how deep minds about minds go.",
    with_lines("limits lenght 5"),
)
BAD_LIMIT = Code(
    "bad-limit",
    Severity.ERROR,
    "{name} is a whole number from 0 to {highest}, not {value}.",
    "Limits count beats, or minds within minds.",
    with_lines("limits length 2.5"),
)
REPEATED_LIMIT = Code(
    "repeated-limit",
    Severity.ERROR,
    "The limit {name} is named twice.",
    "Keep the line that you mean.",
    with_lines("limits length 5, length 6"),
)
