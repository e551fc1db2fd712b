"""Which triggers followed an event. An engine shows only where they led, so the reference is asked.

It runs nothing but the story's own steps, and only where triggers are to be told.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from elsewise.engines.reference.states import State
from elsewise.engines.reference.transition import Progress
from elsewise.problem.problem import Event, Problem
from elsewise.story.limits import Limits
from elsewise.telling.reading import Scene, StateMind
from elsewise.world.types import Value


def with_minds(problem: Problem, characters: Collection[int]) -> Problem:
    """Return the same problem with these characters' minds kept, whether they matter or not."""
    asked = tuple(a or c in characters for c, a in enumerate(problem.levels.asked))
    return replace(problem, levels=replace(problem.levels, asked=asked))


class Following:
    """Runs a story beside the engine, one event after the other, and notes what fires.

    Nothing is run if no trigger has words of its own and nobody has `asked` for the others.
    """

    def __init__(self, scene: Scene, *, asked: bool) -> None:
        self._scene = scene
        self._asked = asked or any(trigger.tell for trigger in scene.world.triggers)
        self._progress: Progress | None = None
        self._state: State | None = None

    def at_start(self) -> tuple[Event, ...]:
        """Return the triggers that fire before anything else happens; call this first."""
        problem = self._scene.engine.problem
        if not problem.triggers or not self._asked:
            return ()
        depth = problem.limits.get("depth", Limits().depth)
        # Beliefs that nothing depends on are kept too, for they are told.
        put_into = {c for t in problem.triggers for effect in t.effects for c in effect.minds}
        self._progress = Progress(with_minds(problem, put_into), depth, None)
        self._state = self._progress.start()
        return self._progress.firings_at_start()

    def after(self, event: str) -> tuple[Event, ...]:
        """Return the triggers that fire after the next event of the story."""
        if self._progress is None or self._state is None:
            return ()
        action = self._scene.actions[event]
        fired = self._progress.firings_after(self._state, action)
        self._state = self._progress.after(self._state, action)
        return fired

    def value(self, mind: StateMind, fluent: int) -> Value:
        """Return the value of a fluent by its number."""
        found = self._scene.engine.problem.fluents[fluent]
        return self._scene.fluent_value(mind.state, found)
