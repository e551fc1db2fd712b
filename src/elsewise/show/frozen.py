"""Mappings that belong to values, and so never change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class FrozenMap(Mapping[_Key, _Value]):
    """A mapping that can only be read; it is equal to every mapping with the same items.

    The standard library's `MappingProxyType` is one, but cannot be pickled.
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[_Key, _Value]) -> None:
        self._items = items

    def __getitem__(self, key: _Key) -> _Value:
        return self._items[key]

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __repr__(self) -> str:
        return repr(dict(self._items))


def freeze(value: object, *names: str) -> None:
    """Make the mappings of a frozen data class, by their names, such that nobody can change them.

    It is called where the value is made: in `__post_init__`.
    """
    for name in names:
        items: Mapping[Any, Any] = getattr(value, name)
        if not isinstance(items, FrozenMap):
            object.__setattr__(value, name, FrozenMap(items))
