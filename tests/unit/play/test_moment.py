from __future__ import annotations

import pytest

import elsewise as ew
from elsewise.errors import UsageError, WorldError
from elsewise.play.explore import id_of
from elsewise.play.find import find
from elsewise.play.load import loads
from elsewise.play.minds import minds
from elsewise.play.moment import Moment, begin
from elsewise.samples import sample
from elsewise.story.limits import Status
from engines import ENGINES

WORLD = """
world Well
type place
character Ann, Bob
place Inn, Well
fact at(character): place = Inn
fact pails: 0 to 9 = 1
fact count: number = 0
fact wet(character)
fact tidy = yes

action go(who: character, to: place)
  if   not at(who) = to
  then at(who) = to
  by   who
action draw(who: character)
  if   at(who) = Well and pails > 0 and tidy
  then wet(who), count = count + 1, pails = pails - 1
  by   who
trigger splash
  if   at(Ann) = Well and not wet(Ann) and Bob believes wet(Ann)
  then Bob believes not wet(Ann)

Ann wants wet(Ann)
story wants wet(Ann)
ending done if wet(Ann)
ending both if wet(Ann) and wet(Bob)
limits length 4, foresight 3, depth 1
"""


@pytest.fixture(params=ENGINES)
def now(request: pytest.FixtureRequest) -> Moment:
    return begin(loads(WORLD), engine=request.param)


def events(situation: Moment, **said: object) -> tuple[str, ...] | None:
    story = situation.find(**said).story  # type: ignore[arg-type]
    return None if story is None else story.events


def test_a_situation_goes_on_in_many_ways(now: Moment) -> None:
    assert events(now, ending="done") == ("go(Ann, Well)", "draw(Ann)")
    there = now.after("go( Ann,Well )")
    assert events(there, ending="done") == ("draw(Ann)",)
    assert events(there) == ("draw(Ann)",)
    assert there.after("go(Ann, Inn)") == now
    assert hash(there.after("go(Ann, Inn)")) == hash(now)
    assert events(there.after("draw(Ann)"), ending="done") == ()
    assert events(now, ending="done") == ("go(Ann, Well)", "draw(Ann)")


def test_the_beginning_is_that_of_find_and_minds(now: Moment) -> None:
    world = loads(WORLD)
    assert now.find(ending="done").stories == find(world, ending="done").stories
    assert now.state() == minds(world)
    assert now.find(ending="both").status is Status.NONE  # Bob does not want to
    assert str(now.find(9.0).status) == str(find(world, 9.0).status)


def test_what_is_left_of_a_known_story(now: Moment) -> None:
    known = ("go(Ann, Well)", "draw(Ann)", "no such event")
    for mode in ("balanced", "shortest", "first"):
        found = now.after("go(Ann, Well)").find(ending="done", mode=mode, known=known)
        assert found.story is not None
        assert found.story.events == ("draw(Ann)",)
        assert found.story.beats[0].reasons["Ann"].gain == (0, 1)
        astray = now.after("go(Bob, Well)").find(ending="done", mode=mode, known="draw(Bob)")
        assert astray.story is not None
        assert len(astray.story.events) == 2


def test_what_can_happen_and_why(now: Moment) -> None:
    assert now.possible() == ("go(Ann, Well)", "go(Bob, Well)")
    reasons = now.reasons("go(Ann, Well)")
    assert reasons is not None
    assert [planned.event for planned in reasons["Ann"].plan] == ["go(Ann, Well)", "draw(Ann)"]
    assert now.reasons("go(Bob, Well)") is None
    assert repr(now) == "Situation(Well, 2 events possible)"


