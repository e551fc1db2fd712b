"""Values as JSON: the one place where a value becomes what a command writes with `--json`.

A data class becomes an object whose keys are its fields, unless its display says otherwise: by
`keys`, or by a function. Tuples become lists, and enumerations their values. Numbers are finite,
whole ones are written without a point, and what is unknown is null. Keys stay as they are; new
ones may come.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import Enum
from operator import attrgetter
from typing import Any

from elsewise.show.harmless import escaped
from elsewise.show.shown import display_of

Json = dict[str, Any]
_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


def json_of(value: object) -> Any:  # noqa: ANN401
    """Return a value as JSON has it.

    Raises `TypeError` for what is neither plain, a mapping, a sequence nor a data class.
    """
    if type(value) in _AS_THEY_ARE:
        return value
    match value:
        case float():
            return int(value) if value.is_integer() else value
        case Enum():
            return value.value
        case Mapping():
            return {json_of(key): json_of(one) for key, one in value.items()}
        case tuple() | list() | range():
            return [json_of(one) for one in value]
    return json_object(value)


def json_object(value: object) -> Json:
    """Return a value that is an object in JSON: as its display says, or else by its fields."""
    made = display_of(type(value)).json
    return made(value) if made is not None else by_fields(value)


def by_fields(value: Any) -> Json:  # noqa: ANN401
    """Return a data class as JSON, by the names of its fields."""
    return {field.name: json_of(getattr(value, field.name)) for field in fields(value)}


def keys(names: str) -> Callable[[Any], Json]:
    """Say by which keys a value is written, and in which order.

    `"world events"` are attributes of these names; `"after=original.before"` is a key with the
    attribute that it is read from.
    """
    pairs = [(key, attrgetter(path or key)) for key, _, path in _parted(names)]
    return lambda value: {key: json_of(read(value)) for key, read in pairs}


def _parted(names: str) -> list[tuple[str, str, str]]:
    return [name.partition("=") for name in names.split()]


def json_text(made: Json) -> str:
    """Write JSON for people and programs: indented, keys in the order they were made."""
    import msgspec

    text = escaped(json.dumps(made, ensure_ascii=False, allow_nan=False))
    return msgspec.json.format(text, indent=2) + "\n"
