"""Expressions to text, with brackets exactly where the grammar needs them or a reader does.

The levels are the nonterminals of grammar.lark. An open-ended form (`every …`, `sum of …`) reaches
to the end of the line or bracket, so it stands bare only where nothing follows it.
"""

from __future__ import annotations

import re
from enum import IntEnum

from elsewise.syntax import tree
from elsewise.syntax.tokens import BEHIND_OPERANDS

Operator = tree.Operator


class Level(IntEnum):
    """What the grammar wants in a place; a higher level binds tighter."""

    EXPRESSION = 0
    DISJUNCTION = 1
    HEAD = 2  # anything but a bare `a = b`: what stands before `if … else`
    CONJUNCTION = 3
    NEGATION = 4
    SUM = 5
    TERM = 6
    UNARY = 7
    MINUS_OPERAND = 8


LEVELS: dict[Operator, tuple[Level, Level, Level]] = {
    Operator.ADD: (Level.SUM, Level.SUM, Level.TERM),
    Operator.SUBTRACT: (Level.SUM, Level.SUM, Level.TERM),
    Operator.MULTIPLY: (Level.TERM, Level.TERM, Level.UNARY),
    Operator.DIVIDE: (Level.TERM, Level.TERM, Level.UNARY),
}
"""Of arithmetic: its own level, and those of its two sides."""


def format_expression(expression: tree.Item) -> str:
    """Return an expression, or an item of a row, on one line."""
    if isinstance(expression, tree.When):
        return _when(expression)
    return show(expression, Level.EXPRESSION, True)


def format_condition(condition: tree.Expression) -> str:
    """Return a condition as it stands behind `with` or `if`: nothing open-ended stands bare."""
    return show(condition, Level.DISJUNCTION, False)


def format_number(value: float) -> str:
    """Return a number without exponent: the shortest digits that read back as the same."""
    if value == int(value):
        return str(int(value))
    from decimal import Decimal  # few numbers have a fraction

    return format(Decimal(repr(value)), "f")


def format_argument(value: tree.Argument) -> str:
    """Return a name or value."""
    match value:
        case tree.Name(text):
            return text
        case tree.Number(number):
            return format_number(number)
        case tree.YesNo(yes):
            return "yes" if yes else "no"
        case tree.Unknown():
            return "?"


def format_noun(noun: tree.Noun) -> str:
    """Return `type name with condition`."""
    head = f"{noun.type.text} {noun.name.text}"
    return head if noun.condition is None else f"{head} with {format_condition(noun.condition)}"


def show(expression: tree.Expression, level: Level, open_end: bool) -> str:
    """Return an expression for a place that wants a level, in brackets if it must.

    `open_end` says whether an open-ended form may stand at the end of this place.
    """
    text = _bare(expression, level, open_end)
    return f"({_bare(expression, Level.EXPRESSION, True)})" if text is None else text


def _bare(expression: tree.Expression, level: Level, open_end: bool) -> str | None:
    """Return an expression without brackets, or None if it cannot stand so."""
    match expression:
        case tree.Number(value):
            positive_operand = level is Level.MINUS_OPERAND and value >= 0
            return None if positive_operand else format_number(value)
        case tree.Unknown() | tree.YesNo():
            return format_argument(expression)
        case tree.Ref() | tree.View():
            return _reference(expression)
        case tree.Minus(operand):
            return f"-{show(operand, Level.MINUS_OPERAND, False)}"
        case tree.Binary():
            return _binary(expression, level, open_end)
        case tree.IsType(operand, negated, kind):
            if level > Level.NEGATION:
                return None
            word = "is not" if negated else "is"
            return f"{show(operand, Level.SUM, False)} {word} {kind.text}"
        case tree.Choose():
            return _choose(expression) if level is Level.EXPRESSION else None
        case tree.Quantified() | tree.Total() | tree.IfThen():
            allowed = level <= Level.NEGATION and level is not Level.HEAD and open_end
            return _open_ended(expression) if allowed else None
        case tree.Ordered() | tree.Within():
            return _timed(expression, open_end) if level is Level.EXPRESSION else None
        case _:
            return _logical(expression, level, open_end)


def _reference(expression: tree.Ref | tree.View) -> str:
    owners = ""
    while isinstance(expression, tree.View):
        owners += f"{expression.who.text}'s view of "
        expression = expression.of
    arguments = expression.arguments
    if arguments is None:
        return owners + expression.name.text
    return f"{owners}{expression.name.text}({', '.join(map(format_argument, arguments))})"


def _binary(expression: tree.Binary, level: Level, open_end: bool) -> str | None:
    operator, left, right = expression.operator, expression.left, expression.right
    if operator in LEVELS:
        own, left_level, right_level = LEVELS[operator]
        if level > own:
            return None
        return f"{show(left, left_level, False)} {operator.value} {show(right, right_level, False)}"
    if level > Level.NEGATION or (operator is Operator.EQUAL and level is Level.HEAD):
        return None
    shown = show(right, Level.SUM, False)
    if operator is Operator.EQUAL and isinstance(right, tree.Choose) and level is Level.EXPRESSION:
        shown = _value_choice(right)
    elif operator is Operator.EQUAL and isinstance(right, tree.Total) and open_end:
        shown = _open_ended(right)
    return f"{show(left, Level.SUM, False)} {operator.value} {shown}"


