"""How deep minds must be kept, and whose, so that everything that matters can be answered.

A look into minds matters if the answer can change what happens: in the condition of an action,
in what says who sees it, in wants and endings, in triggers that change the world, in values that
are written. A trigger that only changes minds looks no deeper than it writes, as a rule: where
there is no mind left to write to, its look does not matter either.
"""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.grounding.problem import (
    Condition,
    Event,
    GroundEffect,
    MindLevels,
    Minds,
    Number,
)
from elsewise.grounding.reach import looks_in

Looked = tuple[Minds, Minds]
"""A path that is looked along, and the path written to with the answer (empty: none)."""


def mind_levels(
    characters: int,
    actions: Sequence[Event],
    triggers: Sequence[Event],
    wants: Sequence[Number],
    story: Sequence[Number | Condition],
) -> MindLevels:
    """Return how deep minds must be kept.

    `story` is what is asked of the author's state alone: the story's utility and the endings.
    """
    consents = [False] * characters
    for action in actions:
        for c in action.by:
            consents[c] = True
    always = _looks_of_actions(actions) | _looks_of_triggers(triggers)
    always |= {(path, ()) for part in story for path in _paths(part)}
    for c, want in enumerate(wants):
        if consents[c]:
            # In one's own mind, one's own mind is where one stands.
            always |= {(path[1:] if path[0] == c else path, ()) for path in _paths(want)}
    by_seer = _looks_of_seers(characters, actions)
    asked = [False] * characters
    extra = 0
    while True:
        # Whoever is asked about has a mind that is written to and sees events: look again.
        kept = {c for c in range(characters) if consents[c] or asked[c]}
        looked = always | {look for c in kept for look in by_seer[c]}
        found = asked.copy()
        for path, target in looked:
            if kept.issuperset(target):
                extra = max(extra, len(path) - len(target))
                for c in _asked_about(path, target):
                    found[c] = True
        if found == asked:
            return MindLevels(extra, tuple(asked), tuple(consents))
        asked = found


def _paths(part: Condition | Number) -> set[Minds]:
    """Return the paths, not empty, that something looks along."""
    return {look.minds for look in looks_in(part) if look.minds}


def _looks_of_effect(effect: GroundEffect) -> set[Looked]:
    paths = _paths(effect.condition) | _paths(effect.value)
    return {(path, effect.minds) for path in paths}


def _looks_of_actions(actions: Sequence[Event]) -> set[Looked]:
    looked: set[Looked] = set()
    for condition in {id(action.condition): action.condition for action in actions}.values():
        looked |= {(path, ()) for path in _paths(condition)}
    for effect in {id(e): e for action in actions for e in action.effects}.values():
        looked |= _looks_of_effect(effect)
    return looked


def _looks_of_triggers(triggers: Sequence[Event]) -> set[Looked]:
    looked: set[Looked] = set()
    for trigger in triggers:
        paths = _paths(trigger.condition)
        targets = {effect.minds for effect in trigger.effects}
        if () in targets:
            targets = {()}
        looked |= {(path, target) for path in paths for target in targets}
        for effect in trigger.effects:
            looked |= _looks_of_effect(effect)
    return looked


def _looks_of_seers(characters: int, actions: Sequence[Event]) -> list[set[Looked]]:
    """Return, for every character, what is looked at to say what it sees."""
    looked: list[set[Looked]] = [set() for _ in range(characters)]
    for seen_by in {id(action.seen_by): action.seen_by for action in actions}.values():
        for c, condition in enumerate(seen_by):
            looked[c] |= {(path, ()) for path in _paths(condition)}
    return looked


def _asked_about(path: Minds, target: Minds) -> Minds:
    """Return those on a path who do not also stand on the way to the target."""
    shared = 0
    while shared < min(len(path), len(target)) and path[shared] == target[shared]:
        shared += 1
    return path[shared:]
