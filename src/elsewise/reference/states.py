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

from elsewise.grounding.problem import MindLevels, Minds
from elsewise.world.types import Value


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One state: of the author (`owner` None) or as a character believes it to be.

    `values` by the number of the fluent; `minds` by the number of the character, None where this
    character's mind is not kept here. Make nodes with `Nodes.node` only.
    """

    level: int
    owner: int | None
    values: tuple[Value, ...]
    minds: tuple[Node | None, ...]

    def with_minds(self, minds: Minds) -> Node:
        """Walk from mind to mind; a mind that is not kept, or one's own, is where one stands."""
        node = self
        for character in minds:
            node = node.minds[character] or node
        return node


class Nodes:
    """All nodes made so far, each once, and the rule which minds are kept.

    `deepest` is the level of the author's nodes, `extra` the number of levels that are looked into
    but not searched for reasons.
    """

    def __init__(self, levels: MindLevels, depth: int, extra: int | None) -> None:
        self.extra = levels.extra if extra is None else extra
        self.deepest = depth + 1 + self.extra
        self._levels = levels
        self._known: dict[tuple[object, ...], Node] = {}

    def kept(self, level: int, owner: int | None) -> tuple[int, ...]:
        """Return the characters whose minds are kept in a node of this level and owner.

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

    def node(
        self,
        level: int,
        owner: int | None,
        values: Iterable[Value],
        minds: Iterable[Node | None],
    ) -> Node:
        """Return the one node of this level and owner with these values and minds."""
        made = Node(level, owner, tuple(values), tuple(minds))
        return self._known.setdefault((level, owner, made.values, made.minds), made)
