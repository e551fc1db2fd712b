"""Types and entities of a text: what is a kind of what."""

from __future__ import annotations

from elsewise.diagnostics import Diagnostic, Source, diagnose
from elsewise.diagnostics.catalogue import dialect
from elsewise.sabre.names import BOOLEAN, NUMBER, did_you_mean
from elsewise.sabre.tree import EntityDefinition, Name, TypeDefinition
from elsewise.world.model import Entity
from elsewise.world.types import CHARACTER, ENTITY, TypeTable


class Hierarchy:
    """Gathers types and entities; both may be declared piece by piece."""

    def __init__(self, source: Source, diagnostics: list[Diagnostic]) -> None:
        self.source = source
        self.diagnostics = diagnostics
        self.parents: dict[str, list[str]] = {ENTITY: [], CHARACTER: [ENTITY]}
        self.entities: dict[str, Entity] = {}
        self.named: set[str] = {ENTITY, CHARACTER, BOOLEAN, NUMBER}

    def add_types(self, definitions: list[TypeDefinition]) -> None:
        """Take all definitions of types; parents that nobody declares are declared by it."""
        self.named.update(d.name.text for d in definitions)
        for definition in definitions:
            if self._is_basic(definition.name):
                continue
            name = definition.name.text
            parents = self.parents.setdefault(name, [])
            for parent in definition.parents:
                if self._is_basic(parent):
                    continue
                self._declare(parent)
                if self._reaches(parent.text, name):
                    cycle = diagnose(
                        dialect.TYPE_CYCLE, self.source, parent.span, name=name, parent=parent.text
                    )
                    self.diagnostics.append(cycle)
                elif parent.text not in (ENTITY, *parents):
                    parents.append(parent.text)

    def add_entities(self, definitions: list[EntityDefinition]) -> None:
        """Take all definitions of entities; types that nobody declares are declared by it."""
        for definition in definitions:
            name = definition.name.text
            known = self.entities.get(name)
            types = list(known.types) if known else []
            for type_name in definition.types:
                if self._is_basic(type_name):
                    continue
                self._declare(type_name)
                if type_name.text not in types:
                    types.append(type_name.text)
            span = known.span if known else definition.name.span
            self.entities[name] = Entity(name, tuple(types), span=span)

    def table(self) -> TypeTable:
        """Return all types with their parents."""
        return TypeTable(
            {
                name: tuple(parents) or (() if name == ENTITY else (ENTITY,))
                for name, parents in self.parents.items()
            }
        )

    def in_order(self) -> tuple[Entity, ...]:
        """Return the entities, characters first."""
        table = self.table()

        def is_character(entity: Entity) -> bool:
            return any(table.is_kind(t, CHARACTER) for t in entity.types)

        return tuple(sorted(self.entities.values(), key=lambda e: not is_character(e)))

    def _is_basic(self, name: Name) -> bool:
        if name.text in (BOOLEAN, NUMBER):
            self.diagnostics.append(
                diagnose(dialect.BASIC_TYPE, self.source, name.span, name=name.text)
            )
            return True
        return False

    def _declare(self, name: Name) -> None:
        """Declare a type that is used; warn if it looks like a slip of the pen."""
        if name.text not in self.parents:
            self.parents[name.text] = []
        if name.text not in self.named:
            suggestion = did_you_mean(name.text, self.named)
            if suggestion:
                self.diagnostics.append(
                    diagnose(
                        dialect.SIMILAR_TYPE,
                        self.source,
                        name.span,
                        suggestion=suggestion,
                        name=name.text,
                    )
                )
            self.named.add(name.text)

    def _reaches(self, begin: str, goal: str) -> bool:
        """Whether `goal` is `begin` or above it; everything is below `entity`."""
        if goal in (begin, ENTITY):
            return True
        stack, seen = [begin], {begin}
        while stack:
            for parent in self.parents.get(stack.pop(), ()):
                if parent == goal:
                    return True
                if parent not in seen:
                    seen.add(parent)
                    stack.append(parent)
        return False
