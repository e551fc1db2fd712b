"""Why something in a world takes part in no story, as far as a look over the states tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from elsewise.explain.coverage.measuring import Measure
from elsewise.explain.coverage.subjects import Subject
from elsewise.explain.coverage.values import Covered, Kind
from elsewise.graph.arrays import Numbers
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.explore import explore
from elsewise.problem.evaluate import conjuncts
from elsewise.problem.problem import FALSE, Condition, Event
from elsewise.problem.wording import condition_text
from elsewise.show.layout import counted
from elsewise.story.watch import Watch
from elsewise.world.expressions import Constant
from elsewise.world.kinds import listed

MOST_STATES = 100_000
"""So many states are looked through at most for what could happen whatever anybody wants.

That something takes part in no story is known without it; it only says better why.
"""
MOST_EVENTS = 200
"""Of so many events of a rule at most it is said what they lack."""
MOST_MISSING = 3
"""So many missing conditions are named at most."""

Why = tuple[Covered, str]
_NOTHING = "nothing ever brings about what it needs."


class Never:
    """Says why things take part in no story; asked only about those that do not."""

    def __init__(self, measure: Measure, watch: Watch) -> None:
        self._watch = watch
        self._measure = measure
        self._world = measure.world
        self._graph = measure.graph
        self._problem = measure.graph.problem
        self._columns = measure.columns

    def impossible(self, subject: Subject) -> Why | None:
        """Return why an event or ending can never be, if that needs no look at any state."""
        match subject.kind:
            case Kind.ACTION if all(a.rule != subject.number for a in self._problem.actions):
                return Covered.NEVER, f"It can never happen: {_NOTHING}"
            case Kind.TRIGGER if all(t.rule != subject.number for t in self._problem.triggers):
                return Covered.NEVER, f"It can never fire: {_NOTHING}"
            case Kind.ENDING if self._problem.endings[self._ending_name(subject)] == FALSE:
                return Covered.NEVER, f"It can never be reached: {_NOTHING}"
        return None

    def why(self, subject: Subject, happens: bool) -> Why:
        """Return whether something never takes part or that is open, and why.

        `happens`: the event, fact or ending that it is a line of takes part.
        """
        match subject.kind:
            case Kind.ACTION:
                return self._action(subject)
            case Kind.TRIGGER:
                return self._trigger(subject)
            case Kind.ENDING:
                return self._ending(subject)
            case Kind.WANT:
                return Covered.NEVER, _unchanged([who for who, _ in subject.wants if who])
            case Kind.FACT_TELL:
                return Covered.NEVER, "Nothing is so, or believed by anybody, that it is said of."
        whole = subject.name.partition(", ")[2]
        if not happens:
            return Covered.NEVER, f"The {whole} takes part in no story."
        if subject.condition == Constant(False):
            return Covered.NEVER, "A line above it, without an if, is always used instead."
        if subject.kind in (Kind.ACTION_BELIEF, Kind.ACTION_TELL):
            return Covered.NEVER, self._line(subject, whole)
        return Covered.NEVER, f"Its condition never holds where the {whole} takes part."

    # -- events -------------------------------------------------------------------------------

    def _action(self, subject: Subject) -> Why:
        actions = [a for a in self._problem.actions if a.rule == subject.number]
        refused = [a for a in actions if self._possible(a)]
        if refused:
            states = sum(map(self._possible, refused))
            people = dict.fromkeys(c for action in refused for c in action.by)
            names = [self._problem.characters[c] for c in people]
            return Covered.NEVER, (
                f"It can happen in {counted(states, 'place')}, but {_nobody(names)} a reason to."
            )
        missing = self._missing(actions)
        if self._graph.explained:
            if any(self._problem.actions[event].rule == subject.number for event in self._physical):
                return Covered.NEVER, f"Nobody has a reason for what must come first: {missing}"
            if not self._physically.complete:
                return (
                    Covered.NEVER,
                    f"Whether it could, if people wanted otherwise, is open: {missing}",
                )
        return Covered.NEVER, f"It cannot happen{self._within}, whatever anybody wants: {missing}"

    def _line(self, subject: Subject, whole: str) -> str:
        """Say why a line of an action that takes part does not."""
        arrays, before = self._graph.arrays, self._measure.before(subject)
        fitting = [(condition, edges) for condition, edges in before if condition != FALSE]
        if fitting:
            missing = self._lacking([(one, arrays.sources[edges]) for one, edges in fitting])
            return f"Where the {whole} takes part, {missing}"
        events = [self._problem.actions[int(arrays.events[edges[0]])].name for _, edges in before]
        shown = " and ".join(events[:MOST_MISSING])
        more = " and the like" if len(events) > MOST_MISSING else ""
        return f"It does not apply to {shown}{more}, and no other event of this action takes part."

    def _possible(self, action: Event) -> int:
        """Count the states in which an action can happen and what follows is known."""
        return int((self._columns.holds(action.condition) & self._graph.arrays.explored).sum())

    def _trigger(self, subject: Subject) -> Why:
        triggers = [t for t in self._problem.triggers if t.rule == subject.number]
        return Covered.NEVER, f"It never fires: {self._missing(triggers)}"

    def _ending(self, subject: Subject) -> Why:
        name = self._ending_name(subject)
        missing = self._lacking([(self._problem.endings[name], np.arange(len(self._graph)))])
        if self._graph.explained:
            if self._physically.reaching(name):
                return Covered.NEVER, f"Nobody has a reason for what leads to it: {missing}"
            if not self._physically.complete:
                return (
                    Covered.NEVER,
                    f"Whether it could, if people wanted otherwise, is open: {missing}",
                )
        return Covered.NEVER, f"It is out of reach{self._within}, whatever anybody wants: {missing}"

    def _ending_name(self, subject: Subject) -> str:
        return self._world.endings[subject.number].name

    @property
    def _within(self) -> str:
        return f" within {counted(self._graph.limits.length, 'beat')}"

    # -- what could physically happen -----------------------------------------------------------

    @cached_property
    def _physically(self) -> StoryGraph:
        limits = self._watch.left(self._graph.limits)
        graph = explore(self._problem, limits, explained=False, states=MOST_STATES)
        if graph.stopped_by == "interrupt":
            raise KeyboardInterrupt
        return graph

    @cached_property
    def _physical(self) -> frozenset[int]:
        """The actions that can happen, whoever has a reason."""
        return frozenset(self._physically.arrays.events.tolist())

    # -- what is missing ------------------------------------------------------------------------

    def _missing(self, events: Sequence[Event]) -> str:
        everywhere = np.arange(len(self._graph))
        return self._lacking([(event.condition, everywhere) for event in events[:MOST_EVENTS]])

    def _lacking(self, conditions: Sequence[tuple[Condition, Numbers]]) -> str:
        """Say what is never so, of those conditions that come closest; each in its states."""
        lacking = [
            [part for part in conjuncts(condition) if not self._columns.holds(part)[states].any()]
            for condition, states in conditions
        ]
        closest = min(map(len, lacking))
        if not closest:
            return "what it needs is so at times, but never all of it at once."
        # Of several that lack one thing, each is a way to mend it; else one of them is enough.
        chosen = [parts for parts in lacking if len(parts) == closest]
        texts = list(dict.fromkeys(self._text(parts) for parts in chosen))
        shown, more = texts[:MOST_MISSING], ", or the like" if len(texts) > MOST_MISSING else ""
        return f"it is never so that {', or that '.join(shown)}{more}."

    def _text(self, parts: Sequence[Condition]) -> str:
        return " and ".join(condition_text(self._problem, part) for part in parts)


def _nobody(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"{names[0]} never has"
    if not names:
        return "nobody ever has"
    return f"never all who must consent of {listed(names, 'and')} have"


def _unchanged(names: Sequence[str]) -> str:
    eyes = f" in the eyes of {' and '.join(names)}" if names else ""
    return f"It is always the same{eyes}, and nobody acts to change it."
