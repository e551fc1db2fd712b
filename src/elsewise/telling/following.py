"""Which triggers followed an event, as far as they are to be told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from elsewise.engines.protocol import Engine, Handle
from elsewise.play.make_engine import make_engine
from elsewise.problem.problem import Event, Problem
from elsewise.story.limits import Limits
from elsewise.story.step import Step
from elsewise.telling.reading import Scene, StateMind
from elsewise.world.types import Value


def with_minds(problem: Problem, characters: Collection[int]) -> Problem:
    """Return the same problem with these characters' minds kept, whether they matter or not."""
    asked = tuple(a or c in characters for c, a in enumerate(problem.levels.asked))
    return problem.with_levels(replace(problem.levels, asked=asked))


class Following:
    """Runs a story beside the telling, one event after the other, and says what fires.

    Nothing is run if no trigger has words of its own and nobody has `asked` for the others.
    """

    def __init__(self, scene: Scene, *, asked: bool) -> None:
        self._scene = scene
        self._asked = asked or any(trigger.tell for trigger in scene.world.triggers)
        self._engine: Engine | None = None
        self._state: Handle = None

    def at_start(self) -> tuple[Event, ...]:
        """Return the triggers that fire before anything else happens; call this first."""
        problem = self._scene.engine.problem
        if not problem.triggers or not self._asked:
            return ()
        depth = problem.limits.get("depth", Limits().depth)
        # Beliefs that nothing depends on are kept too, for they are told.
        put_into = {c for t in problem.triggers for effect in t.effects for c in effect.minds}
        self._engine = make_engine("kernel", with_minds(problem, put_into), Limits(depth=depth))
        return self._fired(self._engine.begin(0))

    def after(self, event: str) -> tuple[Event, ...]:
        """Return the triggers that fire after the next event of the story."""
        if self._engine is None:
            return ()
        return self._fired(self._engine.step(self._state, self._scene.actions[event], 0))

    def _fired(self, step: Step) -> tuple[Event, ...]:
        self._state = step.after
        triggers = self._scene.engine.problem.triggers
        return tuple(triggers[firing.trigger] for firing in step.fired)

    def value(self, mind: StateMind, fluent: int) -> Value:
        """Return the value of a fluent by its number."""
        found = self._scene.engine.problem.fluents[fluent]
        return self._scene.fluent_value(mind.state, found)
