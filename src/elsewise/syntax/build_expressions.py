"""Builds expressions, as `build.py` builds lines and declarations."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from elsewise.diagnostics import Span
from elsewise.syntax import tree
from elsewise.syntax.tokens import SIGNS, Token

if TYPE_CHECKING:
    from typing import Any

    Children = list[Any]
    Chain = tuple[Any, Any]


OPERATORS = {SIGNS[operator.value]: operator for operator in tree.Operator}
QUANTITIES = {word.value: word for word in tree.Quantity}


def unroll(chain: Chain | None) -> tuple[Any, ...]:
    """Return the items of a chain in their order."""
    items = []
    while chain is not None:
        chain, item = chain
        items.append(item)
    items.reverse()
    return tuple(items)


def span(first: Token | tree.Node, last: Token | tree.Node) -> Span:
    """Return the span from one child to another."""
    return Span(first.span.begin, last.span.end)


def name_of(token: Token) -> tree.Name:
    """Make a name of a word. Accents written apart from their letters are joined with them."""
    text = token.text
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return tree.Name(text, span=token.span)


class ExpressionBuilder:
    """One method for each rule of the grammar that is (part of) an expression."""

    def one(self, children: Children) -> Chain:
        """Begin a list."""
        return None, children[0]

    def more(self, children: Children) -> Chain:
        """Go on with a list."""
        return children[0], children[-1]

    def one_name(self, children: Children) -> Chain:
        """Begin a list of names."""
        return None, name_of(children[0])

    def more_name(self, children: Children) -> Chain:
        """Go on with a list of names."""
        return children[0], name_of(children[-1])

    # -- values ---------------------------------------------------------------------------------

    def name(self, children: Children) -> tree.Name:
        """Build a name."""
        return name_of(children[0])

    def number(self, children: Children) -> tree.Number:
        """Build a number."""
        return tree.Number(float(children[0].text), span=children[0].span)

    def negative(self, children: Children) -> tree.Number:
        """Build a number below zero."""
        return tree.Number(-float(children[1].text), span=span(children[0], children[1]))

    def unknown(self, children: Children) -> tree.Unknown:
        """Build `?`."""
        return tree.Unknown(span=children[0].span)

    def yes(self, children: Children) -> tree.YesNo:
        """Build `yes`."""
        return tree.YesNo(True, span=children[0].span)

    def no(self, children: Children) -> tree.YesNo:
        """Build `no`."""
        return tree.YesNo(False, span=children[0].span)

    def ref(self, children: Children) -> tree.Ref:
        """Build a name with or without arguments."""
        word, _, arguments, closing = children
        return tree.Ref(
            name_of(word),
            None if closing is None else unroll(arguments),
            span=span(word, closing or word),
        )

    def view(self, children: Children) -> tree.View:
        """Build `Tom's view of at(Coin)`."""
        return tree.View(name_of(children[0]), children[4], span=span(children[0], children[4]))

    def brackets(self, children: Children) -> tree.Expression:
        """Take what stands in brackets; its span covers them."""
        inner: tree.Expression = children[1]
        return replace(inner, span=span(children[0], children[2]))

    def minus(self, children: Children) -> tree.Minus:
        """Build `-x`."""
        return tree.Minus(children[1], span=span(children[0], children[1]))

    def binary(self, children: Children) -> tree.Binary:
        """Build two values and what stands between them."""
        left, operator, right = children
        return tree.Binary(OPERATORS[operator.kind], left, right, span=span(left, right))

    def is_type(self, children: Children) -> tree.IsType:
        """Build `x is coin`, `x is not coin`."""
        left, last = children[0], children[-1]
        return tree.IsType(left, len(children) == 4, name_of(last), span=span(left, last))

    def total(self, children: Children) -> tree.Total:
        """Build `sum of t x: …`."""
        word, _, noun, _, body = children
        return tree.Total(tree.Totalled(word.text), noun, body, span=span(word, body))

    # -- what is so or not ----------------------------------------------------------------------

    def not_(self, children: Children) -> tree.Not:
        """Build `not x`."""
        return tree.Not(children[1], span=span(children[0], children[1]))

    def believes(self, children: Children) -> tree.Believes:
        """Build `Tom believes x`."""
        who, _, what = children
        return tree.Believes(name_of(who), what, span=span(who, what))

    def two(self, children: Children) -> Chain:
        """Begin a list with two parts."""
        return (None, children[0]), children[2]

    def and_(self, children: Children) -> tree.And:
        """Build `a and b`."""
        parts = unroll(children[0])
        return tree.And(parts, span=span(parts[0], parts[-1]))

    def or_(self, children: Children) -> tree.Or:
        """Build `a or b`."""
        parts = unroll(children[0])
        return tree.Or(parts, span=span(parts[0], parts[-1]))

    def every(self, children: Children) -> tree.Quantified:
        """Build `every t x with c: …`."""
        word, noun, _, body = children
        return tree.Quantified(tree.Quantity.EVERY, noun, body, span=span(word, body))

    def some(self, children: Children) -> tree.Quantified:
        """Build `some t x with …`, `no t x with …`."""
        word, kind, name, _, body = children
        noun = tree.Noun(name_of(kind), name_of(name), span=span(kind, name))
        return tree.Quantified(QUANTITIES[word.text], noun, body, span=span(word, body))

    def noun(self, children: Children) -> tree.Noun:
        """Build `t x with c`."""
        kind, name, *rest = children
        condition = rest[1] if rest else None
        return tree.Noun(
            name_of(kind), name_of(name), condition, span=span(kind, condition or name)
        )

    # -- choices --------------------------------------------------------------------------------

    def choose(self, children: Children) -> tree.Choose:
        """Build `a if c else b`."""
        then, _, test, _, otherwise = children
        return tree.Choose(then, test, otherwise, span=span(then, otherwise))

    def equal_choose(self, children: Children) -> tree.Binary:
        """Build `f = a if c else b`."""
        left, equal, *choice = children
        return self.binary([left, equal, self.choose(choice)])

    def when(self, children: Children) -> tree.When:
        """Build `effect if c`."""
        body, _, condition = children
        return tree.When(body, condition, span=span(body, condition))

    def when_equal(self, children: Children) -> tree.When:
        """Build `f = a if c`."""
        left, equal, right, _, condition = children
        body = self.binary([left, equal, right])
        return tree.When(body, condition, span=span(body, condition))
