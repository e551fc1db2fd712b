"""Numbers for things, in the order in which they come."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


class Numbering(dict[T, int]):
    """Gives each new key the next number, from 0 on."""

    def __missing__(self, thing: T) -> int:
        number = self[thing] = len(self)
        return number
