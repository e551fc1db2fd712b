"""The tree of a world text, as it was written: no name is looked up yet.

Every node has a `span` (character offsets). Spans and comments do not count when trees are
compared, so `parse(print(tree)) == tree`. Statements carry the comments that belong to them in
`trivia`, so that the formatter can print them again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from elsewise.diagnostics import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Trivia:
    """Comments around a line, without `#`: whole lines `before` it, and one `behind` it.

    `after` are whole lines behind the line and its block, where the block around it ends. None
    among whole lines is an empty line. `blank` says whether an empty line stands before all of it.
    """

    before: tuple[str | None, ...] = ()
    behind: str | None = None
    blank: bool = False
    after: tuple[str | None, ...] = ()


NO_TRIVIA = Trivia()


@dataclass(frozen=True, slots=True)
class Node:
    """Anything that stands in a text."""

    span: Span = field(default=NOWHERE, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Statement(Node):
    """A node that has a line of its own."""

    trivia: Trivia = field(default=NO_TRIVIA, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A word that names something."""

    text: str


@dataclass(frozen=True, slots=True)
class Text(Statement):
    """A string for people to read, without its quotes."""

    text: str


# -- expressions ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number as written. `-1` is one negative number everywhere; `-(1)` is a `Minus`."""

    value: float


@dataclass(frozen=True, slots=True)
class Unknown(Node):
    """`?`."""


@dataclass(frozen=True, slots=True)
class YesNo(Node):
    """`yes` or `no`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Ref(Node):
    """A name with or without arguments: an entity, a role, a fact.

    `arguments` is None where no brackets are written.
    """

    name: Name
    arguments: tuple[Argument, ...] | None = None


@dataclass(frozen=True, slots=True)
class View(Node):
    """`Tom's view of at(Coin)`."""

    who: Name
    of: Ref | View


@dataclass(frozen=True, slots=True)
class Minus(Node):
    """`-x`."""

    operand: Expression


class Operator(Enum):
    """Operators between two values."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    EQUAL = "="
    LESS = "<"
    GREATER = ">"
    AT_MOST = "<="
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Two values and what stands between them."""

    operator: Operator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class IsType(Node):
    """`x is coin`, `x is not coin`."""

    operand: Expression
    negated: bool
    type: Name


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`not x`."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class And(Node):
    """`a and b and c`: two or more parts."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """`a or b or c`: two or more parts."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Believes(Node):
    """`Tom believes x`."""

    who: Name
    operand: Expression


@dataclass(frozen=True, slots=True)
class Choose(Node):
    """`a if test else b`."""

    then: Expression
    test: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class Noun(Node):
    """`type name [with condition]`, behind `every`, `some`, `no`, `sum of`, `product of`."""

    type: Name
    name: Name
    condition: Expression | None = None


class Quantity(Enum):
    """How many of them."""

    EVERY = "every"
    SOME = "some"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`every t x [with c]: body`, `some t x with body`, `no t x with body`.

    For `some` and `no` the condition is the `body`, and `noun.condition` is None.
    """

    quantity: Quantity
    noun: Noun
    body: Expression


class Totalled(Enum):
    """Which total is taken."""

    SUM = "sum"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Total(Node):
    """`sum of t x [with c]: body`, `product of …`."""

    kind: Totalled
    noun: Noun
    body: Expression


@dataclass(frozen=True, slots=True)
class When(Node):
    """`effect if condition`: a row's item that holds only under a condition."""

    body: Expression
    condition: Expression


class Verb(Enum):
    """What is said of a mind in a question; the form for several is `know`, `believe`."""

    KNOWS = "knows"
    KNOWS_WHETHER = "knows whether"
    BELIEVES = "believes"


class Manner(Enum):
    """How several people believe or know something: each for themselves if nothing is said."""

    COMMONLY = "commonly"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Attitude(Node):
    """`Lana knows x`, `Lana and Lex commonly believe x`, `everyone knows whether x`.

    `who` is empty for everyone. One character's `believes` is a `Believes`, never this.
    """

    who: tuple[Name, ...]
    manner: Manner | None
    verb: Verb
    operand: Expression