def test_changes_are_seen_by_nobody(now: Moment) -> None:
    there = now.changed("at(Ann) = Well, Bob believes wet(Ann)")
    state = there.state(2)
    assert state.values["at(Ann)"] == "Well"
    assert state.minds["Ann"].values["at(Ann)"] == "Inn"
    assert state.minds["Bob"].values["wet(Ann)"] is False  # the trigger
    assert now.changed("Bob believes wet(Ann)").state().minds["Bob"].values["wet(Ann)"] is True
    deep = now.changed("Bob believes Ann believes at(Bob) = Well").state(2)
    assert deep.minds["Bob"].minds["Ann"].values["at(Bob)"] == "Well"
    assert deep.minds["Ann"].values["at(Bob)"] == "Inn"


def test_statements_read_what_is_so_now(now: Moment) -> None:
    assert now.changed("pails = pails - 1").state().values["pails"] == 0.0
    assert now.changed("count = count + pails\ncount = count + 1").state().values["count"] == 2.0
    assert (
        now.changed("Bob believes at(Ann) = Well")
        .changed("at(Ann) = Bob's view of at(Ann)")
        .state()
        .values["at(Ann)"]
        == "Well"
    )
    assert now.changed("tidy") == now
    assert events(now.changed("Ann believes pails = 0"), ending="done") is None


def test_what_can_never_be_so_is_refused(now: Moment) -> None:
    for statement in ("not tidy", "pails = 7", "Bob believes pails = 9", "count = -1"):
        with pytest.raises(UsageError, match="is never"):
            now.changed(statement)
    with pytest.raises(WorldError, match="called Nowhere"):
        now.changed("at(Ann) = Nowhere")


def test_wrong_use(now: Moment) -> None:
    with pytest.raises(UsageError, match=r"draw\(Ann\) cannot happen now"):
        now.after("draw(Ann)")
    with pytest.raises(UsageError, match=r"There is no Will in .*\. Did you mean"):
        now.reasons("go(Ann, Will)")
    with pytest.raises(UsageError, match="depth is said once"):
        now.find(ending="done", depth=3)
    with pytest.raises(UsageError, match="at least one story"):
        now.find(ending="done", most=0)
    with pytest.raises(UsageError, match="There is no ending called Done"):
        now.find(ending="Done")


def test_limits_are_those_of_the_beginning_or_said() -> None:
    now = begin(sample("letter"), length=2, states=1_000_000)
    assert now.find(ending="ashes").status is Status.NONE
    assert now.find(ending="ashes", length=3).status is Status.FOUND
    with pytest.raises(UsageError, match="length"):
        begin(sample("letter"), length=-1)


def test_values_are_read_in_minds(now: Moment) -> None:
    there = now.changed("Ann believes pails = 0")
    assert (there.value("pails"), there.value("pails", (0,))) == (1.0, 0.0)
    assert there.read((0,), there.problem.fluent_names.index("pails")) == 0.0
    assert there.value("tidy") is True
    assert there.mind(0).possible() == ("go(Ann, Well)", "go(Bob, Well)")
    assert there.mind(0).value("pails") == there.mind(0, 0).value("pails") == 0.0
    with pytest.raises(UsageError, match="no fact"):
        there.value("nothing")


def test_conditions_and_utilities(now: Moment) -> None:
    done = now.problem.endings["done"]
    wet = now.replay(("go(Ann, Well)", "draw(Ann)"))
    assert wet.events == ("go(Ann, Well)", "draw(Ann)")
    assert [here.holds(done) for here in (now, wet)] == [False, True]
    assert [here.holds("done") for here in (now, wet)] == [False, True]
    assert (now.utility(), wet.utility(), wet.utility(0), wet.utility(1)) == (0, 1, 1, 0)
    assert now.mind(1).utility(0) == 0
    with pytest.raises(UsageError, match="There is no ending called Done"):
        now.holds("Done")


def test_what_can_happen_by_name_or_number(now: Moment) -> None:
    number = now.problem.action_names.index("go(Ann, Well)")
    assert now.after(number) == now.after("go(Ann, Well)")
    assert now.can(number)
    assert now.can("go(Ann, Well)")
    assert not now.can("draw(Ann)")
    assert not now.can("dance(Ann)")
    assert now.is_explained("go(Ann, Well)")
    assert not now.is_explained("go(Bob, Well)")
    assert not now.is_explained("draw(Ann)")
    assert now.knows("draw(Ann)")
    assert not now.knows("dance(Ann)")
    with pytest.raises(UsageError, match=r"Beat 2: draw\(Bob\) cannot happen there"):
        now.replay(("go(Ann, Well)", "draw(Bob)"))


