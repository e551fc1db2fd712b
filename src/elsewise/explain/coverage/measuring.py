"""At which edges and states of a graph each thing in a world takes part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from elsewise.explain.coverage.following import Followed
from elsewise.explain.coverage.gains import Gains
from elsewise.explain.coverage.subjects import Subject, read_by, with_roles
from elsewise.explain.coverage.told import told_in
from elsewise.explain.coverage.values import Kind
from elsewise.graph.arrays import Flags, Numbers
from elsewise.graph.columns import Column, Columns
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.asked_conditions import ground_conditions, ground_numbers
from elsewise.problem.problem import Condition, Event
from elsewise.world.expressions import Constant, Expression, InMind
from elsewise.world.model import EventRule, World


@dataclass(frozen=True)
class Found:
    """Where something takes part: at edges, or in states.

    `edges` are those at which a story takes it in; for what is true of states, those that lead to
    them. `at_start`: it is there before anything happens. `in_minds`: at so many edges only in
    somebody's mind. `looked_everywhere`: where it takes part is not only known in part.
    """

    edges: Flags
    states: Flags | None = None
    at_start: bool = False
    in_minds: int = 0
    acted_for: int = 0
    looked_everywhere: bool = True

    @property
    def anywhere(self) -> bool:
        """Whether it takes part at all."""
        return self.at_start or bool(self.edges.any())


@dataclass
class Measure:
    """Looks at a world's graph; what was worked out is kept.

    `followed` says which triggers fire, `gains` which wants are acted for.
    """

    world: World
    graph: StoryGraph
    followed: Followed
    gains: Gains
    columns: Columns = field(init=False)

    def __post_init__(self) -> None:
        self.columns = Columns(self.graph.arrays)

    def found(self, subject: Subject) -> Found:
        """Return where something takes part."""
        match subject.kind:
            case Kind.ACTION:
                return Found(self._rules[self.graph.arrays.events] == subject.number)
            case Kind.ACTION_TELL:
                return Found(self._with_action(subject))
            case Kind.ACTION_BELIEF:
                return self._action_belief(subject)
            case Kind.TRIGGER:
                return self._trigger(subject)
            case Kind.TRIGGER_BELIEF:
                return self._trigger_belief(subject)
            case Kind.TRIGGER_TELL:
                return self._trigger_tell(subject)
            case Kind.WANT:
                return self._want(subject)
            case Kind.ENDING | Kind.ENDING_TELL:
                return self._ending(subject)
            case Kind.FACT_TELL:
                return self._in_states(
                    told_in(self.world, self.graph, subject.number, subject.line)
                )

    # -- actions ------------------------------------------------------------------------------

    @cached_property
    def _rules(self) -> Numbers:
        """Per action of the problem, its rule."""
        return np.asarray([action.rule for action in self.graph.problem.actions], np.int64)

    @cached_property
    def _edges_by_action(self) -> Mapping[int, Numbers]:
        """The edges of each action that happens."""
        events = self.graph.arrays.events
        order = np.argsort(events, kind="stable")
        actions, begins = np.unique(events[order], return_index=True)
        parts = np.split(order, begins[1:])
        return {int(action): part for action, part in zip(actions, parts, strict=False)}

    def _action_belief(self, subject: Subject) -> Found:
        """Return where an effect comes about, and where only somebody who sees it thinks so."""
        edges = self._with_action(subject)
        thought = np.zeros(len(edges), np.bool_)
        for number, who in enumerate(self.graph.problem.characters):
            if len(self.graph) and self.graph.arrays.keeps((number,)):
                in_mind = InMind(Constant(who), subject.condition)
                seen = self._with_action(replace(subject, condition=in_mind))
                thought |= seen & self._seen_by(number)
        return Found(edges, in_minds=int((thought & ~edges).sum()))

    def _seen_by(self, character: int) -> Flags:
        """Return which edges a character observes."""
        arrays = self.graph.arrays
        found = np.zeros(len(arrays.events), np.bool_)
        for number, edges in self._edges_by_action.items():
            seen = self.graph.problem.actions[number].seen_by[character]
            found[edges] = self.columns.holds(seen)[arrays.sources[edges]]
        return found

    def _with_action(self, subject: Subject) -> Flags:
        """Return at which edges of a rule the condition of one of its lines holds before it."""
        arrays = self.graph.arrays
        found = np.zeros(len(arrays.events), np.bool_)
        for condition, edges in self.before(subject):
            found[edges] = self.columns.holds(condition)[arrays.sources[edges]]
        return found

    def before(self, subject: Subject) -> list[tuple[Condition, Numbers]]:
        """Return what must hold before each event of an action for one of its lines, and where.

        Where is at which edges the event happens; events that never do are left out.
        """
        happening, actions = self._edges_by_action, self.graph.problem.actions
        own = {n: actions[n] for n in happening if self._rules[n] == subject.number}
        rule = self.world.actions[subject.number]
        conditions = self._for_each(subject.condition, rule, own)
        return [(condition, happening[number]) for number, condition in conditions.items()]

    def _for_each(
        self, condition: Expression, rule: EventRule, events: Mapping[int, Event]
    ) -> dict[int, Condition]:
        """Return a condition over the roles of a rule for each of its events, by number."""
        filled = [with_roles(condition, rule, event.arguments) for event in events.values()]
        found = ground_conditions(self.world, self.graph.problem, filled)
        return dict(zip(events, found, strict=True))

    # -- triggers -----------------------------------------------------------------------------

    def _trigger(self, subject: Subject) -> Found:
        triggers = self._triggers(subject)
        found = self._at(self.followed.edges(triggers))
        minds = self._at(self.followed.edges_in_minds(triggers))
        in_minds = int((minds.edges & ~found.edges).sum())
        return replace(found, in_minds=in_minds + int(minds.at_start and not found.at_start))

    def _triggers(self, subject: Subject) -> dict[int, Event]:
        return {
            number: trigger
            for number, trigger in enumerate(self.graph.problem.triggers)
            if trigger.rule == subject.number
        }

    def _at(self, fired: Iterable[int]) -> Found:
        """Return what is found of triggers that fired at some edges, or at the start."""
        places = np.fromiter(fired, np.int64)
        edges = np.zeros(self.graph.edge_count, np.bool_)
        edges[places[places >= 0]] = True
        at_start = bool((places < 0).any())
        return Found(edges, None, at_start, looked_everywhere=self.followed.complete)

    def _conditions(self, subject: Subject) -> dict[int, Condition]:
        """Return when one of a trigger's lines applies, for each of its events."""
        rule = self.world.triggers[subject.number]
        return self._for_each(subject.condition, rule, self._triggers(subject))

    def _trigger_belief(self, subject: Subject) -> Found:
        """Return where a trigger fired with the condition of one of its effects true there."""
        conditions = self._conditions(subject).items()
        return self._at(edge for pair in conditions for edge in self.followed.where(*pair))

    def _trigger_tell(self, subject: Subject) -> Found:
        """Return where a trigger that fired is told in these words, which the state after says."""
        targets = self.graph.arrays.targets
        return self._at(
            edge
            for number, condition in self._conditions(subject).items()
            for edge in self.followed.edges((number,))
            if self.columns.holds(condition)[0 if edge < 0 else targets[edge]]
        )

    # -- wants and endings --------------------------------------------------------------------

    def _want(self, subject: Subject) -> Found:
        """Return where a want has another value than at the start, or is part of a gain."""
        wants = [read_by(who, want) for who, want in subject.wants]
        states = np.zeros(len(self.graph), np.bool_)
        for number in ground_numbers(self.world, self.graph.problem, wants):
            states |= _not_as_at_start(self.columns.value(number))
        acted = self.gains.edges(subject.wants)
        edges = self._into(states) | acted
        return Found(
            edges, states, False, 0, int(acted.sum()), looked_everywhere=self.gains.complete
        )

    def _ending(self, subject: Subject) -> Found:
        states = np.zeros(len(self.graph), np.bool_)
        states[list(self.graph.reaching(self.world.endings[subject.number].name))] = True
        if subject.kind is Kind.ENDING_TELL:
            used = ground_conditions(self.world, self.graph.problem, [subject.condition])
            states &= self.columns.holds(used[0])
        return self._in_states(states)

    def _in_states(self, states: Flags) -> Found:
        return Found(self._into(states), states, bool(len(states)) and bool(states[0]))

    def _into(self, states: Flags) -> Flags:
        into: Flags = states[self.graph.arrays.targets]
        return into


def _not_as_at_start(column: Column) -> Flags:
    """Return at which states a value is another than at the first."""
    if not len(column.places):
        return np.zeros(0, np.bool_)
    first = column.values[int(column.places[0])]
    differs = np.array([value != first for value in column.values], np.bool_)
    found: Flags = differs[column.places]
    return found
