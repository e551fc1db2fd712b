"""Checks the reasons that a story gives, in the minds they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from elsewise.engines.reference.reasons import Reasons
from elsewise.engines.reference.states import StateNode
from elsewise.problem.names import value_text
from elsewise.problem.wording import what_is_missing
from elsewise.story.story import Planned, Reason
from elsewise.validation.redundancy import at_least, left_out
from elsewise.world.kinds import listed


class ReasonCheck:
    """Checks reasons; those that are not given are searched for."""

    def __init__(self, reasons: Reasons) -> None:
        self._reasons = reasons
        self._transitions = reasons.transitions
        self._problem = reasons.transitions.problem
        self._numbers = self._problem.action_numbers

    def complaint(
        self, state: StateNode, action: int, reason: Reason, foresight: int
    ) -> str | None:
        """Return what is wrong with the reason of a mind's owner for an action possible there."""
        name = self._problem.characters[state.owner or 0]
        event = self._problem.actions[action].name
        if state.level == self._transitions.store.extra:
            foresight = min(foresight, 1)
        if reason.character != name:
            return f"the reason given for {name} is one of {reason.character}"
        if not reason.plan or reason.plan[0].event != event:
            return f"{name}'s plan does not begin with {event}"
        if len(reason.plan) > foresight:
            return f"{name}'s plan has {len(reason.plan)} events, but may have {foresight} here"
        actions = [self._numbers.get(planned.event, -1) for planned in reason.plan]
        if -1 in actions:
            return f"{name} plans {reason.plan[actions.index(-1)].event}, which can never happen"
        states = [state]
        for number in actions:
            wrong = self._cannot_be_done(states, number)
            if wrong is not None:
                return wrong
            states.append(self._transitions.after(states[-1], number))
        wrong = self._no_gain(state, states[-1], reason)
        if wrong is not None:
            return wrong
        complaints: list[str] = []
        for horizon in range(len(actions), foresight + 1):
            wrong = self._unexplained(states, actions, reason.plan, horizon)
            wrong = wrong or self._redundant(states, actions, horizon)
            if wrong is None:
                return None
            complaints.append(wrong)
        return complaints[0]

    def _cannot_be_done(self, states: Sequence[StateNode], number: int) -> str | None:
        """Return why an event cannot be the next of a plan that has come through some states."""
        action = self._problem.actions[number]
        if not self._transitions.is_possible(states[-1], number):
            missing = what_is_missing(self._problem, action.condition, states[-1].value)
            return f"{action.name} cannot follow in that plan: {missing}"
        if len(states) > 1 and not action.by:
            return f"nobody can count on {action.name}, which just happens"
        return None

    def _no_gain(self, first: StateNode, last: StateNode, reason: Reason) -> str | None:
        before, end = self._reasons.utility(first), self._reasons.utility(last)
        real, said = (before, end), reason.gain
        words = " to ".join(value_text(utility) for utility in real)
        if before is None or end is None or end <= before:
            return f"the plan is no gain: it takes {reason.character} from {words}"
        if real != said:
            return f"the plan takes {reason.character} from {words}, not from " + " to ".join(
                value_text(float(utility)) for utility in said
            )
        return None

    def _unexplained(
        self,
        states: Sequence[StateNode],
        actions: Sequence[int],
        plan: Sequence[Planned],
        horizon: int,
    ) -> str | None:
        """Return which other has no reason for an event of a plan; the first event is exempt."""
        for place, (number, planned, state) in enumerate(zip(actions, plan, states, strict=False)):
            others = tuple(self._reasons.consenters(state, number)) if place else ()
            needless = self.needless(others, planned.reasons)
            if needless is not None:
                return f"{needless} need not consent to {planned.event} in that plan"
            for other in others:
                wrong = self.others_complaint(
                    state, other, number, planned.reasons, horizon - place
                )
                if wrong is not None:
                    return f"for {planned.event} in that plan, {wrong}"
        return None

    def others_complaint(
        self,
        state: StateNode,
        character: int,
        action: int,
        given: Mapping[str, Reason],
        foresight: int,
    ) -> str | None:
        """Return why a character does not consent; its reason may be given."""
        name = self._problem.characters[character]
        mind = state.minds[character]
        if mind is None or not self._transitions.is_possible(mind, action):
            return f"{name} does not believe that it is possible"
        if name in given:
            return self.complaint(mind, action, given[name], foresight)
        if self._reasons.plan(mind, action, foresight) is None:
            return f"{name} has no reason"
        return None

    def needless(self, consenters: Sequence[int], given: Mapping[str, Reason]) -> str | None:
        """Return somebody for whom a reason is given who need not consent."""
        names = {self._problem.characters[c] for c in consenters}
        return next((name for name in given if name not in names), None)

    def _redundant(
        self, states: Sequence[StateNode], actions: Sequence[int], horizon: int
    ) -> str | None:
        least = self._reasons.utility(states[-1])
        assert least is not None
        steps = [(number, horizon - place) for place, number in enumerate(actions)]
        owner = states[0].owner
        assert owner is not None
        good = at_least(self._problem.wants[owner], least)
        places = left_out(self._reasons, states[0], steps, good)
        if places is None:
            return None
        events = [self._problem.actions[actions[place]].name for place in places]
        return f"the plan does as well without {listed(events, 'and')}"
