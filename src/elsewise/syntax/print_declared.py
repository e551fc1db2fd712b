"""What is declared, to text: entities, signatures, and the values of facts."""

from __future__ import annotations

from elsewise.syntax import tree
from elsewise.syntax.layout import quoted
from elsewise.syntax.print_expressions import format_argument, format_number


def format_entity(item: tree.EntityItem) -> str:
    """Write somebody or something with how it is said and its pronoun."""
    said = "" if item.said is None else f" {quoted(item.said)}"
    pronoun = "" if item.pronoun is None else f" ({item.pronoun.text})"
    return f"{item.name.text}{said}{pronoun}"


def format_signature(signature: tree.Signature) -> str:
    """Write `at(who: character)`."""
    if not signature.roles:
        return signature.name.text
    return f"{signature.name.text}({', '.join(map(_role, signature.roles))})"


def _role(role: tree.Role | tree.Bare) -> str:
    if isinstance(role, tree.Bare):
        return format_argument(role.value)
    kind = "yes or no" if role.type is None else role.type.text
    return kind if role.name is None else f"{role.name.text}: {kind}"


def format_values(values: tree.Values) -> str:
    """Write the values of a fact, without the colon."""
    match values:
        case tree.TypeValues(kind):
            return kind.text
        case tree.RangeValues(low, high):
            return f"{format_number(low.value)} to {format_number(high.value)}"
        case tree.ChoiceValues(words):
            return " or ".join(map(format_argument, words))
