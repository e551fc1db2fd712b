"""What somebody chooses: the first deed of the best line they can see.

A line is what one can bring about: own deeds, one after the other, and between them what comes of
itself. What comes obeys Newton: who rests, rests until something reaches them that gives them
something else to do; who is under way goes on. So a deed is worth what its line ends with, against
what will come without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from elsewise.engines.choosing.nodes import Node, Nodes
from elsewise.story.watch import Watch

IDLE_UNITS = 2
"""So many units of time more than there are decisions is a line followed where it is only idle."""

MOST_ANSWERS = 3
"""So often can somebody answer, as one imagines them, within one unit of time."""

Ways = int
"""A set of characters, as bits: those who are under way, as the owner of a node sees it."""


class ForecastLine(NamedTuple):
    """What comes of a first step: utility at the end, own deeds, own steps (None: waits)."""

    utility: float
    deeds: int
    steps: tuple[int | None, ...]

    @property
    def worth(self) -> tuple[float, int]:
        """What lines are compared by: more utility, then fewer own deeds."""
        return self.utility, -self.deeds


class Passed(NamedTuple):
    """What comes while the owner waits or is busy: where that leads, and what others did.

    `deeds` are who moved and what they did; `~action` is what they tried in vain.
    """

    node: Node
    ways: Ways
    deeds: tuple[tuple[int, int, Node], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chooses among, by first step.

    `best` are the first deeds of the best lines, in the order of the text; empty: they wait.
    `near` are those within their tolerance that still beat doing nothing. `lines` has the best
    line of every possible first step (None: waiting), `otherwise` is what comes if they do nothing.
    """

    best: tuple[int, ...]
    near: tuple[int, ...]
    lines: dict[int | None, ForecastLine]
    otherwise: float


