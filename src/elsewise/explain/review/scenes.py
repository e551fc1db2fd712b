"""Moments of a world, as the telling reads in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from elsewise.play.moment import Moment
from elsewise.telling.reading import Scene, StateMind
from elsewise.world.model import World

if TYPE_CHECKING:
    from elsewise.engines.protocol import Engine


@dataclass(frozen=True, slots=True)
class Scenes:
    """One scene for the moments of each beginning."""

    world: World
    _made: dict[Engine, Scene] = field(default_factory=dict)

    def at(self, moment: Moment) -> StateMind:
        """Return a moment as a mind to read in."""
        engine = moment.engine
        if engine not in self._made:
            self._made[engine] = Scene(self.world, engine)
        return self._made[engine].at(moment.handle)
