"""Two courses side by side: on the day called smoke, and laws on random worlds."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from elsewise.errors import UsageError, WorldError
from elsewise.explain.causes import CauseKind
from elsewise.explain.counterfactual import courses
from elsewise.explain.counterfactual.comparison import (
    Comparison,
    CourseSide,
    Difference,
    Parting,
    Reach,
)
from elsewise.explain.counterfactual.interventions import forked
from elsewise.explain.counterfactual.trials import Trials
from elsewise.explain.counterfactual.whatif import compare, whatif
from elsewise.play.explore import explore
from elsewise.play.find import find
from elsewise.play.moment import begin
from elsewise.samples import sample
from elsewise.show.as_json import json_of, json_text
from elsewise.story.limits import Limits
from elsewise.world.load import load_text
from elsewise.world.model import World
from eventful_worlds import eventful_worlds
from many_states import many

SMOKE = sample("smoke")
LIGHT = "light(Tunnel), not light(Ladder)"
SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))

BLIND = """
world Blind
character Ann (she), Ben (he)
fact lamp
fact seen
fact told
start
  not lamp
action look(Ann)
  if      lamp and not seen
  then    seen
  by      Ann
action tell(Ann, Ben)
  if      seen and not told
  then    told
  by      Ann
action ring(Ben)
  if      not told
  then    told, seen
  by      Ben
