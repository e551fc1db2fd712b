"""One line of text to tokens. Never fails: what is no part of the language becomes a mistake."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from elsewise.diagnostics import Code, Diagnostic, Source, Span
from elsewise.diagnostics.catalogue import syntax as codes
from elsewise.syntax.tokens import LARGEST_NUMBER, MOST_MISTAKES, SIGNS, Token

BYTE_ORDER_MARK = "\ufeff"
BLANKS = " \t\r\u00a0\u3000\f"
CLOSING_QUOTES = {'"': '"', "“": "”", "„": "“”", "”": "”"}

PATTERN = re.compile(
    r"""
      (?P<blank>   [ \t\r\u00a0\u3000\f]+ )
    | (?P<word>    [^\W\d_]\w* )
    | (?P<comment> [#] )
    | (?P<number>  \d[\w.]* | [.]\d[\w.]* )
    | (?P<quote>   ["“„”] )
    | (?P<owner>   (?<=\w)['’](?:s\b|(?=[ \t]+view\b)) )
    | (?P<foreign> [=!]== | == | != | <> | := | [-=]> | && | [|][|] | [&|!≠≤≥−×÷;\[\]{}] )
    | (?P<sign>    <= | >= | [(),:=<>+\-*/?] )
    | (?P<odd>     . )
    """,
    re.VERBOSE | re.DOTALL,
)

# The rest is compiled when it is first looked for.
NUMBER = r"\d+(\.\d+)?"
RANGE = r"(\d+)\.\.+(\d+)"

LEFT_SIDE = r"([^\W\d_]\w*(?:\([\w, ]*\))?) *$"
RIGHT_SIDE = r" *([\w?]+(?:\([\w, ]*\))?)"

INSTEAD: dict[str, tuple[str | None, str, str]] = {
    "==": ("EQUAL", "One = is enough", "a = b"),
    "===": ("EQUAL", "One = is enough", "a = b"),
    ":=": ("EQUAL", "One = is enough, for asking and for making", "a = b"),
    "!=": ("EQUAL", "Unequal is said with not", "not a = b"),
    "!==": ("EQUAL", "Unequal is said with not", "not a = b"),
    "<>": ("EQUAL", "Unequal is said with not", "not a = b"),
    "≠": ("EQUAL", "Unequal is said with not", "not a = b"),
    "≤": ("AT_MOST", "At most is written <=", "a <= b"),
    "≥": ("AT_LEAST", "At least is written >=", "a >= b"),
    "−": ("MINUS", "Minus is the plain sign -", "a - b"),
    "×": ("STAR", "Times is written *", "a * b"),
    "÷": ("SLASH", "A division is written /", "a / b"),
    "->": ("EQUAL", "There are no arrows here; a fact becomes true with =", "at(who) = to"),
    "=>": ("EQUAL", "There are no arrows here; a fact becomes true with =", "at(who) = to"),
    "&": ("AND", "And is said with the word", "a and b"),
    "&&": ("AND", "And is said with the word", "a and b"),
    "|": ("OR", "Or is said with the word", "a or b"),
    "||": ("OR", "Or is said with the word", "a or b"),
    "!": ("NOT", "Not is said with the word", "not a"),
    ";": (None, "A line ends by itself; between two things on one line stands a comma", "a, b"),
    "[": ("LPAR", "Only round brackets are used", "at(Lex)"),
    "]": ("RPAR", "Only round brackets are used", "at(Lex)"),
    "{": (None, "There are no braces here; what belongs together is indented alike", "start"),
    "}": (None, "There are no braces here; what belongs together is indented alike", "start"),
}
"""For a sign of other languages: what is read instead, what to say, and how it looks here."""


@dataclass(slots=True)
class PhysicalLine:
    """One line between two line breaks. `comment` is its text behind `#`."""

    indent: int
    tokens: list[Token]
    comment: str | None
    end: int
    faulty: bool


class Scanner:
    """Reads lines of one source and collects the mistakes in their characters."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.mistakes: list[Diagnostic] = []
        self.tabs: Span | None = None
        self.faulty = False  # whether a mistake was found on this line
        self.square = 0  # square brackets open on this line

    def line(self, begin: int, end: int) -> PhysicalLine:
        """Read the line that stands from `begin` to `end` (its line break not counted)."""
        text = self.source.text
        self.faulty = False
        self.square = 0
        if text.startswith(BYTE_ORDER_MARK, begin, end):  # also where texts were put together
            begin += 1
        start = begin
        while start < end and text[start] in BLANKS:
            start += 1
        indent = self._width(begin, start)
        line = PhysicalLine(indent, [], None, end, False)
        self._tokens(line, start, end)
        line.faulty = self.faulty
        return line

    def mistake(
        self, code: Code, begin: int, end: int, suggestion: str | None = None, **details: object
    ) -> None:
        """Note a mistake."""
        self.faulty = True
        if len(self.mistakes) >= MOST_MISTAKES:
            return
        message = code.message.format(**details)
        span = Span(begin, end)
        self.mistakes.append(Diagnostic(code, message, self.source, span, suggestion))

    def _width(self, begin: int, end: int) -> int:
        """Width of an indentation. A tab is refused, and counted up to the next fourth column."""
        if end - begin == 0 or "\t" not in self.source.text[begin:end]:
            return end - begin
        width = 0
        for offset in range(begin, end):
            if self.source.text[offset] == "\t":
                self._tab(offset)
                width += 4 - width % 4
            else:
                width += 1
        return width

    def _tab(self, offset: int) -> None:
        if self.tabs is None:  # one message for a whole file of tabs
            self.tabs = Span(offset, offset + 1)
            self.mistake(codes.TAB, offset, offset + 1, suggestion="Indent with spaces.")

    def _tokens(self, line: PhysicalLine, start: int, end: int) -> None:
        text = self.source.text
        tokens = line.tokens
        while start < end:
            match = PATTERN.match(text, start, end)
            assert match is not None  # the last alternative takes any character
            kind, stop = match.lastgroup, match.end()
            if kind == "blank":
                if "\t" in match.group():
                    self._tab(start + match.group().index("\t"))
            elif kind == "word":
                tokens.append(Token("WORD", match.group(), start, stop))
            elif kind == "sign":
                tokens.append(Token(SIGNS[match.group()], match.group(), start, stop))
            elif kind == "owner":
                tokens.append(Token("POSSESSIVE", "'s", start, stop))
            elif kind == "number":
                tokens.extend(self._number(match.group(), start, stop))
            elif kind == "comment":
                stop = end
                line.comment = _comment(text[start + 1 : end])
            elif kind == "quote":
                stop = self._quoted(tokens, start, end)
            elif kind == "foreign":
                self._foreign(tokens, match.group(), start, stop)
            else:
                stop = self._odd(tokens, start, end)
            start = stop
            if len(tokens) == 1 and tokens[0].text == "tell":
                start = self._unquoted(tokens, start, end)

    def _number(self, text: str, begin: int, end: int) -> list[Token]:
        if re.fullmatch(NUMBER, text):
            if len(text) > 15 and float(text) > LARGEST_NUMBER:
                self.mistake(codes.NUMBER_TOO_LARGE, begin, end, number=shorten(text))
                text = "0"
            return [Token("NUMBER", text, begin, end)]
        between = re.fullmatch(RANGE, text)
        if between:
            meant = f"Write {between[1]} to {between[2]}."
            self.mistake(codes.NUMBER_FORM, begin, end, meant, number=shorten(text))
            return [
                Token("NUMBER", between[1], begin, end),
                Token("WORD", "to", begin, end),
                Token("NUMBER", between[2], begin, end),
            ]
        try:
            plain = format(float(text), ".15g")
        except ValueError:
            plain = ""
        suggestion = f"Write {plain}." if re.fullmatch(NUMBER, plain) else None
        self.mistake(codes.NUMBER_FORM, begin, end, suggestion, number=shorten(text))
        return [Token("NUMBER", "0", begin, end)]

    def _quoted(self, tokens: list[Token], begin: int, end: int) -> int:
        """Read a text; return where the reading goes on."""
        text = self.source.text
        closing = CLOSING_QUOTES[text[begin]]
        found = _unescaped(closing, text, begin + 1, end)
        if found is None and text[begin] != '"':  # a curly quote closed by a straight one
            found = _unescaped('"', text, begin + 1, end)
        stop = end if found is None else found + 1
        inside = text[begin + 1 : end].rstrip(BLANKS) if found is None else text[begin + 1 : found]
        if "\t" in inside:
            self._tab(text.index("\t", begin))
        if found is None:
            self.mistake(codes.UNFINISHED_TEXT, begin, begin + 1 + len(inside))
        tokens.append(Token("STRING", inside, begin, stop))
        return stop

    def _unquoted(self, tokens: list[Token], begin: int, end: int) -> int:
        """Take a template without quotes behind `tell`; return where the reading goes on."""
        text = self.source.text
        first = begin
        while first < end and text[first] in BLANKS:
            first += 1
        if first == end or text[first] not in "{[":
            return begin
        self.mistake(codes.UNQUOTED_TEXT, first, end)
        tokens.append(Token("STRING", text[first:end], first, end))
        return end

    def _foreign(self, tokens: list[Token], text: str, begin: int, end: int) -> None:
        kind, sentence, example = INSTEAD[text]
        sides = self._sides(begin, end)
        if text in ("==", "===", ":="):
            self.mistake(codes.DOUBLE_EQUALS, begin, end, suggestion=f"Write {sides or example}.")
        elif text in ("!=", "!==", "<>", "≠"):
            suggestion = f"Write not {sides}." if sides else f"Write {example}."
            self.mistake(codes.NOT_EQUALS, begin, end, suggestion=suggestion)
        elif text == "]" and self.square > 0:
            self.square -= 1
        elif text in "[]{}":
            self.square += text == "["
            self.mistake(codes.WRONG_BRACKET, begin, end, sentence=sentence)
        else:
            suggestion = f"Write {example}."
            self.mistake(codes.FOREIGN_SIGN, begin, end, suggestion, sentence=sentence)
        if kind is not None:
            tokens.append(Token(kind, text, begin, end))

    def _sides(self, begin: int, end: int) -> str | None:
        """Return `a = b` for the simple names or facts around a sign."""
        text = self.source.text
        left = re.search(LEFT_SIDE, text[max(0, begin - 80) : begin])
        right = re.match(RIGHT_SIDE, text[end : end + 80])
        return f"{left[1]} = {right[1]}" if left and right else None

    def _odd(self, tokens: list[Token], begin: int, end: int) -> int:
        """Take characters that mean nothing here; return where the reading goes on."""
        text = self.source.text
        if tokens and tokens[-1].end == begin and unicodedata.category(text[begin])[0] == "M":
            # A mark on the letter before it: accents written apart, vowel signs.
            rest = PATTERN.match("a" + text[begin + 1 : min(end, begin + 200)])
            length = rest.end() if rest and rest.lastgroup == "word" else 1
            last = tokens[-1]
            if last.kind == "WORD":
                stop = begin + length
                tokens[-1] = Token("WORD", text[last.begin : stop], last.begin, stop)
                return stop
        if text[begin] == "'":
            closing = text.find("'", begin + 1, end)
            if closing >= 0:
                self.mistake(codes.SINGLE_QUOTES, begin, closing + 1)
                tokens.append(Token("STRING", text[begin + 1 : closing], begin, closing + 1))
                return closing + 1
        stop = begin + 1
        while stop < end and text[stop] == text[begin]:
            stop += 1
        self.mistake(codes.UNEXPECTED_CHARACTER, begin, stop, character=describe(text[begin]))
        return stop


def _unescaped(mark: str, text: str, begin: int, end: int) -> int | None:
    """Return where a mark stands that no backslash takes its meaning from."""
    found = re.compile(rf"(?:[^{mark}\\]|\\.)*+(?={mark})").match(text, begin, end)
    return None if found is None else found.end()


def comment_spans(source: Source) -> Iterator[Span]:
    """Give the places of all comments of a text, without their line breaks."""
    scanner = Scanner(source)
    for begin, after in pairwise([*source.line_starts, len(source.text) + 1]):
        line = scanner.line(begin, after - 1)
        if line.comment is not None:
            behind = line.tokens[-1].end if line.tokens else begin
            yield Span(source.text.index("#", behind), after - 1)


def _comment(text: str) -> str:
    text = text.rstrip()
    return text[1:] if text.startswith(" ") else text


def shorten(text: str, most: int = 30) -> str:
    """Return a text short enough to stand in a message."""
    return text if len(text) <= most else text[: most - 1] + "…"


def describe(character: str) -> str:
    """Return how to speak of a character that may not be visible."""
    if character.isprintable() and not character.isspace():
        return f'"{character}"'
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")
