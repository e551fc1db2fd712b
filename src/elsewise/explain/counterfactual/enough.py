"""The answer to what it would have taken."""

from __future__ import annotations

from dataclasses import dataclass

from elsewise.explain.counterfactual.interventions import Intervention, distinct_texts
from elsewise.show.shown import Shown
from elsewise.story.limits import Limits
from elsewise.story.story import Story


@dataclass(frozen=True, slots=True)
class Enough:
    """A minimal set of interventions: together they make it possible, none of them for nothing.

    `story` is one with them, as short as `find` finds it; `outright`: one of them changes what the
    ending itself asks about.
    """

    changes: tuple[Intervention, ...]
    story: Story
    outright: bool = False

    @property
    def size(self) -> int:
        """How many changes these are; a declared fork is one, whatever it changes."""
        return len(distinct_texts(self.changes))


@dataclass(frozen=True, repr=False)
class WouldTake(Shown):
    """What it would have taken for an ending: see `would_take`.

    `already` is a story that comes to it without any change; then nothing was looked for. `found`
    are the smallest sets of changes: those that the world declares first, then facts, then beliefs,
    and last what is said outright. `tried` sets were tried, of up to `size` changes (0: none was
    needed); of `unsettled` ones a limit left open whether they are enough. `needed`: without any
    change it is proven not to be reached within the limits.
    """

    name: str
    aim: str
    before: tuple[str, ...]
    limits: Limits
    already: Story | None
    found: tuple[Enough, ...]
    tried: int
    unsettled: int
    size: int
    stopped_by: str | None
    needed: bool = True
