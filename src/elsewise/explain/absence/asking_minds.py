"""Asks everybody who has no reason for a beat of a nearest miss what they lack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from elsewise.explain.absence.refusing import (
    Step,
    best_plan,
    looks_that_matter,
    unwilling,
    with_all_willing,
)
from elsewise.explain.absence.remedies import Mending
from elsewise.explain.absence.values import Miss, Refusal, Remedy
from elsewise.explain.absence.wording import Words
from elsewise.explain.counterfactual.interventions import Intervention, Wanted, forked
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
    found: list[Refusal] = []
    for beat in miss.unexplained:
        step = Step(problem, limits, miss.events[: beat - 1], miss.events[beat - 1])
        for character in step.rule.by:
            if len(found) < MOST_REFUSALS and step.reason(character) is None:
                asked = _Refusing(world, step, beat, character, reaches)
                found.append(asked.refusal(first=beat == miss.unexplained[0]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Refusing:
    """One who refuses one beat."""

    world: World
    step: Step
    beat: int
    character: int
    reaches: Reaches

    def refusal(self, *, first: bool) -> Refusal:
        """Return why, and what would mend it."""
        made = self._why()
        looks = looks_that_matter(self.step, self.character, made.plan)
        wrong = self.step.wrong(self.character, looks)
        made = self._with_errors(made, wrong)
        ordered = dict.fromkeys((*wrong, *looks, *self._looks_of_others(made)))
        return replace(made, remedies=self._remedies(tuple(ordered), made, first=first))

    def _why(self) -> Refusal:
        step, names = self.step, self.step.problem.characters
        mind = step.mind(self.character)
        utility = step.engine.utility(mind, self.character)
        blank = Refusal(self.beat, step.event, names[self.character], "no gain", utility=utility)
        if step.action not in step.engine.possible(mind):
            words = Words(self.world, step.problem)
            failing = step.failing(step.rule.condition, mind)
            believes = tuple(words.code(part) for part in failing)
            return replace(blank, kind="held impossible", believes=believes)
        hoped = with_all_willing(step, self.character)
        if hoped is not None:
            plan = tuple(planned.event for planned in hoped.plan)
            needs = tuple(names[c] for c in unwilling(step, self.character, plan))
            return replace(blank, kind="others", best=hoped.gain[1], plan=plan, needs=needs)
        best = best_plan(step, self.character)
        made = replace(blank, best=best.after, plan=best.plan)
        if utility is None:
            return replace(made, kind="unknown")
        if best.after is not None and best.after > utility:
            return replace(made, kind="without it")
        return made

    def _with_errors(self, made: Refusal, wrong: Sequence[FluentRead]) -> Refusal:
        step, words = self.step, Words(self.world, self.step.problem)
        mind = step.mind(self.character)
        beliefs: list[str] = []
        unknown: list[str] = []
        for look in wrong:
            believed = step.value(mind, look.minds, look.fluent)
            truth = step.value(step.state, look.minds, look.fluent)
            kind, value = (beliefs, believed) if believed is not None else (unknown, truth)
            kind.append(words.fact(look.fluent, value, look.minds))
        return replace(made, wrong=tuple(beliefs[:MOST_WRONG]), unknown=tuple(unknown[:MOST_WRONG]))

    def _looks_of_others(self, made: Refusal) -> tuple[FluentRead, ...]:
        """Return what those look at on whom one cannot count, as one sees their minds."""
        found: list[FluentRead] = []
        for name in made.needs:
            other = self.step.problem.characters.index(name)
            for look in looks_that_matter(self.step, other, made.plan):
                found.append(FluentRead((other, *look.minds), look.fluent))
        return tuple(found)

    def _remedies(
        self, looks: tuple[FluentRead, ...], made: Refusal, *, first: bool
    ) -> tuple[Remedy, ...]:
        step = self.step
        left = max(0, step.limits.length - self.beat + 1)

        def gives_aim(change: Intervention, changed: World) -> bool:
            if isinstance(change, Wanted):
                return self.reaches(forked(self.world, (), (change,)), step.limits.length)
            return first and self.reaches(changed, left)

        here = forked(self.world, step.events, depth=step.limits.depth)
        words = Words(self.world, step.problem)
        mending = Mending(here, words, step, self.character, step.limits, gives_aim)
        return mending.remedies(looks, wants=made.kind != "held impossible")
