"""Reading what a question says of the course of stories: `possible`, `always`, `until` and so on.

All these words speak of every story that goes on from a moment, except directly behind `possible`,
which turns them to some story.
"""

from __future__ import annotations

from collections.abc import Callable

from elsewise.diagnostics.catalogue import world_questions as codes
from elsewise.syntax import tree
from elsewise.syntax.print_expressions import speaks_of_stories
from elsewise.world.expressions import Constant, Expression, Not
from elsewise.world.questions import (
    AllOf,
    Always,
    AnyOf,
    CommonBelief,
    Denied,
    Formula,
    Happened,
    Intends,
    Next,
    Now,
    Stories,
    Until,
)
from elsewise.world.reports import FaultyError, Reports
from elsewise.world.table import Scope
from elsewise.world.walk import fill_in

MOST_BEATS = 1_000
TRUE = AllOf(())
Read = Callable[[tree.Expression, Scope, int | None], Formula]
Word = tree.CourseWord


class CourseReader:
    """Reads the words of stories in one question; `read` reads what stands between them."""

    def __init__(self, reports: Reports, read: Read) -> None:
        self._reports = reports
        self._read = read

    def check_reach(self, parts: tuple[tree.Expression, ...]) -> None:
        """Refuse `always a and b`, which could be read in two ways, without brackets.

        So is `always a before b`.
        """
        about_stories = [speaks_of_stories(part) for part in parts]
        if all(about_stories):
            return
        for part, speaks in zip(parts[:-1], about_stories, strict=False):
            if speaks:
                self._check_brackets(part, parts[-1])

    def _check_brackets(self, part: tree.Expression, last: tree.Expression) -> None:
        """Refuse a part without brackets that has more behind it, up to a last one."""
        if self._reports.source.text[part.span.begin] == "(":
            return
        whole = self._reports.text(part.span + last.span)
        word, _, operand = self._reports.text(part.span).partition(" ")
        raise self._reports.fault(
            codes.UNCLEAR_REACH,
            part.span,
            word=word,
            text=operand,
            suggestion=f"Write {word} ({whole[len(word) + 1 :]}), or "
            f"({word} {operand}){whole[len(word) + 1 + len(operand) :]}.",
        )

    def read(
        self,
        node: tree.Course | tree.Ordered | tree.Within,
        scope: Scope,
        within: int | None,
        stories: Stories = Stories.EVERY,
    ) -> Formula:
        """Return the formula of a part that speaks of some or every story."""
        match node:
            case tree.Within(body, beats):
                number = self._beats(beats)
                if within is not None:
                    raise self._reports.fault(codes.TWICE_WITHIN, node.span)
                if not takes_within(body):
                    raise self._reports.fault(codes.NOTHING_WITHIN, node.span)
                if isinstance(body, tree.Course | tree.Ordered):
                    return self.read(body, scope, number, stories)
                return self._read(body, scope, number)
            case tree.Ordered():
                return self._ordered(node, scope, within, stories)
            case tree.Course(Word.POSSIBLE, operand):
                course = course_of(operand)
                if course is not None:
                    return self.read(course, scope, within, Stories.SOME)
                return self._prefixed(node, scope, within, Stories.SOME)
            case tree.Course():
                return self._prefixed(node, scope, within, stories)

    def _beats(self, beats: tree.Number) -> int:
        if beats.value != int(beats.value) or not 0 <= beats.value <= MOST_BEATS:
            raise self._reports.fault(codes.NUMBER_OF_BEATS, beats.span, most=MOST_BEATS)
        return int(beats.value)

    def _prefixed(
        self, node: tree.Course, scope: Scope, within: int | None, stories: Stories
    ) -> Formula:
        if takes_within(node.operand):  # an inner word takes the number
            operand, within = self._read(node.operand, scope, within), None
        else:
            operand = self._read(node.operand, scope, None)
        match node.word:
            case Word.POSSIBLE | Word.EVENTUALLY:
                return Until(stories, TRUE, operand, within)
            case Word.ALWAYS:
                return Always(stories, operand, within)
            case Word.NEVER:
                return Always(stories, denied(operand), within)
            case Word.NEXT:
                if within is not None:
                    raise self._reports.fault(codes.NOTHING_WITHIN, node.span)
                return Next(stories, operand)

    def _ordered(
        self, node: tree.Ordered, scope: Scope, within: int | None, stories: Stories
    ) -> Formula:
        sides: list[Formula] = []
        for side in (node.left, node.right):
            with self._reports.skipping():
                sides.append(self._read(side, scope, None))
        if len(sides) < 2:
            raise FaultyError
        if speaks_of_stories(node.left):
            self._check_brackets(node.left, node.right)
        left, right = sides
        some = stories is Stories.SOME
        match node.word:
            case tree.OrderWord.UNTIL:
                return Until(stories, left, right, within)
            case tree.OrderWord.BEFORE if some:
                if within is not None:
                    raise self._reports.fault(codes.POSSIBLY_BEFORE_WITHIN, node.span)
                later = Until(Stories.SOME, TRUE, right)
                return Until(Stories.SOME, denied(right), AllOf((left, later)))
            case tree.OrderWord.BEFORE:
                too_early = AllOf((right, denied(left)))
                return Denied(Until(Stories.SOME, denied(left), too_early, within))
            case tree.OrderWord.AFTER if some:
                later = Until(Stories.SOME, TRUE, left, within)
                return Until(Stories.SOME, TRUE, AllOf((right, later)))
            case tree.OrderWord.AFTER:
                later = Until(Stories.EVERY, TRUE, left, within)
                return Always(Stories.EVERY, AnyOf((denied(right), later)))