def test_a_moment_begins_a_problem_of_its_own(now: Moment) -> None:
    there = now.changed("Bob believes pails = 0").after("go(Ann, Well)")
    again = there.restart()
    assert again != there
    assert again.is_same(there)
    assert again.events == there.events
    assert again.state(None) == there.state(None)
    assert id_of(again) == id_of(there)
    assert again.after("draw(Ann)").is_same(there.after("draw(Ann)"))
    assert not again.is_same(now)
    assert now.as_problem() is now.problem


def test_what_cannot_happen_can_be_forced(now: Moment) -> None:
    wet = now.forced("draw(Ann)")
    assert wet.events == ("draw(Ann)",)
    assert (wet.value("wet(Ann)"), wet.value("pails"), wet.value("at(Ann)")) == (True, 0.0, "Inn")
    assert wet.problem.action_names == now.problem.action_names
    assert wet.possible() == now.possible()


def test_only_a_world_knows_the_words_of_statements(now: Moment) -> None:
    assert begin(now.problem).replay(("go(Ann, Well)",)).possible()
    with pytest.raises(UsageError, match="words of a world"):
        begin(now.problem).changed("pails = 0")


def test_a_step_says_all_that_an_event_brings_about(now: Moment) -> None:
    step = now.step("go(Ann, Well)")
    assert now.at(step.after) == now.after("go(Ann, Well)")
    assert now.at(step.before) == now == now.at(now.opening().after)
    assert step.action == now.problem.action_names.index("go(Ann, Well)")
    where = now.problem.fluent_names.index("at(Ann)")
    assert (where, "Inn", "Well") in [(c.fluent, c.before, c.after) for c in step.changes]
    assert (now.opening().action, now.opening().changes) == (None, ())
    with pytest.raises(UsageError, match=r"draw\(Ann\) cannot happen now"):
        now.step("draw(Ann)")


def test_what_never_changes_is_among_the_values():
    world = ew.loads(
        "world Shed\ncharacter Ann\nfact roofed\nfact open\nstart\n  roofed\n"
        "action go\n  then not open\naction come\n  then open\n"
    )
    state = ew.begin(world).state()
    assert list(state.values.items()) == [("open", False), ("roofed", True)]
    assert state.constants == {"roofed": True}
    assert state.minds["Ann"].values["roofed"] is True
    assert ew.explore(world).state(0).values == state.values
    assert "Never changes: roofed." in str(state)


def test_looking_deeper_than_minds_are_told_says_what_to_ask_for():
    world = ew.loads("world Trio\ncharacter Ann, Bob\nfact lit\naction light\n  then lit\n")
    here = ew.begin(world, depth=1)
    with pytest.raises(UsageError, match=r"told 1 mind deep. Ask for depth=2; .* depth=1"):
        here.state().minds["Ann"].minds["Bob"]
    deep = here.state(9).minds["Ann"].minds["Bob"]
    with pytest.raises(UsageError, match=r"depth=3; a situation .* begins with depth=2"):
        deep.minds["Ann"]
    graph = ew.explore(ew.ground(world).with_all_minds(), depth=1)
    with pytest.raises(UsageError, match=r"depth=3; a situation .* begins with depth=2"):
        graph.state(0).minds["Bob"].minds["Ann"].minds["Bob"]
    with pytest.raises(UsageError, match=r"no mind of Bop to look into here. Did you mean Bob"):
        here.state().minds["Bop"]
    assert deep.minds.get("Ann") is None
    assert "Ann" not in deep.minds
    assert ew.minds(world, depth=3).minds["Ann"].minds["Bob"].minds["Ann"].values == {"lit": False}
