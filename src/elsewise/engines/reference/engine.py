"""The reference behind the interface of all engines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import cast

from elsewise.engines.protocol import Engine, Handle, story_of
from elsewise.engines.reference.reasons import Reasons
from elsewise.engines.reference.search import StorySearch, make_goal
from elsewise.engines.reference.states import StateNode
from elsewise.engines.reference.transition import TransitionSystem
from elsewise.engines.step_trace import Trace, assemble
from elsewise.errors import EngineError
from elsewise.problem.evaluate import holds, number_of
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Mode, Outcome, Progress, ProgressReport
from elsewise.story.step import Step
from elsewise.story.story import Reason, State, Story
from elsewise.story.watch import Stopped, Watch
from elsewise.world.types import Value


class ReferenceEngine(Engine):
    """Runs a problem by the rules as they are written.

    `depth` is how deep minds about minds are searched for reasons. `extra_levels` are the levels
    below `depth` + 1 that are kept because conditions look into them (None: as many as the problem
    says). Handles are the states of `elsewise.engines.reference.states`. Everything worked out
    is kept for as long as the engine lives.
    """

    def __init__(self, problem: Problem, depth: int, extra_levels: int | None = None) -> None:
        self.problem = problem
        self._transitions = TransitionSystem(problem, depth, extra_levels)
        self._reasons = Reasons(self._transitions)
        self._start: StateNode | None = None

    # -- states -------------------------------------------------------------------------------

    def start(self) -> StateNode:
        if self._start is None:
            self._start = self._transitions.start()
        return self._start

    def mind(self, state: Handle, character: int) -> StateNode:
        return _own(state).with_minds((character,))

    def possible(self, state: Handle) -> tuple[int, ...]:
        return self._transitions.possible(_own(state))

    def after(self, state: Handle, action: int) -> StateNode:
        return self._transitions.after(self._where_possible(state, action), action)

    def begin(self, depth: int = 1) -> Step:
        trace = Trace(depth)
        said = self._transitions.said_at_start()
        return assemble(self, said, None, self._transitions.start(trace), trace)

    def step(self, state: Handle, action: int, depth: int = 1) -> Step:
        trace = Trace(depth)
        after = self._transitions.after(self._where_possible(state, action), action, trace)
        return assemble(self, state, action, after, trace)

    def changed(self, state: Handle, minds: Sequence[int], fluent: int, value: Value) -> StateNode:
        return self._transitions.changed(_own(state), tuple(minds), fluent, value)

    def utility(self, state: Handle, character: int | None) -> float | None:
        wants = self.problem.story_wants if character is None else self.problem.wants[character]
        return number_of(wants, _own(state).value)

    def holds(self, state: Handle, name: str) -> bool:
        return holds(self.problem.named_condition(name), _own(state).value)

    def look(self, state: Handle, depth: int) -> State:
        shown = _own(state)
        names = (fluent.name for fluent in self.problem.fluents)
        minds = zip(self.problem.characters, shown.minds, strict=True)
        return State(
            dict(zip(names, shown.values, strict=True)),
            {name: self.look(mind, depth - 1) for name, mind in minds if mind is not None}
            if depth > 0
            else {},
            self.problem.constants,
        )

    # -- reasons ------------------------------------------------------------------------------

    def reasons(self, state: Handle, action: int, foresight: int) -> Mapping[str, Reason] | None:
        return self._reasons.reasons(self._where_possible(state, action), action, foresight)

    def _where_possible(self, state: Handle, action: int) -> StateNode:
        place = _own(state)
        if not self._transitions.is_possible(place, action):
            raise EngineError(f"{self.problem.actions[action].name} is not possible there.")
        return place

    # -- stories ------------------------------------------------------------------------------

    def search(
        self,
        goal: float | str,
        limits: Limits,
        most: int = 1,
        report: ProgressReport | None = None,
        start: Handle | None = None,
        mode: Mode = "shortest",  # noqa: ARG002
        known: Sequence[int] = (),  # noqa: ARG002
    ) -> Outcome:
        stories: list[Story] = []
        length = 0
        utility: float | None = None
        stopped_by: str | None = None

        def tell() -> None:
            if report is not None:
                report(Progress(length, len(stories), watch.statistics()))

        watch = self._transitions.watch = Watch(limits, tell, self._transitions.states)
        try:
            first = self.start() if start is None else _own(start)
            if first.owner is not None:
                raise EngineError("A story does not begin in somebody's mind.")
            utility = self._reasons.utility(first)
            search = StorySearch(self._reasons, first, limits.foresight)
            wanted = make_goal(self._reasons, goal, first)
            for length in range(limits.length + 1):
                tell()
                for actions in islice(search.stories(wanted, length), most - len(stories)):
                    stories.append(story_of(self, first, actions, goal, limits.foresight))
                if len(stories) >= most or not search.layer(length):
                    break
        except Stopped as stopped:
            stopped_by = stopped.by
        except KeyboardInterrupt:
            stopped_by = "interrupt"
        finally:
            self._transitions.watch = Watch()
        return Outcome(
            stopped_by,
            tuple(stories),
            goal,
            utility,
            bool(stories),
            watch.statistics(),
            len(stories[0].beats) if stories else length if stopped_by else limits.length + 1,
        )

    def count(self, length: int, foresight: int) -> tuple[int, ...]:
        search = StorySearch(self._reasons, self.start(), foresight)
        return tuple(sum(search.layer(n).values()) for n in range(length + 1))


def _own(state: Handle) -> StateNode:
    """Take a handle for what it is here."""
    return cast(StateNode, state)
