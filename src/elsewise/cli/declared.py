"""What a command declares of its parameters, in the annotations of its function.

Typer reads it for help and for mistakes (`app.py`); `plain.py` reads it without Typer, whose import
would take longer than the rest of a short run.
"""

from __future__ import annotations

from collections.abc import Callable
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from elsewise.lean import dataclass


class Option:
    """An option by its names; `details` (metavar, help, min) are for Typer, in its words."""

    def __init__(self, *names: str, **details: Any) -> None:  # noqa: ANN401
        self.names = names
        self.details = details


class Argument:
    """An argument by its place; `details` (metavar, help) are for Typer, in its words."""

    def __init__(self, **details: Any) -> None:  # noqa: ANN401
        self.details = details


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a command: what it takes (a list of it if `many`), and how it is given."""

    name: str
    kind: type
    many: bool
    required: bool
    declared: Option | Argument


def parameters(command: Callable[..., Any]) -> list[Parameter]:
    """Return the parameters of a command, in order."""
    optional = len(command.__defaults__ or ())
    hints = get_type_hints(command, include_extras=True)
    hints.pop("return")
    found = []
    for place, (name, hint) in enumerate(hints.items()):
        kind, declared = get_args(hint)
        if isinstance(kind, UnionType):
            kind = next(one for one in get_args(kind) if one is not NoneType)
        many = get_origin(kind) is list
        required = place < len(hints) - optional
        found.append(Parameter(name, get_args(kind)[0] if many else kind, many, required, declared))
    return found
