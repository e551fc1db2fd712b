"""What is known of a formula at every moment of a graph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from elsewise.graph.arrays import Flags, Numbers


@dataclass(frozen=True, slots=True)
class Truth:
    """Where something certainly is so, and where it may be so; all is known if both are one.

    The third value is what is not known (Kleene, "Introduction to metamathematics", 1952, §64).
    """

    sure: Flags
    maybe: Flags

    @property
    def known(self) -> bool:
        """Whether nothing is open."""
        return self.sure is self.maybe

    def __invert__(self) -> Truth:
        if self.known:
            return exactly(~self.sure)
        return Truth(~self.maybe, ~self.sure)

    def __and__(self, other: Truth) -> Truth:
        if self.known and other.known:
            return exactly(self.sure & other.sure)
        return Truth(self.sure & other.sure, self.maybe & other.maybe)

    def __or__(self, other: Truth) -> Truth:
        if self.known and other.known:
            return exactly(self.sure | other.sure)
        return Truth(self.sure | other.sure, self.maybe | other.maybe)

    def __getitem__(self, places: Numbers) -> Truth:
        if self.known:
            return exactly(self.sure[places])
        return Truth(self.sure[places], self.maybe[places])


def exactly(so: Flags) -> Truth:
    """Return what is known for certain."""
    return Truth(so, so)


def settled(sure: Flags, maybe: Flags) -> Truth:
    """Return a truth of two bounds, which is known for certain where they are equal."""
    return exactly(sure) if np.array_equal(sure, maybe) else Truth(sure, maybe)


@dataclass(frozen=True, slots=True)
class Label:
    """A formula's truth at all moments.

    `quiet`: per state, at a moment at which no event has just happened. `after`: per edge, at the
    moment behind it; None where the event makes no difference.
    """

    quiet: Truth
    after: Truth | None = None

    def behind(self, targets: Numbers) -> Truth:
        """Return the truth behind every edge; `targets` are the states that edges lead to."""
        return self.quiet[targets] if self.after is None else self.after

    def __invert__(self) -> Label:
        return Label(~self.quiet, None if self.after is None else ~self.after)
