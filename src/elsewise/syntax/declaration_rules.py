"""Rules that explain a refused line by what it begins with: declarations and clauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from elsewise.diagnostics import Span
from elsewise.diagnostics.catalogue import syntax as codes
from elsewise.diagnostics.did_you_mean import nearest
from elsewise.syntax.scanner import shorten
from elsewise.syntax.situation import Finding, Situation, spoken, word
from elsewise.syntax.tokens import CLAUSES, DECLARATIONS, KEPT, SPECIAL, Token

Rule = Callable[[Situation], Finding | None]

WANTING = frozenset({"want", "wishes", "likes", "desires", "needs"})
CLAUSE_MEANT = {
    "when": "if",
    "requires": "if",
    "needs": "if",
    "preconditions": "if",
    "effect": "then",
    "effects": "then",
    "does": "then",
    "sees": "seen by",
    "observed": "seen by",
    "agrees": "by",
    "text": "tell",
    "says": "tell",
}
ROW_SIGNS = frozenset({"LPAR", "EQUAL", "LESS", "GREATER", "AT_MOST", "AT_LEAST", "POSSESSIVE"})


def mistyped_declaration(tokens: Sequence[Token], types: frozenset[str]) -> Finding | None:
    """Find out whether a line at the margin begins with a word that was mistyped or is kept.

    A line such as `acton blow` reads as an entity of a type; it is taken for a slip if there is no
    such type and a declaration's word is near.
    """
    first = tokens[0]
    if first.kind != "WORD" or first.text in SPECIAL or first.text in types:
        return None
    if len(tokens) > 1 and tokens[1].kind in ROW_SIGNS:
        return None
    second = tokens[1].text if len(tokens) > 1 else ""
    if second in ("wants", "believes"):
        return None
    if first.text in KEPT:
        return Finding(codes.KEPT_WORD, first.span, {"word": first.text})
    if second in WANTING or nearest(second, ["wants"]):
        details = {"word": f"{first.text} {second}"}
        mended = [first, word("wants", tokens[1]), *tokens[2:]]
        suggestion = f"Did you mean {first.text} wants?"
        return Finding(codes.UNKNOWN_DECLARATION, tokens[1].span, details, suggestion, mended)
    meant = nearest(first.text, DECLARATIONS)
    if meant is None:
        return None
    return Finding(
        codes.UNKNOWN_DECLARATION,
        first.span,
        {"word": first.text},
        f"Did you mean {meant}?",
        [word(meant, first), *tokens[1:]],
    )


def unknown_declaration(situation: Situation) -> Finding | None:
    """Explain a line at the margin that begins with no word of a declaration."""
    first = situation.tokens[0]
    if not situation.at_margin or first.text in DECLARATIONS or first.text in situation.types:
        return None
    if first.kind == "STRING":
        return Finding(codes.LONELY_TEXT, first.span)
    if first.text in CLAUSES:
        reason = "a clause is indented below an action, trigger or ending"
        return Finding(codes.MISPLACED_CLAUSE, first.span, {"word": first.text, "reason": reason})
    if (first.text == "every" and situation.index > 2) or situation.kind(1) == "WANTS":
        return None
    if "WANTS" in situation.kinds:
        return None
    suggestion = "If it belongs to the line above, indent it."
    if first.kind == "WORD" and (len(situation.tokens) < 2 or situation.tokens[1].kind == "WORD"):
        near = nearest(first.text, DECLARATIONS | situation.types)
        suggestion = f"If it is a type, declare it: type {first.text}."
        suggestion = f"Did you mean {near}?" if near else suggestion
    details = {"word": shorten(first.text)}
    return Finding(codes.UNKNOWN_DECLARATION, first.span, details, suggestion)


def unknown_clause(situation: Situation) -> Finding | None:
    """Explain a line of an event that begins with no word of a clause."""
    first = situation.tokens[0]
    if not situation.in_event:
        return None
    if situation.kinds[0] == "SEEN" and situation.index == 1:
        return Finding(
            codes.UNKNOWN_CLAUSE,
            first.span,
            {"word": f"seen {situation.at.text}".strip()},
            "Write seen by.",
            situation.inserting("WORD", "by"),
        )
    if situation.index > 0:
        return None
    if first.text in KEPT and first.text not in CLAUSE_MEANT:
        return Finding(codes.KEPT_WORD, first.span, {"word": first.text})
    details = {"word": shorten(first.text)}
    meant = CLAUSE_MEANT.get(first.text.lower()) or nearest(first.text, CLAUSES)
    if meant is None or first.kind != "WORD":
        suggestion = "If it belongs to the clause above, indent it deeper."
        return Finding(codes.UNKNOWN_CLAUSE, first.span, details, suggestion)
    rest = situation.tokens[1:]
    if meant.startswith("seen"):
        rest = rest[1:] if rest and rest[0].text == "by" else rest
        mended = [word("seen", first), word("by", first), *rest]
        meant = "seen by"
    else:
        mended = [word(meant, first), *rest]
    return Finding(codes.UNKNOWN_CLAUSE, first.span, details, f"Did you mean {meant}?", mended)


def wrong_place(situation: Situation) -> Finding | None:
    """Explain a declaration or clause that stands among the lines of a block."""
    first, *others = situation.tokens
    if situation.at_margin or first.kind != "WORD" or not others:
        return None
    declares = first.text in DECLARATIONS and not situation.piece
    if declares and others[0].kind == "WORD" and situation.index <= 2:
        details = {"word": first.text}
        return Finding(codes.INDENTED_DECLARATION, first.span, details, "Move it to the margin.")
    words = CLAUSES - {"if"}
    if situation.in_event or first.text not in words or situation.index > 1:
        return None
    if others[0].kind not in ("WORD", "STRING"):
        return None
    reason = "it is indented like a line of the block above"
    return Finding(codes.MISPLACED_CLAUSE, first.span, {"word": first.text, "reason": reason})


def stray_else(situation: Situation) -> Finding | None:
    """Explain an `else` that belongs to no `if`, and `elif`."""
    first = situation.tokens[0]
    if first.text in ("elif", "elseif", "elsif") and situation.index <= 1:
        if "ELSE" not in situation.context:
            return Finding(codes.ELSE_WITHOUT_IF, first.span)
        mended = [word("else", first), word("if", first), *situation.tokens[1:]]
        details = {"found": f'"{first.text}"'}
        return Finding(codes.UNEXPECTED_WORD, first.span, details, "Write else if.", mended)
    if first.text == "else" and situation.index == 0 and not situation.at_margin:
        return Finding(codes.ELSE_WITHOUT_IF, first.span)
    return None


def roles_without_brackets(situation: Situation) -> Finding | None:
    """Explain `action climb who: character`."""
    if situation.kinds[0] not in ("ACTION", "TRIGGER", "FACT") or situation.index != 2:
        return None
    following = situation.tokens[3:4]
    if situation.at.kind != "WORD" or not following or following[0].kind != "COLON":
        return None
    shown = f"{situation.before().text}({situation.at.text}: …)"
    details = {"found": spoken(situation.at)}
    suggestion = f"Roles stand in brackets: {shown}."
    return Finding(codes.UNEXPECTED_WORD, situation.at.span, details, suggestion)


def words_between(situation: Situation) -> Finding | None:
    """Explain `by Lex and Clark`, and `fact deed: none, left`."""
    at, expected = situation.at, situation.expected
    if situation.kinds[-1] == "AND" and "COMMA" in expected and "AND" not in expected:
        mended = situation.replacing(situation.index, "COMMA", ",")
        return Finding(codes.MISSING_COMMA, at.span, {}, "Write , instead of and.", mended)
    if situation.kinds[0] == "FACT" and at.kind == "COMMA" and "OR" in expected:
        mended = situation.replacing(situation.index, "WORD", "or")
        details = {"found": spoken(at)}
        suggestion = "Between the values of a fact stands or."
        return Finding(codes.UNEXPECTED_WORD, at.span, details, suggestion, mended)
    return None


def unquoted_template(situation: Situation) -> Finding | None:
    """Explain `tell Lex climbs`."""
    if situation.kind(1) != "TELL" or situation.at.kind in ("NL", "COLON"):
        return None
    return Finding(codes.UNQUOTED_TEXT, Span(situation.at.begin, situation.end))


def missing_colon_or_comma(situation: Situation) -> Finding | None:
    """Explain two names in a row where a list or a declaration wants something between."""
    at, expected = situation.at, situation.expected
    if situation.index == 0 or "AND" in expected or "PLUS" in expected:
        return None
    if at.kind not in ("WORD", "NUMBER", "MINUS", "QUESTION") or situation.kinds[-1] in (
        "IS",
        "TO",
    ):
        return None
    begins_value = at.kind != "WORD" or situation.kinds[-1] in ("NAME", "YES", "NO")
    if not begins_value:
        return None
    between = situation.before().span + at.span
    shown = situation.before().text, at.text
    if "COLON" in expected and (situation.kinds[0] == "FACT" or situation.kind(1) == "NAME"):
        text = f"Write {shown[0]}: {shown[1]} …"
        if situation.before().kind == "RPAR":
            text = f"Write : before {shown[1]}."
        return Finding(codes.MISSING_COLON, between, {}, text, situation.inserting("COLON", ":"))
    if "COMMA" in expected and at.kind != "MINUS":
        words = situation.before().kind == "WORD"
        suggestion = f"Write {shown[0]}, {shown[1]}." if words else None
        return Finding(
            codes.MISSING_COMMA, between, {}, suggestion, situation.inserting("COMMA", ",")
        )
    return None


DECLARATION_RULES: tuple[Rule, ...] = (
    unknown_declaration,
    wrong_place,
    unknown_clause,
    stray_else,
    roles_without_brackets,
    words_between,
    unquoted_template,
)
"""In this order; `missing_colon_or_comma` comes behind the rules for lines."""
