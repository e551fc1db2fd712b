"""Codes about how a world text is written."""

from __future__ import annotations

from elsewise.diagnostics.code import Code, Severity

ERROR = Severity.ERROR

# -- characters -------------------------------------------------------------------------------

TAB = Code(
    "tab",
    ERROR,
    "Tabs are refused, because no two programs agree how wide they are.",
    """Indentation tells what belongs together, so it must look the same everywhere. Indent with
spaces; any number will do if neighbours have the same. The message comes once, at the first
tab. Most editors can turn all tabs of a file into spaces at once.""",
    "start\n\tasked\n",
)

UNEXPECTED_CHARACTER = Code(
    "unexpected-character",
    ERROR,
    "{character} means nothing here.",
    """The character is no part of the language. Outside of texts in double quotes there are only
names, numbers, and the signs `( ) , : = < > <= >= + - * / ?`. A name begins with a letter and
goes on with letters, digits and `_`. Behind `#` anything may stand.""",
    "fact stones: 0 to 3 @\n",
)

UNFINISHED_TEXT = Code(
    "unfinished-text",
    ERROR,
    "This text has no closing quote on its line.",
    """A text begins and ends with a double quote, on one line. Curly quotes do as well: a text in
curly quotes may hold straight ones.""",
    'world Smoke\n"Lex can dig Clark out.\n',
)

SINGLE_QUOTES = Code(
    "single-quotes",
    ERROR,
    "A text stands in double quotes.",
    """Single quotes are apostrophes here: `Lex's view of …`. Put texts between `"` and `"`.""",
    "place Tunnel 'the tunnel'\n",
)

UNQUOTED_TEXT = Code(
    "unquoted-text",
    ERROR,
    "What is told stands in double quotes.",
    """Behind *tell*, and on the lines below it, stand templates in double quotes, such as `tell
"{who} [climbs] out"`. A condition may follow: `tell "{who} [falls]" if icy`.""",
    "action climb(who: character)\n  tell {who} [climbs]\n",
)

NUMBER_FORM = Code(
    "number-form",
    ERROR,
    "{number} is not a number as it is written here.",
    """A number has digits, and perhaps one point with digits on both sides: `3`, `0.5`, `-2.25`.
There is no `1e3`. From one number to another is said with *to*: `0 to 4`. A name cannot begin
with a digit.""",
    "fact clock: 0..4\n",
)

NUMBER_TOO_LARGE = Code(
    "number-too-large",
    ERROR,
    "{number} is too large: from 9007199254740992 on, numbers are no longer exact.",
    """Numbers are kept as double-precision floats. Up to 2 to the power of 53 every whole number is
exact; beyond, two different numbers could become the same.""",
    "fact gold: number = 99999999999999999999\n",
)

DOUBLE_EQUALS = Code(
    "double-equals",
    ERROR,
    "One = is enough.",
    """A fact is written in the same way wherever it stands: `at(Lex) = Tunnel` under *if* asks for
it, under *then* makes it so. No second sign is needed.""",
    "ending left if deed == left\n",
)

NOT_EQUALS = Code(
    "not-equals",
    ERROR,
    "There is no sign for unequal.",
    """Say it with *not*, which covers the whole comparison: `not at(Lex) = Tunnel`.""",
    "ending left if deed != left\n",
)

FOREIGN_SIGN = Code(
    "foreign-sign",
    ERROR,
    "{sentence}.",
    """The sign comes from another language. Conditions are joined with the words *and*, *or* and
*not*; a fact is asked for and made with `=`; comparisons are `= < > <= >=`; lines end by
themselves.""",
    "ending happy if met & alive(Lex)\n",
)

WRONG_BRACKET = Code(
    "wrong-bracket",
    ERROR,
    "{sentence}.",
    """Round brackets hold roles, arguments, and parts of a condition. Blocks have no brackets: what
belongs to a line is indented below it.""",
    "ending left if at[Lex] = Grass\n",
)

UNCLOSED_BRACKET = Code(
    "unclosed-bracket",
    ERROR,
    "This bracket is never closed.",
    """A bracket may reach over several lines, as long as these are indented deeper than the first.
It must be closed before the next line begins.""",
    "start\n  at(Clark) = (Tunnel\n",
)

UNOPENED_BRACKET = Code(
    "unopened-bracket",
    ERROR,
    "This bracket was never opened.",
    """There are more closing brackets than opening ones. Remove this one, or open it where it
should begin.""",
    "start\n  at(Clark) = Tunnel)\n",
)

