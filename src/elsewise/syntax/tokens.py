"""The words and signs of the world language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from elsewise.diagnostics import Span

RESERVED = frozenset(
    [
        "and",
        "or",
        "not",
        "if",
        "else",
        "believes",
        "every",
        "some",
        "no",
        "yes",
        "sum",
        "product",
        "of",
        "with",
        "is",
        "view",
    ]
)
"""Words that are never names."""

DECLARATIONS = frozenset(
    [
        "world",
        "type",
        "fact",
        "start",
        "action",
        "trigger",
        "ending",
        "fork",
        "expect",
        "limits",
        "deadline",
    ]
)
"""Words that begin a declaration at the margin."""

CLAUSES = frozenset(["if", "then", "by", "seen", "tell", "takes", "before", "after"])
"""Words that begin a clause of an event or ending."""

SPECIAL = (
    RESERVED | DECLARATIONS | CLAUSES | {"wants", "to", "chooses", "within", "explained", "nothing"}
)
"""Words that mean something in their place; outside it, those not reserved are names."""

KEPT = frozenset(
    [
        "says",
        "norm",
        "telling",
        "because",
        "holds",
        "doubts",
        "until",
    ]
)
"""Words that a later version of the language gives a meaning; none may name a type."""

BEFORE_OPERANDS = {
    "possible": "POSSIBLE",
    "always": "ALWAYS",
    "never": "NEVER",
    "eventually": "EVENTUALLY",
    "next": "NEXT",
    "whether": "WHETHER",
}
"""Words of questions that stand before what they speak of, and the grammar's names for them."""

BEHIND_OPERANDS = {
    "until": "UNTIL",
    "before": "BEFORE",
    "after": "AFTER",
    "within": "WITHIN",
    "beat": "BEATS",
    "beats": "BEATS",
    "then": "SO",
    "knows": "KNOWS",
    "know": "KNOW",
    "believe": "BELIEVE",
    "intends": "INTENDS",
    "commonly": "COMMONLY",
    "together": "TOGETHER",
}
"""Words of questions that stand behind something."""

TIME_KINDS = {"before": "IN_TIME", "after": "DUE", "within": "TOLERANCE"}
"""Words that mean one thing in a question and another outside; these kinds are those outside."""

QUESTION_KINDS = frozenset(
    (*BEFORE_OPERANDS.values(), *BEHIND_OPERANDS.values(), "EVERYONE", "SUPPOSE", "ALSO")
)
"""What tokens are read as in questions only; `SUPPOSE` is `if` at the beginning of `if … then`."""

SIGNS = {
    "(": "LPAR",
    ")": "RPAR",
    ",": "COMMA",
    ":": "COLON",
    "=": "EQUAL",
    "<": "LESS",
    ">": "GREATER",
    "<=": "AT_MOST",
    ">=": "AT_LEAST",
    "+": "PLUS",
    "-": "MINUS",
    "*": "STAR",
    "/": "SLASH",
    "?": "QUESTION",
}
"""Every sign, and the name by which the grammar knows it."""

MOST_BRACKETS = 100
"""How deep brackets may stand in one another."""

MOST_INDENTS = 40
"""How deep blocks may stand in one another."""

MOST_NESTING = 100
"""How deep an expression may be."""

MOST_MISTAKES = 1_000
"""When so many are found, the rest of a text is not looked at."""

LARGEST_NUMBER = 2**53
"""Beyond this not every whole number exists as a double."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line: what it is (a name of the grammar, or WORD), its text and its place."""

    kind: str
    text: str
    begin: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.begin, self.end)

    @property
    def said(self) -> str:
        """What a text says: without the backslashes before quotes, brackets and backslashes."""
        return re.sub(r"\\([\\\[\]{}\"“”„])", r"\1", self.text)

    @property
    def template(self) -> str:
        """The text as a template, in which backslashes still stand before what is no slot."""
        return re.sub(r"\\(\\|[\"“”„])", _kept_pair, self.text)


def _kept_pair(found: re.Match[str]) -> str:
    return found[0] if found[1] == "\\" else found[1]
