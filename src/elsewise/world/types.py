"""Values and the types they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Value = None | bool | float | str
"""A value of a fluent: unknown (`?`, written None), yes or no, a number, an entity by its name.

The values of one fluent are all of one kind, so `True` and `1.0` never meet. Numbers are always
floats, finite, and at most `LARGEST_NUMBER` in size; what would go beyond is unknown.
"""

LARGEST_NUMBER = 2.0**53


@dataclass(frozen=True, slots=True)
class EntityType:
    """The values are the entities of a type."""

    name: str


@dataclass(frozen=True, slots=True)
class YesNoType:
    """The values are yes and no; never unknown."""


@dataclass(frozen=True, slots=True)
class NumberType:
    """The values are numbers; an effect that would leave `low`..`high` stops at the border."""

    low: float | None = None
    high: float | None = None


ValueType = EntityType | YesNoType | NumberType

ENTITY = "entity"
CHARACTER = "character"


@dataclass(frozen=True)
class TypeTable:
    """The types of a world with their direct parents; `entity` and `character` are always there."""

    parents: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ancestors", {})

    def ancestors(self, name: str) -> frozenset[str]:
        """Return the type itself and everything it is a kind of."""
        known: dict[str, frozenset[str]] = self._ancestors  # type: ignore[attr-defined]
        if name not in known:
            found = {name, ENTITY}
            stack = list(self.parents.get(name, ()))
            while stack:
                parent = stack.pop()
                if parent not in found:
                    found.add(parent)
                    stack.extend(self.parents.get(parent, ()))
            known[name] = frozenset(found)
        return known[name]

    def is_kind(self, name: str, of: str) -> bool:
        """Whether everything of type `name` is also of type `of`."""
        return of in self.ancestors(name)

    def __contains__(self, name: str) -> bool:
        return name in self.parents