def course_of(node: tree.Expression) -> tree.Course | tree.Ordered | tree.Within | None:
    """Return what a `possible` before it turns to some story, if this is such a thing."""
    match node:
        case tree.Course(word):
            return None if word is Word.POSSIBLE else node
        case tree.Ordered():
            return node
        case tree.Within(body):
            return node if course_of(body) is not None else None
        case _:
            return None


def takes_within(node: tree.Expression) -> bool:
    """Whether `within 3 beats` behind something belongs to a word in it."""
    while isinstance(node, tree.Not):
        node = node.operand
    return isinstance(node, tree.Course | tree.Ordered)


def denied(formula: Formula) -> Formula:
    """Return the opposite; of a condition, a condition."""
    if isinstance(formula, Now):
        return Now(Not(formula.condition))
    return Denied(formula)


def same_for(formula: Formula, name: str, value: Constant) -> Formula:
    """Return the formula with a value for a quantified name."""
    from typing import cast  # few worlds ask

    def same(inner: Formula) -> Formula:
        return same_for(inner, name, value)

    def fill(term: Constant) -> Constant:
        return cast(Constant, fill_in(term, name, value))

    match formula:
        case Now(condition):
            return Now(fill_in(condition, name, value))
        case Happened(rule, arguments):
            return Happened(rule, tuple(None if a is None else fill(a) for a in arguments))
        case Intends(who, aim):
            return Intends(fill(who), cast(Happened | Now, same(aim)))
        case CommonBelief(group, condition):
            filled = fill_in(condition, name, value)
            return CommonBelief(tuple(fill(who) for who in group), filled)
        case Denied(operand):
            return Denied(same(operand))
        case AllOf(parts):
            return AllOf(tuple(map(same, parts)))
        case AnyOf(parts):
            return AnyOf(tuple(map(same, parts)))
        case Next(stories, operand):
            return Next(stories, same(operand))
        case Until(stories, keep, reach, within):
            return Until(stories, same(keep), same(reach), within)
        case Always(stories, operand, within):
            return Always(stories, same(operand), within)


def conditions_of(formula: Formula) -> tuple[Expression, ...]:
    """Return every condition that a formula asks about."""
    match formula:
        case Now(condition) | CommonBelief(_, condition):
            return (condition,)
        case Happened():
            return ()
        case Intends(_, aim):
            return conditions_of(aim)
        case AllOf(parts) | AnyOf(parts):
            return tuple(condition for part in parts for condition in conditions_of(part))
        case Until(_, keep, reach):
            return (*conditions_of(keep), *conditions_of(reach))
        case Denied(operand) | Next(_, operand) | Always(_, operand):
            return conditions_of(operand)
