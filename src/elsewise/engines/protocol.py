"""What an engine can do; the kernel and the reference do it alike, and say it only here."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Protocol

from elsewise.errors import EngineError
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Mode, Outcome, ProgressReport
from elsewise.story.step import Step
from elsewise.story.story import Beat, Reason, State, Story
from elsewise.world.types import Value

Handle = Hashable
"""A state as the engine knows it: equal handles, equal states (also in all minds kept)."""


class Engine(Protocol):
    """Runs one problem, with minds about minds kept to one depth.

    Actions are numbers into `problem.actions`. All methods may raise `WorldError` (code
    `trigger-loop`) where triggers go round without end.
    """

    problem: Problem

    def start(self) -> Handle:
        """Return the state at the beginning, triggers done."""
        ...

    def mind(self, state: Handle, character: int) -> Handle:
        """Return what a character believes; its own state, or one kept no deeper, is itself."""
        ...

    def possible(self, state: Handle) -> tuple[int, ...]:
        """Return the actions that are possible, ascending; in a mind, those possible there."""
        ...

    def after(self, state: Handle, action: int) -> Handle:
        """Return the state after an action, triggers done.

        Raises `EngineError` if it is not possible.
        """
        ...

    def begin(self, depth: int = 1) -> Step:
        """Return what the triggers did at the beginning, before anything else happened.

        Told as by `step`, from the state that the author said to `start()`.
        """
        ...

    def step(self, state: Handle, action: int, depth: int = 1) -> Step:
        """Return what a possible action brings about and by which ways, in minds to a depth.

        It leads where `after` does, and is worked out anew each time. Raises `EngineError` if the
        action is not possible.
        """
        ...

    def changed(self, state: Handle, minds: Sequence[int], fluent: int, value: Value) -> Handle:
        """Return the state in which a fluent has another value in the mind that a path leads to.

        As after an event with this one effect that nobody sees, triggers done; an empty path
        changes the state itself. What is aimed at a mind that is not kept changes nothing. The
        problem holds only for values that can come about in it; others are the caller's risk.
        Raises `EngineError` for an entity that is no value anywhere in it.
        """
        ...

    def reasons(self, state: Handle, action: int, foresight: int) -> Mapping[str, Reason] | None:
        """Return the reason of everyone who must consent to an action, or None if one has none.

        `state` is one of the author's. Without consenters the mapping is empty. Raises
        `EngineError` if the action is not possible.
        """
        ...

    def utility(self, state: Handle, character: int | None) -> float | None:
        """Return a character's utility there (None: the story's); unknown is None."""
        ...

    def holds(self, state: Handle, name: str) -> bool:
        """Return whether a condition that is asked holds, or else the ending of a name.

        Raises `UsageError` if there is none so named.
        """
        ...

    def look(self, state: Handle, depth: int) -> State:
        """Return the state's values, and the minds in it to a depth, as plain values."""
        ...

    def search(
        self,
        goal: float | str,
        limits: Limits,
        most: int = 1,
        report: ProgressReport | None = None,
        start: Handle | None = None,
        mode: Mode = "shortest",
        known: Sequence[int] = (),
    ) -> Outcome:
        """Find the shortest stories that reach a utility or an ending, at most `most` of them.

        They begin at `start`, one of the author's states (None: at the beginning). `known` are the
        actions of a story from elsewhere: what is still one of them, if anything is, may be the
        answer at once. An engine may look for the shortest in every mode. Of the limits, depth
        and levels are those that the engine was made with. A limit that is reached, and Ctrl-C, end
        the search with what it has found. Raises `UsageError` if there is no such ending.
        """
        ...

    def count(self, length: int, foresight: int) -> tuple[int, ...]:
        """Count the sequences of 0, 1, … `length` explained events from the start."""
        ...


def story_of(
    engine: Engine, state: Handle, actions: Sequence[int], goal: float | str, foresight: int
) -> Story:
    """Return the story of explained actions from a state, with the reasons of everyone in it."""
    beats: list[Beat] = []
    for action in actions:
        reasons = engine.reasons(state, action, foresight)
        if reasons is None:
            raise EngineError("A story was found in which somebody has no reason.")
        beats.append(Beat(engine.problem.action_names[action], reasons))
        state = engine.after(state, action)
    return Story(tuple(beats), goal, engine.utility(state, None))
