"""The course of a world in which people choose, beat by beat, as it comes.

A state of a story is how things stand, and whom everybody holds to be under way. Whoever is free
and has something to do, the first of them in cast order, does it; when nobody has, time passes;
when nothing is to come either, the story is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from elsewise.engines.choosing.forecast import Forecast, Ways
from elsewise.engines.choosing.nodes import Node


class StoryState(NamedTuple):
    """How things stand, and for every character whom they hold to be under way."""

    node: Node
    ways: tuple[Ways, ...]


class Move(NamedTuple):
    """What comes next, and the state that it leads to.

    `who` does `action`; `~action` is tried in vain. Without `who` it just happens; without an
    action either, time passes or everybody is held to be at rest. `cost` is 1 for what the author
    adds: a chance, or a deed that only their tolerance lets somebody do. `time_passes` counts the
    units of time that go by.
    """

    after: StoryState
    who: int | None = None
    action: int | None = None
    cost: int = 0
    time_passes: int = 0


class CourseRules:
    """The moves of a story in which people choose.

    `within` is the tolerance of every character (None: they do not choose, and are moved by
    nobody).
    """

    def __init__(self, forecast: Forecast, within: tuple[float | None, ...]) -> None:
        self.forecast = forecast
        self.nodes = forecast.nodes
        self._within = within

    def start(self) -> StoryState:
        """Return the beginning, with everybody at rest."""
        return StoryState(self.nodes.start(), (0,) * len(self._within))

    def moves(self, state: StoryState, *, any_order: bool = False) -> tuple[Move, ...]:
        """Return what may come next: one move, or several that are as good for who makes them.

        With `any_order` everybody who is free and has something to do may be the next, not only
        the first in cast order. Nothing: the story is over.
        """
        found: list[Move] = []
        for character, mind in self.nodes.minds(state.node):
            if self._within[character] is None or not self.nodes.is_free(state.node, character):
                continue
            found.extend(self._deeds(state, character, mind))
            if found and not any_order:
                break
        return tuple(found) or tuple(self._without_deeds(state))

    def _deeds(self, state: StoryState, character: int, mind: Node) -> Iterator[Move]:
        """Yield what somebody chooses to do, or tries in vain."""
        node, ways = state
        choice = self.forecast.choice(mind, ways[character], self._within[character] or 0.0)
        done = False
        for action in (*choice.best, *choice.near):
            possible = action in self.nodes.possible(node)
            if possible and self.forecast.consent(node, action, character):
                done = True
                by = self.nodes.problem.actions[action].by
                after = self._news(state, self.nodes.happens(node, action), by)
                yield Move(after, character, action, int(action in choice.near))
        if choice.best and not done:
            first = choice.best[0]
            if first not in self.nodes.possible(node):
                tried = self.nodes.attempt(node, character, first)
                if tried != node:
                    yield Move(self._news(state, tried, ()), character, ~first)

    def _without_deeds(self, state: StoryState) -> Iterator[Move]:
        """Yield that time passes, or else that everybody is held to be at rest.

        Whoever was free and waited now counts on nobody any more, so that nobody waits twice for
        what does not come.
        """
        node, ways = state
        if self.nodes.is_pending(node):
            later = self.nodes.time_passes(node)
            rested = tuple(
                0 if self.nodes.is_free(node, character) else way
                for character, way in enumerate(ways)
            )
            after = self._news(StoryState(later, rested), self.nodes.due(later), ())
            yield Move(after, time_passes=1)
        elif any(ways):
            yield Move(StoryState(node, (0,) * len(ways)))

    def chances(self, state: StoryState) -> Iterator[Move]:
        """Yield what may just happen, by nobody's choice, if the author adds it."""
        for action in self.nodes.possible(state.node):
            if action in self.nodes.chances:
                after = self._news(state, self.nodes.happens(state.node, action), ())
                yield Move(after, None, action, 1)

    def _news(self, state: StoryState, after: Node, by: tuple[int, ...]) -> StoryState:
        """Return the state after a step: whoever saw it holds those who did it to be under way.

        And those to whom it gives something else to do.
        """
        did = sum(1 << character for character in by)
        ways = list(state.ways)
        minds = zip(self.nodes.minds(state.node), self.nodes.minds(after), strict=True)
        for (character, old), (_, new) in minds:
            if old != new:
                stirred = self.forecast.stirred(old, new)
                ways[character] = (ways[character] | did | stirred) & ~(1 << character)
        return StoryState(after, tuple(ways))
