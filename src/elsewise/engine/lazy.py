"""A problem of which only what a search asks for is at hand; the rest is made when asked for."""

from __future__ import annotations

from elsewise.engine.flat import Flat, remember
from elsewise.grounding.problem import MindLevels, Problem
from elsewise.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Known = dict[str, Any]
    """What a search asks of a problem beside its arrays, as JSON has it: see `known_of`."""

_NAMES = ("characters", "fluent_names", "action_names", "ending_names")
_WHOLE = "_whole"


class LazyProblem(Problem):
    """A problem from what `known_of` says of it and its flat arrays.

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
        other = object.__new__(LazyProblem)
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
