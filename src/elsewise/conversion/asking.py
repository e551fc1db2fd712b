"""Formulas to the words of questions."""

from __future__ import annotations

from collections.abc import Iterable

from elsewise.conversion.naming import Names, role_names
from elsewise.conversion.wording import NO, YES, Wording, literal
from elsewise.syntax import tree
from elsewise.world.expressions import Constant, Expression, Quantified
from elsewise.world.model import EventRule, World
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
from elsewise.world.temporal_words import TRUE, course_of, takes_within
from elsewise.world.walk import walk

Word = tree.CourseWord


class Asking:
    """Writes the questions of one world."""

    def __init__(self, world: World, names: Names) -> None:
        self.world = world
        self.names = names
        rules = (*world.actions, *world.triggers)
        self._events = {id(rule): name for rule, name in zip(rules, names.events, strict=True)}

    def question(self, formula: Formula) -> tree.Expression:
        """Write a formula so that it is read as one that means the same."""
        match formula:
            case Now(condition):
                return self._condition(condition)
            case Happened(rule, arguments):
                return self._event(rule, arguments)
            case Intends(who, aim):
                return tree.Intends(self._who(who), self.question(aim))
            case CommonBelief(group, condition):
                names = tuple(map(self._who, group))
                names = names if len(names) > 1 else (*names, *names)  # one alone is no group
                believed = self._condition(condition)
                return tree.Attitude(names, tree.Manner.COMMONLY, tree.Verb.BELIEVES, believed)
            case Denied(operand):
                return tree.Not(self.question(operand))
            case AllOf(parts):
                return self._joined(tree.And, parts, YES)
            case AnyOf(parts):
                return self._joined(tree.Or, parts, NO)
            case Next(stories, operand):
                return _some_or_every(stories, tree.Course(Word.NEXT, self.question(operand)))
            case Always(stories, operand, within):
                return _course(stories, Word.ALWAYS, self.question(operand), within)
            case Until(stories, keep, reach, within) if keep == TRUE:
                reached = self.question(reach)
                if stories is Stories.EVERY or course_of(reached) is not None:
                    return _course(stories, Word.EVENTUALLY, reached, within)
                return _timed(tree.Course(Word.POSSIBLE, _closed(reached, within)), within)
            case Until(stories, keep, reach, within):
                sides = self.question(keep), self.question(reach)
                ordered = tree.Ordered(tree.OrderWord.UNTIL, *sides)
                return _some_or_every(stories, _timed(ordered, within))

    def _condition(self, condition: Expression) -> tree.Expression:
        bound = (part.variable for part in walk(condition) if isinstance(part, Quantified))
        roles = role_names([variable.name for variable in bound], self.names)
        return Wording(self.world, self.names, roles).condition(condition)

    def _event(self, rule: EventRule, arguments: Iterable[Constant | None]) -> tree.Ref:
        given = tuple(literal(self.names, None if a is None else a.value) for a in arguments)
        return tree.Ref(tree.Name(self._events[id(rule)]), given)

    def _who(self, who: Constant) -> tree.Name:
        return tree.Name(self.names.entities[str(who.value)])

    def _joined(
        self, kind: type[tree.And | tree.Or], parts: Iterable[Formula], empty: tree.YesNo
    ) -> tree.Expression:
        written = tuple(map(self.question, parts))
        if not written:
            return empty
        return written[0] if len(written) == 1 else kind(written)


def _course(
    stories: Stories, word: Word, operand: tree.Expression, within: int | None
) -> tree.Expression:
    course = tree.Course(word, _closed(operand, within))
    return _timed(_some_or_every(stories, course), within)


def _some_or_every(stories: Stories, course: tree.Expression) -> tree.Expression:
    """Turn what is said of every story to some story."""
    return course if stories is Stories.EVERY else tree.Course(Word.POSSIBLE, course)


def _closed(operand: tree.Expression, within: int | None) -> tree.Expression:
    """Keep a number of beats from going to a word further in."""
    inner = within is not None and takes_within(operand)
    return tree.And((operand, YES)) if inner else operand


def _timed(course: tree.Expression, within: int | None) -> tree.Expression:
    return course if within is None else tree.Within(course, tree.Number(float(within)))
