"""Rules that explain a refused line by the words around the place."""

from __future__ import annotations

from elsewise.diagnostics.catalogue import syntax as codes
from elsewise.diagnostics.did_you_mean import nearest
from elsewise.syntax.declaration_rules import Rule, missing_colon_or_comma
from elsewise.syntax.situation import Finding, Situation
from elsewise.syntax.tokens import BEFORE_OPERANDS, KEPT, QUESTION_KINDS, RESERVED, Token

COMPARING = frozenset({"EQUAL", "LESS", "GREATER", "AT_MOST", "AT_LEAST"})
BORDERS = frozenset(
    {"AND", "OR", "NOT", "IF", "ELSE", "COMMA", "COLON", "WITH", "BELIEVES", "THEN", "WANTS"}
)
"""Where one comparison ends and another may begin."""

OPENING = frozenset({"IF", "THEN", "BY", "TELL", "START", "WANTS", "BELIEVES", "ELSE"})
QUANTITIES = frozenset({"EVERY", "SOME", "NO"})
KNOWING = frozenset(
    [
        "knows",
        "know",
        "thinks",
        "think",
        "feels",
        "assumes",
        "suspects",
        "supposes",
        "hopes",
        "fears",
        "sees",
        "learns",
    ]
)
ARTICLES = ("a", "an", "the")
THAT = dict.fromkeys(("BELIEVES", "BELIEVE", "KNOWS", "KNOW", "INTENDS"), ("that", "to"))
FILLING = {**THAT, "IS": ARTICLES, "NOT": ARTICLES, "EQUAL": ARTICLES}
"""Words that one might say behind others, and that are left out here."""

BETWEEN = frozenset({"until", "before", "after", "within", "intends"})
"""Words that in questions stand behind something."""

NEVER_CALLED = frozenset({"VIEW", "OF", "WITH", "SUM", "PRODUCT", "IS", "BELIEVES"})


def missing_with(situation: Situation) -> Finding | None:
    """Explain `some coin c: …`, and `every character c` with a condition but no *with*."""
    quantity = situation.kind(3)
    if situation.kind(1) != "NAME" or situation.kind(2) != "NAME":
        return None
    if quantity not in QUANTITIES and quantity != "OF":
        return None
    at = situation.at
    noun = situation.quote(situation.before(3).begin, situation.before().end)
    if at.kind == "COLON" and quantity in ("SOME", "NO"):
        mended = situation.replacing(situation.index, "WORD", "with")
        return Finding(codes.MISSING_WITH, at.span, {}, f"Write {noun} with …", mended)
    if at.kind == "NL" or "WITH" not in situation.expected:
        return None
    colon_follows = any(token.kind == "COLON" for token in situation.rest())
    wants_colon = quantity in ("EVERY", "OF") and "COLON" in situation.expected
    if wants_colon and not colon_follows and not situation.below:
        mended = situation.inserting("COLON", ":")
        span = situation.before().span
        return Finding(codes.MISSING_COLON, span, {}, f"Write {noun}: …", mended)
    mended = situation.inserting("WORD", "with")
    return Finding(codes.MISSING_WITH, at.span, {}, f"Write {noun} with …", mended)


def missing_name(situation: Situation) -> Finding | None:
    """Explain `every character: …`."""
    quantity = situation.kind(2)
    if situation.kind(1) != "NAME" or (quantity not in QUANTITIES and quantity != "OF"):
        return None
    if "NAME" not in situation.expected or situation.kind(0) == "NAME":
        return None
    kind = situation.before().text
    details = {
        "quantity": situation.before(2).text,
        "type": kind,
        "example": kind[0].lower() if kind[0].lower() != kind else "x",
    }
    return Finding(codes.MISSING_NAME, situation.before().span, details)


def stray_colon(situation: Situation) -> Finding | None:
    """Explain a colon before a block or behind the word of a clause."""
    index, at = situation.index, situation.at
    last = index == len(situation.tokens) - 1
    if at.kind == "NL" and situation.kind(1) == "COLON" and situation.below:
        index = index - 1
    elif at.kind != "COLON" or not (last or situation.kind(1) in OPENING):
        return None
    colon = situation.tokens[index]
    return Finding(
        codes.STRAY_COLON, colon.span, {}, "Leave the colon out.", situation.without(index)
    )


def effect_first(situation: Situation) -> Finding | None:
    """Explain `if a: b` and `if a then b` as a line of a block."""
    at = situation.at
    if situation.kinds[0] != "IF" or situation.in_event or situation.index < 2:
        return None
    if at.kind != "COLON" and at.text != "then":
        return None
    return Finding(codes.IF_BEFORE_EFFECT, situation.tokens[0].span)