TOO_DEEP = Code(
    "too-deep",
    ERROR,
    "{what} more than {most} deep in one another.",
    """Brackets and the parts of one expression may be nested a hundred deep, blocks forty deep.
Nobody can read more. Split the condition into several lines, or say a part of it as a fact of
its own.""",
    "ending deep if " + "(" * 101 + "a" + ")" * 101 + "\n",
)

# -- blocks -----------------------------------------------------------------------------------

UNEVEN_INDENTATION = Code(
    "uneven-indentation",
    ERROR,
    "This line is indented by {column}, its neighbours by {neighbour}.",
    """Lines that belong together are indented alike. Only a line that introduces something
(`start`, `if`, `then`, `… believes`, `every …`) may have deeper lines below it.""",
    "start\n  asked\n   blown\n",
)

EMPTY_BLOCK = Code(
    "empty-block",
    ERROR,
    'Nothing stands under "{head}".',
    """This line introduces something, but nothing follows on it or is indented below it. Indent the
lines that belong to it, or remove it. An event needs at least one clause.""",
    "start\ntype place\n",
)

STRAY_COLON = Code(
    "stray-colon",
    ERROR,
    "No colon is needed before a block.",
    """What belongs to a line is indented below it; that is all. A colon stands between a role and
its type, between a fact and its values, and behind `every …` when the rest follows on the same
line.""",
    "start:\n  asked\n",
)

INDENTED_DECLARATION = Code(
    "indented-declaration",
    ERROR,
    '"{word}" begins at the margin.',
    """Declarations (`world`, `type`, `fact`, `start`, `action`, `trigger`, `ending`, `limits`) are
not indented. This line was read as part of the block above it.""",
    "start\n  asked\n  action wait(who: character)\n    then waited(who)\n",
)

UNKNOWN_DECLARATION = Code(
    "unknown-declaration",
    ERROR,
    'No declaration begins with "{word}".',
    """A line at the margin begins with *world*, *type*, *fact*, *start*, *action*, *trigger*,
*ending* or *limits*, with the name of a type (`place Tunnel, Grass` makes two places), or says
what somebody *wants*. What belongs to the line above must be indented.""",
    "acton wait(who: character)\n  then waited(who)\n",
)

LONELY_TEXT = Code(
    "lonely-text",
    ERROR,
    "At the margin, a text stands only right below the world's name.",
    """A line that is only a text describes what it stands under. Indent it below a fact or an
event, or move it below the line that begins with *world*. For a note to yourself, begin with
`#`.""",
    'type place\n"Where people can be."\n',
)

UNKNOWN_CLAUSE = Code(
    "unknown-clause",
    ERROR,
    'No clause begins with "{word}".',
    """The clauses of an event are *if*, *then*, *by*, *seen by* and *tell*. What belongs to a
clause stands on its line, or is indented deeper than the clause.""",
    "action ask(Chloe, Lex)\n  if not asked\n  than asked\n",
)

MISPLACED_CLAUSE = Code(
    "misplaced-clause",
    ERROR,
    '"{word}" does not stand here: {reason}.',
    """Clauses stand one step below the event they belong to. A trigger has no *by* and no *seen
by*: nobody does it, and it is seen by those who are there. An ending has only *if* and
*tell*.""",
    "trigger rain\n  then wet\n  by Lex\n",
)

REPEATED_CLAUSE = Code(
    "repeated-clause",
    ERROR,
    '"{word}" is given twice.',
    """An event has each clause at most once. Put everything that belongs to it below one *if*, one
*then*; each line is one more requirement, effect or template.""",
    "action wait(Lex)\n  if asked\n  then blown\n  if blown\n",
)

ELSE_WITHOUT_IF = Code(
    "else-without-if",
    ERROR,
    "There is no if that this else belongs to.",
    """A block under *else* follows the block of an *if* that is indented alike. For a single effect
or value the form is `deed = left if blown else saved`.""",
    "start\n  asked\n  else\n    blown\n",
)

# -- lines ------------------------------------------------------------------------------------

UNEXPECTED_WORD = Code(
    "unexpected-word",
    ERROR,
    "{found} does not fit here.",
    """Up to here the line makes sense; this is the first word or sign that cannot follow. Often a
comma, an *and* or a bracket is missing just before it, or two lines were joined.""",
    "ending left if blown asked\n",
)

TEXT_BEHIND_END = Code(
    "text-behind-end",
    ERROR,
    "The line should have ended before {found}.",
    """The line was complete. Remove the rest, begin a new line, or put a `#` before it if it is a
note.""",
    "world Smoke and mirrors\n",
)

UNFINISHED_LINE = Code(
    "unfinished-line",
    ERROR,
    "This line is not finished.",
    """Something must follow on the same line. A line goes on below only if it ends with *and* or
*or*, if the next line begins with one of them, or inside brackets.""",
    "start\n  stones =\n",
)

