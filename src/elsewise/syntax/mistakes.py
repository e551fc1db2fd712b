"""Why a line cannot be read: the first word that does not fit, in words that help.

The rules stand in `line_rules.py` and `declaration_rules.py`; the first that knows the case
explains it. What none of them knows is explained by what could have stood in that place.
"""

from __future__ import annotations

from elsewise.diagnostics.catalogue import syntax as codes
from elsewise.syntax.declaration_rules import DECLARATION_RULES
from elsewise.syntax.line_rules import LINE_RULES
from elsewise.syntax.situation import Finding, Situation, spoken
from elsewise.syntax.tokens import SIGNS

VALUES = {"NAME", "NUMBER", "QUESTION", "LPAR", "MINUS"}
COMPARISONS = {"EQUAL", "LESS", "GREATER", "AT_MOST", "AT_LEAST", "IS"}
UNSAID = (
    VALUES
    | COMPARISONS
    | {"PLUS", "STAR", "SLASH", "YES", "NO", "SUM", "PRODUCT", "POSSESSIVE", "ALSO"}
)
MOST_SAID = 5
SAID_AS = {"SO": "then", "SUPPOSE": "if"}
SIGN_OF = {kind: sign for sign, kind in SIGNS.items()}


def explain(situation: Situation) -> Finding:
    """Return the best explanation of why the machine refused a line."""
    for rule in (*DECLARATION_RULES, *LINE_RULES):
        finding = rule(situation)
        if finding is not None:
            return finding
    accepted = situation.accepted()
    suggestion = _possible(accepted) if accepted else None
    if situation.at.kind == "NL":
        return Finding(codes.UNFINISHED_LINE, situation.at.span, suggestion=suggestion)
    if accepted and accepted <= {"NL", "COMMA", "INDENT"}:
        found = spoken(situation.at)
        return Finding(codes.TEXT_BEHIND_END, situation.at.span, {"found": found})
    found = spoken(situation.at)
    found = found[0].upper() + found[1:]
    return Finding(codes.UNEXPECTED_WORD, situation.at.span, {"found": found}, suggestion)


def _possible(accepted: set[str]) -> str:
    """Say what could stand in a place."""
    said = []
    if "NAME" in accepted:
        said.append("a name or a value" if {"NUMBER", "QUESTION"} & accepted else "a name")
    elif "NUMBER" in accepted:
        said.append("a number")
    if "STRING" in accepted:
        said.append("a text in quotes")
    if "EQUAL" in accepted and "NL" not in accepted:
        said.append("=")
    elif "EQUAL" in accepted:
        said.append("a comparison such as =")
    words = sorted(accepted - UNSAID - {"STRING", "NL", "INDENT", "DEDENT", "RPAR", "COMMA"})
    words = [SAID_AS.get(kind, kind.lower()) for kind in words if "BROKEN" not in kind]
    said += [f'"{word}"' for word in words]
    said += [f'"{SIGN_OF[kind]}"' for kind in ("COMMA", "RPAR") if kind in accepted]
    said = said[:MOST_SAID]
    if "NL" in accepted:
        said.append("the end of the line")
    if not said:
        return "Begin a new line here."
    listed = ", ".join(said[:-1])
    return f"Here could stand {listed} or {said[-1]}." if listed else f"Here must stand {said[-1]}."