@dataclass(frozen=True, slots=True)
class Intends(Node):
    """`Lana intends x`: x is an event or a condition."""

    who: Name
    operand: Expression


class CourseWord(Enum):
    """What may stand before something to say when, or in which stories, it is so."""

    POSSIBLE = "possible"
    ALWAYS = "always"
    NEVER = "never"
    EVENTUALLY = "eventually"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Course(Node):
    """`possible x`, `always x` and so on."""

    word: CourseWord
    operand: Expression


class OrderWord(Enum):
    """What may stand between two things to say in which order they come."""

    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Ordered(Node):
    """`x until y`, `x before y`, `x after y`."""

    word: OrderWord
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Within(Node):
    """`x within 3 beats`: the checker finds what in `x` it belongs to."""

    body: Expression
    beats: Number


@dataclass(frozen=True, slots=True)
class IfThen(Node):
    """`if x then y`."""

    test: Expression
    then: Expression


QUESTION_ONLY = Attitude, Intends, Course, Ordered, Within, IfThen
"""What stands in questions and nowhere else."""

Literal = Number | Unknown | YesNo | Name
Argument = Number | Unknown | YesNo | Name
Expression = (
    Number
    | Unknown
    | YesNo
    | Ref
    | View
    | Minus
    | Binary
    | IsType
    | Not
    | And
    | Or
    | Believes
    | Choose
    | Quantified
    | Total
    | Attitude
    | Intends
    | Course
    | Ordered
    | Within
    | IfThen
)
"""Of these, those in `QUESTION_ONLY` stand only in questions."""

Item = Expression | When


# -- lines ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row(Statement):
    """One line of a block: items with commas between them."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class BelievesBlock(Statement):
    """`A believes B believes`, and an indented block."""

    minds: tuple[Name, ...]
    body: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Secret(Statement):
    """`only A and B know x, y`."""

    knowers: tuple[Name, ...]
    row: Row


@dataclass(frozen=True, slots=True)
class EveryBlock(Statement):
    """`every t x [with c]`, and an indented block."""

    noun: Noun
    body: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class IfBlock(Statement):
    """`if c`, `else if d`, `else`, each with an indented block."""

    branches: tuple[tuple[Expression, tuple[Line, ...]], ...]
    otherwise: tuple[Line, ...] | None = None


@dataclass(frozen=True, slots=True)
class Broken(Statement):
    """A line that could not be read, and its block; the mistake has been reported.

    `words` are the words of the line: names it may have declared.
    """

    words: frozenset[str] = field(default=frozenset(), compare=False)


Line = Row | BelievesBlock | Secret | EveryBlock | IfBlock | Text | Broken
Body = tuple[Line, ...]


# -- declarations -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Role(Node):
    """A role of a fact or event: `who: character`. `type` is None for `flag: yes or no`.

    `name` is None only for a bare `yes or no`; any other bare word is a `Bare`.
    """

    name: Name | None
    type: Name | None


@dataclass(frozen=True, slots=True)
class Bare(Node):
    """A bare word or value in a signature: a fixed one (`Lex`, `3`, `yes`) or a type name."""

    value: Literal


@dataclass(frozen=True, slots=True)
class Signature(Node):
    """A name and its roles. `roles` is empty both for `asked` and `asked()`."""

    name: Name
    roles: tuple[Role | Bare, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeValues(Node):
    """A fact's values: those of a type, or `number`."""

    type: Name


@dataclass(frozen=True, slots=True)
class ChoiceValues(Node):
    """A fact's values: `none or left or tried`, also `yes or no`."""

    values: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class RangeValues(Node):
    """A fact's values: the numbers from `low` to `high`."""

    low: Number
    high: Number


Values = TypeValues | ChoiceValues | RangeValues


@dataclass(frozen=True, slots=True)
class TellLine(Statement):
    """One template under `tell`, and the condition under which it is used."""

    template: str
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class WorldLine(Statement):
    """`world Name` and the texts below it."""

    name: Name
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeLine(Statement):
    """`type a, b is c, d`."""

    names: tuple[Name, ...]
    parents: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityItem(Statement):
    """`Tunnel "the tunnel" (it)`. `new_line`: it is the first on a line of its own."""

    name: Name
    said: str | None = None
    pronoun: Name | None = None
    new_line: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class EntityLine(Statement):
    """`place Tunnel "the tunnel", Grass`."""

    type: Name
    entities: tuple[EntityItem, ...]


