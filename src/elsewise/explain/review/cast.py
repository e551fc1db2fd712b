"""What a world's facts are about, as a review must know: who lives, who and what is where.

A world need not say so. Its facts do: where somebody is, is a fact of one person whose values are
entities that are no people; such values are places. What is no person and no place is a thing. Who
lives is a yes/no fact of one person that is called `alive`, `living`, `dead` or `killed`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from elsewise.play.moment import Moment
from elsewise.problem.problem import Fluent, Problem
from elsewise.world.expressions import Variable
from elsewise.world.model import World
from elsewise.world.types import CHARACTER, EntityType, Value, YesNoType

LIVING = ("alive", "living")
NOT_LIVING = ("dead", "killed")


@dataclass(frozen=True)
class Cast:
    """The people, places and things of a world, and the facts that say where they are."""

    world: World
    problem: Problem

    @cached_property
    def people(self) -> frozenset[str]:
        """The names of the characters."""
        return frozenset(self.problem.characters)

    @cached_property
    def whereabouts(self) -> frozenset[str]:
        """The facts that say where a person is."""
        return frozenset(
            fact.name
            for fact in self.world.facts
            if len(fact.parameters) == 1
            and isinstance(fact.values, EntityType)
            and not self._is_person_type(fact.values.name)
            and isinstance(first := fact.parameters[0], Variable)
            and isinstance(first.type, EntityType)
            and self._has_people(first.type.name)
            and not self._is_own_choice(fact.name, fact.values.name)
        )

    @cached_property
    def places(self) -> frozenset[str]:
        """The entities that a person can be at."""
        kinds = {
            fact.values.name
            for fact in self.world.facts
            if fact.name in self.whereabouts and isinstance(fact.values, EntityType)
        }
        found = {e.name for kind in kinds for e in self.world.entities_of(kind)}
        return frozenset(found - self.people)

    @cached_property
    def living(self) -> Mapping[str, tuple[int, bool]]:
        """By character, the fluent that says whether they live, and its value if they do."""
        found: dict[str, tuple[int, bool]] = {}
        for number, fluent in enumerate(self.problem.fluents):
            if len(fluent.arguments) == 1 and fluent.fact in (*LIVING, *NOT_LIVING):
                found[str(fluent.arguments[0])] = number, fluent.fact in LIVING
        return found

    def is_dead(self, name: str, moment: Moment) -> bool:
        """Whether a character is dead at a moment."""
        fluent, if_alive = self.living.get(name, (-1, True))
        return fluent >= 0 and moment.value(fluent) is not if_alive

    def place_of(self, name: str, moment: Moment) -> str | None:
        """Return where a person is at a moment, if that is known."""
        for fact in sorted(self.whereabouts):
            fluent = self.problem.fluent_numbers.get(f"{fact}({name})")
            value = None if fluent is None else moment.value(fluent)
            if isinstance(value, str):
                return value
        return None

    def _is_person_type(self, name: str) -> bool:
        return self.world.types.is_kind(name, CHARACTER)

    def _has_people(self, kind: str) -> bool:
        return any(e.name in self.people for e in self.world.entities_of(kind))

    @staticmethod
    def _is_own_choice(fact: str, values: str) -> bool:
        """Whether the values are words of the fact's own, as in `mood(who): glad or sad`."""
        return fact == values

    def about_person(self, fluent: Fluent) -> bool:
        """Whether a fluent says where a person is."""
        return fluent.fact in self.whereabouts and fluent.arguments[0] in self.people

    def about_thing(self, fluent: Fluent) -> bool:
        """Whether a fluent says where a thing is, or who has it."""
        things = [a for a in fluent.arguments if self.is_thing(a)]
        people = [a for a in fluent.arguments if a in self.people]
        if things:
            return bool(people) or self._leads_somewhere(fluent)
        return not fluent.arguments and self._leads_somewhere(fluent)

    def is_thing(self, value: Value) -> bool:
        """Whether a value is an entity that is no person and no place."""
        if not isinstance(value, str) or value in self.people or value in self.places:
            return False
        return value not in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        """Entities that are only the values of a fact that names them: `deed: left or tried`."""
        own = {f.name for f in self.world.facts if f.values == EntityType(f.name)}
        return frozenset(
            e.name for e in self.world.entities if any(kind in own for kind in e.types)
        )

    def _leads_somewhere(self, fluent: Fluent) -> bool:
        for fact in self.world.facts:
            if fact.name == fluent.fact and len(fact.parameters) == len(fluent.arguments):
                kind = fact.values
                if isinstance(kind, YesNoType) or not isinstance(kind, EntityType):
                    return False
                values = {e.name for e in self.world.entities_of(kind.name)}
                return bool(values & (self.people | self.places))
        return False
