"""Stories that are orders of one another: the same deeds, of which the same come of the same.

Two sequences of events are orders of one if they have the same events, each with the values that
it looks at from the same others, and come to the same state. (So are the words of one trace in the
sense of Mazurkiewicz, "Trace theory", 1987; here what is read tells which events depend on which.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import replace
from functools import cache

from elsewise.engines.protocol import Engine, Handle
from elsewise.problem.problem import Condition, ValueExpression
from elsewise.problem.reads import fluent_reads
from elsewise.story.limits import Limits, Mode, Outcome, ProgressReport
from elsewise.story.story import Story
from elsewise.story.watch import Watch

MOST_LISTED = 4_000
"""So many stories are listed at most to find some that are no orders of others."""

GROWTH = 8


def search_different(
    engine: Engine,
    aim: float | str,
    limits: Limits,
    most: int,
    report: ProgressReport | None,
    start: Handle | None,
    mode: Mode,
) -> Outcome:
    """Search for stories of which none is an order of another, the shortest first.

    More and more are listed until there are enough. `orders` of the outcome says how many were left
    out. If there are fewer than `most`, all others within the limits are orders of them, or
    `MOST_LISTED` were looked at.
    """
    watch, links = Watch(limits), Links(engine, engine.start() if start is None else start)
    listed = most
    while True:
        found = engine.search(aim, watch.left(), listed, report, start, mode)
        first: dict[Hashable, Story] = {}
        for story in found.stories:
            first.setdefault(links.of(story), story)
        kept = tuple(first.values())[:most]
        over = len(found.stories) < listed or listed >= MOST_LISTED or found.stopped_by is not None
        if len(kept) == most or over:
            left_out = len(found.stories) - len(first)
            return replace(found, stories=kept, orders=left_out)
        listed = min(listed * GROWTH, MOST_LISTED)


class Links:
    """Tells orders apart: which event of a story has what it looks at from which other."""

    def __init__(self, engine: Engine, start: Handle) -> None:
        self._engine = engine
        self._start = start
        self._numbers = engine.problem.action_numbers
        self._touched = cache(self._touches)

    def of(self, story: Story) -> Hashable:
        """Return what is the same for all orders of a story, and for no other story."""
        times: Counter[str] = Counter()
        last: dict[int, tuple[str, int]] = {}  # by fluent, which event wrote it last
        links: set[tuple[tuple[str, int], int, tuple[str, int] | None]] = set()
        state = self._start
        for name in story.events:
            number = self._numbers[name]
            times[name] += 1
            event = name, times[name]
            reads, writes = self._touched(number)
            links |= {(event, fluent, last.get(fluent)) for fluent in reads}
            last |= dict.fromkeys(writes, event)
            state = self._engine.after(state, number)
        return frozenset(times.items()), frozenset(links), state

    def _touches(self, number: int) -> tuple[frozenset[int], frozenset[int]]:
        """Return the fluents that an action looks at and those that it writes, in any mind."""
        action = self._engine.problem.actions[number]
        parts: Iterable[Condition | ValueExpression] = (
            action.condition,
            *(effect.condition for effect in action.effects),
            *(effect.value for effect in action.effects),
        )
        reads = frozenset(look.fluent for part in parts for look in fluent_reads(part))
        return reads, frozenset(effect.fluent for effect in action.effects)
