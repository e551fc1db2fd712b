"""Names of events and fluents: `walk(Tom, Cottage)`, `at(Tom)`.

Both dialects share them: numbers stand without a needless `.0`, yes and no as `yes` and `no`,
unknown as `?`. An event always has brackets, a fluent only where it has arguments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from elsewise.errors import UsageError
from elsewise.world.types import Value

_EVENT = r"\s*(?P<name>[^\s(),][^(),]*?)\s*(?:\((?P<arguments>[^()]*)\))?\s*"


def value_text(value: Value) -> str:
    """Return a value as it stands in names: `Tom`, `3`, `0.5`, `yes`, `?`."""
    if isinstance(value, str):
        return value
    if value is None:
        return "?"
    if value is True:
        return "yes"
    if value is False:
        return "no"
    number = float(value)
    return str(int(number)) if number.is_integer() else repr(number)


def event_name(name: str, arguments: tuple[Value, ...]) -> str:
    """Return the name of an event, for example `walk(Tom, Cottage)` or `rain()`."""
    return f"{name}({', '.join(map(value_text, arguments))})"


def fluent_name(fact: str, arguments: tuple[Value, ...]) -> str:
    """Return the name of a fluent, for example `at(Tom)` or `asked`."""
    return event_name(fact, arguments) if arguments else fact


def fact_text(fluent: str, value: Value) -> str:
    """Return that a fluent has a value, as under `start`: `not open`, `at(Tom) = Inn`."""
    if isinstance(value, bool):
        return fluent if value else f"not {fluent}"
    return f"{fluent} = {value_text(value)}"


def believing(characters: Iterable[str]) -> str:
    """Return what stands before what somebody believes: `Lex believes Lana believes `."""
    return "".join(f"{name} believes " for name in characters)


def parse_event_name(text: str) -> tuple[str, tuple[str, ...]]:
    """Split the name of an event into its name and its arguments as written.

    Spaces may stand anywhere around the parts, and an event without arguments may lack its
    brackets: `walk( Tom ,Cottage )` is `("walk", ("Tom", "Cottage"))`. Raises `UsageError` for a
    text that cannot be the name of an event.
    """
    match = re.fullmatch(_EVENT, text)
    if match is None:
        raise UsageError(f"`{text.strip()}` is not an event: write it like `walk(Tom, Cottage)`.")
    inside = (match["arguments"] or "").strip()
    arguments = tuple(part.strip() for part in inside.split(",")) if inside else ()
    if not all(arguments):
        raise UsageError(f"`{text.strip()}` lacks an argument between its commas.")
    return match["name"], arguments


def canonical_event_name(text: str) -> str:
    """Return the name of an event with its spaces put right."""
    name, arguments = parse_event_name(text)
    return event_name(name, arguments)
