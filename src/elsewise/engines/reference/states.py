"""States, and the minds in them.

A state has the value of every fluent and, for every character whose mind matters, the state that
this character believes in; in that one are minds again, one level shallower, down to level 0. So
`Tom believes Ann believes at(Coin) = Box` is answered by going to Tom's mind, from there to Ann's,
and reading the fluent there. What a mind holds is stored nowhere else.

Two states with the same level, owner, values and minds are the same object (they are interned), so
`is` compares whole minds, and a state can be the key of a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from elsewise.problem.problem import MindLevels, Minds
from elsewise.world.types import Value


@dataclass(frozen=True, slots=True, eq=False)
class StateNode:
    """One state: of the author (`owner` None) or as a character believes it to be.

    `values` by the number of the fluent; `minds` by the number of the character, None where this
    character's mind is not kept here. Make states with `States.state` only.
    """

    level: int
    owner: int | None
    values: tuple[Value, ...]
    minds: tuple[StateNode | None, ...]

    def with_minds(self, minds: Minds) -> StateNode:
        """Walk from mind to mind; a mind that is not kept, or one's own, is where one stands."""
        state = self
        for character in minds:
            state = state.minds[character] or state
        return state

    def value(self, minds: Minds, fluent: int) -> Value:
        """Return the value of a fluent in the mind that a path leads to."""
        return self.with_minds(minds).values[fluent]


class States:
    """All states made so far, each once, and the rule which minds are kept.

    `deepest` is the level of the author's states, `extra` the number of levels that are looked into
    but not searched for reasons.
    """

    def __init__(self, levels: MindLevels, depth: int, extra: int | None) -> None:
        self.extra = levels.extra if extra is None else extra
        self.deepest = depth + 1 + self.extra
        self._levels = levels
        self._known: dict[tuple[object, ...], StateNode] = {}

    def kept(self, level: int, owner: int | None) -> tuple[int, ...]:
        """Return the characters whose minds are kept in a state of this level and owner.

        Above the extra levels these are all who consent to something or are asked about; in them,
        those who are asked about; at the bottom nobody.
        """
        if level == 0:
            return ()
        return tuple(
            character
            for character, asked in enumerate(self._levels.asked)
            if character != owner
            and (asked or (level > self.extra and self._levels.consents[character]))
        )

    def state(
        self,
        level: int,
        owner: int | None,
        values: Iterable[Value],
        minds: Iterable[StateNode | None],
    ) -> StateNode:
        """Return the one state of this level and owner with these values and minds."""
        made = StateNode(level, owner, tuple(values), tuple(minds))
        return self._known.setdefault((level, owner, made.values, made.minds), made)
