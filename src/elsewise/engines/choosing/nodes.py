"""Minds to stand in while looking ahead: a state of an engine, whose it is, and how deep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from elsewise.engines.protocol import Engine, Handle
from elsewise.problem.evaluate import failing
from elsewise.problem.problem import Minds
from elsewise.problem.reads import fluent_reads
from elsewise.world.choosing import Choosing
from elsewise.world.types import Value


class Node(NamedTuple):
    """A state as its owner believes it to be (None: the author's, the world itself).

    `level` is how many minds deep one can still go from here; at the level of those minds that
    are only looked into nobody thinks about anybody.
    """

    state: Handle
    owner: int | None
    level: int


class Nodes:
    """Steps from node to node, and what is so in them. What was worked out is remembered."""

    def __init__(self, engine: Engine, choosing: Choosing, depth: int, extra: int) -> None:
        self.engine = engine
        self.problem = engine.problem
        self._extra = extra
        self._top = depth + 1 + extra
        numbers = self.problem.fluent_numbers
        self._busy = [numbers.get(f"{choosing.busy}({c})") for c in self.problem.characters]
        deadlines = map(numbers.get, choosing.deadlines)
        self._pending = [fluent for fluent in (*self._busy, *deadlines) if fluent is not None]
        self._passing = self.problem.action_numbers.get(choosing.passing)
        self._scheduled = [
            number
            for number, action in enumerate(self.problem.actions)
            if action.rule in choosing.scheduled
        ]
        self.chances = frozenset(
            number
            for number, action in enumerate(self.problem.actions)
            if not action.by and number != self._passing and number not in self._scheduled
        )
        self._values: dict[Handle, tuple[Value, ...]] = {}
        self._possible: dict[Handle, tuple[int, ...]] = {}
        self._after: dict[tuple[Handle, int], Handle] = {}
        self._minds: dict[Node, tuple[tuple[int, Node], ...]] = {}

    @property
    def made(self) -> int:
        """How many different states were looked at, in all minds."""
        return len(self._possible)

    # -- what is so ---------------------------------------------------------------------------

    def start(self) -> Node:
        """Return the world at the beginning."""
        return Node(self.engine.start(), None, self._top)

    def minds(self, node: Node) -> tuple[tuple[int, Node], ...]:
        """Return the minds, in cast order, of all others who ever do anything.

        There are none where minds are no longer thought about.
        """
        if node.level <= self._extra:
            return ()
        if node not in self._minds:
            self._minds[node] = tuple(
                (c, Node(self.engine.mind(node.state, c), c, node.level - 1))
                for c, consents in enumerate(self.problem.levels.consents)
                if consents and c != node.owner
            )
        return self._minds[node]

    def mind(self, node: Node, character: int) -> Node | None:
        """Return somebody's mind, None if it is not thought about here."""
        return next((mind for c, mind in self.minds(node) if c == character), None)

    def values(self, node: Node) -> tuple[Value, ...]:
        """Return the value of every fluent."""
        if node.state not in self._values:
            self._values[node.state] = tuple(self.engine.look(node.state, 0).values.values())
        return self._values[node.state]

    def utility(self, node: Node, character: int) -> float:
        """Return what things are worth to somebody; unknown is below every number."""
        utility = self.engine.utility(node.state, character)
        return float("-inf") if utility is None else utility

    def possible(self, node: Node) -> tuple[int, ...]:
        """Return the actions that are possible, ascending."""
        if node.state not in self._possible:
            self._possible[node.state] = self.engine.possible(node.state)
        return self._possible[node.state]

    def is_free(self, node: Node, character: int) -> bool:
        """Whether somebody is not busy with a deed."""
        busy = self._busy[character]
        return busy is None or self.values(node)[busy] == 0

    def is_pending(self, node: Node) -> bool:
        """Whether time changes anything: somebody is busy, or a deadline runs."""
        values = self.values(node)
        return any(values[fluent] for fluent in self._pending)

    # -- steps --------------------------------------------------------------------------------

    def happens(self, node: Node, action: int) -> Node:
        """Return the node after an action and what was due at once after it."""
        return self.due(self._step(node, action))

    def time_passes(self, node: Node) -> Node:
        """Return the node one unit of time later, before anything that is due."""
        return node if self._passing is None else self._step(node, self._passing)

    def due(self, node: Node) -> Node:
        """Return the node after all that is due, each event once, in the order of the text."""
        for action in self._scheduled:
            if action in self.possible(node):
                node = self._step(node, action)
        return node

    def attempt(self, node: Node, character: int, action: int) -> Node:
        """Return the node after somebody tried in vain what is not possible.

        What stood in the way becomes known to them, and it takes a unit of time; nobody sees it.
        It is the same node if they learn nothing.
        """

        def read(minds: Minds, fluent: int) -> Value:
            return self.values(self._within(node, minds))[fluent]

        state = node.state
        for part in failing(self.problem.actions[action].condition, read):
            for look in fluent_reads(part):
                value = read(look.minds, look.fluent)
                path = (character, *look.minds)
                state = self.engine.changed(state, path, look.fluent, value)
        if state == node.state:
            return node
        busy = self._busy[character]
        for path in ((), (character,)) if busy is not None else ():
            state = self.engine.changed(state, path, busy, 1.0)  # type: ignore[arg-type]
        return node._replace(state=state)

    def _step(self, node: Node, action: int) -> Node:
        key = node.state, action
        if key not in self._after:
            self._after[key] = self.engine.after(node.state, action)
        return node._replace(state=self._after[key])

    def _within(self, node: Node, minds: Sequence[int]) -> Node:
        state = node.state
        for character in minds:
            state = self.engine.mind(state, character)
        return node._replace(state=state)
