"""Asks everybody who has no reason for a beat of a nearest miss what they lack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from elsewise.forking.interventions import forked
from elsewise.graph.limits import Limits
from elsewise.grounding.problem import Look, Problem
from elsewise.whynot.refusing import (
    Step,
    best_plan,
    looks_that_matter,
    unwilling,
    with_all_willing,
)
from elsewise.whynot.remedies import Mending
from elsewise.whynot.values import Miss, Refusal
from elsewise.whynot.wording import Words
from elsewise.world.model import World

Reaches = Callable[[World, int], bool]
"""Whether a world reaches the aim within so many beats."""

MOST_REFUSALS = 4
MOST_WRONG = 3


def refusals(
    world: World, problem: Problem, miss: Miss, limits: Limits, reaches: Reaches
) -> tuple[Refusal, ...]:
    """Return who has no reason for the beats of a miss that lack one, and why.

    The first such beat is looked into with what would mend it; of later ones it is said who
    refuses and why.
    """
    found: list[Refusal] = []
    for beat in miss.unexplained:
        step = Step(problem, limits, miss.events[: beat - 1], miss.events[beat - 1])
        for character in step.rule.by:
            if step.reason(character) is None and len(found) < MOST_REFUSALS:
                mend = beat == miss.unexplained[0]
                found.append(_refusal(world, step, beat, character, reaches if mend else None))
    return tuple(found)


def _refusal(
    world: World, step: Step, beat: int, character: int, reaches: Reaches | None
) -> Refusal:
    words = Words(world, step.problem)
    mind, names = step.mind(character), step.problem.characters
    rule = step.rule
    utility = step.engine.utility(mind, character)
    best: float | None = None
    plan: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    believes: tuple[str, ...] = ()
    if step.action not in step.engine.possible(mind):
        kind = "held impossible"
        failing = step.failing(rule.condition, mind)
        believes = tuple(words.code(part) for part in failing)
    elif (hoped := with_all_willing(step, character)) is not None:
        kind = "others"
        best, plan = hoped.gain[1], tuple(planned.event for planned in hoped.plan)
        needs = tuple(names[c] for c in unwilling(step, character, plan))
    else:
        found = best_plan(step, character)
        best, plan = found.after, found.plan
        kind = "no gain"
        if utility is None:
            kind = "unknown"
        elif best is not None and best > utility:
            kind = "without it"
    looks = looks_that_matter(step, character, plan)
    wrong = step.wrong(character, looks)
    shown = tuple(
        words.fact(look.fluent, step.value(mind, look.minds, look.fluent), look.minds)
        for look in wrong[:MOST_WRONG]
    )
    made = Refusal(
        beat, step.event, names[character], kind, "", believes, shown, utility, best, plan, needs
    )
    if reaches is None:
        return made
    ordered = (*wrong, *(look for look in looks if look not in wrong))
    return _with_remedies(world, words, step, character, made, ordered, reaches)


def _with_remedies(
    world: World,
    words: Words,
    step: Step,
    character: int,
    refusal: Refusal,
    looks: tuple[Look, ...],
    reaches: Reaches,
) -> Refusal:
    others = looks + _looks_of_others(step, refusal) if refusal.needs else looks
    here = forked(world, step.events, depth=step.limits.depth)
    left = max(0, step.limits.length - refusal.beat + 1)
    mending = Mending(
        here, words, step, character, step.limits, lambda changed: reaches(changed, left)
    )
    wants = refusal.kind != "held impossible"
    return replace(refusal, remedies=mending.remedies(others, wants=wants))


def _looks_of_others(step: Step, refusal: Refusal) -> tuple[Look, ...]:
    """Return what those look at on whom a character cannot count, as it sees their minds."""
    found: dict[Look, None] = {}
    for name in refusal.needs:
        other = step.problem.characters.index(name)
        for look in looks_that_matter(step, other, refusal.plan):
            path = (other, *look.minds)
            if path[0] != step.problem.characters.index(refusal.character):
                found[Look(path, look.fluent)] = None
    return tuple(found)
