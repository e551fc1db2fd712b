"""Reading templates: the lines under `tell`, with their slots and verbs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from elsewise.diagnostics import Span
from elsewise.diagnostics.catalogue import world_events as codes
from elsewise.diagnostics.catalogue import world_warnings as warnings
from elsewise.diagnostics.catalogue.world import UNKNOWN_NAME
from elsewise.syntax import tree
from elsewise.world.expressions import Expression, Term, Variable
from elsewise.world.model import Template
from elsewise.world.table import Scope, Table
from elsewise.world.types import CHARACTER, EntityType
from elsewise.world.values import read_condition

_WITHOUT_S = "can could will would shall should may might must ought need dare"
_OTHERS = "am are is was were have had do did"
AUXILIARIES = frozenset(f"{_WITHOUT_S} {_OTHERS}".split())
"""Verbs that are said of one person without an s."""

PRONOUN_SLOTS = frozenset(
    (
        *("they", "them", "their", "theirs", "themselves", "themself"),
        *("he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself"),
    )
)
"""The words that stand for a pronoun; which one is said depends on whom it stands for."""

# Compiled when they are first looked for: not every world is told.
_PIECE = r"\\[\\\[\]{}]|\{([^{}\[\]]*)\}|\[([^{}\[\]]*)\]|([{}\[\]])"
_VERB = r"[^\W\d_][\w'’ -]*(/[^\W\d_][\w'’ -]*)*"


@dataclass(frozen=True, slots=True)
class Slots:
    """What a template may name: the roles at hand, and `value` in a fact's template.

    An ending is told as a `sentence` of its own, with a capital and a full stop.
    """

    parameters: tuple[Term, ...]
    value: bool = False
    sentence: bool = False

    def names(self) -> Iterable[str]:
        """Run through the names of roles and fixed entities, and `value`."""
        for parameter in self.parameters:
            if isinstance(parameter, Variable):
                yield parameter.name
            elif isinstance(parameter.value, str):
                yield parameter.value
        if self.value:
            yield "value"


def read_templates(
    table: Table, scope: Scope, lines: tuple[tree.TellLine, ...], slots: Slots
) -> tuple[Template, ...]:
    """Return the templates under a `tell`."""
    found: list[Template] = []
    for line in lines:
        condition: Expression | None = None
        if line.condition is not None:
            with table.reports.skipping():
                condition = read_condition(table, scope, line.condition)
        _check_template(table, scope, line, slots)
        found.append(Template(line.template, condition))
    return tuple(found)


def _check_template(table: Table, scope: Scope, line: tree.TellLine, slots: Slots) -> None:
    names = set(slots.names())
    pronouns: list[_Pronoun] = []
    first: str | None = None
    for match in re.finditer(_PIECE, line.template):
        slot, verb, bracket = match.groups()
        place = _place(table, line, match.start(), match.end())
        if bracket is not None:
            table.reports.add(codes.OPEN_BRACKET, place, bracket=bracket)
            return
        if verb is not None:
            if not re.fullmatch(_VERB, verb) or verb.count("/") > 2:
                table.reports.add(codes.STRANGE_VERB, place, text=f"[{verb}]")
            elif not _is_verb(verb, line.template[: match.start()]):
                table.reports.add(warnings.NO_VERB, place, text=verb)
            continue
        if slot is None:
            continue  # a backslash, and what it takes the meaning from
        *who, last = slot.split() or [""]
        is_pronoun = last.lower() in PRONOUN_SLOTS
        if is_pronoun and last not in names and not who:
            pronouns.append(_Pronoun(slot, None, place))
            continue
        if is_pronoun and len(who) == 1:
            pronouns.append(_Pronoun(last, who[0], place))
            last = who.pop()
        if who or not _is_known(table, scope, _owner(last), names):
            _report_slot(table, scope, place, slot, names)
            return
        first = first or _owner(last)
    if pronouns and first is None:
        table.reports.add(codes.PRONOUN_FOR_NOBODY, pronouns[0].place, slot=pronouns[0].word)
    elif first is not None:
        _check_pronouns(table, slots, first, pronouns)
    if not slots.sentence and line.template.rstrip().endswith("."):
        end = len(line.template.rstrip())
        table.reports.add(warnings.FULL_STOP, _place(table, line, end - 1, end))


def _is_verb(verb: str, before: str) -> bool:
    """Whether words look like a verb: as said of one person now, or behind a noun of the plural."""
    words = re.split(r"[ '’-]", verb)
    if "/" in verb or words[0].lower().endswith("s") or words[0].lower() in AUXILIARIES:
        return True
    return len(words) < 3 and before.rstrip()[-1:].isalpha()


@dataclass(frozen=True, slots=True)
class _Pronoun:
    """A pronoun as it is written; `of` None: of the first slot."""

    word: str
    of: str | None
    place: Span


def _check_pronouns(table: Table, slots: Slots, first: str, pronouns: list[_Pronoun]) -> None:
    """Warn of each pronoun that is another one than is said of whom it stands for."""
    for pronoun in pronouns:
        kind = _KINDS.get(pronoun.word.lower())
        name = pronoun.of or first
        said = _said_of(table, slots, name)
        if kind is None or not said or kind in said:
            continue
        others = [other for other in slots.names() if kind in _said_of(table, slots, other)]
        suggestion = f"To mean another, write {{{others[0]} {pronoun.word}}}." if others else None
        table.reports.add(
            warnings.OTHER_PRONOUN,
            pronoun.place,
            slot=pronoun.word,
            name=name,
            said='" or "'.join(sorted(said)),
            suggestion=suggestion,
        )


_KINDS = {
    word: kind
    for kind, words in (
        ("he", "he him his himself"),
        ("she", "she her hers herself"),
        ("it", "it its itself"),
    )
    for word in words.split()
}
"""Of whom each word is said; "they" and its forms are a way to leave that open."""


def _said_of(table: Table, slots: Slots, name: str) -> set[str]:
    """Return by which pronouns a slot may be called: of one entity, or of all of a role's type."""
    if name in table.entities:
        names = [name]
    else:
        terms = (term for term in slots.parameters if isinstance(term, Variable))
        role = next((term.type for term in terms if term.name == name), None)
        names = sorted(table.members(role.name)) if isinstance(role, EntityType) else []
    found = (table.entities[one] for one in names)
    usual = (one.pronoun or ("they" if table.is_a(one.name, CHARACTER) else "it") for one in found)
    return {"they" if pronoun == "plural" else pronoun for pronoun in usual}


