"""The peer's known solutions, with the reasons they give, hold by the rules of the reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from elsewise.engines.protocol import Handle
from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.grounding.grounder import ground
from elsewise.problem.names import canonical_event_name
from elsewise.sabre.load import load_text
from elsewise.story.limits import Limits
from elsewise.story.story import Beat, Planned, Reason, Story
from elsewise.validation.validate import validate
from peer_files import INSTANCES, PEER, needs_peer_files

TOO_MUCH = {"aladdin_any", "aladdin_both"}
"""To see that nothing can be left out of these takes the reference many minutes."""

BEYOND_LIMITS = {"deerhunter_both", "fantasy_two", "fantasy_all"}
"""Found by the peer's best-first search: some reasons are longer than the foresight allows."""

LONG = ("hospital_both", "lovers")
KNOWN = [
    instance
    for instance in INSTANCES
    if (PEER / "solutions" / f"{instance['name']}.txt").exists()
    and instance["name"] not in TOO_MUCH
]


class Tree:
    """Reads a solution: below each event, `|`-deeper, the rest of each consenter's plan."""

    def __init__(self, engine: ReferenceEngine, text: str) -> None:
        self.engine = engine
        self.problem = engine.problem
        self.numbers = {action.name: n for n, action in enumerate(self.problem.actions)}
        self.lines = iter(text.splitlines())

    def story(self, goal: float) -> Story:
        """Return the whole solution as a story."""
        return Story(tuple(self.beats(self.engine.start(), None)), goal, None)

    def beats(self, state: Handle, owner: int | None) -> Iterator[Beat]:
        """Read events with their reasons up to the `goal(…)` line, from a state of an owner."""
        for line in self.lines:
            words = re.sub(r"^(\| )*", "", line)
            if words.startswith("goal("):
                return
            number = self.numbers[canonical_event_name(words)]
            yield Beat(self.problem.actions[number].name, self.reasons(state, number, owner))
            state = self.engine.after(state, number)

    def reasons(self, state: Handle, number: int, owner: int | None) -> dict[str, Reason]:
        """Read the reasons of the other consenters for an event."""
        reasons: dict[str, Reason] = {}
        for character in self.problem.actions[number].by:
            if character != owner:
                name = self.problem.characters[character]
                reasons[name] = self.reason(state, number, character)
        return reasons

    def reason(self, state: Handle, number: int, character: int) -> Reason:
        """Read the rest of a character's plan, and work out what it gains in its mind."""
        mind = self.engine.mind(state, character)
        before = self.engine.utility(mind, character)
        mind = self.engine.after(mind, number)
        plan = [Planned(self.problem.actions[number].name)]
        for beat in self.beats(mind, character):
            plan.append(Planned(beat.event, beat.reasons))
            mind = self.engine.after(mind, self.numbers[beat.event])
        end = self.engine.utility(mind, character)
        assert before is not None
        assert end is not None
        return Reason(self.problem.characters[character], tuple(plan), (before, end))


@needs_peer_files
@pytest.mark.parametrize(
    "instance",
    [
        pytest.param(i, id=i["name"], marks=pytest.mark.slow if i["name"] in LONG else ())
        for i in KNOWN
    ],
)
def test_known_solution(instance: dict[str, object]) -> None:
    name = str(instance["name"])
    text = (PEER / str(instance["problem"])).read_text("utf-8")
    problem = ground(load_text(text, name))
    limits = Limits(
        length=int(str(instance["length"])),
        foresight=int(str(instance["foresight"])),
        depth=int(str(instance["depth"])),
    )
    solution = Path(PEER / "solutions" / f"{name}.txt").read_text("utf-8")
    story = Tree(ReferenceEngine(problem, limits.depth), solution).story(
        float(str(instance["goal"]))
    )
    fault = validate(problem, story, limits=limits)
    if name not in BEYOND_LIMITS:
        assert fault is None
    else:
        assert fault is not None
        assert fault.kind == "wrong-reason"
        assert "may have" in fault.sentence
        assert validate(problem, story.events, goal=story.goal, limits=limits) is None