RESERVED_WORD = Code(
    "reserved-word",
    ERROR,
    '"{word}" has a meaning of its own and cannot be a name.',
    """Never names are *and, or, not, if, else, believes, every, some, no, yes, sum, product, of,
with, is, view*. All other words may be names, also *tell* or *wants*.""",
    "fact view(character)\n",
)

KEPT_WORD = Code(
    "kept-word",
    ERROR,
    '"{word}" is kept for a later version of the language.',
    """The words *says, norm, telling, because, holds, doubts* and *until* will begin clauses and
declarations of their own one day; *until* has a meaning in questions only, behind *expect*. They
may name facts and events, but not types.""",
    "action climb(who: character)\n  holds 1\n",
)

QUESTION_WORD = Code(
    "question-word",
    ERROR,
    '"{word}" is said in questions only.',
    """Conditions and effects say what is so at one moment, or becomes so. What is possible, always
so, or so before something else is asked behind *expect*, or with `elsewise ask`. As the name of a
fact the word stands alone, or before brackets or a comparison.""",
    "action climb(who: character)\n  if possible blown\n",
)

CHAINED_COMPARISON = Code(
    "chained-comparison",
    ERROR,
    "Comparisons are not chained.",
    """One comparison has two sides. Say `a < b and b < c`. To compare a yes/no fact with the
outcome of a comparison, use brackets: `asked = (a = b)`.""",
    "ending middle if 0 < stones < 3\n",
)

NOT_BELIEVES = Code(
    "not-believes",
    ERROR,
    'Only "believes" puts a fact into a mind.',
    """There is one word for what goes on in a mind, whether true or false: `Lex believes stones =
3`. Not to know is said with `?`: `Lex believes stones = ?`.""",
    "start\n  Lex knows stones = 3\n",
)

MISSING_WITH = Code(
    "missing-with",
    ERROR,
    'Here "with" is missing.',
    """Which ones are meant is said with *with*: `every character c with at(c) = Grass`, `some coin
c with owner(c) = Tom`.""",
    "ending rich if some coin c: owner(c) = Tom\n",
)

MISSING_NAME = Code(
    "missing-name",
    ERROR,
    "Here a name is missing: {quantity} {type} {example}.",
    """Behind `every`, `some`, `no`, `sum of` and `product of` stand a type and a name for the one
that is looked at: `every character c with alive(c)`.""",
    "ending over if every character: not alive(character)\n",
)

MISSING_COLON = Code(
    "missing-colon",
    ERROR,
    "Here a colon is missing.",
    """A colon stands between a role and its type (`who: character`), between a fact and its values
(`fact stones: 0 to 3`), and behind `every …` or `sum of …` when the rest follows on the same
line.""",
    "fact stones 0 to 3\n",
)

MISSING_COMMA = Code(
    "missing-comma",
    ERROR,
    "Here a comma is missing.",
    """Commas separate names, roles, arguments and limits.""",
    "type place\nplace Tunnel Grass\n",
)

NESTED_ARGUMENT = Code(
    "nested-argument",
    ERROR,
    "An argument is a name or a value, not a fact or a calculation.",
    """Brackets behind a fact hold names and values only. Take one more role (or `some … with`) and
say which one is meant: instead of `at(owner(Coin))`, a role `holder: character` with
`owner(Coin) = holder` among the requirements, and `at(holder)`.""",
    "ending home if at(owner(Coin)) = Home\n",
)

POSSESSIVE_WITHOUT_VIEW = Code(
    "possessive-without-view",
    ERROR,
    '"{owner}" goes only with "view of" and a fact.',
    """`Tom's view of at(Coin)` is what Tom takes for the value of `at(Coin)`. What somebody has is
said with a fact: `purse(Tom)`.""",
    "ending rich if Tom's purse = 3\n",
)

IF_BEHIND_EVERY = Code(
    "if-behind-every",
    ERROR,
    'An "if" cannot follow behind "every …:".',
    """Say the condition with *with* (`every character c with at(c) = Grass: happy(c)`), or write a
block: `every character c`, and below it, indented, `happy(c) if at(c) = Grass`.""",
    "start\n  every character c: happy(c) if at(c) = Grass\n",
)

IF_BEFORE_EFFECT = Code(
    "if-before-effect",
    ERROR,
    "On one line the condition comes last.",
    """Write `blown if stones = 0`, or put what happens into a block: `if stones = 0`, and indented
below it `blown`.""",
    "start\n  if stones = 0: blown\n",
)
