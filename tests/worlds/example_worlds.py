"""What the tests of the example worlds share: stories, forks, and who believes what."""

from __future__ import annotations

from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.explain.counterfactual.interventions import declared, forked
from elsewise.grounding.grounder import ground
from elsewise.samples import sample_text
from elsewise.story.limits import Limits, Outcome
from elsewise.story.story import State, Story
from elsewise.world.load import load_text
from elsewise.world.model import World


class Day:
    """An example world, perhaps changed in its text or by one of its forks, and an engine."""

    def __init__(
        self,
        name: str,
        *changes: tuple[str, str],
        fork: str | None = None,
        depth: int | None = None,
    ) -> None:
        text = sample_text(name)
        for old, new in changes:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
            text = text.replace(old, new)
        self.world: World = load_text(text, f"{name}.ew")
        if fork is not None:
            self.world = forked(self.world, (), declared(self.world, fork))
        problem = ground(self.world)
        self.limits = Limits(**self.world.limits)
        self.engine = ReferenceEngine(problem, self.limits.depth if depth is None else depth)
        self.actions = {action.name: number for number, action in enumerate(problem.actions)}

    def find(self, ending: str, most: int = 1) -> Outcome:
        """Look for the shortest stories to an ending."""
        return self.engine.search(ending, self.limits, most)

    def story(self, ending: str) -> Story:
        """Return the shortest story to an ending, which must exist."""
        return self.find(ending).stories[0]

    def states(self, story: Story) -> list[State]:
        """Return what is so before a story and after each beat, with minds about minds."""
        handle = self.engine.start()
        found = [self.engine.look(handle, 2)]
        for event in story.events:
            assert self.actions[event] in self.engine.possible(handle), event
            handle = self.engine.after(handle, self.actions[event])
            found.append(self.engine.look(handle, 2))
        return found