Logical = tree.Not | tree.Believes | tree.Attitude | tree.Intends | tree.Course | tree.And | tree.Or


def _logical(expression: Logical, level: Level, open_end: bool) -> str | None:
    open_end = open_end and level is not Level.HEAD
    match expression:
        case tree.And(parts):
            if level > Level.CONJUNCTION:
                return None
            return _joined(parts, " and ", Level.NEGATION, open_end)
        case tree.Or(parts):
            if level > Level.HEAD:
                return None
            return _joined(parts, " or ", Level.CONJUNCTION, open_end)
        case tree.Not(operand):
            prefix = "not"
        case tree.Believes(who, operand):
            prefix = f"{who.text} believes"
        case tree.Intends(who, operand):
            prefix = f"{who.text} intends"
        case tree.Course(word, operand):
            prefix = word.value
        case tree.Attitude(operand=operand):
            prefix = _minds(expression)
    if level > Level.NEGATION:
        return None
    shown = show(operand, Level.NEGATION, open_end)
    if re.split(r"\W", shown, maxsplit=1)[0] in BEHIND_OPERANDS:  # a fact of that name
        shown = f"({shown})"
    return f"{prefix} {shown}"


def _minds(attitude: tree.Attitude) -> str:
    """Return `Lana and Lex commonly believe`."""
    names = [name.text for name in attitude.who]
    who = " and ".join([part for part in (", ".join(names[:-1]), *names[-1:]) if part])
    manner = f" {attitude.manner.value}" if attitude.manner else ""
    verb = attitude.verb.value
    if len(names) > 1:
        verb = verb.replace("knows", "know").replace("believes", "believe")
    return f"{who or 'everyone'}{manner} {verb}"


def _timed(expression: tree.Ordered | tree.Within, open_end: bool) -> str:
    if isinstance(expression, tree.Ordered):
        left = show(expression.left, Level.DISJUNCTION, False)
        if speaks_of_stories(expression.left):
            left = f"({left})"  # else it could be read as reaching over all of this
        right = show(expression.right, Level.DISJUNCTION, open_end)
        return f"{left} {expression.word.value} {right}"
    body, number = expression.body, expression.beats.value
    if isinstance(body, tree.Ordered):
        shown = _timed(body, False)
    else:
        shown = show(body, Level.DISJUNCTION, False)
    return f"{shown} within {format_number(number)} beat{'s' if number != 1 else ''}"


def _joined(parts: tuple[tree.Expression, ...], word: str, level: Level, open_end: bool) -> str:
    """Join the parts of `and` or `or`, with brackets for the reader.

    They stand around an `and` within an `or`, and around `always x` before a part without such a
    word. A group behind `and` must have some: `a and (Lana and Lex believe b)`.
    """
    shown: list[str] = []
    for part, last in _with_last(parts):
        text = show(
            part, Level.NEGATION if isinstance(part, tree.And) else level, open_end and last
        )
        is_group = isinstance(part, tree.Attitude) and len(part.who) > 1
        stories = speaks_of_stories(part) and not last and not all(map(speaks_of_stories, parts))
        if stories or (is_group and shown and word == " and "):
            text = f"({show(part, Level.EXPRESSION, True)})"
        shown.append(text)
    return word.join(shown)


def speaks_of_stories(part: tree.Expression) -> bool:
    """Whether a part is `always x` or its like, perhaps behind `not`."""
    while isinstance(part, tree.Not):
        part = part.operand
    return isinstance(part, tree.Course)


def _with_last(
    parts: tuple[tree.Expression, ...],
) -> list[tuple[tree.Expression, bool]]:
    return [(part, position == len(parts)) for position, part in enumerate(parts, 1)]


def _choose(expression: tree.Choose) -> str:
    then = show(expression.then, Level.HEAD, False)
    otherwise = show(expression.otherwise, Level.EXPRESSION, True)
    return f"{then} if {format_condition(expression.test)} else {otherwise}"


def _value_choice(expression: tree.Choose) -> str:
    """Return a choice between values, as it stands behind `f =`."""
    parts = []
    current: tree.Expression = expression
    while isinstance(current, tree.Choose):
        then = show(current.then, Level.SUM, False)
        parts.append(f"{then} if {format_condition(current.test)} else ")
        current = current.otherwise
    return "".join(parts) + show(current, Level.SUM, False)


def _open_ended(expression: tree.Quantified | tree.Total | tree.IfThen) -> str:
    if isinstance(expression, tree.IfThen):
        test = show(expression.test, Level.EXPRESSION, True)
        return f"if {test} then {show(expression.then, Level.EXPRESSION, True)}"
    noun = format_noun(expression.noun)
    body = show(expression.body, Level.EXPRESSION, True)
    if isinstance(expression, tree.Total):
        return f"{expression.kind.value} of {noun}: {body}"
    if expression.quantity is tree.Quantity.EVERY:
        return f"every {noun}: {body}"
    return f"{expression.quantity.value} {noun} with {body}"


def _when(item: tree.When) -> str:
    body = item.body
    if isinstance(body, tree.Binary) and body.operator is Operator.EQUAL:
        shown = f"{show(body.left, Level.SUM, False)} = {show(body.right, Level.SUM, False)}"
    else:
        shown = show(body, Level.HEAD, False)
    return f"{shown} if {format_condition(item.condition)}"
