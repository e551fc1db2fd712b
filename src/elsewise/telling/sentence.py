"""Makes clauses of templates: fills slots, puts verbs into their form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum

from elsewise.telling.template import Case, Piece, Slot
from elsewise.telling.verbs import Verb, finite, infinitive
from elsewise.telling.words import Discourse, capitalized, of_one
from elsewise.world.types import EntityType, Value, ValueType

_ANY = EntityType("entity")
_JOINED = re.compile(r"\b(and|or|then)\s*$")
_OPENED = re.compile(
    r"\b(that|where|what|who|whom|whose|how|why|when|if|whether|because|as|so|which|before|after"
    r"|until|till|while|since|though|although|unless|for(?= (there|he|she|it|they)\b))\b"
)


_BEGINS = re.compile(r"""[.!?…]["'”’)]*\s+["'“‘(]?$|(?:^|[,:]\s)["“]$""")
"""What ends where a sentence of its own begins, or what somebody says."""


_PART = re.compile(r"(?:[,;:]|\b(?:and|but|then))\s+$")
"""What stands between parts of a clause that may have subjects of their own."""

_OWNED = re.compile(r"\bthe \w+ of $")
"""What stands before an owner who is named: "the body of Ann", not "of her"."""

_SENTENCE = re.compile(r"[.!?](?=\s)")


class Tense(Enum):
    """How the verbs of a clause stand."""

    PAST = "past"
    PRESENT = "present"


class Filling:
    """What fills the slots of one template.

    `roles` are in the order of the parameters, so that `{1}` is the first. `value` fills
    `{value}`; `types` says what the unknown value of a name would have been.
    """

    def __init__(
        self,
        roles: Mapping[str, Value],
        arguments: Sequence[Value],
        types: Mapping[str, ValueType] | None = None,
    ) -> None:
        self.roles = roles
        self.arguments = tuple(arguments)
        self.types = types or {}

    def value(self, name: str, discourse: Discourse) -> tuple[bool, Value]:
        """Whether a slot's name is known, and what fills it."""
        if name in self.roles:
            return True, self.roles[name]
        if name.isdigit() and 0 < int(name) <= len(self.arguments):
            return True, self.arguments[int(name) - 1]
        return name in discourse.entities, name


class Clause:
    """One template with its filling, to be said in one of several forms."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        filling: Filling,
        discourse: Discourse,
        *,
        negated: bool = False,
    ) -> None:
        self.pieces = pieces
        self.filling = filling
        self.discourse = discourse
        self.negated = negated
        self._first_verb = next((i for i, p in enumerate(pieces) if isinstance(p, Verb)), None)
        first = next((p.name for p in pieces if isinstance(p, Slot) and p.name is not None), None)
        self._first = first

    @property
    def subject(self) -> str | None:
        """The entity that alone stands before the first verb, if that is so."""
        if self._first_verb is None:
            return None
        before = [p for p in self.pieces[: self._first_verb] if p != " "]
        if len(before) == 1 and isinstance(before[0], Slot) and before[0].case is Case.SUBJECT:
            value = self._value_of(before[0])[1]
            return value if isinstance(value, str) and value in self.discourse.entities else None
        return None

    @property
    def has_verb(self) -> bool:
        """Whether the template marks a verb at all; else it can only be said as it stands."""
        return self._first_verb is not None

    def finite(self, tense: Tense) -> str:
        """Return the clause with its subject: "Lex was in the tunnel"."""
        return self._said(0, tense, None)

    def infinitive(self, *, with_subject: bool, others: str = "") -> str:
        """Return the clause as an infinitive: "to be in the tunnel", "Lex to be in the tunnel".

        Where somebody else does a further part of it, that is said after `others`: "to ask her, and
        for her to say yes". Of several sentences the first is said.
        """
        begin = 0 if with_subject or self._first_verb is None else self._first_verb
        return self._said(begin, Tense.PAST, self._first_verb, others)

    def _said(self, begin: int, tense: Tense, bare_from: int | None, others: str = "") -> str:
        out = ""
        agrees: str | None = None
        by_pronoun = False
        count: float | None = None  # of what is spoken of now
        for i, piece in enumerate(self.pieces):
            if i < begin:
                continue
            if isinstance(piece, str):
                out += of_one(piece) if count == 1 else piece
                agrees = agrees if not piece.strip() else None
                if bare_from is not None and (end := _SENTENCE.search(out)):
                    out = out[: end.start()]
                    break
            elif isinstance(piece, Verb):
                if count is not None and i == self._first_verb:
                    piece = replace(piece, plural=count != 1)
                out += self._verb(i, piece, out, tense, bare_from, agrees, by_pronoun)
                agrees = count = None
            elif bare_from is not None and self._begins_part(i):
                if self._value_of(piece)[1] != self.subject:
                    out += others + self._slot(i, piece, as_object=True)[0]
                agrees = None
            else:
                object_of = bare_from is not None and i < bare_from
                value = self._value_of(piece)[1]
                count = value if isinstance(value, float) else None
                said, by_pronoun, agrees = self._slot(i, piece, as_object=object_of)
                if _BEGINS.search(out):
                    said = capitalized(said)
                out = _with_article(out, said) + said
        return " ".join(out.split())

    def _is_open(self, place: int) -> bool:
        """Whether a clause of its own was opened ("where …") before a piece, and goes on there.

        Where no verb stands between such a word and the "and" before the piece, the word opened
        none: "slap him before everybody and throw the ring".
        """
        opened, has_verb, text = False, False, ""
        for piece in self.pieces[self._first_verb or 0 : place]:
            has_verb |= isinstance(piece, Verb)
            text = (
                piece.rest if isinstance(piece, Verb) else piece if isinstance(piece, str) else ""
            )
            if _OPENED.search(text):
                opened, has_verb = True, False
        return opened and (has_verb or _JOINED.search(text) is None)

    def _begins_part(self, place: int) -> bool:
        """Whether a slot is the subject of a further part: "Ann asks Bo, and *he* says yes"."""
        slot, before = self.pieces[place], self.pieces[:place]
        behind = next((piece for piece in self.pieces[place + 1 :] if piece != " "), None)
        said = "".join(piece if isinstance(piece, str) else "-" for piece in before)
        return (
            isinstance(slot, Slot)
            and slot.case is Case.SUBJECT
            and isinstance(behind, Verb)
            and any(isinstance(piece, Verb) for piece in before)
            and _PART.search(said) is not None
            and not self._is_open(place)
        )

    @property
    def has_other_doers(self) -> bool:
        """Whether a further part of the clause has a subject of its own."""
        return any(
            self._begins_part(place) and self._value_of(piece)[1] != self.subject
            for place, piece in enumerate(self.pieces)
            if isinstance(piece, Slot)
        )

    def _verb(
        self,
        i: int,
        verb: Verb,
        before: str,
        tense: Tense,
        bare_from: int | None,
        agrees: str | None,
        by_pronoun: bool,
    ) -> str:
        negated = self.negated and i == self._first_verb
        first = i == bare_from
        if bare_from is not None and (first or (agrees is None and not self._is_open(i))):
            joined = not first and _JOINED.search(before) is not None
            return infinitive(verb, with_to=not joined, negated=negated)
        plural = verb.plural
        if agrees is not None:
            plural = self.discourse.is_plural(agrees, by_pronoun=by_pronoun)
            plural = plural or self._joins_two(i)
        return finite(verb, past=tense is Tense.PAST, plural=plural, negated=negated)

    def _joins_two(self, verb: int) -> bool:
        """Whether the subject right before a verb is the last of several: "Ann and Bo [are]"."""
        place = verb - 1
        while place > 0 and self.pieces[place] == " ":
            place -= 1
        link = self.pieces[place - 1] if place > 0 else ""
        return (
            isinstance(link, str)
            and link.strip() == "and"
            and place > 1
            and isinstance(self.pieces[place - 2], Slot)
            and all(not isinstance(p, Verb) for p in self.pieces[:place])
        )

    def _value_of(self, slot: Slot) -> tuple[bool, Value]:
        name = slot.name if slot.name is not None else self._first
        if name is None:
            return False, None
        return self.filling.value(name, self.discourse)

    def _slot(self, i: int, slot: Slot, *, as_object: bool) -> tuple[str, bool, str | None]:
        """Return the words for a slot, whether they are a pronoun, and whom a verb agrees with."""
        known, value = self._value_of(slot)
        if not known:
            return slot.name or "", False, None
        case, must = slot.case, slot.pronoun
        if as_object and case is Case.SUBJECT:
            own = value is not None and value == self.discourse.topic
            case, must = (Case.REFLEXIVE, True) if own else (Case.OBJECT, must)
        if isinstance(value, str) and value in self.discourse.entities:
            before = self.pieces[i - 1] if i else ""
            named = isinstance(before, str) and _OWNED.search(before) is not None
            said, by_pronoun = self.discourse.say(value, case, pronoun=must, named=named)
            return said, by_pronoun, value if slot.case is Case.SUBJECT else None
        kind = self.filling.types.get(slot.name or "", _ANY)
        counted = re.match(r" [a-z]", str(next(iter(self.pieces[i + 1 :]), ""))) is not None
        return self.discourse.say_value(value, kind, counted=counted), False, None


def _with_article(before: str, said: str) -> str:
    """Turn a final "a" into "an" before a vowel."""
    match = re.search(r"\b([Aa]) $", before)
    if match and said[:1].lower() in "aeiou":
        return before[: match.end(1)] + "n "
    return before
