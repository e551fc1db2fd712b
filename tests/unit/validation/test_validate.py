from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.errors import UsageError, WorldError
from elsewise.grounding.grounder import ground
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits
from elsewise.story.story import Beat, Planned, Reason, Story
from elsewise.validation.fault import KINDS
from elsewise.validation.validate import Fault, validate
from elsewise.world.load import load_text
from strategies import problems

MARKET = """\
world Market
type place
character Tom, Ann
place Home, Market, Moon
fact at(character): place
fact owner: character
fact paid(character)
fact sung
fact rain
fact dry(place)

start
  at(Tom) = Home, at(Ann) = Market
  owner = Ann
  dry(Home), dry(Market)

action walk(who: character, to: place)
  if   not at(who) = to and dry(to)
  then at(who) = to
  by   who
action buy(Tom, Ann)
  if   at(Tom) = at(Ann) and owner = Ann
  then owner = Tom, paid(Ann)
  by   Tom, Ann
action sing
  then sung
action pour
  if   not rain
  then rain
  seen by Tom
action lie
  if   not rain
  then Tom believes rain
  seen by nobody

Tom wants owner = Tom
Ann wants paid(Ann)
story wants owner = Tom
ending sold if owner = Tom
limits length 4, foresight 3, depth 1
"""
WORLD = load_text(MARKET, "market.ew")
PROBLEM = ground(WORLD)
LIMITS = Limits(**PROBLEM.limits)
WALK, BUY = "walk(Tom, Market)", "buy(Tom, Ann)"


def found() -> Story:
    return ReferenceEngine(PROBLEM, 1).search("sold", LIMITS).stories[0]


def fault(story: Story | list[str], **more: object) -> Fault:
    result = validate(WORLD, story, **more)  # type: ignore[arg-type]
    assert result is not None
    assert result.kind in KINDS
    return result


def test_what_is_found_holds() -> None:
    assert validate(WORLD, found()) is None
    assert validate(PROBLEM, found()) is None


def test_a_list_of_events_holds_if_reasons_can_be_found() -> None:
    assert validate(WORLD, [WALK, BUY]) is None
    assert validate(WORLD, ["walk( Tom,Market)", "buy(Tom,Ann)"], goal="sold") is None
    assert validate(WORLD, [WALK, BUY], goal=1.0) is None


def test_unknown_event() -> None:
    result = fault(["walk(Tom, Markt)"])
    assert (result.beat, result.event, result.kind) == (1, "walk(Tom, Markt)", "unknown-event")
    assert result.sentence == "There is no Markt in Market. Did you mean Market?"
    never = fault(["walk(Tom, Moon)"])
    assert never.sentence.startswith("walk(Tom, Moon) can never happen in Market.")


def test_not_possible() -> None:
    result = fault([BUY])
    assert (result.beat, result.kind) == (1, "not-possible")
    assert result.sentence.startswith("buy(Tom, Ann) is not possible: it needs at(Tom) = at(Ann)")
    assert str(result).startswith("Beat 1: buy(Tom, Ann) is not possible")
    result = fault(["pour()", "pour()"])
    assert (result.beat, result.sentence) == (
        2,
        "pour() is not possible: it needs not rain, but rain is yes.",
    )


def test_held_impossible() -> None:
    text = MARKET.replace(
        "action buy(Tom, Ann)\n  if   ", "action buy(Tom, Ann)\n  if not rain and "
    )
    result = validate(load_text(text, "market.ew"), ["lie()", WALK, BUY])
    assert result is not None
    assert (result.beat, result.character, result.kind) == (2, "Tom", "no-reason")
    result = validate(load_text(text, "market.ew"), [WALK, "lie()", BUY])
    assert result is not None
    assert (result.beat, result.character, result.kind) == (3, "Tom", "held-impossible")
    assert "believes that buy(Tom, Ann) is not possible: it needs not rain" in result.sentence


def test_no_reason() -> None:
    result = fault([WALK, "walk(Tom, Home)"])
    assert (result.beat, result.event, result.character) == (2, "walk(Tom, Home)", "Tom")
    assert result.kind == "no-reason"
    assert fault([WALK, BUY], limits=replace(LIMITS, foresight=1)).kind == "no-reason"


def test_too_long() -> None:
    result = fault([WALK, BUY], limits=replace(LIMITS, length=1))
    assert (result.beat, result.kind) == (2, "too-long")


def test_goal_not_reached() -> None:
    assert validate(WORLD, [WALK]) is None  # a list of events is for nothing
    assert fault([WALK], goal=1.0).kind == "goal-not-reached"
    assert fault(replace(found(), goal=2.0)).kind == "goal-not-reached"
    assert fault(found(), goal=2.0).kind == "goal-not-reached"
    assert fault([WALK], goal="sold").sentence == "The story does not end in the ending sold."
    assert fault([WALK, BUY], goal=2.0).beat == 0


