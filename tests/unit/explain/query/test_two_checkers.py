"""Labelling and walking along every story come to the same answers.

`ELSEWISE_QUESTIONS` sets how many random pairs of world and question are tried (default 1000), and
`ELSEWISE_SEED` with which they begin.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from elsewise.errors import WorldError
from elsewise.explain.query.answer import Answer, Verdict
from elsewise.explain.query.ask import ask
from elsewise.explain.query.core import Core, conditions_in
from elsewise.explain.query.looking import Truths, looked_at, told_at
from elsewise.explain.query.seeking import Seeker, sought
from elsewise.play.asked_conditions import ground_conditions, with_conditions
from elsewise.play.moment import Moment as Here
from elsewise.story.limits import Limits
from elsewise.validation.validate import validate
from elsewise.world.expressions import And, Constant, Expression, InMind
from elsewise.world.model import World
from elsewise.world.questions import (
    AllOf,
    Always,
    CommonBelief,
    Denied,
    Formula,
    Intends,
    Now,
    Question,
    Stories,
    Until,
)

sys.path.insert(0, str(Path(__file__).parent))
from formulas import Maker
from paths import NO, OPEN, YES, Moment, Paths, TooManyStoriesError, parts_of

PAIRS = int(os.environ.get("ELSEWISE_QUESTIONS", "1000"))
FIRST = int(os.environ.get("ELSEWISE_SEED", "1"))
QUESTIONS = 5
VERDICTS = {Verdict.NO: NO, Verdict.OPEN: OPEN, Verdict.YES: YES}


def paths(
    world: World, formula: Formula, limits: Limits, explained: bool, before: tuple[str, ...] = ()
) -> Paths:
    parts = list(parts_of(formula))
    aims = [
        (part.who, part.aim.condition)
        for part in parts
        if isinstance(part, Intends) and isinstance(part.aim, Now)
    ]
    shared = [part for part in parts if isinstance(part, CommonBelief)]
    kept = dict.fromkeys(
        [part.condition for part in parts if isinstance(part, Now)]
        + [InMind(who, aim) for who, aim in aims]
        + [believed(part, limits.depth + 1) for part in shared]
    )  # the others are asked about in minds only
    asked = [*kept, *(part.condition for part in shared), *(aim for _, aim in aims)]
    names = {condition: str(n) for n, condition in enumerate(dict.fromkeys(asked))}
    problem = with_conditions(world, {names[c]: c for c in kept}, depth=limits.depth)
    others = [c for c in names if c not in kept]
    made = ground_conditions(world, problem, others)
    every = {**problem.asked, **{names[c]: one for c, one in zip(others, made, strict=True)}}
    return Paths(replace(problem, asked=every), limits, names, explained, before)


def believed(common: CommonBelief, depth: int) -> Expression:
    """What common belief means, spelt out to a depth."""
    longest: list[tuple[Constant, ...]] = [()]
    found: list[Expression] = []
    for _ in range(depth):
        longest = [(*way, who) for way in longest for who in common.group if way[-1:] != (who,)]
        for way in longest:
            one = common.condition
            for who in reversed(way):
                one = InMind(who, one)
            found.append(one)
    return And(tuple(found))


def check_story(walked: Paths, answer: Answer) -> None:
    """See that the story that shows an answer holds."""
    if answer.story is None:
        return
    assert answer.beat is not None
    assert 0 <= answer.beat <= len(answer.story.beats)
    if answer.any_event:
        assert not any(beat.reasons for beat in answer.story.beats)
        state = walked.start
        names = [action.name for action in walked.problem.actions]
        for event in answer.story.events:
            assert names.index(event) in walked.engine.possible(state)
            state = walked.engine.after(state, names.index(event))
    else:
        problem = Here.start(walked.problem, walked.limits).replay(answer.after).as_problem()
        longer = Limits(length=100, foresight=walked.limits.foresight, depth=walked.limits.depth)
        assert validate(problem, answer.story, limits=longer) is None


def shows(walked: Paths, formula: Formula, answer: Answer) -> bool | None:
    """Whether an answer's story shows it, moment by moment; None: it is of another kind."""
    wanted = YES if answer.verdict is Verdict.YES else NO
    while isinstance(formula, Denied | Always):
        if isinstance(formula, Denied):
            formula, wanted = formula.operand, YES - wanted
        else:
            other = Stories.SOME if formula.stories is Stories.EVERY else Stories.EVERY
            formula = Until(other, AllOf(()), Denied(formula.operand), formula.within)
            wanted = YES - wanted
    assert answer.story is not None
    if not isinstance(formula, Until) or wanted is not (
        YES if formula.stories is Stories.SOME else NO
    ):
        return None
    walked.steps = 100_000
    names = [action.name for action in walked.problem.actions]
    moments: list[Moment] = [(walked.start, None)]
    for event in answer.story.events:
        state, action = moments[-1][0], names.index(event)
        moments.append((walked.engine.after(state, action), action))
    if answer.ends:
        moments.append((moments[-1][0], None))
    if formula.within is not None:
        moments = moments[: formula.within + 1]
    reached = [walked.value(formula.reach, moment) for moment in moments]
    kept = [walked.value(formula.keep, moment) for moment in moments]
    if wanted == YES:
        return YES in reached and all(k == YES for k in kept[: reached.index(YES)])
    for reach, keep in zip(reached, kept, strict=True):
        if reach != NO:
            return False
        if keep == NO:
            return True
    in_time = formula.within is None or len(moments) <= formula.within
    return not in_time or answer.ends or answer.returns_to is not None


