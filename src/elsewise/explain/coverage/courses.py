"""How many stories there are, and through how many of them something runs.

A story here is a whole course of the day: it goes on until nothing more can follow, or until the
limit of length. Those in which a thing happens are all of them but those that can be put together
without it.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from elsewise.graph.arrays import Flags, GraphArrays
from elsewise.graph.counting import ways
from elsewise.story.watch import Watch


class Courses:
    """The courses of a graph, of at most `length` events.

    Counting them raises `Stopped` where a limit of the watch is reached.
    """

    def __init__(self, arrays: GraphArrays, length: int, watch: Watch) -> None:
        self.length = length
        self._arrays = arrays
        self._watch = watch
        self._last = arrays.degrees == 0

    @cached_property
    def total(self) -> int:
        """How many courses there are."""
        return self._without(None)

    def through(self, edges: Flags) -> int:
        """Return in how many courses at least one of these edges is taken."""
        return self.total - self._without(edges) if edges.any() else 0

    def _without(self, edges: Flags | None) -> int:
        """Count the courses that take none of these edges."""
        counted = 0
        for beats, reach in enumerate(islice(ways(self._arrays, 0, edges), self.length + 1)):
            self._watch.look()
            if not reach.any():
                break
            counted += int((reach if beats == self.length else reach[self._last]).sum())
        return counted
