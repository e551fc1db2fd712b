"""Asks everybody who has no reason for a beat of a nearest miss what they lack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from elsewise.explain.absence.refusing import (
    Proposal,
    best_plan,
    looks_that_matter,
    unwilling,
    with_all_willing,
)
from elsewise.explain.absence.remedies import Mending
from elsewise.explain.absence.values import Miss, Refusal, Remedy
from elsewise.explain.absence.wording import Words
from elsewise.explain.counterfactual.interventions import Intervention, Wanted, forked
from elsewise.play.moment import Moment
from elsewise.problem.problem import FluentRead, Problem
from elsewise.story.limits import Limits
from elsewise.world.model import World

Reaches = Callable[[World, int], bool]
"""Whether a world reaches the aim within so many beats."""

MOST_REFUSALS = 4
MOST_WRONG = 3


def refusals(
    world: World, problem: Problem, miss: Miss, limits: Limits, reaches: Reaches
) -> tuple[Refusal, ...]:
    """Return who has no reason for the beats of a miss that lack one, why, and what would mend it.

    Whether a remedy is enough for the whole is tried, for a belief, from the first such beat on,
    and for a want from the start.
    """
    start = Moment.start(problem, limits)
    found: list[Refusal] = []
    for beat in miss.unexplained:
        proposal = Proposal(start.replay(miss.events[: beat - 1]), miss.events[beat - 1])
        for character in proposal.rule.by:
            if len(found) < MOST_REFUSALS and proposal.reason(character) is None:
                asked = _Refusing(world, proposal, beat, character, reaches)
                found.append(asked.refusal(first=beat == miss.unexplained[0]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Refusing:
    """One who refuses one beat."""

    world: World
    proposal: Proposal
    beat: int
    character: int
    reaches: Reaches

    def refusal(self, *, first: bool) -> Refusal:
        """Return why, and what would mend it."""
        made = self._why()
        looks = looks_that_matter(self.proposal, self.character, made.plan)
        wrong = self.proposal.wrong(self.character, looks)
        made = self._with_errors(made, wrong)
        ordered = dict.fromkeys((*wrong, *looks, *self._looks_of_others(made)))
        return replace(made, remedies=self._remedies(tuple(ordered), made, first=first))

    def _why(self) -> Refusal:
        proposal, names = self.proposal, self.proposal.problem.characters
        mind = proposal.moment.mind(self.character)
        utility = mind.utility(self.character)
        blank = Refusal(
            self.beat, proposal.event, names[self.character], "no gain", utility=utility
        )
        if not mind.can(proposal.event):
            words = Words(self.world, proposal.problem)
            failing = mind.failing(proposal.rule.condition)
            believes = tuple(words.code(part) for part in failing)
            return replace(blank, kind="held impossible", believes=believes)
        hoped = with_all_willing(proposal, self.character)
        if hoped is not None:
            plan = tuple(planned.event for planned in hoped.plan)
            needs = tuple(names[c] for c in unwilling(proposal, self.character, plan))
            return replace(blank, kind="others", best=hoped.gain[1], plan=plan, needs=needs)
        best = best_plan(proposal, self.character)
        made = replace(blank, best=best.utility, plan=best.plan)
        if utility is None:
            return replace(made, kind="unknown")
        if best.utility is not None and best.utility > utility:
            return replace(made, kind="without it")
        return made

    def _with_errors(self, made: Refusal, wrong: Sequence[FluentRead]) -> Refusal:
        proposal, words = self.proposal, Words(self.world, self.proposal.problem)
        mind = proposal.moment.mind(self.character)
        beliefs: list[str] = []
        unknown: list[str] = []
        for look in wrong:
            believed = mind.value(look.fluent, look.minds)
            truth = proposal.moment.value(look.fluent, look.minds)
            kind, value = (beliefs, believed) if believed is not None else (unknown, truth)
            kind.append(words.fact(look.fluent, value, look.minds))
        return replace(made, wrong=tuple(beliefs[:MOST_WRONG]), unknown=tuple(unknown[:MOST_WRONG]))

    def _looks_of_others(self, made: Refusal) -> tuple[FluentRead, ...]:
        """Return what those look at on whom one cannot count, as one sees their minds."""
        found: list[FluentRead] = []
        for name in made.needs:
            other = self.proposal.problem.characters.index(name)
            for look in looks_that_matter(self.proposal, other, made.plan):
                found.append(FluentRead((other, *look.minds), look.fluent))
        return tuple(found)

    def _remedies(
        self, looks: tuple[FluentRead, ...], made: Refusal, *, first: bool
    ) -> tuple[Remedy, ...]:
        proposal, limits = self.proposal, self.proposal.moment.limits
        left = max(0, limits.length - self.beat + 1)

        def gives_aim(change: Intervention, changed: World) -> bool:
            if isinstance(change, Wanted):
                return self.reaches(forked(self.world, (), (change,)), limits.length)
            return first and self.reaches(changed, left)

        here = forked(self.world, proposal.moment.events, depth=limits.depth)
        words = Words(self.world, proposal.problem)
        mending = Mending(here, words, proposal, self.character, limits, gives_aim)
        return mending.remedies(looks, wants=made.kind != "held impossible")