def test_redundant() -> None:
    assert validate(WORLD, ["pour()", WALK, "sing()", BUY]) is None
    result = fault(["pour()", WALK, "sing()", BUY], goal="sold")
    assert (result.beat, result.kind) == (0, "redundant")
    assert "without beat" in result.sentence


def test_wrong_utility() -> None:
    assert fault(replace(found(), utility=5.0)).kind == "wrong-utility"


def test_a_limit_is_not_a_verdict() -> None:
    result = fault([WALK, BUY], limits=replace(LIMITS, states=3))
    assert result.kind == "limit-reached"


def test_what_cannot_be_asked() -> None:
    with pytest.raises(UsageError, match="no ending called lost"):
        validate(WORLD, [WALK], goal="lost")


# -- reasons that are given -------------------------------------------------------------------


def with_reason(beat: int, character: str, reason: Reason | None) -> Story:
    story = found()
    reasons = dict(story.beats[beat].reasons)
    if reason is None:
        del reasons[character]
    else:
        reasons[character] = reason
    beats = list(story.beats)
    beats[beat] = Beat(beats[beat].event, reasons)
    return replace(story, beats=tuple(beats))


BUYING = Planned(BUY, {"Ann": Reason("Ann", (Planned(BUY),), (0.0, 1.0))})


def test_a_missing_reason_is_searched_for() -> None:
    assert validate(WORLD, with_reason(0, "Tom", None)) is None
    reason = Reason("Tom", (Planned(WALK), Planned(BUY)), (0.0, 1.0))
    assert validate(WORLD, with_reason(0, "Tom", reason)) is None


def test_a_needless_reason() -> None:
    reason = Reason("Ann", (Planned(WALK),), (0.0, 1.0))
    assert fault(with_reason(0, "Ann", reason)).kind == "needless-reason"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("Ann", (Planned(WALK), BUYING), (0.0, 1.0)), "is one of Ann"),
        (Reason("Tom", (), (0.0, 1.0)), "does not begin with walk"),
        (Reason("Tom", (BUYING,), (0.0, 1.0)), "does not begin with walk"),
        (Reason("Tom", (Planned(WALK),) * 2, (0.0, 1.0)), "cannot follow"),
        (Reason("Tom", (Planned(WALK), Planned("fly()")), (0.0, 1.0)), "can never happen"),
        (Reason("Tom", (Planned(WALK), Planned("pour()"), BUYING), (0.0, 1.0)), "just happens"),
        (Reason("Tom", (Planned(WALK),), (0.0, 1.0)), "no gain"),
        (Reason("Tom", (Planned(WALK), BUYING), (0.0, 2.0)), "from 0 to 1, not from 0 to 2"),
        (Reason("Tom", (Planned(WALK), *[BUYING] * 3), (0.0, 1.0)), "has 4 events"),
        (
            Reason(
                "Tom",
                (Planned(WALK), Planned(BUY, {"Ann": Reason("Ann", (Planned(BUY),), (0.0, 3.0))})),
                (0.0, 1.0),
            ),
            "for buy(Tom, Ann) in that plan, the plan takes Ann from 0 to 1",
        ),
        (
            Reason(
                "Tom",
                (Planned(WALK, {"Ann": Reason("Ann", (Planned(WALK),), (0.0, 1.0))}), BUYING),
                (0.0, 1.0),
            ),
            "Ann need not consent to walk(Tom, Market)",
        ),
        (
            Reason("Tom", (Planned(WALK), Planned("walk(Ann, Home)"), BUYING), (0.0, 1.0)),
            "cannot follow",
        ),
    ],
)
def test_a_wrong_reason(reason: Reason, words: str) -> None:
    result = fault(with_reason(0, "Tom", reason))
    assert (result.kind, result.character) == ("wrong-reason", "Tom")
    assert words in result.sentence


def test_a_redundant_reason() -> None:
    plan = (Planned(WALK), Planned("walk(Tom, Home)"), Planned(WALK), BUYING)
    reason = Reason("Tom", plan, (0.0, 1.0))
    result = fault(with_reason(0, "Tom", reason), limits=replace(LIMITS, foresight=4))
    assert "the plan does as well without" in result.sentence


# -- laws -------------------------------------------------------------------------------------


@pytest.mark.slow
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_whatever_is_found_holds_and_what_is_not_found_does_not(made: Problem) -> None:
    limits = Limits(length=2, foresight=3, depth=1)
    goals: list[float | str] = [0.5, *made.endings]
    try:
        engine = ReferenceEngine(made, 1)
        for goal in goals:
            stories = engine.search(goal, limits, 1000).stories
            for story in stories:
                assert validate(made, story, limits=limits) is None
                assert validate(made, story.events, goal=goal, limits=limits) is None
            told = {story.events for story in stories}
            for other in {
                (first.name, *second)
                for first in made.actions
                for second in [(), *((action.name,) for action in made.actions)]
            }:
                sound = validate(made, other, goal=goal, limits=limits) is None
                assert sound == (other in told)
    except WorldError:
        return
