"""The LALR machine that Lark makes of grammar.lark, fed one logical line at a time.

Lark builds the table and calls the builder; which words are special is decided here, while
feeding: a special word counts as one where the grammar allows it, and is a name elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from elsewise.syntax import tree
from elsewise.syntax.tokens import RESERVED, SPECIAL, Token

if TYPE_CHECKING:
    from lark import Lark

KINDS = {word: word.upper() for word in SPECIAL}


@cache
def _lark() -> Lark:
    """Build the table, once and only when something is to be parsed (about 0.1 s)."""
    from lark import Lark
    from lark.lexer import Lexer

    from elsewise.syntax.build import TreeBuilder

    class NoLexer(Lexer):
        """Lark wants a lexer; ours feeds the machine itself."""

        def __init__(self, _lexer_conf: object) -> None:
            pass

        def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:  # noqa: ANN401, ARG002
            yield from ()

    grammar = resources.files("elsewise.syntax").joinpath("grammar.lark").read_text("utf-8")
    return Lark(
        grammar,
        parser="lalr",
        lexer=NoLexer,
        transformer=TreeBuilder(),
        keep_all_tokens=True,
        maybe_placeholders=True,
    )


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
        from lark import Token as LarkToken
        from lark import UnexpectedToken

        self._token = LarkToken
        self._unexpected = UnexpectedToken
        self._parser: Any = _lark().parse_interactive()  # Lark types it only in part

    def expects(self) -> set[str]:
        """Return the kinds of token that may follow (perhaps a few that cannot)."""
        return {kind for kind in self._parser.choices() if kind.isupper()}

    def accepts(self, tokens: Sequence[Token]) -> set[str]:
        """Return the kinds of token that can really follow after some tokens of a line."""
        trial = self._parser.copy(deepcopy_values=False)
        for token in tokens:
            self._feed(trial, self._kind(trial, token), token.text, token.begin, token.end)
        return set(trial.accepts())

    def feed(self, kind: str, begin: int, end: int, text: str = "") -> None:
        """Feed one token that must fit."""
        self._feed(self._parser, kind, text, begin, end)

    def try_line(self, tokens: Sequence[Token], end: int) -> None:
        """Feed a line and its end. Raises `Refused` at the first token that does not fit."""
        trial = self._parser.copy(deepcopy_values=False)
        kinds: list[str] = []
        line_end = Token("NL", "", end, end)
        for index, token in enumerate((*tokens, line_end)):
            kind = self._kind(trial, token)
            kinds.append(kind)
            try:
                self._feed(trial, kind, token.text, token.begin, token.end)
            except self._unexpected as problem:
                raise Refused(index, kinds, frozenset(problem.expected)) from None
        self._parser = trial

    def finish(self, end: int) -> tree.File:
        """End the text and return its tree."""
        result = self._parser.feed_token(self._token("$END", "", start_pos=end, end_pos=end))
        assert isinstance(result, tree.File)
        return result

    def _kind(self, parser: Any, token: Token) -> str:  # noqa: ANN401
        if token.kind != "WORD":
            return token.kind
        kind = KINDS.get(token.text)
        if kind is None:
            return "NAME"
        choices = parser.choices()
        if token.text in RESERVED or (kind in choices and "NAME" not in choices):
            return kind
        if kind not in choices:
            return "NAME"
        # The table may list a word that cannot follow here (LALR looks ahead for many places at
        # once), so it is tried.
        try:
            self._feed(parser.copy(deepcopy_values=False), kind, token.text, 0, 0)
        except self._unexpected:
            return "NAME"
        return kind

    def _feed(self, parser: Any, kind: str, text: str, begin: int, end: int) -> None:  # noqa: ANN401
        parser.feed_token(self._token(kind, text, start_pos=begin, end_pos=end))