class Forecast:
    """Looks ahead in minds. Whatever was worked out is remembered, for all stories of a problem.

    `foresight` is the number of own decisions that anybody looks ahead, at every level.
    """

    def __init__(self, nodes: Nodes, foresight: int) -> None:
        self.nodes = nodes
        self.problem = nodes.problem
        self.foresight = foresight
        self.watch = Watch()
        self._lines: dict[tuple[Node, Ways, int], ForecastLine] = {}
        self._passed: dict[tuple[Node, Ways], Passed] = {}
        self._choices: dict[tuple[Node, Ways], dict[int | None, ForecastLine]] = {}
        self._tied: dict[tuple[Node, Ways], tuple[int, ...]] = {}

    # -- choice -------------------------------------------------------------------------------

    def choice(self, node: Node, ways: Ways = 0, within: float = 0.0) -> Choice:
        """Return what the owner of a mind chooses among, with a tolerance."""
        lines = self._options(node, ways)
        best = self.best(node, ways)
        otherwise = self.otherwise(node, ways)
        most = max(line.utility for line in lines.values())
        near = tuple(
            deed
            for deed, line in lines.items()
            if deed is not None
            and deed not in best
            and line.utility >= most - within
            and line.utility > otherwise
        )
        return Choice(best, near if within else (), lines, otherwise)

    def best(self, node: Node, ways: Ways = 0) -> tuple[int, ...]:
        """Return the first deeds of the owner's best lines; empty: waiting is as good."""
        key = node, ways
        if key not in self._tied:
            lines = self._options(node, ways)
            most = max(line.worth for line in lines.values())
            self._tied[key] = tuple(
                deed for deed, line in lines.items() if deed is not None and line.worth == most
            )
        return self._tied[key]

    def _options(self, node: Node, ways: Ways) -> dict[int | None, ForecastLine]:
        key = node, ways
        if key not in self._choices:
            self._choices[key] = dict(self._first_steps(node, ways, self.foresight))
        return self._choices[key]

    # -- lines --------------------------------------------------------------------------------

    def line(self, node: Node, ways: Ways, decisions: int) -> ForecastLine:
        """Return the best line of the owner, who is free, with so many decisions left."""
        key = node, ways, decisions
        if key not in self._lines:
            self.watch.step()
            self.watch.state(self.nodes.made)
            if decisions == 0:
                most = self.foresight + IDLE_UNITS
                best = ForecastLine(self.otherwise(node, ways, most), 0, ())
            else:
                options = self._first_steps(node, ways, decisions)
                best = max((line for _, line in options), key=lambda line: line.worth)
            self._lines[key] = best
        return self._lines[key]

    def _first_steps(
        self, node: Node, ways: Ways, decisions: int
    ) -> Iterator[tuple[int | None, ForecastLine]]:
        """Yield the best line for each possible own deed, in order, and at last for waiting.

        So the first of the best prefers acting to waiting, then the order of the text.
        """
        me = _owner(node)
        for deed in self.own_deeds(node) if decisions else ():
            rest = self._rest(node, ways, deed, decisions - 1)
            yield deed, ForecastLine(rest.utility, rest.deeds + 1, (deed, *rest.steps))
        waited = self.pass_on(node, ways)
        if waited.node == node or not decisions:
            utility = self.nodes.utility(node, me) if decisions else self.otherwise(node, ways)
            yield None, ForecastLine(utility, 0, ())
        else:
            rest = self.line(waited.node, waited.ways, decisions - 1)
            yield None, ForecastLine(rest.utility, rest.deeds, (None, *rest.steps))

    def own_deeds(self, node: Node) -> Iterator[int]:
        """Yield what the owner can begin now: possible, and the others would consent."""
        me = _owner(node)
        if self.nodes.is_free(node, me):
            for action in self.nodes.possible(node):
                if me in self.problem.actions[action].by and self.consent(node, action, me):
                    yield action

    def _rest(self, node: Node, ways: Ways, deed: int, decisions: int) -> ForecastLine:
        """Return the best line behind an own deed."""
        after = self.nodes.happens(node, deed)
        passed = self.pass_on(after, ways | self.stirred(node, after))
        return self.line(passed.node, passed.ways, decisions)

    def otherwise(self, node: Node, ways: Ways, most: int | None = None) -> float:
        """Return what it comes to for the owner, who does nothing, when all is quiet.

        It is followed for so many units of time at most (None: decisions and idle units).
        """
        for _ in range(self.foresight + IDLE_UNITS if most is None else most):
            passed = self.pass_on(node, ways)
            if passed.node == node:
                break
            node, ways = passed.node, passed.ways
        return self.nodes.utility(node, _owner(node))

    # -- the others ---------------------------------------------------------------------------

    def consent(self, node: Node, action: int, beginner: int) -> bool:
        """Whether all others who must consent would do what somebody begins.

        In minds that are no longer thought about they consent to what is no loss to them at once.
        """
        for other in self.problem.actions[action].by:
            if other in (node.owner, beginner):
                continue
            if not self.nodes.minds(node):
                after = self.nodes.happens(node, action)
                if self.nodes.utility(after, other) < self.nodes.utility(node, other):
                    return False
            else:
                mind = self.nodes.mind(node, other)
                if mind is None or not self._accepts(mind, action):
                    return False
        return True

    def _accepts(self, node: Node, action: int) -> bool:
        """Whether the owner, to whom a deed is offered, sees nothing better.

        Who begins a deed has consented: the others' consent to it is not asked again.
        """
        if action not in self.nodes.possible(node):
            return False
        rest = self._rest(node, 0, action, self.foresight - 1) if self.foresight else None
        if rest is None:
            return False
        offered = ForecastLine(rest.utility, rest.deeds + 1, ())
        return offered.worth >= max(line.worth for line in self._options(node, 0).values())

    def stirred(self, before: Node, after: Node) -> Ways:
        """Return whom a change gives something else to do than before, or keeps busy."""
        ways = 0
        minds = zip(self.nodes.minds(before), self.nodes.minds(after), strict=True)
        for (character, old), (_, new) in minds:
            if old != new and (
                not self.nodes.is_free(after, character)
                or (self.best(new) and self.best(new) != self.best(old))
            ):
                ways |= 1 << character
        return ways

    def pass_on(self, node: Node, ways: Ways) -> Passed:
        """Return what comes, as the owner sees it, until they can decide again.

        Answers first, one after the other; when there is none, time passes. The same node: all is
        quiet, nothing will come.
        """
        key = node, ways
        if key not in self._passed:
            self._passed[key] = self._pass_on(node, ways)
        return self._passed[key]

    def _pass_on(self, node: Node, ways: Ways) -> Passed:
        deeds: list[tuple[int, int, Node]] = []
        while True:
            self.watch.look()
            for _ in range(MOST_ANSWERS * len(self.problem.characters)):
                answer = self._answer(node, ways)
                if answer is None:
                    break
                node, ways = answer.node, answer.ways
                deeds.extend(answer.deeds)
            if not self.nodes.is_pending(node):
                break
            later = self.nodes.time_passes(node)
            node = self.nodes.due(later)
            if node != later:
                ways |= self.stirred(later, node)
            if self.nodes.is_free(node, _owner(node)):
                break
        return Passed(node, ways, tuple(deeds))

    def _answer(self, node: Node, ways: Ways) -> Passed | None:
        """Return the next move of somebody who is under way, as the owner sees it."""
        me = _owner(node)
        for other, mind in self.nodes.minds(node):
            if not ways >> other & 1 or not self.nodes.is_free(node, other):
                continue
            wanted = [a for a in self.best(mind) if me not in self.problem.actions[a].by]
            for action in wanted:
                if action in self.nodes.possible(node) and self.consent(node, action, other):
                    after = self.nodes.happens(node, action)
                    stirred = self.stirred(node, after)
                    return Passed(after, ways | stirred, ((other, action, mind),))
            if wanted and wanted[0] not in self.nodes.possible(node):
                after = self.nodes.attempt(node, other, wanted[0])
                if after != node:
                    return Passed(after, ways, ((other, ~wanted[0], mind),))
        return None


def _owner(node: Node) -> int:
    """Return whose mind a node is; the author looks ahead for nobody."""
    assert node.owner is not None
    return node.owner
