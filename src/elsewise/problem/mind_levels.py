"""How deep minds must be kept, and whose, so that everything that matters can be answered.

A look into minds matters if the answer can change what happens: in the condition of an action,
in what says who sees it, in wants and endings, in triggers that change the world, in values that
are written. A trigger that only changes minds looks no deeper than it writes, as a rule: where
there is no mind left to write to, its look does not matter either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from elsewise.problem.evaluate import conjuncts, way
from elsewise.problem.problem import (
    Condition,
    Conjunction,
    Disjunction,
    Event,
    GroundEffect,
    MindLevels,
    Minds,
    ValueExpression,
)
from elsewise.problem.reads import fluent_reads

_T = TypeVar("_T")

Looked = tuple[Minds, Minds]
"""A path that is looked along, and the path written to with the answer (empty: none)."""


def mind_levels(
    characters: int,
    actions: Sequence[Event],
    triggers: Sequence[Event],
    wants: Sequence[ValueExpression],
    story: Sequence[ValueExpression | Condition],
    also_asked: Collection[int] = (),
) -> MindLevels:
    """Return how deep minds must be kept.

    `story` is what is asked of the author's state alone: the story's utility and the endings.
    `also_asked` are characters whose minds are looked into besides, whatever for.
    """
    consents = [False] * characters
    for action in actions:
        for c in action.by:
            consents[c] = True
    looks = _Looks()
    always = looks.of_actions(actions) | looks.of_triggers(triggers)
    always |= {(path, ()) for part in story for path in looks.paths(part)}
    for c, want in enumerate(wants):
        if consents[c]:
            # In one's own mind, one's own mind is where one stands.
            always |= {(way(path, c), ()) for path in looks.paths(want)}
    by_seer = looks.of_seers(characters, actions)
    asked = [c in also_asked for c in range(characters)]
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


class _Looks:
    """Collects looks; remembers by object the paths in what events have in common."""

    def __init__(self) -> None:
        self._known: dict[int, frozenset[Minds]] = {}

    def paths(self, part: Condition | ValueExpression) -> frozenset[Minds]:
        """Return the paths, not empty, that something looks along."""
        found = self._known.get(id(part))
        if found is None:
            if isinstance(part, (Conjunction, Disjunction)):
                found = frozenset().union(*map(self.paths, part.parts))
            else:
                found = frozenset(look.minds for look in fluent_reads(part) if look.minds)
            self._known[id(part)] = found
        return found

    def of_effects(self, effects: Iterable[GroundEffect]) -> set[Looked]:
        """Return what effects look at, with what they write to."""
        return {
            (path, effect.minds)
            for effect in _each_once(effects)
            for part in (effect.condition, effect.value)
            for path in self.paths(part)
        }

    def of_actions(self, actions: Sequence[Event]) -> set[Looked]:
        """Return what actions look at, but for who sees them."""
        conditions = _each_once(action.condition for action in actions)
        parts = _each_once(part for one in conditions for part in conjuncts(one))
        looked: set[Looked] = {(path, ()) for part in parts for path in self.paths(part)}
        return looked | self.of_effects(effect for action in actions for effect in action.effects)

    def of_triggers(self, triggers: Sequence[Event]) -> set[Looked]:
        """Return what triggers look at; the condition of one that changes the world in full."""
        looked: set[Looked] = set()
        for trigger in triggers:
            targets = {effect.minds for effect in trigger.effects}
            if () in targets:
                targets = {()}
            paths = self.paths(trigger.condition)
            looked |= {(path, target) for path in paths for target in targets}
        return looked | self.of_effects(effect for one in triggers for effect in one.effects)

    def of_seers(self, characters: int, actions: Sequence[Event]) -> list[set[Looked]]:
        """Return, for every character, what is looked at to say what it sees."""
        looked: list[set[Looked]] = [set() for _ in range(characters)]
        for seen_by in {id(action.seen_by): action.seen_by for action in actions}.values():
            for c, condition in enumerate(seen_by):
                looked[c] |= {(path, ()) for path in self.paths(condition)}
        return looked


def _each_once(objects: Iterable[_T]) -> Iterable[_T]:
    """Return objects without those that are there already: events share most of theirs."""
    return {id(one): one for one in objects}.values()


def _asked_about(path: Minds, target: Minds) -> Minds:
    """Return those on a path who do not also stand on the way to the target."""
    shared = 0
    while shared < min(len(path), len(target)) and path[shared] == target[shared]:
        shared += 1
    return path[shared:]
