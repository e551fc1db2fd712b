"""Checks a story, independently of any search that may have found it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from elsewise.engines.reference.reasons import Reasons
from elsewise.engines.reference.search import make_goal
from elsewise.engines.reference.states import StateNode
from elsewise.engines.reference.transition import TransitionSystem
from elsewise.grounding.grounder import ground
from elsewise.problem.names import canonical_event_name, value_text
from elsewise.problem.problem import Problem
from elsewise.problem.wording import what_is_missing
from elsewise.story.limits import Limits
from elsewise.story.story import Beat, Story
from elsewise.story.watch import Stopped, Watch
from elsewise.validation.fault import Fault
from elsewise.validation.given import ReasonCheck
from elsewise.validation.redundancy import at_least, left_out
from elsewise.world.kinds import listed
from elsewise.world.model import World

__all__ = ["Fault", "validate"]


def validate(
    world: World | Problem,
    story: Story | Sequence[str],
    *,
    goal: float | str | None = None,
    limits: Limits | None = None,
) -> Fault | None:
    """Return the first fault of a story, or None if it holds.

    Every event must be possible where it stands, and everyone who must consent to it must have a
    reason: one that is given is checked, in the mind it belongs to; one that is not is searched
    for. The story must reach its goal, and no part of it may be there for nothing; this is left
    out if it has no goal.

    `goal` is a story utility or the name of an ending; None: that of the story, if it has one (a
    list of events has none). `limits` are, if None, those that the world names. Only rules of the
    reference engine are used. Raises `UsageError` if there is no such ending.
    """
    problem = world if isinstance(world, Problem) else ground(world)
    used = Limits(**problem.limits) if limits is None else limits  # type: ignore[arg-type]
    return _StoryCheck(problem, used).first_fault(story, goal)


class _StoryCheck:
    def __init__(self, problem: Problem, limits: Limits) -> None:
        self._problem = problem
        self._limits = limits
        self._transitions = TransitionSystem(problem, limits.depth, limits.extra_levels)
        self._transitions.watch = Watch(limits)
        self._reasons = Reasons(self._transitions)
        self._given = ReasonCheck(self._reasons)
        self._numbers = problem.action_numbers
        self._beat = 0

    def first_fault(self, story: Story | Sequence[str], goal: float | str | None) -> Fault | None:
        try:
            start = self._transitions.start()
            if not isinstance(story, Story):
                beats = tuple(Beat(canonical_event_name(event), {}) for event in story)
                story = Story(beats, None, None)
            if goal is not None:
                story = replace(story, goal=goal)
            states = [start]
            return self._fault_of_beats(states, story) or self._fault_of_whole(states, story)
        except Stopped as stopped:
            return Fault(
                self._beat,
                None,
                None,
                "limit-reached",
                f"The limit on {stopped.by} was reached before it was known whether this holds.",
            )

    # -- beats --------------------------------------------------------------------------------

    def _fault_of_beats(self, states: list[StateNode], story: Story) -> Fault | None:
        """Return the fault of the first beat that has one; note the states that beats lead to."""
        for self._beat, beat in enumerate(story.beats, start=1):
            if self._beat > self._limits.length:
                allowed = f"{self._limits.length} beat{'s' * (self._limits.length != 1)}"
                return self._fault(beat, "too-long", f"Only {allowed} are allowed.")
            number = self._numbers.get(beat.event)
            if number is None:
                return self._fault(beat, "unknown-event", self._problem.why_no_event(beat.event))
            fault = self._fault_of_beat(states[-1], number, beat)
            if fault is not None:
                return fault
            states.append(self._transitions.after(states[-1], number))
        self._beat = 0
        return None

    def _fault_of_beat(self, state: StateNode, number: int, beat: Beat) -> Fault | None:
        event = self._problem.actions[number]
        if not self._transitions.is_possible(state, number):
            missing = what_is_missing(self._problem, event.condition, state.value)
            return self._fault(beat, "not-possible", f"{event.name} is not possible: {missing}.")
        needless = self._given.needless(event.by, beat.reasons)
        if needless is not None:
            sentence = f"{needless} need not consent to {event.name}, but has a reason."
            return self._fault(beat, "needless-reason", sentence, needless)
        for character in event.by:
            fault = self._fault_of_consent(state, number, beat, character)
            if fault is not None:
                return fault
        return None

    def _fault_of_consent(
        self, state: StateNode, number: int, beat: Beat, character: int
    ) -> Fault | None:
        name = self._problem.characters[character]
        mind = state.minds[character]
        if mind is None or not self._transitions.is_possible(mind, number):
            condition = self._problem.actions[number].condition
            missing = what_is_missing(self._problem, condition, (mind or state).value)
            sentence = f"{name} believes that {beat.event} is not possible: {missing}."
            return self._fault(beat, "held-impossible", sentence, name)
        foresight = self._limits.foresight
        wrong = self._given.others_complaint(state, character, number, beat.reasons, foresight)
        if wrong is None:
            return None
        if name in beat.reasons:
            sentence = f"The reason of {name} for {beat.event} does not hold: {wrong}."
            return self._fault(beat, "wrong-reason", sentence, name)
        sentence = f"{name} has no reason for {beat.event} within the limits."
        return self._fault(beat, "no-reason", sentence, name)

    def _fault(self, beat: Beat, kind: str, sentence: str, character: str | None = None) -> Fault:
        return Fault(self._beat, beat.event, character, kind, sentence)

    # -- the whole ----------------------------------------------------------------------------

    def _fault_of_whole(self, states: Sequence[StateNode], story: Story) -> Fault | None:
        if story.goal is None:
            return None
        start, end = states[0], states[-1]
        goal = make_goal(self._reasons, story.goal, start)
        utility = self._reasons.utility(end)
        if not goal.reached(end):
            if isinstance(story.goal, str):
                sentence = f"The story does not end in the ending {story.goal}."
            else:
                sentence = (
                    f"The story's utility is {value_text(utility)} at its end and "
                    f"{value_text(self._reasons.utility(start))} at its start; it should rise "
                    f"to {value_text(float(story.goal))} or more."
                )
            return Fault(0, None, None, "goal-not-reached", sentence)
        if story.utility is not None and story.utility != utility:
            sentence = (
                f"The story's utility at its end is {value_text(utility)}, "
                f"not {value_text(float(story.utility))}."
            )
            return Fault(0, None, None, "wrong-utility", sentence)
        steps = [(self._numbers[event], self._limits.foresight) for event in story.events]
        if isinstance(story.goal, str):
            good = self._problem.named_condition(story.goal)
        else:
            assert utility is not None
            good = at_least(self._problem.story_wants, utility)
        places = left_out(self._reasons, start, steps, good)
        if places is None:
            return None
        beats = listed([f"{place + 1} ({story.events[place]})" for place in places], "and")
        word = "beat" if len(places) == 1 else "beats"
        return Fault(0, None, None, "redundant", f"The story does as well without {word} {beats}.")
