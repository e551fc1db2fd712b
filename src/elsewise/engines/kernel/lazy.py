"""A problem of which only what a search asks for is at hand; the rest is made when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from elsewise.engines.kernel.encoding import Flat, remember
from elsewise.problem.problem import MindLevels, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

_WHOLE = "_whole"


@dataclass(frozen=True, slots=True)
class Known:
    """What a search asks of a problem beside its arrays; each by its name in `Problem`."""

    name: str
    characters: tuple[str, ...]
    fluent_names: tuple[str, ...]
    action_names: tuple[str, ...]
    ending_names: tuple[str, ...]
    limits: Mapping[str, int]
    levels: MindLevels
    story_is_settled: bool


class LazyProblem(Problem):
    """A problem from its flat arrays and what else is known of it.

    `whole` makes the same problem as a whole, when something else is asked of it; from then on it
    is a problem like any other.
    """

    def __init__(self, known: Known, made: Flat, whole: Callable[[], Problem]) -> None:
        own = vars(self)
        own.update({name: getattr(known, name) for name in Known.__slots__})
        own[_WHOLE] = whole
        own["asked"] = {}
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
        other = object.__new__(LazyProblem)
        vars(other).update(vars(self), levels=levels)
        return other

    def _complete(self) -> None:
        own = vars(self)
        whole = own.pop(_WHOLE)()
        for name in Problem.__dataclass_fields__:
            own.setdefault(name, getattr(whole, name))
        object.__setattr__(self, "__class__", Problem)
