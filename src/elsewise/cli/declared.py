"""What a command declares of its parameters, in the annotations of its function.

Typer reads it for help and for mistakes (`app.py`); `plain.py` reads it without Typer, whose import
would take longer than the rest of a short run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import TYPE_CHECKING

__all__ = ["Annotated", "Argument", "Option", "Parameter", "parameters"]

if TYPE_CHECKING:
    from typing import Annotated, Any
else:

    class Annotated:
        """To type checkers that of `typing`; here just a type and what is declared of it."""

        def __class_getitem__(cls, said: tuple[Any, object]) -> tuple[Any, object]:
            return said


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
    """A parameter of a command: what it takes (a list of it if `many`), and how it is given.

    `annotation` is its type as the function has it: `list[str] | None` for a `kind` of str.
    """

    name: str
    annotation: Any
    kind: type
    many: bool
    required: bool
    declared: Option | Argument


def parameters(command: Callable[..., Any]) -> list[Parameter]:
    """Return the parameters of a command, in order."""
    plain = getattr(command, "__wrapped__", command)
    written = dict(command.__annotations__)
    written.pop("return")
    names = plain.__globals__
    required = len(written) - len(plain.__defaults__ or ())
    found = []
    for place, (name, text) in enumerate(written.items()):
        annotation, declared = eval(text, names)
        kind = annotation
        if isinstance(kind, UnionType):
            kind = next(one for one in kind.__args__ if one is not NoneType)
        many = getattr(kind, "__origin__", None) is list
        kind = kind.__args__[0] if many else kind
        found.append(Parameter(name, annotation, kind, many, place < required, declared))
    return found
