"""Templates such as `"{who} [climbs] from {from} to {to}"`, taken apart.

A slot names a role, an entity, `value`, or a parameter by its place (`{1}`), alone or with `'s`; or
it is a pronoun (`{they}`, `{their}`) of the first slot, or of another (`{other their}`). A verb
stands in square brackets. A backslash takes the meaning from a bracket or backslash behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from elsewise.telling.verbs import Verb, is_participle, parse_verb


class Case(Enum):
    """What a name or pronoun does in its sentence."""

    SUBJECT = 0
    OBJECT = 1
    POSSESSIVE = 2
    POSSESSIVE_ALONE = 3
    REFLEXIVE = 4


_PRONOUN_WORDS: dict[str, Case] = {
    word: case
    for case, words in (
        (Case.SUBJECT, "they he she it"),
        (Case.OBJECT, "them him"),
        (Case.POSSESSIVE, "their his her its"),
        (Case.POSSESSIVE_ALONE, "theirs hers"),
        (Case.REFLEXIVE, "themselves themself himself herself itself"),
    )
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to be filled. `name` None: the first slot's. `pronoun`: must be a pronoun."""

    name: str | None
    case: Case
    pronoun: bool = False


Piece = str | Slot | Verb


@lru_cache(maxsize=4096)
def parse_template(text: str, names: frozenset[str] = frozenset()) -> tuple[Piece, ...]:
    """Take a template apart; `names` are words that are never read as pronouns."""
    pieces: list[Piece] = []
    place = 0
    said = ""
    for found in re.finditer(r"\\([\\\[\]{}])|\{([^{}]*)\}|\[([^\[\]]+)\]", text):
        said += text[place : found.start()]
        place = found.end()
        escaped, slot, verb = found.groups()
        if escaped is not None:
            said += escaped
            continue
        if said:
            pieces.append(said)
            said = ""
        pieces.append(_slot(slot, names) if verb is None else parse_verb(verb))
    said += text[place:]
    if said:
        pieces.append(said)
    for i, piece in enumerate(pieces):
        if isinstance(piece, Verb):
            pieces[i : i + 2] = _complete(piece, pieces[i + 1 : i + 2])
    return _with_cases(pieces)


def _complete(verb: Verb, behind: list[Piece]) -> list[Piece]:
    """Return a verb that knows its "not", and whether it is a `have` before a participle."""
    text = behind[0] if behind and isinstance(behind[0], str) else ""
    if verb.is_auxiliary and _NOT.match(verb.rest):
        verb = replace(verb, negated=True, rest=_NOT.sub("", verb.rest))
    elif verb.is_auxiliary and not verb.rest and _NOT.match(text):
        verb, text = replace(verb, negated=True), _NOT.sub("", text)
        behind = [text]
    words = [word for word in re.findall(r"[a-z]+", verb.rest or text) if word not in _BETWEEN]
    perfect = verb.base == "have" and bool(words) and is_participle(words[0])
    return [replace(verb, perfect=perfect), *behind]


_NOT = re.compile(r"^ not(?![\w'’])")
_BETWEEN = frozenset(("already", "just", "never", "always", "ever", "also", "since", "now", "long"))
"""What may stand between `have` and its participle."""


def _slot(text: str, names: frozenset[str]) -> Slot:
    text = text.strip().replace("’", "'")
    head, _, word = text.rpartition(" ")
    if word.lower() in _PRONOUN_WORDS and (head or word not in names):
        return Slot(head.strip() or None, _PRONOUN_WORDS[word.lower()], pronoun=True)
    if text.endswith("'s"):
        return Slot(text[:-2], Case.POSSESSIVE)
    return Slot(text, Case.OBJECT)


def _with_cases(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Slots at the beginning and right before a verb are subjects."""
    out: list[Piece] = []
    for i, piece in enumerate(pieces):
        if isinstance(piece, Slot) and not piece.pronoun and piece.case is Case.OBJECT:
            behind = pieces[i + 1 : i + 3]
            before_verb = (len(behind) > 0 and isinstance(behind[0], Verb)) or (
                len(behind) > 1 and behind[0] == " " and isinstance(behind[1], Verb)
            )
            if i == 0 or before_verb:
                piece = Slot(piece.name, Case.SUBJECT)
        out.append(piece)
    return tuple(out)
