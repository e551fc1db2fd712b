"""The LALR machine that runs the table of grammar.lark, fed one logical line at a time.

The table is grammar.jsonl; `tools/parser_table.py` lets Lark make it, so that nothing is worked out
when a text is read. Which words are special is decided here, while feeding: a special word counts
as one where the grammar allows it, and is a name elsewhere. Words of questions count only behind
`expect` and in a question that is read by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from elsewise.syntax.question_words import marked, marked_line
from elsewise.syntax.tokens import (
    BEFORE_OPERANDS,
    BEHIND_OPERANDS,
    QUESTION_KINDS,
    RESERVED,
    SPECIAL,
    TIME_KINDS,
    Token,
)

if TYPE_CHECKING:
    from typing import Any

    Build = Callable[[list[Any]], Any]

KINDS = {word: word.upper() for word in SPECIAL} | TIME_KINDS
QUESTION_WORDS = {**KINDS, **BEFORE_OPERANDS, **BEHIND_OPERANDS}
END = "$END"
TABLE = Path(__file__).with_name("grammar.jsonl")


@dataclass(frozen=True, slots=True)
class _Table:
    """What to do in each state.

    `steps` gives for each symbol the state to go to, or (below zero: -1 is the first) the rule that
    is complete. A rule is the symbol it makes, its length, what builds it (None: its only child is
    taken), and the places of children that could have stood there and do not. `choices` are the
    kinds of token among the symbols of a state, in a question or outside, as far as they are known.
    """

    steps: _Steps
    rules: list[tuple[str, int, Build | None, list[int]]]
    choices: dict[tuple[int, bool], frozenset[str]]


class _Steps(dict[int, dict[str, int]]):
    """The steps in each state, by its number; those of a state are read when it is reached."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def __missing__(self, state: int) -> dict[str, int]:
        """Read the steps in a state."""
        import json

        steps: dict[str, int] = json.loads(self._lines[state])
        self[state] = steps
        return steps


@cache
def _table() -> _Table:
    """Read the table, once and only when something is to be parsed."""
    import json

    from elsewise.syntax.build import TreeBuilder

    first, *states = TABLE.read_text("utf-8").splitlines()
    builder = TreeBuilder()
    rules = [
        (symbol, length, build and getattr(builder, build), missing)
        for symbol, length, build, missing in json.loads(first)
    ]
    return _Table(_Steps(states), rules, {})


class Refused(Exception):  # noqa: N818
    """A token does not fit. `index` is its place in the line.

    `kinds` are what the tokens were read as, `expected` what could have stood there instead.
    """

    def __init__(self, index: int, kinds: Sequence[str], expected: frozenset[str]) -> None:
        super().__init__(index)
        self.index = index
        self.kinds = kinds
        self.expected = expected


class Machine:
    """Where the parsing stands. `try_line` changes nothing when it fails."""

    def __init__(self) -> None:
        self._table = _table()
        self._states = [0]
        self._values: list[Any] = []
        self._asking = False  # whether all that is read is a question

    def expects(self) -> frozenset[str]:
        """Return the kinds of token that may follow (perhaps a few that cannot)."""
        return self._choices(self._states[-1], self._asking)

    def may_take(self, kind: str) -> bool:
        """Whether a kind of token may follow (perhaps although it cannot)."""
        return kind in self._table.steps[self._states[-1]]

    def accepts(self, tokens: Sequence[Token]) -> set[str]:
        """Return the kinds of token that can really follow after some tokens of a line."""
        states = list(self._states)
        asking = self._is_asking(tokens)
        for token in marked(tokens) if asking else marked_line(tokens):
            self._skip(states, self._kind(states, token, asking))
        choices = self._choices(states[-1], asking)
        return {kind for kind in choices if self._skip(list(states), kind)}

    def feed(self, kind: str, begin: int, end: int) -> None:
        """Feed one token without a text that must fit."""
        self._asking |= kind == "AS_QUESTION"
        fits = self._push(self._states, self._values, kind, Token(kind, "", begin, end))
        assert fits

    def try_line(self, tokens: Sequence[Token], end: int) -> None:
        """Feed a line and its end. Raises `Refused` at the first token that does not fit."""
        states, values = list(self._states), list(self._values)
        kinds: list[str] = []
        asking = self._is_asking(tokens)
        tokens = marked(tokens) if asking else marked_line(tokens)
        for index, token in enumerate((*tokens, Token("NL", "", end, end))):
            kind = token.kind if token.kind != "WORD" else self._kind(states, token, asking)
            kinds.append(kind)
            if not self._push(states, values, kind, token):
                raise Refused(index, kinds, self._choices(states[-1], asking))
        self._states, self._values = states, values

    def finish(self) -> Any:  # noqa: ANN401
        """End the text and return its tree: a `File`, or for a piece of a text its statements."""
        fits = self._push(self._states, self._values, END, None)
        assert fits
        return self._values[0]

    def _choices(self, state: int, asking: bool) -> frozenset[str]:
        """Return the kinds of token among the symbols of a state."""
        known = self._table.choices
        if (state, asking) not in known:
            symbols = self._table.steps[state]
            kinds = frozenset(s for s in symbols if s.isupper() and not s.startswith("AS_"))
            known[state, asking] = kinds if asking else kinds - QUESTION_KINDS
        return known[state, asking]

    def _is_asking(self, tokens: Sequence[Token]) -> bool:
        """Whether a line that begins here is a question."""
        if self._asking or not tokens or tokens[0].text != "expect":
            return self._asking
        return self._kind(self._states, tokens[0], False) == "EXPECT"

    def _kind(self, states: list[int], token: Token, asking: bool) -> str:
        """Return what a token is read as where the parsing stands."""
        if token.kind != "WORD":
            return token.kind
        kind = (QUESTION_WORDS if asking else KINDS).get(token.text)
        if kind is None:
            return "NAME"
        choices = self._table.steps[states[-1]]
        if kind == "IF" and asking and not (kind in choices and self._skip(list(states), kind)):
            return "SUPPOSE"
        if token.text in RESERVED:
            return kind
        if kind not in choices:
            return "NAME"
        # The table may list a word that cannot follow here (LALR looks ahead for many places at
        # once), so it is tried.
        return kind if "NAME" not in choices or self._skip(list(states), kind) else "NAME"

    def _push(self, states: list[int], values: list[Any], kind: str, token: Token | None) -> bool:
        """Complete the rules that end before a token, and take it. False if it does not fit."""
        steps, rules = self._table.steps, self._table.rules
        while True:
            step = steps[states[-1]].get(kind)
            if step is None:
                return False
            if step >= 0:
                states.append(step)
                values.append(token)
                return True
            symbol, length, build, missing = rules[-1 - step]
            if build is None:
                states[-1] = steps[states[-2]][symbol]
                continue
            before = len(values) - length
            children = values[before:]
            for place in missing:
                children.insert(place, None)
            values[before:] = (build(children),)
            del states[before + 1 :]
            states.append(steps[states[-1]][symbol])

    def _skip(self, states: list[int], kind: str) -> bool:
        """Do with states alone what `_push` does. False if the token does not fit."""
        steps, rules = self._table.steps, self._table.rules
        while True:
            step = steps[states[-1]].get(kind)
            if step is None:
                return False
            if step >= 0:
                states.append(step)
                return True
            symbol, length, _, _ = rules[-1 - step]
            del states[len(states) - length :]
            states.append(steps[states[-1]][symbol])