Ann wants 1 if told
Ben wants 1 if told and not lamp
ending news if told
limits length 3, foresight 3, depth 1
"""


@pytest.fixture(scope="module")
def light() -> Comparison:
    return whatif(SMOKE, set=LIGHT)


def chain(made: Comparison, fluent: str, *minds: str) -> list[str]:
    """Return the events that lead from the change to a difference."""
    found = difference(made, fluent, *minds)
    course = made.forked if found.side is CourseSide.FORKED else made.original
    return [course.beats[cause.source - 1].event for cause in found.chain if cause.source]


def difference(made: Comparison, fluent: str, *minds: str) -> Difference:
    return next(d for d in made.changed if (d.fluent, d.minds) == (fluent, minds))


# -- the day called smoke ---------------------------------------------------------------------


def test_the_light_leads_to_the_other_course(light: Comparison) -> None:
    assert light.won == ("saved",)
    assert light.lost == ("left",)
    assert light.open == ()
    assert light.original.endings["freed_himself"] is Reach.NEVER
    assert light.original.events[0] == "plead(Clark, Lex)"
    assert light.forked.events[:2] == ("free(Lex, Clark)", "climb(Lex, Tunnel, Ladder)")
    assert light.forked.aim == "saved"
    assert light.parting == Parting(1, "plead(Clark, Lex)", "free(Lex, Clark)")


def test_what_is_otherwise_and_through_what(light: Comparison) -> None:
    alive = difference(light, "alive(Clark)")
    assert (alive.original, alive.forked) == (False, True)
    assert chain(light, "alive(Clark)") == ["free(Lex, Clark)"]
    assert alive.chain[0].kind is CauseKind.MOTIVATES
    assert chain(light, "deed", "Lana") == [
        "free(Lex, Clark)",
        "climb(Clark, Ladder, Grass)",
        "account(Lex, Lana, saved)",
    ]
    # What no longer comes about has its causes in the course as it was.
    doubts = difference(light, "doubts(Lana)")
    assert doubts.side is CourseSide.ORIGINAL
    assert chain(light, "doubts(Lana)")[-1] == "account(Lex, Lana, tried)"
    # What was changed itself.
    assert [cause.source for cause in difference(light, "light(Tunnel)").chain] == [0]


def test_what_stays_in_spite_of_it_and_who_gains(light: Comparison) -> None:
    stayed = {same.fluent: same.value for same in light.stayed if not same.minds}
    assert stayed["blown"] is True
    assert stayed["at(Lex)"] == "Grass"
    assert "alive(Clark)" not in stayed
    stakes = {stake.character: stake for stake in light.stakes}
    assert stakes["Lex"].gain == 12.0
    assert stakes["Chloe"].gain == -3.0
    # A dead man believes what he last believed.
    assert (stakes["Clark"].original, stakes["Clark"].original_believed) == (3.0, 0.0)


def test_where_the_old_story_and_all_stories_part(light: Comparison) -> None:
    assert light.breaks is not None
    assert (light.breaks.beat, light.breaks.unwilling) == (1, ("Clark",))
    assert light.graphs_compared
    assert light.graph_parting is not None
    assert light.graph_parting.beat == 1
    assert "free(Lex, Clark)" in light.graph_parting.won
    assert "plead(Clark, Lex)" in light.graph_parting.lost


def test_a_fork_in_the_middle_counts_its_beats_from_the_start() -> None:
    made = whatif(SMOKE, at=1, believe="Lex believes mortal(Clark)")
    assert made.original.before == made.forked.before == ("plead(Clark, Lex)",)
    assert made.parting is not None
    assert made.parting.beat == 2
    assert made.won == ("saved",)
    assert len(made.forked.events) <= SMOKE.limits["length"]
    same = whatif(SMOKE, after="plead(Clark,Lex)", believe="Lex believes mortal(Clark)")
    assert str(same) == str(made)


def test_a_change_without_consequences() -> None:
    made = whatif(SMOKE, believe="Lana believes trusts(Chloe, Lex)")
    assert made.parting is made.graph_parting is made.breaks is None
    assert made.graphs_compared
    assert {d.fluent for d in made.changed} == {"trusts(Chloe, Lex)"}
    assert "The two are the same, beat for beat." in str(made)
    assert "Among all stories within the limits there is no difference." in str(made)


def test_what_is_skipped_and_what_is_forced() -> None:
    skipped = whatif(SMOKE, skip="come(Chloe)")
    assert skipped.lost == ("left",)
    assert skipped.forked.story is None
    assert skipped.breaks is not None
    assert (skipped.breaks.event, skipped.breaks.unwilling) == ("come(Chloe)", ())
    assert "it cannot happen there any more" in str(skipped)
    forced = whatif(SMOKE, force="push(Clark)")
    assert forced.forked.before == ("push(Clark)",)
    assert forced.forked.events[:2] == ("push(Clark)", "plead(Clark, Lex)")
    assert forced.parting == Parting(1, "plead(Clark, Lex)", "push(Clark)")


def test_several_changes_at_once() -> None:
    made = whatif(SMOKE, set=["light(Tunnel)", "not light(Ladder)"], skip="plead")
    assert [change.text for change in made.changes] == [
        "light(Tunnel)",
        "not light(Ladder)",
        "plead",
    ]
    assert made.won == ("saved",)


def test_an_added_want() -> None:
    made = whatif(SMOKE, want="Lex wants 3 if deed = saved")
    assert made.won == ("saved",)
    assert made.lost == ("left",)


def test_a_wish_for_one_ending() -> None:
    made = whatif(SMOKE, set=LIGHT, ending="left")
    assert made.original.story is not None
    assert made.original.story.goal == "left"
    assert made.forked.aim == "saved"  # the wish is not reached there


def test_a_day_without_endings_is_for_its_utility() -> None:
    world = load_text(BLIND.replace("ending news if told", "story wants 1 if told"))
    made = whatif(world, set="lamp")
    assert made.original.aim == made.forked.aim == 1.0
    assert made.original.events == ("ring(Ben)",)
    assert made.forked.events == ("look(Ann)", "tell(Ann, Ben)")
    assert chain(made, "lamp") == []
    assert [c.kind for c in difference(made, "lamp").chain] == [CauseKind.ENABLES]


def test_limits_leave_open_what_is_not_settled() -> None:
    made = whatif(SMOKE, set=LIGHT, states=20)
    assert made.stopped_by == "states"
    assert made.open
    assert not made.graphs_compared
    assert "Not settled: " in str(made)


def test_endings_one_by_one_are_as_by_the_graph(
    light: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courses, "FIRST_LOOK", 10)
    made = whatif(SMOKE, set=LIGHT)
    assert made.graph_parting == light.graph_parting
    assert (made.won, made.lost, made.open) == (light.won, light.lost, light.open)
    assert made.original == light.original


def test_seconds_are_those_of_the_whole_and_a_story_is_found_first() -> None:
    begin = time.monotonic()
    made = whatif(many(lamps=22, length=30), set="lit(L3)", seconds=1)
    assert time.monotonic() - begin < 3  # other work may go on at the same time
    assert made.open == ("light",)
    assert made.original.endings["dark"] is made.forked.endings["dark"] is Reach.REACHED
    assert len(made.original.events) == len(made.forked.events) == 4
    assert made.stakes
    assert made.stopped_by == "seconds"
    assert "The search was stopped by the limit of time." in str(made)


@pytest.mark.parametrize("step", ["outcomes", "breaking_point", "graph_parting"])
def test_an_interrupt_leaves_what_is_known(
    light: Comparison, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"elsewise.explain.counterfactual.whatif.{step}", interrupted)
    made = whatif(SMOKE, set=LIGHT)
    assert made.stopped_by == "interrupt"
    assert (made.original, made.forked, made.won) == (light.original, light.forked, light.won)
    assert bool(made.changed) == (step == "graph_parting")
    assert "The search was interrupted." in str(made)


def test_json_and_notebook(light: Comparison) -> None:
    made = json_of(light)
    assert made["won"] == ["saved"]
    assert made["parting"] == {
        "beat": 1,
        "original": "plead(Clark, Lex)",
        "forked": "free(Lex, Clark)",
    }
    deed = next(d for d in made["changed"] if d["fluent"] == "deed" and not d["minds"])
    assert deed["chain"][0] == {
        "beat": None,
        "event": None,
        "kind": "motivates",
        "fluent": None,
        "minds": [],
    }
    assert deed["chain"][1]["event"] == "free(Lex, Clark)"
    assert json_text(made) == json_text(json_of(whatif(SMOKE, set=LIGHT)))
    assert "<table>" in light._repr_html_()
    assert repr(light) == f"Comparison({LIGHT}: 9 beats beside 10 beats)"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "Nothing is changed"),
        ({"set": "light(Tunnel)", "ending": "savd"}, "Did you mean saved"),
        ({"set": "light(Tunnel)", "at": 99}, "no beat 99"),
        ({"set": "light(Tunnel)", "after": "blow()"}, "cannot happen there"),
        ({"forks": "lihgt"}, "no fork called lihgt"),
    ],
)
def test_wrong_use(said: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        whatif(SMOKE, **said)  # type: ignore[arg-type]


def test_mistakes_in_a_change_have_their_place() -> None:
    with pytest.raises(WorldError) as caught:
        whatif(SMOKE, set="light(Tunel)")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.source.text[diagnostic.span.begin : diagnostic.span.end] == "Tunel"


# -- laws -------------------------------------------------------------------------------------


@pytest.mark.slow
@given(eventful_worlds(), st.data())
@settings(SLOW, max_examples=40)
def test_a_comparison_tells_what_the_two_worlds_do(world: World, data: st.DataObject) -> None:
    limits = Limits(length=3, foresight=2, depth=1)
    changes = [trial.changes for trial in Trials(world, "done").singles()]
    assume(changes)
    change = data.draw(st.sampled_from(changes))
    try:
        made = compare(world, (), change, limits, None)
        by_hand = forked(world, (), change)
        for side, course in ((world, made.original), (by_hand, made.forked)):
            outcome = find(side, ending="done", limits=limits)
            assert (course.endings["done"] is Reach.REACHED) == (outcome.story is not None)
            assert (course.story is None) == (outcome.story is None)
            if course.story is not None and outcome.story is not None:
                assert len(course.story.beats) == len(outcome.story.beats)
        assert_differences_hold(made, limits)
        assert_partings_hold(made, limits)
    except WorldError as error:
        assert error.diagnostics[0].code.name == "trigger-loop"


def assert_partings_hold(made: Comparison, limits: Limits) -> None:
    graphs = [explore(course.world, limits) for course in (made.original, made.forked)]
    found = made.graph_parting
    if found is None:
        assert graphs[0].counts == graphs[1].counts
        return
    assert graphs[0].counts[: found.beat] == graphs[1].counts[: found.beat]
    following = []
    for graph in graphs:
        state = 0
        for event in found.way:
            state = next(edge.target for edge in graph.edges(state) if edge.event == event)
        following.append({edge.event for edge in graph.edges(state)})
    assert set(found.lost) == following[0] - following[1]
    assert set(found.won) == following[1] - following[0]
    assert found.lost or found.won


def assert_differences_hold(made: Comparison, limits: Limits) -> None:
    if made.original.story is None or made.forked.story is None:
        assert made.changed == made.stayed == ()
        return
    ends = []
    for course in (made.original, made.forked):
        assert course.story is not None
        here = begin(course.world, limits, engine="reference").replay(course.story.events)
        problem, shown = here.problem, here.state(1)
        views = {(): shown.values, **{(who,): mind.values for who, mind in shown.minds.items()}}
        ends.append((views, problem.constants))
    told = {(d.minds, d.fluent): (d.original, d.forked) for d in made.changed}
    for minds in ends[0][0]:
        for fluent in {**ends[0][0][minds], **ends[0][1]}:
            values = tuple(
                views[minds][fluent] if fluent in views[minds] else constants[fluent]
                for views, constants in ends
            )
            assert told.get((minds, fluent), values) == values
            assert ((minds, fluent) in told) == (repr(values[0]) != repr(values[1]))
    for one in made.changed:
        beat = one.chain[0].source if one.chain else 0
        assert beat == 0 or len(one.chain) == 1
        for cause in one.chain:
            assert cause.source == beat
            beat = cause.target
        side = made.forked if one.side is CourseSide.FORKED else made.original
        assert not one.chain or beat == len(side.beats) + 1
