"""Which words of a question mean something there, as far as the words around them tell.

A word such as `possible` counts as one only where something follows that it can speak of; else it
is a name: a fact may be called `possible`. In front of a comparison, `possible(Ann) = yes` is a
fact as well. The `and` between the names of a group is told from others by the verb behind them:
`Lana and Lex believe …`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from elsewise.syntax.tokens import BEFORE_OPERANDS, BEHIND_OPERANDS, RESERVED, Token

COMPARING = frozenset({"EQUAL", "LESS", "GREATER", "AT_MOST", "AT_LEAST"})
OPENING = frozenset({"NUMBER", "QUESTION", "LPAR", "MINUS"})
NOT_OPENING = frozenset({"and", "or", "else", "of", "with", "is", "believes", *BEHIND_OPERANDS})
MIND_VERBS = frozenset({"know", "knows", "believe", "believes"})
GROUP_VERBS = frozenset({"believe", "know", "commonly", "together"})
EVERYONE_VERBS = frozenset({"believes", "knows", "commonly", "together"})
GLUE = COMPARING | {"PLUS", "STAR", "SLASH", "MINUS", "POSSESSIVE"}
"""What binds a name to what stands before it, so that it is no member of a group."""

GLUE_WORDS = frozenset({"is", "of", "view"})


def marked(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a question, those that can be told by their neighbours with a kind."""
    found = list(tokens)
    for index, token in enumerate(tokens):
        if token.kind != "WORD":
            continue
        if token.text in BEFORE_OPERANDS and _is_name(tokens, index):
            found[index] = replace(token, kind="NAME")
        elif token.text == "everyone" and _text(tokens, index + 1) in EVERYONE_VERBS:
            found[index] = replace(token, kind="EVERYONE")
        elif token.text in GROUP_VERBS:
            _mark_group(tokens, index - 1, found)
    return found


def marked_line(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return a line that is no question.

    In `only A and B know …` and `A and B commonly know …` words have kinds of their own.
    """
    if len(tokens) > 2 and tokens[0].text == "only" and _is_plain(tokens[1]):
        return _marked_secret(tokens)
    found = tokens
    for index, token in enumerate(tokens[1:-1], start=1):
        verb = tokens[index + 1]
        if token.text == "commonly" and verb.text in MIND_VERBS and _is_plain(tokens[index - 1]):
            found = list(found)
            found[index] = replace(token, kind="COMMONLY")
            found[index + 1] = replace(verb, kind=verb.text.upper())
            if tokens[index - 1].text == "everyone":
                found[index - 1] = replace(tokens[index - 1], kind="EVERYONE")
            else:
                _mark_group(tokens, index - 1, found)
    return found


def _marked_secret(tokens: Sequence[Token]) -> Sequence[Token]:
    found = [replace(tokens[0], kind="ONLY"), replace(tokens[1], kind="NAME")]
    for index, token in enumerate(tokens[2:], start=2):
        if token.text in ("know", "knows"):
            return [*found, replace(token, kind=token.text.upper()), *tokens[index + 1 :]]
        if token.text == "and":
            found.append(replace(token, kind="ALSO"))
        elif _is_plain(token):
            found.append(replace(token, kind="NAME"))
        else:
            break
    return tokens


def _text(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].text if 0 <= index < len(tokens) else ""


def _is_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word that could speak of what follows is the name of a fact instead."""
    if index + 1 == len(tokens):
        return True
    following = tokens[index + 1]
    if following.text == "if":  # `always if a then b`, but `always if a else b` with a fact
        return all(token.text != "then" for token in tokens[index + 2 :])
    if following.kind == "WORD":
        return following.text in NOT_OPENING
    if following.kind != "LPAR":
        return following.kind not in OPENING
    if following.begin > tokens[index].end:
        return False
    closing = next((i for i in range(index + 2, len(tokens)) if tokens[i].kind == "RPAR"), None)
    return closing is not None and (
        _text(tokens, closing + 1) == "is"
        or (closing + 1 < len(tokens) and tokens[closing + 1].kind in COMPARING)
    )


def _mark_group(tokens: Sequence[Token], last: int, found: list[Token]) -> None:
    """Mark what stands between the names of a group, whose last name is given.

    Those are `a and b and c` or `a, b and c`: behind a comma no more `and` belongs to the group.
    """
    place, commas = last, False
    while place >= 2 and _is_plain(tokens[place]) and _is_plain(tokens[place - 2]):
        between = tokens[place - 1]
        commas = commas or between.kind == "COMMA"
        if between.kind != "COMMA" and (commas or between.text != "and"):
            return
        if place >= 3 and _binds(tokens[place - 3]):
            return
        found[place - 1] = replace(between, kind="ALSO")
        place -= 2


def _is_plain(token: Token) -> bool:
    return token.kind == "WORD" and token.text not in RESERVED


def _binds(token: Token) -> bool:
    return token.kind in GLUE or token.text in GLUE_WORDS
