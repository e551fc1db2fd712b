"""Looking for a story that settles a question, as `find` looks for one to an ending.

Where some story is enough (`possible` that is so, `never` or `before` that is not), it need not be
met with among all: a search goes straight for it. What happens on the way is noted in facts of
which nobody in the world knows, so that an ending can ask for it; such a product of a world with a
small automaton is that of Vardi and Wolper, "An automata-theoretic approach to automatic program
verification", 1986.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from elsewise.explain.query.core import parts_of
from elsewise.explain.query.looking import Truths, looked_at, told_at
from elsewise.play.asked_conditions import with_conditions
from elsewise.play.find import find
from elsewise.play.forks import world_after
from elsewise.play.moment import Moment
from elsewise.problem.problem import Condition, Problem
from elsewise.story.limits import Limits
from elsewise.story.story import Beat, Story
from elsewise.world.expressions import (
    NOTHING,
    And,
    Assign,
    Compare,
    Comparison,
    Constant,
    Effect,
    Expression,
    If,
    Not,
    Or,
    Read,
    Together,
    Variable,
)
from elsewise.world.model import EventRule, Fact, World
from elsewise.world.questions import AllOf, Denied, Formula, Happened, Now, Stories, Until
from elsewise.world.types import YesNoType

SOUGHT = "sought"
STATES_TO_SHORTEN = 8_000
"""With no more states it is tried to find a shorter story than the first."""

MOST_WORDS = 500
"""What takes more conditions, each counted as often as it is said, is not looked for."""
ALIVE = Fact("kept so far", (), YesNoType(), initial=True)
"""Whether all was kept to until now; no fact of a writer's can have such a name."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a story may come to, and how the question is answered if one does.

    It keeps to `keep` until the first of the `steps` is so, and then comes to the others, one after
    the other, at the same moment or later; after at most `within` events (None: at any time).
    """

    keep: Formula
    steps: tuple[Formula, ...]
    within: int | None
    answer: bool


def sought(formula: Formula, known: Truths, answer: bool = True) -> Iterator[Sought]:
    """Yield what stories may be looked for to settle a formula of a core.

    `known` is what its parts are worth where the stories begin.
    """
    match formula:
        case Denied(operand):
            yield from sought(operand, known, not answer)
        case AllOf(parts):
            # One part that is not so is enough; one that is so, if all others are.
            left = [part for part in parts if known[id(part)] is None]
            for part in left:
                for one in sought(part, known, answer):
                    if one.answer is not answer or len(left) == 1:
                        yield one
        case Until(Stories.SOME, keep, reach, within):
            steps = _steps(reach)
            told = all(map(_is_of_moments, (keep, *steps)))
            if told and (within is None or len(steps) == 1):
                yield Sought(keep, steps, within, answer)
        case _:
            pass


def _steps(reach: Formula) -> tuple[Formula, ...]:
    """Return what a story must come to, one after the other."""
    parts = reach.parts if isinstance(reach, AllOf) else (reach,)
    later = [part for part in parts if isinstance(part, Until)]
    match later:
        case [Until(Stories.SOME, AllOf(()), last, None)]:
            return AllOf(tuple(part for part in parts if part is not later[0])), *_steps(last)
        case _:
            return (reach,)


def _is_of_moments(formula: Formula) -> bool:
    """Whether a formula can be told from a moment and what has just happened, in few words."""
    words: dict[int, int] = {}
    for part in parts_of([formula]):
        match part:
            case Now() | Happened():
                words[id(part)] = 1
            case Denied(operand):
                words[id(part)] = words[id(operand)]
            case AllOf(parts):
                words[id(part)] = sum(words[id(one)] for one in parts)
            case _:
                return False
    return words[id(formula)] <= MOST_WORDS


@dataclass(frozen=True)
class Seeker:
    """Looks for stories that go on from a moment, to which `events` led in a world.

    `conditions` are those of the formulas, ground, by the `id` of their part.
    """

    world: World
    events: Sequence[str]
    here: Moment
    conditions: Mapping[int, Condition]

    def story(self, one: Sought, limits: Limits) -> Story | None:
        """Return a story that comes to what is sought, with everybody's reasons, if one is found.

        It is one of the shortest if that is soon shown.
        """
        if one.within is not None:
            limits = replace(limits, length=min(limits.length, one.within))
        problem = self._problem(one)
        found = find(problem, ending=SOUGHT, limits=limits, mode="first").story
        if found is None:
            return None
        less = replace(limits, length=len(found.beats) - 1, states=STATES_TO_SHORTEN)
        shorter = find(problem, ending=SOUGHT, limits=less, mode="shortest").story
        return self._shown(one, (shorter or found).events)

    def _problem(self, one: Sought) -> Problem:
        problem, depth = self.here.as_problem(), self.here.limits.depth
        if one.keep == AllOf(()) and len(one.steps) == 1 and not _events_in(one):
            aim = _said(one.steps[0], {})
            return with_conditions(self.world, {SOUGHT: aim}, problem, depth=depth)
        watched, aim = watching(world_after(self.world, self.events, depth=depth), one)
        return with_conditions(watched, {SOUGHT: aim}, depth=depth)

    def _shown(self, one: Sought, events: Sequence[str]) -> Story | None:
        """Return a story as it goes in the world itself, if it settles the question there too."""
        here, alive, done = self.here, True, 0
        tells = told_at(here, self.conditions)
        beats: list[Beat] = []
        for name in (*events, None):
            while done < len(one.steps) and (alive or done):
                if not looked_at(one.steps[done], tells, {}):
                    break
                done += 1
            if name is None:
                break
            alive = alive and looked_at(one.keep, tells, {}) is True
            reasons = here.reasons(name) if here.can(name) else None
            if reasons is None:
                return None
            beats.append(Beat(name, reasons))
            event, here = here.action(name), here.after(name)
            tells = told_at(here, self.conditions, event)
        return Story(tuple(beats), None, here.utility()) if done == len(one.steps) else None


def watching(world: World, one: Sought) -> tuple[World, Expression]:
    """Return a world that notes what happens, and the condition that a story came to its end.

    Every event notes how things stood before it: whether all was kept to (`ALIVE`), and which steps
    were done; and, of the events that are asked about, which it is itself.
    """
    happened = _events_in(one)
    notes = {id(part): _fact(f"just {number}") for number, part in enumerate(happened)}
    done: Expression = Read(ALIVE, ())
    told: list[Effect] = [If(_said(one.keep, notes), NOTHING, _becomes(ALIVE, False))]
    facts = [ALIVE, *notes.values()]
    for number, step in enumerate(one.steps):
        done = And((done, _said(step, notes)))
        if number < len(one.steps) - 1:
            facts.append(_fact(f"done {number}"))
            told.append(If(done, _becomes(facts[-1], True)))
            done = Or((Read(facts[-1], ()), done))

    def noting(rule: EventRule) -> EventRule:
        noted = [_note(rule, part, notes[id(part)]) for part in happened]
        return replace(rule, effect=Together((rule.effect, *told, *noted)))

    actions = tuple(map(noting, world.actions))
    return replace(world, facts=(*world.facts, *facts), actions=actions, warnings=()), done


def _events_in(one: Sought) -> list[Happened]:
    return [part for part in parts_of([one.keep, *one.steps]) if isinstance(part, Happened)]


def _fact(name: str) -> Fact:
    return Fact(name, (), YesNoType(), initial=False)


def _said(formula: Formula, notes: Mapping[int, Fact]) -> Expression:
    """Return a condition that holds only where a formula is so."""
    made: dict[tuple[int, bool], Expression] = {}
    for part in parts_of([formula]):
        for yes in (True, False):
            match part:
                case Denied(operand):
                    found = made[id(operand), not yes]
                case AllOf(parts):
                    sides = tuple(made[id(one), yes] for one in parts)
                    found = And(sides) if yes else Or(sides)
                case Now(condition):
                    found = condition if yes else Not(condition)
                case _:
                    read = Read(notes[id(part)], ())
                    found = read if yes else Not(read)
            made[id(part), yes] = found
    return made[id(formula), True]


def _note(rule: EventRule, meant: Happened, note: Fact) -> Effect:
    """Return what notes whether an event of a rule is the one that is meant."""
    if rule.name != meant.rule.name or len(rule.parameters) != len(meant.arguments):
        return _becomes(note, False)
    pairs = [(p, a) for p, a in zip(rule.parameters, meant.arguments, strict=True) if a is not None]
    if any(isinstance(p, Constant) and p.value != a.value for p, a in pairs):
        return _becomes(note, False)
    same = [Compare(Comparison.EQUAL, p, a) for p, a in pairs if isinstance(p, Variable)]
    return If(And(tuple(same)), _becomes(note, True), _becomes(note, False))


def _becomes(fact: Fact, value: bool) -> Assign:
    return Assign(Read(fact, ()), Constant(value))