def second_equal(situation: Situation) -> Finding | None:
    """Explain `a = = b`."""
    if situation.at.kind != "EQUAL" or situation.kind(1) not in COMPARING:
        return None
    mended = situation.without(situation.index)
    if situation.kind(1) != "EQUAL":
        suggestion = f"Write {situation.before().text}=."
        details = {"found": '"="'}
        return Finding(codes.UNEXPECTED_WORD, situation.at.span, details, suggestion, mended)
    return Finding(codes.DOUBLE_EQUALS, situation.at.span, {}, "Write a = b.", mended)


def chained(situation: Situation) -> Finding | None:
    """Explain `a < b < c`."""
    if situation.at.kind not in COMPARING and situation.kinds[-1] != "IS":
        return None
    depth, middle = 0, None
    begin = situation.index
    for position in range(situation.index - 1, -1, -1):
        kind = situation.kinds[position]
        depth += (kind == "RPAR") - (kind == "LPAR")
        if depth < 0 or (depth == 0 and kind in BORDERS):
            break
        if depth == 0 and (kind in COMPARING or kind == "IS") and middle is None:
            middle = position
        begin = position
    if middle is None or middle == situation.index - 1:
        return None
    between = situation.tokens[middle + 1 : situation.index]
    left = situation.quote(situation.tokens[begin].begin, between[-1].end)
    right = situation.quote(between[0].begin, _end_of_comparison(situation))
    joined = [Token("WORD", "and", situation.at.begin, situation.at.begin), *between]
    mended = [*situation.tokens[: situation.index], *joined, *situation.rest()]
    suggestion = f"Write {left} and {right}."
    return Finding(codes.CHAINED_COMPARISON, situation.at.span, {}, suggestion, mended)


def _end_of_comparison(situation: Situation) -> int:
    """Return where the comparison ends whose sign was refused."""
    depth, end = 0, situation.at.end
    for token in situation.rest():
        depth += (token.kind == "LPAR") - (token.kind == "RPAR")
        if depth < 0 or (depth == 0 and (token.kind == "COMMA" or token.text in RESERVED)):
            break
        end = token.end
    return end


def question_word(situation: Situation) -> Finding | None:
    """Explain `if possible blown`, and `if a until b`."""
    at = situation.at
    if at.kind != "WORD" or QUESTION_KINDS & situation.expected or "AND" not in situation.expected:
        return None
    if situation.kind(1) in ("NAME", "RPAR", "NUMBER") and at.text in BETWEEN:
        return Finding(codes.QUESTION_WORD, at.span, {"word": at.text})
    if situation.kind(1) == "NAME" and situation.before().text in BEFORE_OPERANDS:
        before = situation.before()
        return Finding(codes.QUESTION_WORD, before.span, {"word": before.text})
    return None


def kept_word(situation: Situation) -> Finding | None:
    """Explain a word that has no meaning yet."""
    at = situation.at
    if at.kind != "WORD" or at.text not in KEPT or situation.kind(1) not in ("NAME", "RPAR"):
        return None
    if QUESTION_KINDS & situation.expected:
        return None  # in a question some of them have a meaning
    return Finding(codes.KEPT_WORD, at.span, {"word": at.text})


def knowing(situation: Situation) -> Finding | None:
    """Explain `Lex knows …`."""
    at = situation.at
    if situation.kind(1) != "NAME" or at.kind != "WORD" or "BELIEVES" not in situation.expected:
        return None
    if at.text not in KNOWING and nearest(at.text, ["believes"]) is None:
        return None
    begin, end = situation.before().begin, situation.end
    shown = situation.quote(begin, at.begin) + "believes" + situation.quote(at.end, end)
    mended = situation.replacing(situation.index, "WORD", "believes")
    return Finding(codes.NOT_BELIEVES, at.span, {}, f"Write {shown.strip()}.", mended)


def filling_word(situation: Situation) -> Finding | None:
    """Explain `Lex believes that …`, `x is a coin`."""
    if situation.index == 0 or situation.kind(1) != "NAME" or situation.at.kind == "NL":
        return None
    before = situation.before()
    if before.text not in FILLING.get(situation.kind(2), ()):
        return None
    details = {"found": f'"{before.text}"'}
    mended = situation.without(situation.index - 1)
    return Finding(codes.UNEXPECTED_WORD, before.span, details, "Leave it out.", mended)


