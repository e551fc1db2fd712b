"""Names, pronouns, numbers and lists in English; and who may be called by a pronoun now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from elsewise.problem.names import value_text
from elsewise.telling.template import Case
from elsewise.world.model import Entity, World
from elsewise.world.types import EntityType, NumberType, Value, ValueType

PRONOUNS = {
    "he": ("he", "him", "his", "his", "himself"),
    "she": ("she", "her", "her", "hers", "herself"),
    "it": ("it", "it", "its", "its", "itself"),
    "they": ("they", "them", "their", "theirs", "themselves"),
    "plural": ("they", "them", "their", "theirs", "themselves"),
}
_NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = _NUMBER_WORDS.split()


def pronoun_of(entity: Entity, world: World) -> str:
    """Return the pronoun of an entity: the one declared, else `they` for people, `it` else."""
    if entity.pronoun is not None:
        return entity.pronoun
    return "they" if world.is_a(entity, "character") else "it"


def say_name(entity: Entity) -> str:
    """How an entity is said: its words from the world, else its name."""
    return entity.said if entity.said is not None else entity.name.replace("_", " ")


def possessive(name: str, *, plural: bool = False) -> str:
    """Return a name with its `'s`."""
    return name + ("'" if plural and name.endswith("s") else "'s")


def say_number(number: float, *, counted: bool = False) -> str:
    """Return a number in words up to twelve; 0 things that are `counted` are "no" things."""
    if number == 0:
        return "no" if counted else "zero"
    whole = int(number) if number == int(number) else None
    return _NUMBERS[whole] if whole is not None and 0 < whole <= 12 else value_text(number)


def of_one(text: str) -> str:
    """Return what stands behind a number as it stands behind "one": "part of the minute"."""
    return _PLURAL.sub(lambda found: found[1] + _singular(found[2]), text, count=1)


_MANY = {"children": "child", "men": "man", "women": "woman", "people": "person", "feet": "foot",
         "teeth": "tooth", "mice": "mouse", "geese": "goose", "wolves": "wolf", "knives": "knife",
         "lives": "life", "thieves": "thief", "loaves": "loaf", "halves": "half"}  # fmt: skip
_PLURAL = re.compile(
    rf"^((?: (?!of\b|to\b|in\b|on\b|and\b|or\b)[\w-]+)?? )"
    rf"({'|'.join(_MANY)}|(?!is\b|was\b|has\b|as\b|less\b|plus\b|minus\b)[\w-]+[^s\W]s)\b"
)
"""A plural behind a number, perhaps behind one word of its own: " heavy stones"."""


def _singular(noun: str) -> str:
    if noun in _MANY:
        return _MANY[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-2] if noun.endswith(("ches", "shes", "sses", "xes", "oes")) else noun[:-1]


def say_unknown(values: ValueType, *, counted: bool = False) -> str:
    """Return what is said for a value that nobody knows."""
    if isinstance(values, NumberType):
        return "an unknown number of" if counted else "an unknown number"
    kind = values.name.replace("_", " ") if isinstance(values, EntityType) else "answer"
    return "someone unknown" if kind == "character" else f"an unknown {kind}"


def join(parts: Sequence[str], *, heavy: bool = False) -> str:
    """Return a list with "and"; three or more `heavy` parts (clauses) are parted by commas."""
    if len(parts) <= 1:
        return "".join(parts)
    if len(parts) == 2:
        return f"{parts[0]} and {parts[1]}"
    return ", ".join(parts[:-1]) + (", and " if heavy else " and ") + parts[-1]


def sentence(text: str) -> str:
    """Return a capital and a full stop, where they are missing."""
    text = capitalized(text.strip())
    return text if text.rstrip("\"'”’)").endswith((".", "!", "?", "…")) else text + "."


def capitalized(text: str) -> str:
    """Return a text that begins with a capital; the name of an event or fluent stays as it is."""
    begin = len(text) - len(text.lstrip("“‘(¡¿"))
    if _CODE.match(text):
        return text
    return text[:begin] + text[begin : begin + 1].upper() + text[begin + 1 :]


_CODE = re.compile(r"\w+\(")
"""How the name of an event or fluent with arguments begins."""


@dataclass
class Discourse:
    """Who has been spoken of, so that a pronoun can mean one only.

    A pronoun is used for somebody spoken of in this sentence or the one before, with nobody else
    who shares the pronoun. Where others share it, it may still go on about the subject: as first
    word of a sentence about the same subject as the last, as the one whose thoughts are being
    told (`topic`), or where a template asks for the pronoun of somebody it has just named. A new
    paragraph begins with names.
    """

    world: World
    topic: str | None = None
    entities: dict[str, Entity] = field(init=False)
    _before: set[str] = field(default_factory=set)
    _now: set[str] = field(default_factory=set)
    _part: set[str] = field(default_factory=set)
    _first_before: str | None = None
    _first: str | None = None

    def __post_init__(self) -> None:
        self.entities = {e.name: e for e in self.world.entities}

    def new_sentence(self) -> None:
        """Note that a full stop was made."""
        self._before, self._now = self._now, set()
        self._first_before, self._first = self._first, None
        self.topic = None
        self.new_part()

    def new_paragraph(self) -> None:
        """Note that a paragraph was ended."""
        self.new_sentence()
        self._before, self._first_before = set(), None

    def new_subject(self) -> None:
        """Note that somebody else acts now, who is to be named."""
        self._first_before = None

    def new_part(self) -> None:
        """Note that a new predicate begins: "believed …", "and wanted …"."""
        self._part = set()

    def is_plural(self, name: str, *, by_pronoun: bool) -> bool:
        """Whether a verb behind this name (or behind its pronoun) stands in the plural."""
        kind = self._kind(name)
        return kind == "plural" or (by_pronoun and kind == "they")

    def think(self, name: str) -> str:
        """Name somebody whose thoughts will be told in this sentence; a pronoun if that is clear.

        It is, too, if this one is the subject that the sentence began with.
        """
        goes_on = name in (self._first, self._first_before if self._first is None else None)
        said = self.say(name, Case.SUBJECT, pronoun=goes_on)[0]
        self.topic = name
        self.new_part()
        return said

    def say(
        self, name: str, case: Case, *, pronoun: bool = False, named: bool = False
    ) -> tuple[str, bool]:
        """Name somebody or something; return the words, and whether they are a pronoun.

        With `pronoun` it must be one, if this one was named in the sentence at all; if `named`, it
        is none otherwise.
        """
        short = (pronoun and (name in self._now or name == self._first_before)) or (
            not named and self.entities[name].pronoun is not None and self._is_clear(name, case)
        )
        self._first = self._first or name
        self._now.add(name)
        self._part.add(name)
        kind = self._kind(name)
        if short:
            return PRONOUNS[kind][case.value], True
        said = say_name(self.entities[name])
        if case in (Case.POSSESSIVE, Case.POSSESSIVE_ALONE):
            said = possessive(said, plural=kind == "plural")
        return said, False

    def _is_clear(self, name: str, case: Case) -> bool:
        if self._first is None:
            return name == self._first_before and case is Case.SUBJECT
        if name == self.topic:
            # "Clark believed that Lex trusted him": an object is never its own clause's subject.
            rivals = self._rivals(name, self._part)
            return not rivals or (case is Case.OBJECT and len(rivals) == 1)
        spoken_of = self._before | self._now
        return name in spoken_of and not self._rivals(name, spoken_of)

    def _rivals(self, name: str, spoken_of: set[str]) -> set[str]:
        kind = PRONOUNS[self._kind(name)][0]
        return {
            other for other in spoken_of if other != name and PRONOUNS[self._kind(other)][0] == kind
        }

    def say_value(self, value: Value, values: ValueType, *, counted: bool = False) -> str:
        """Say a value that is no entity; `counted`: the word for what is counted comes next."""
        if value is None:
            return say_unknown(values, counted=counted)
        if isinstance(value, float):
            return say_number(value, counted=counted)
        return value_text(value)

    def _kind(self, name: str) -> str:
        return pronoun_of(self.entities[name], self.world)
