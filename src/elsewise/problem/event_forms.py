"""How the events of a world are written, and what is wrong with one that is written otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, permutations

from elsewise.diagnostics.did_you_mean import nearest
from elsewise.problem.names import event_name, parse_event_name, value_text
from elsewise.show.layout import counted
from elsewise.world.expressions import Constant, Term
from elsewise.world.kinds import listed
from elsewise.world.model import World
from elsewise.world.types import EntityType, Value

ANY = frozenset({"_", "*", "?", "any", "anyone", "anything"})
"""Words that stand for any argument, where one may be left open."""

MOST_SHOWN = 6
"""So many values of a role are named at most."""

MOST_REORDERED = 720
"""So many orders of arguments are tried at most."""


@dataclass(frozen=True, slots=True)
class Role:
    """A place in an event: how it is written, and the values that may stand there, by word."""

    name: str
    written: str
    values: Mapping[str, Value]

    def takes(self, word: str) -> bool:
        """Whether a word may stand there, or one that stands for any."""
        return word in ANY or word in self.values

    @property
    def choice(self) -> str:
        """What may stand there, in words."""
        if self.written in self.values:
            return f"{self.name} alone"
        if not self.values:
            return f"no {self.name}"
        more = ", …" if len(self.values) > MOST_SHOWN else ""
        return f"{self.name} one of {', '.join(islice(self.values, MOST_SHOWN))}{more}"


@dataclass(frozen=True, slots=True)
class EventForm:
    """How the events of an action or trigger are written: `climb(who: character, to: place)`."""

    name: str
    roles: tuple[Role, ...]

    def __str__(self) -> str:
        return event_name(self.name, tuple(role.written for role in self.roles))

    def takes(self, words: Sequence[str]) -> bool:
        """Whether words are arguments of such an event."""
        pairs = zip(self.roles, words, strict=False)
        return len(words) == len(self.roles) and all(role.takes(word) for role, word in pairs)


@dataclass(frozen=True, slots=True)
class EventForms:
    """How all events of a world are written; `entities` are whoever and whatever there is."""

    world: str
    entities: tuple[str, ...]
    forms: tuple[EventForm, ...]

    def called(self, name: str) -> tuple[EventForm, ...]:
        """Return the forms of a name."""
        return tuple(form for form in self.forms if form.name == name)

    def complaint(self, text: str, *, partly: bool = False) -> str | None:
        """Return in a sentence what is wrong with an event as it is written; None: nothing.

        One with which nothing is wrong may still never happen. `partly`: arguments may be left
        out. Raises `UsageError` for a text that cannot be the name of an event.
        """
        name, words = parse_event_name(text)
        forms = self.called(name)
        if not forms:
            return f"There is no action or trigger called {name}.{self._renamed(name, words)}"
        numbers = sorted({len(form.roles) for form in forms})
        if len(words) not in numbers and not (partly and len(words) < numbers[-1]):
            takes = "no arguments" if numbers == [0] else _counted(numbers)
            return f"{name} takes {takes}, not {len(words)}: {forms[0]}."
        strange = self._strange(forms, words)
        if strange is not None:
            return strange
        if partly or any(form.takes(words) for form in forms):
            return None
        form = next(form for form in forms if len(form.roles) == len(words))
        return self.roles_complaint(form, words)

    def roles_complaint(self, form: EventForm, words: Sequence[str]) -> str:
        """Return the sentence that says what may stand where in an event."""
        orders = islice(permutations(words), MOST_REORDERED)
        right = next((order for order in orders if form.takes(order)), None)
        hint = "" if right is None else f" Did you mean {event_name(form.name, right)}?"
        roles = "; ".join(role.choice for role in form.roles)
        return f"{form.name} is written {form}, with {roles}.{hint}"

    def _strange(self, forms: Iterable[EventForm], words: Iterable[str]) -> str | None:
        """Return what is to be said of a word that means nothing in this world."""
        known = {*self.entities, *(word for f in forms for role in f.roles for word in role.values)}
        strange = next((word for word in words if word not in known and word not in ANY), None)
        if strange is None:
            return None
        near = nearest(strange, known)
        part_of = [one for one in self.entities if strange in one.split("_")]
        if near is None and len(part_of) == 1:
            near = part_of[0]
        return f"There is no {strange} in {self.world}." + (
            f" Did you mean {near}?" if near else ""
        )

    def _renamed(self, name: str, words: tuple[str, ...]) -> str:
        """Return which event may be meant by a name that none has."""
        near = nearest(name, (form.name for form in self.forms))
        candidates = self.forms if near is None else self.called(near)
        fitting = [event_name(form.name, words) for form in candidates if form.takes(words)]
        if near is not None:
            return f" Did you mean {(*fitting, candidates[0])[0]}?"
        if words and 0 < len(fitting) <= MOST_SHOWN // 2:
            return f" Did you mean {listed(fitting)}?"
        return ""


def _counted(numbers: Sequence[int]) -> str:
    """Say how many arguments: `1 argument`, `1 or 2 arguments`."""
    if len(numbers) == 1:
        return counted(numbers[0], "argument")
    return f"{listed([str(number) for number in numbers])} arguments"


def event_forms(world: World) -> EventForms:
    """Return how the events of a world are written."""
    values: dict[str, dict[str, Value]] = {}

    def role(term: Term) -> Role:
        if isinstance(term, Constant):
            word = value_text(term.value)
            return Role(word, word, {word: term.value})
        kind = term.type.name if isinstance(term.type, EntityType) else "yes or no"
        if kind not in values:
            values[kind] = dict(_values(world, kind))
        if not term.name[:1].isalpha():  # it has no name of its own
            return Role(kind, kind, values[kind])
        return Role(term.name, f"{term.name}: {kind}", values[kind])

    rules = (*world.actions, *world.triggers)
    forms = tuple(EventForm(rule.name, tuple(map(role, rule.parameters))) for rule in rules)
    return EventForms(world.name, tuple(entity.name for entity in world.entities), forms)


def _values(world: World, kind: str) -> Iterator[tuple[str, Value]]:
    if kind == "yes or no":
        yield from (("no", False), ("yes", True))
    for entity in world.entities_of(kind):
        yield entity.name, entity.name