def condition_behind_every(situation: Situation) -> Finding | None:
    """Explain `every t x: effect if condition`."""
    if "ELSE" not in situation.expected or "COLON" not in situation.kinds:
        return None
    depth, condition = 0, None
    for position in range(situation.index - 1, -1, -1):
        kind = situation.kinds[position]
        depth += (kind == "RPAR") - (kind == "LPAR")
        if depth < 0 or (depth == 0 and kind in ("COMMA", "ELSE")):
            return None
        if depth == 0 and kind == "IF" and condition is None:
            condition = situation.tokens[position]
        if depth == 0 and kind in ("EVERY", "SUM", "PRODUCT") and condition is not None:
            return Finding(codes.IF_BEHIND_EVERY, condition.span)
    return None


def possessive(situation: Situation) -> Finding | None:
    """Explain `Tom's purse`, `Tom's view at(Coin)`."""
    if situation.kind(1) == "POSSESSIVE":
        owner = situation.before(2).text + "'s"
        span = situation.before(2).span + situation.before().span
        return Finding(codes.POSSESSIVE_WITHOUT_VIEW, span, {"owner": owner})
    if situation.kind(1) == "VIEW" and situation.kind(2) == "POSSESSIVE":
        owner = situation.before(3).text + "'s"
        mended = situation.inserting("WORD", "of")
        span = situation.before().span
        suggestion = f"Write {owner} view of …"
        details = {"owner": owner}
        return Finding(codes.POSSESSIVE_WITHOUT_VIEW, span, details, suggestion, mended)
    return None


def nested_argument(situation: Situation) -> Finding | None:
    """Explain a fact or a calculation among arguments."""
    opening = situation.bracket()
    if opening is None or opening == 0 or situation.kinds[opening - 1] != "NAME":
        return None
    entities = situation.at_margin and situation.kinds[0] == "NAME"
    if situation.kinds[0] in ("FACT", "ACTION", "TRIGGER") or (
        entities and "WANTS" not in situation.kinds
    ):
        return None
    calculating = COMPARING | {"LPAR", "PLUS", "STAR", "SLASH", "MINUS", "POSSESSIVE"}
    if situation.at.kind not in calculating or situation.kind(1) in ("LPAR", "COMMA"):
        return None
    return Finding(codes.NESTED_ARGUMENT, situation.before().span + situation.at.span)


def reserved_word(situation: Situation) -> Finding | None:
    """Explain a word that is never a name where a name must stand."""
    at, expected = situation.at, situation.expected
    if at.kind != "WORD" or at.text not in RESERVED:
        return None
    names_only = "NAME" in expected and "LPAR" not in expected
    following = situation.tokens[situation.index + 1 : situation.index + 2]
    called = bool(following) and following[0].kind in ("LPAR", "EQUAL")
    in_expression = "NAME" in expected and called and situation.kinds[-1] in NEVER_CALLED
    if not names_only and not in_expression:
        return None
    return Finding(codes.RESERVED_WORD, at.span, {"word": at.text})


def colon_behind_noun(situation: Situation) -> Finding | None:
    """Explain `every t x with c` where the rest is missing."""
    if situation.at.kind != "NL" or "COLON" not in situation.expected or not situation.index:
        return None
    if not {"EVERY", "SUM", "PRODUCT"} & set(situation.kinds):
        return None
    span = situation.before().span
    return Finding(codes.MISSING_COLON, span, {}, "Write : and what holds for each of them.")


def reaching_behind_if(situation: Situation) -> Finding | None:
    """Explain `1 if some coin c with a`: what reaches to the end of the line needs brackets."""
    at = situation.at
    if situation.kind(1) != "IF" or at.text not in ("some", "no", "every", "sum", "product"):
        return None
    shown = situation.quote(at.begin, situation.end).strip()
    suggestion = f"Put brackets around it: if ({shown})."
    return Finding(codes.UNEXPECTED_WORD, at.span, {"found": f'"{at.text}"'}, suggestion)


def last_else(situation: Situation) -> Finding | None:
    """Explain `2 if a else 1 if b`: a chain of choices says what counts otherwise."""
    if situation.at.kind != "NL" or "ELSE" not in situation.expected:
        return None
    if "ELSE" not in situation.kinds or "IF" not in situation.kinds:
        return None
    suggestion = "Say what counts where none of this holds: … else 0, for example."
    return Finding(codes.UNFINISHED_LINE, situation.at.span, suggestion=suggestion)


LINE_RULES: tuple[Rule, ...] = (
    missing_with,
    missing_name,
    effect_first,
    stray_colon,
    second_equal,
    chained,
    question_word,
    kept_word,
    knowing,
    filling_word,
    condition_behind_every,
    reaching_behind_if,
    last_else,
    possessive,
    nested_argument,
    reserved_word,
    missing_colon_or_comma,
    colon_behind_noun,
)
"""The first that knows the case explains it."""