def _is_known(table: Table, scope: Scope, name: str, names: set[str]) -> bool:
    return (
        name in names
        or name in table.entities
        or name in table.broken
        or name in scope.broken
        or scope.forgiving
    )


def _report_slot(table: Table, scope: Scope, place: Span, slot: str, names: set[str]) -> None:
    if table.reports.has_said(UNKNOWN_NAME, _owner(slot)):
        return
    words = slot.split() or [""]
    name = _owner(words[0] if len(words) < 3 else slot)
    if len(words) == 2 and _is_known(table, scope, name, names):
        name = words[1]
    nearest = table.reports.nearest(name, [*names, *table.entities, *sorted(PRONOUN_SLOTS)])
    suggestion = None
    if nearest is not None:
        changed = slot.replace(name, nearest, 1)
        suggestion = f"Did you mean {{{changed}}}?"
    elif names:
        suggestion = "Here you can write " + ", ".join(f"{{{n}}}" for n in sorted(names)) + "."
    table.reports.add(codes.UNKNOWN_SLOT, place, slot=slot, suggestion=suggestion)


def _place(table: Table, line: tree.TellLine, begin: int, end: int) -> Span:
    """Return where a piece of a template stands in the text."""
    text = table.reports.source.text
    quote = next(
        (i for i in range(line.span.begin, min(line.span.end, len(text))) if text[i] in '"“'),
        None,
    )
    if quote is None:
        return line.span
    return Span(quote + 1 + begin, quote + 1 + end)


def _owner(word: str) -> str:
    """Return a name without the sign that something is somebody's."""
    return word[:-2] if word.endswith(("'s", "’s")) else word
