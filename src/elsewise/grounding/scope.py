"""Where the values of variables stand, and the path of minds in which one reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from elsewise.problem.problem import Minds
from elsewise.world.types import Value

Slots = list[Value]
"""The values of the variables in scope; a variable is known by its place in the list."""


@dataclass(frozen=True)
class Scope:
    """Which variable has which slot. Inner variables hide outer ones of the same name."""

    slots: Mapping[str, int]

    def with_variable(self, name: str) -> tuple[Scope, int]:
        """Return a scope that knows one more variable, and its slot."""
        slot = 1 + max(self.slots.values(), default=-1)
        return Scope({**self.slots, name: slot}), slot


def extended(path: Minds, character: int) -> Minds:
    """Return a path one mind longer; one's view of oneself is oneself."""
    return path if path and path[-1] == character else (*path, character)
