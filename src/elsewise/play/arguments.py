"""What users hand to the public functions, looked at before anything is done with it.

Types are taken from the annotations, as they are written: to look at an argument loads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from inspect import signature
from os import PathLike
from typing import Any, ParamSpec, TypeVar

from elsewise.errors import UsageError

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")

ALIASES = {
    "Plot": "Story | str | Iterable[str]",
    "Texts": "str | Iterable[str]",
    "Mode": "str",
    "ProgressReport": "Callable",
    "TrialReport": "Callable",
    "Intervention": "Stated | Wanted | Skipped | Forced",
    "Path": "str | PathLike",
    "Value": "str | float | bool | None",
}
"""What names in annotations stand for; a class of such a name is meant by it, too."""

KINDS: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "None": (type(None),),
    "Callable": (Callable,),  # type: ignore[dict-item]
    "PathLike": (PathLike,),
}
MANY = {"Sequence": Iterable, "Iterable": Iterable, "Collection": Iterable, "Mapping": Mapping}
WORDS = {
    "World": "a world (of load, loads or sample)",
    "Problem": "a problem (of ground)",
    "StoryGraph": "a graph (of explore or open_graph)",
    "Story": "a story",
    "Limits": "limits (of Limits)",
    "Question": "a question",
    "Comparison": "a comparison (of whatif)",
    "Moment": "a situation (of begin)",
    "str": "a text",
    "PathLike": "a path",
    "int": "a whole number",
    "float": "a number",
    "bool": "True or False",
    "None": "None",
    "Callable": "a function",
}


def checked(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """Return a function that raises `UsageError`, in a sentence, for arguments of a wrong type."""
    takes = signature(function)
    forms = {
        name: _alternatives(str(parameter.annotation))
        for name, parameter in takes.parameters.items()
        if parameter.kind is not parameter.VAR_KEYWORD
    }

    @wraps(function)
    def call(*given: _Parameters.args, **named: _Parameters.kwargs) -> _Result:
        try:
            arguments = takes.bind(*given, **named).arguments
        except TypeError as error:
            raise UsageError(f"{function.__name__}: {error}.") from None
        for name, value in arguments.items():
            if name in forms and not any(_is(value, form) for form in forms[name]):
                raise UsageError(_complaint(function.__name__, name, value, forms[name]))
        return function(*given, **named)

    return call


def _alternatives(annotation: str) -> tuple[str, ...]:
    """Return what may stand for an annotation: its parts between `|` outside of brackets."""
    found: list[str] = []
    for part in re.split(r"\s*\|\s*(?![^\[]*\])", annotation):
        found += (part, *_alternatives(ALIASES[part])) if part in ALIASES else (part,)
    return tuple(dict.fromkeys(found))


def _is(value: Any, form: str) -> bool:  # noqa: ANN401
    name, _, inner = form.partition("[")
    if name in MANY:
        apart = isinstance(value, str | bytes | Mapping) and name != "Mapping"
        if apart or not isinstance(value, MANY[name]):
            return False
        looked = value if isinstance(value, tuple | list) else ()
        within = _alternatives(inner.removesuffix("]"))
        return all(any(_is(one, kind) for kind in within) for one in looked)
    if name in KINDS:
        return isinstance(value, KINDS[name]) and (not isinstance(value, bool) or name == "bool")
    return any(kind.__name__ == name for kind in type(value).__mro__)


def _complaint(function: str, name: str, value: object, forms: tuple[str, ...]) -> str:
    words = [_said(form) for form in forms if form != "None" and form not in ALIASES]
    wanted = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
    given = "None" if value is None else f"{value!r:.40}"
    hint = ""
    if "World" in forms and isinstance(value, str | PathLike):
        hint = f" Read it first: elsewise.load({given}), or elsewise.sample({given})."
    return f"{function} takes as {name} {wanted}, not {given}.{hint}"


def _said(form: str) -> str:
    name, _, inner = form.partition("[")
    if name in MANY:
        return f"several, each {' or '.join(_said(one) for one in _alternatives(inner[:-1]))}"
    return WORDS.get(name, f"a {name}")
