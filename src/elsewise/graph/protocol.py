"""What an engine can do; the kernel and the reference do it alike."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Protocol

from elsewise.graph.limits import Limits, Outcome, ProgressReport
from elsewise.graph.values import Reason, State
from elsewise.grounding.problem import Problem

Handle = Hashable
"""A state as the engine knows it: equal handles, equal states (also in all minds kept)."""


class Engine(Protocol):
    """Runs one problem, with minds about minds kept to one depth.

    Actions are numbers into `problem.actions`. All methods may raise `WorldError` (code
    `trigger-loop`) where triggers go round without end.
    """

    problem: Problem

    def start(self) -> Handle:
        """The state at the beginning, triggers done."""
        ...

    def mind(self, state: Handle, character: int) -> Handle:
        """What a character believes; the state itself if it is that character's or kept no deeper."""
        ...

    def possible(self, state: Handle) -> tuple[int, ...]:
        """Actions whose condition holds, ascending. In a mind too: what is possible there."""
        ...

    def after(self, state: Handle, action: int) -> Handle:
        """The state after a possible action, triggers done."""
        ...

    def reasons(self, state: Handle, action: int, foresight: int) -> Mapping[str, Reason] | None:
        """The reason of everyone who must consent to an author's step, or None if one has none.

        `state` is one of the author's. Without consenters the mapping is empty.
        """
        ...

    def utility(self, state: Handle, character: int | None) -> float | None:
        """A character's utility there (None: the story's); unknown is None."""
        ...

    def holds(self, state: Handle, ending: str) -> bool:
        """Whether an ending is reached."""
        ...

    def look(self, state: Handle, depth: int) -> State:
        """The state's values, and the minds in it to a depth, as plain values."""
        ...

    def search(
        self,
        goal: float | str,
        limits: Limits,
        most: int = 1,
        report: ProgressReport | None = None,
    ) -> Outcome:
        """The shortest stories that reach a story utility or an ending, at most `most` of them."""
        ...

    def count(self, length: int, foresight: int) -> tuple[int, ...]:
        """How many sequences of 0, 1, … `length` explained events there are from the start."""
        ...
