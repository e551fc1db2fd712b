"""Keeps an eye on the limits of a search while it runs."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from elsewise.story.limits import Limits, Statistics

_STEPS_BETWEEN_REPORTS = 1000
_UNLIMITED = Limits()


class Stopped(Exception):  # noqa: N818
    """A limit is reached; `by` says which: "seconds", "memory" or "states"."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


class Watch:
    """Counts states and steps, and raises `Stopped` when a limit of time or space is reached.

    `report` is called now and then; `states` is how many there are already. Limits of length and
    foresight are not its business.
    """

    def __init__(
        self,
        limits: Limits = _UNLIMITED,
        report: Callable[[], None] | None = None,
        states: int = 0,
    ) -> None:
        self._limits = limits
        self._report = report
        self._begin = time.monotonic()
        self._states = states
        self._steps = 0

    def step(self) -> None:
        """Note that an event happens in a state."""
        self._steps += 1
        if self._report is not None and self._steps % _STEPS_BETWEEN_REPORTS == 0:
            self._report()
        self.look()

    def state(self, states: int) -> None:
        """Note how many different states there are by now."""
        self._states = states
        if self._limits.states is not None and states > self._limits.states:
            raise Stopped("states")

    def look(self) -> None:
        """Raise `Stopped` if time or memory are used up."""
        limits = self._limits
        if limits.seconds is not None and time.monotonic() - self._begin > limits.seconds:
            raise Stopped("seconds")
        if limits.memory is not None and peak_memory() > limits.memory * 1e9:
            raise Stopped("memory")

    def limited(self, limits: Limits) -> Watch:
        """Return a watch that began when this one did, with limits of its own."""
        other = Watch(limits)
        other._begin = self._begin
        return other

    def left(self, limits: Limits | None = None, parts: int = 1) -> Limits:
        """Return limits with the time that is left of them since the watch began.

        They are for a search that is a part of all this (None: its own limits), the first of so
        many `parts` that are still to come: it gets its share of the time.
        """
        limits = self._limits if limits is None else limits
        if limits.seconds is None:
            return limits
        used = time.monotonic() - self._begin
        return replace(limits, seconds=max(0.0, limits.seconds - used) / parts)

    def statistics(self) -> Statistics:
        """Return what was used until now."""
        seconds = time.monotonic() - self._begin
        return Statistics(self._states, self._steps, seconds, peak_memory())


def peak_memory() -> int:
    """Return the most memory that this process has held so far, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
