"""Builds what stands in questions only, as `build_expressions.py` builds conditions and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elsewise.diagnostics import Span
from elsewise.syntax import tree
from elsewise.syntax.build_expressions import name_of, span, unroll
from elsewise.syntax.tokens import Token

if TYPE_CHECKING:
    from typing import Any

    from elsewise.syntax.build_expressions import Chain

    Children = list[Any]

Minds = tuple[Span, tuple[tree.Name, ...], tree.Manner | None, tree.Verb]
"""Where it begins, who (none: everyone), how, and what is said of their minds."""


class QuestionBuilder:
    """One method for each rule of the grammar that is (part of) a question."""

    def question(self, children: Children) -> tree.ExpectLine:
        """Build a whole question."""
        return tree.ExpectLine(children[0], span=children[0].span)

    # -- the course of stories ------------------------------------------------------------------

    def course_word(self, children: Children) -> Token:
        """Take the word."""
        word: Token = children[0]
        return word

    def order_word(self, children: Children) -> Token:
        """Take the word."""
        word: Token = children[0]
        return word

    def course(self, children: Children) -> tree.Course:
        """Build `always x`."""
        word, operand = children
        return tree.Course(tree.CourseWord(word.text), operand, span=span(word, operand))

    def ordered(self, children: Children) -> tree.Ordered:
        """Build `x until y`."""
        left, word, right = children
        return tree.Ordered(tree.OrderWord(word.text), left, right, span=span(left, right))

    def within(self, children: Children) -> tree.Within:
        """Build `x within 3 beats`."""
        body, _, number, word = children
        beats = tree.Number(float(number.text), span=number.span)
        return tree.Within(body, beats, span=span(body, word))

    def if_then(self, children: Children) -> tree.IfThen:
        """Build `if x then y`."""
        word, test, _, then = children
        return tree.IfThen(test, then, span=span(word, then))

    # -- minds ----------------------------------------------------------------------------------

    def two_names(self, children: Children) -> Chain:
        """Begin a group."""
        return (None, name_of(children[0])), name_of(children[2])

    def manner(self, children: Children) -> tree.Manner:
        """Build `commonly`."""
        return tree.Manner(children[0].text)

    def one_mind(self, children: Children) -> Minds:
        """Build `Lana knows`."""
        who, word, whether = children
        return who.span, (name_of(who),), None, _verb(word, whether)

    def several_minds(self, children: Children) -> Minds:
        """Build `Lana and Lex commonly believe`."""
        group, manner, word, *whether = children
        names = unroll(group)
        return names[0].span, names, manner, _verb(word, *whether)

    def every_mind(self, children: Children) -> Minds:
        """Build `everyone believes`."""
        everyone, manner, word, *whether = children
        return everyone.span, (), manner, _verb(word, *whether)

    def attitude(self, children: Children) -> tree.Attitude:
        """Build `Lana knows x`."""
        (begin, who, manner, verb), operand = children
        place = Span(begin.begin, operand.span.end)
        return tree.Attitude(who, manner, verb, operand, span=place)

    def intends(self, children: Children) -> tree.Intends:
        """Build `Lana intends x`."""
        who, _, operand = children
        return tree.Intends(name_of(who), operand, span=span(who, operand))


def _verb(word: Token, whether: Token | None = None) -> tree.Verb:
    if word.text.startswith("believe"):
        return tree.Verb.BELIEVES
    return tree.Verb.KNOWS if whether is None else tree.Verb.KNOWS_WHETHER
