"""A problem of which only what a search asks for is at hand; the rest is made when asked for."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from elsewise.engine.flat import KINDS, Flat, flat, remember
from elsewise.grounding.problem import MindLevels, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

Known = dict[str, Any]
"""What is known of a problem beside its arrays, as JSON has it."""

_NAMES = ("characters", "fluent_names", "action_names", "ending_names")
_WHOLE = "_whole"


class KeptProblem(Problem):
    """A problem from what `known_of` said of it and its flat arrays.

    `whole` makes the same problem as a whole, when something else is asked of it; from then on it
    is a problem like any other.
    """

    def __init__(self, known: Known, made: Flat, whole: Callable[[], Problem]) -> None:
        own = vars(self)
        own.update({name: tuple(known[name]) for name in _NAMES})
        own["name"] = known["name"]
        own["limits"] = known["limits"]
        own["story_is_settled"] = known["story_is_settled"]
        extra, asked, consents = known["levels"]
        own["levels"] = MindLevels(extra, tuple(asked), tuple(consents))
        own[_WHOLE] = whole
        remember(self, made)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        """Return what is not at hand."""
        if name not in Problem.__dataclass_fields__:
            raise AttributeError(f"A problem has no {name}.", name=name, obj=self)
        self._complete()
        return getattr(self, name)

    def __eq__(self, other: object) -> bool:
        self._complete()
        return self == other

    __hash__ = Problem.__hash__

    def with_levels(self, levels: MindLevels) -> Problem:
        """Return the same problem with minds kept otherwise."""
        other = object.__new__(KeptProblem)
        vars(other).update(vars(self), levels=levels)
        return other

    def _complete(self) -> None:
        own = vars(self)
        whole = own.pop(_WHOLE)()
        for name in Problem.__dataclass_fields__:
            own.setdefault(name, getattr(whole, name))
        object.__setattr__(self, "__class__", Problem)


def known_of(problem: Problem) -> Known:
    """Return what a search asks of a problem beside its arrays."""
    levels = problem.levels
    return {
        **{name: list(getattr(problem, name)) for name in _NAMES},
        "name": problem.name,
        "limits": dict(problem.limits),
        "story_is_settled": problem.story_is_settled,
        "levels": [levels.extra, levels.asked, levels.consents],
    }


def packed(problem: Problem) -> tuple[Known, bytes]:
    """Return the flat arrays of a problem as bytes, and what is needed to read them."""
    made = flat(problem)
    sizes = [len(made.arrays[name]) for name in KINDS]
    content = b"".join(made.arrays[name].tobytes() for name in KINDS)
    return {"entities": made.entities, "sizes": sizes}, content


def unpacked(known: Known, content: bytes | memoryview) -> Flat:
    """Return the flat arrays that `packed` made bytes of; `ValueError` if they do not fit."""
    arrays: dict[str, array[Any]] = {}
    at = 0
    for (name, kind), size in zip(KINDS.items(), known["sizes"], strict=True):
        made: array[Any] = array(kind)
        end = at + size * made.itemsize
        made.frombytes(content[at:end])
        if len(made) != size:
            raise ValueError(f"{name} is cut off")
        arrays[name], at = made, end
    if at != len(content):
        raise ValueError("there is more than the arrays")
    return Flat(tuple(known["entities"]), arrays)