@dataclass(frozen=True, slots=True)
class FactLine(Statement):
    """`fact at(who: character): place = Home`."""

    signature: Signature
    values: Values | None = None
    initial: Literal | None = None
    texts: tuple[Text, ...] = ()
    tell: tuple[TellLine, ...] = ()


@dataclass(frozen=True, slots=True)
class StartBlock(Statement):
    """`start` and what is so at first."""

    body: Body


@dataclass(frozen=True, slots=True)
class IfClause(Statement):
    """`if …` of an event or an ending."""

    body: Body


@dataclass(frozen=True, slots=True)
class ThenClause(Statement):
    """`then …` of an event."""

    body: Body


@dataclass(frozen=True, slots=True)
class TakesClause(Statement):
    """`takes 2 of Lex, Clark`: how long it keeps whom busy; nobody named: those who do it."""

    duration: Number
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class BeforeClause(Statement):
    """`before minute`: it must be done when the deadline runs out."""

    deadline: Name


@dataclass(frozen=True, slots=True)
class AfterClause(Statement):
    """`after minute`: it happens by itself when the deadline has run out."""

    deadline: Name


@dataclass(frozen=True, slots=True)
class ByClause(Statement):
    """`by who, other`."""

    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class SeenClause(Statement):
    """`seen by who, every character c with …`. `everyone` and `nobody` are names here."""

    seers: tuple[Name | Noun, ...]


@dataclass(frozen=True, slots=True)
class TellClause(Statement):
    """`tell` and its templates."""

    lines: tuple[TellLine, ...]


Clause = (
    IfClause
    | ThenClause
    | ByClause
    | TakesClause
    | BeforeClause
    | AfterClause
    | SeenClause
    | TellClause
    | Text
    | Broken
)


class EventKind(Enum):
    """What an event is: something that is done or happens, or something that follows."""

    ACTION = "action"
    TRIGGER = "trigger"


@dataclass(frozen=True, slots=True)
class EventBlock(Statement):
    """`action name(roles)` or `trigger name(roles)` and its clauses."""

    kind: EventKind
    signature: Signature
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class WantsBlock(Statement):
    """`Lex wants …`, `every character c wants …`, `story wants …`."""

    subject: Name | Noun
    body: Body


@dataclass(frozen=True, slots=True)
class EndingBlock(Statement):
    """`ending name if …`, or with clauses."""

    name: Name
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class ForkBlock(Statement):
    """`fork name`, and below it what else could have been so, and wants that are added."""

    name: Name
    lines: tuple[Line | WantsBlock, ...]


@dataclass(frozen=True, slots=True)
class ExpectLine(Statement):
    """`expect question`. A question that is read by itself is one of these too."""

    question: Expression


@dataclass(frozen=True, slots=True)
class LimitsLine(Statement):
    """`limits length 10, foresight 5, depth 2`."""

    limits: tuple[tuple[Name, Number], ...]


@dataclass(frozen=True, slots=True)
class ChoosesLine(Statement):
    """`Lex chooses within 2`; `everyone` is a name here."""

    subject: Name
    within: Number | None = None


@dataclass(frozen=True, slots=True)
class ExplainedLine(Statement):
    """`Lex is explained`: somebody who does not choose."""

    subject: Name


@dataclass(frozen=True, slots=True)
class DeadlineLine(Statement):
    """`deadline minute 4`: a number that runs down to 0."""

    name: Name
    length: Number


Declaration = (
    WorldLine
    | TypeLine
    | EntityLine
    | FactLine
    | StartBlock
    | EventBlock
    | WantsBlock
    | EndingBlock
    | ForkBlock
    | ExpectLine
    | LimitsLine
    | ChoosesLine
    | ExplainedLine
    | DeadlineLine
    | Broken
)


@dataclass(frozen=True, slots=True)
class File(Node):
    """A whole text: its declarations in order, and the comments behind the last one."""

    declarations: tuple[Declaration, ...]
    closing_comments: tuple[str | None, ...] = field(default=(), compare=False)
