"""Values show themselves by displays that they know nothing of.

A value is `Shown`; how it looks is said in the module `display` of its package. There the table
`DISPLAYS` has a `Display` for it: what `story/story.py` and `story/limits.py` define is shown by
`story/display.py`. That module is imported when something of the package is first shown, so a
display knows its values, and no value its display.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Generic, TypeVar

from elsewise.show.layout import Text, written

V = TypeVar("V")


def _no_html(_value: object) -> None:
    """Make no HTML: a notebook shows such a value as text."""


@dataclass(frozen=True, slots=True)
class Display(Generic[V]):
    """How values of a type look: several lines, one line, HTML for a notebook, JSON.

    `json` is None where the fields are the keys: see `elsewise.show.as_json`.
    """

    text: Callable[[V], Text] = object.__repr__
    line: Callable[[V], str] = object.__repr__
    html: Callable[[V], str | None] = _no_html
    json: Callable[[V], dict[str, Any]] | None = None


Displays = Mapping[type, Display[Any]]
PLAIN: Display[object] = Display()
"""The display of what has none of its own."""


def display_of(kind: type) -> Display[Any]:
    """Return the display of a type, or else of what it is a kind of."""
    for one in kind.__mro__:
        display = _displays(one.__module__.rpartition(".")[0]).get(one)
        if display is not None:
            return display
    return PLAIN


@cache
def _displays(package: str) -> Displays:
    name = f"{package}.display"
    if not package.startswith("elsewise.") or find_spec(name) is None:
        return {}
    found: Displays = import_module(name).DISPLAYS
    return found


class Shown:
    """A value that shows itself by the display of its type.

    A data class that is shown has `repr=False`, or keeps the `repr` that data classes have.
    """

    __slots__ = ()

    def __str__(self) -> str:
        return written(display_of(type(self)).text(self))

    def __repr__(self) -> str:
        return display_of(type(self)).line(self)

    def _repr_html_(self) -> str | None:
        return display_of(type(self)).html(self)