@pytest.mark.parametrize("pairs", [100, pytest.param(PAIRS, marks=pytest.mark.slow)])
def test_they_agree_and_stories_hold(pairs):
    seen: Counter[str] = Counter()
    seed = FIRST
    while seen["compared"] < pairs:
        compare(Maker(seed), seen)
        seed += 1
    certain = [verdict.value for verdict in (Verdict.YES, Verdict.NO)]
    for what in (*certain, "story", "shown", "later", "returns", "ends"):
        assert seen[what] > pairs // 100, (what, seen)


def test_a_story_is_found_if_there_is_one_to_be_sought():
    seen: Counter[bool] = Counter()
    for seed in range(FIRST, FIRST + 2 * PAIRS):
        made = Maker(seed)
        formula, limits = asked_of_some_story(made), Limits(length=3, foresight=2, depth=1)
        try:
            walked = paths(made.world, formula, limits, True)
            if len(walked.states) < 3:
                continue
            expected = walked.verdict(formula)
        except (WorldError, TooManyStoriesError):
            continue
        here, conditions = Here.start(walked.problem, limits), {}
        said = Core(limits.depth + 1).of(formula)
        asked = conditions_in([said])
        ground = ground_conditions(made.world, walked.problem, asked.values())
        conditions = dict(zip(asked, ground, strict=True))
        known: Truths = {}
        if looked_at(said, told_at(here, conditions), known) is not None:
            continue
        (one,) = sought(said, known)
        story = Seeker(made.world, (), here, conditions).story(one, limits)
        assert one.answer
        assert (story is not None) is (expected == YES), (seed, formula)
        if story is not None:
            assert validate(walked.problem, story, limits=limits) is None
        seen[story is not None] += 1
    assert min(seen[True], seen[False]) > PAIRS // 20


def asked_of_some_story(made: Maker) -> Formula:
    """Draw what some story may come to, step by step."""

    def told() -> Formula:
        return made.pick((Denied, lambda same: same))(
            made.pick((made.happened(), Now(made.asked()), made.happened()))
        )

    last: Formula = AllOf((told(), told()))
    for _ in range(made.pick((0, 1, 2))):
        last = AllOf((told(), Until(Stories.SOME, AllOf(()), last)))
    keep = made.pick((AllOf(()), told(), AllOf((told(), told()))))
    return Until(Stories.SOME, keep, last)


def agrees_with_longer(
    made: Maker,
    formula: Formula,
    limits: Limits,
    explained: bool,
    before: tuple[str, ...],
    found: int,
) -> bool:
    """Whether longer stories do not contradict an answer, as far as they are not too many."""
    try:
        walked = paths(made.world, formula, limits, explained, before)
        return walked.verdict(formula) in (OPEN, found)
    except (WorldError, TooManyStoriesError):
        return True


def compare(made: Maker, seen: Counter[str]) -> None:
    world, explained = made.world, made.pick((True, False, False))
    limits = Limits(length=made.pick((0, 1, 2, 3, 4, 9, 9)), foresight=2, depth=made.pick((0, 1)))
    for _ in range(QUESTIONS):
        formula, choice = made.question(), made.pick(range(6))
        try:
            walked = paths(world, formula, limits, explained)
            if len(walked.states) < 4 and choice:
                continue  # hardly anything happens
            before = somewhere(walked, choice)
            if before:
                walked = paths(world, formula, limits, explained, before)
            expected = walked.verdict(formula)
        except (WorldError, TooManyStoriesError):
            seen["too much"] += 1
            continue
        question = Question(formula, "")
        answer = ask(world, question, any_event=not explained, after=before, limits=limits)
        found = VERDICTS[answer.verdict]
        proven = expected == OPEN != found  # of longer stories too
        if proven:
            seen["proven"] += 1
            longer = replace(limits, length=limits.length + 2)
            assert agrees_with_longer(made, formula, longer, explained, before, found)
            expected = found
        assert found == expected
        check_story(walked, answer)
        if answer.story is not None and not proven:  # else what was walked does not tell
            shown = shows(walked, formula, answer)
            assert shown is not False, answer
            seen["shown"] += shown is not None
        seen["compared"] += 1
        seen[answer.verdict.value] += 1
        seen["later"] += bool(before)
        seen["story"] += answer.story is not None and bool(answer.story.beats)
        seen["returns"] += answer.returns_to is not None
        seen["ends"] += answer.ends


def somewhere(walked: Paths, choice: int) -> tuple[str, ...]:
    """Return the events to some state, mostly to the start."""
    events: list[str] = []
    state = walked.start
    for _ in range(choice % 3 if choice > 2 else 0):
        ways = walked.ways_on.get(state)
        if not ways:
            break
        state, action = ways[choice % len(ways)]
        events.append(walked.problem.actions[action].name)
    return tuple(events)
