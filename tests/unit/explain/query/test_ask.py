from __future__ import annotations

import time

import pytest

import elsewise as ew
from elsewise.errors import UsageError, WorldError
from elsewise.explain.query.answer import Verdict

LAMP = """\
world Lamp
character Ann, Bob
fact on
fact broken
action press(Ann)
  if   not on and not broken
  then on
  by   Ann
action off(Bob)
  if   on
  then not on
  by   Bob
action smash(Bob)
  if   not on and not broken
  then broken
  by   Bob
  seen by Bob
Ann wants on
Bob wants
  1 if not on
  2 if broken
limits length 6, depth 1
"""


@pytest.fixture(scope="module")
def lamp():
    return ew.loads(LAMP)


def verdict(world, question, **more):
    return ew.ask(world, question, **more).verdict.value


def test_a_story_may_go_on_for_ever(lamp):
    answer = ew.ask(lamp, "eventually broken")
    assert answer.verdict is Verdict.NO
    assert answer.story.events == ("press(Ann)", "off(Bob)")
    assert (answer.beat, answer.returns_to, answer.ends) == (2, 0, False)
    assert "everything is as at its beginning, so it can go on like that for ever." in str(answer)


def test_a_story_that_has_ended_stays_as_it_is(lamp):
    assert verdict(lamp, "always (not broken or always broken)") == "yes"
    assert verdict(lamp, "possible (broken and always broken)") == "yes"
    assert verdict(lamp, "next broken", after="smash(Bob)") == "yes"
    # … but nothing happens any more.
    assert verdict(lamp, "possible next smash", after="smash(Bob)") == "no"
    answer = ew.ask(lamp, "eventually on")
    assert answer.verdict is Verdict.NO
    assert answer.story.events == ("smash(Bob)",)
    assert answer.ends
    assert "Nothing goes on from there." in str(answer)


def test_what_was_not_explored_is_open(lamp):
    assert verdict(lamp, "possible broken", length=0) == "not within these limits"
    assert verdict(lamp, "possible broken", length=1) == "yes"
    assert verdict(lamp, "eventually (on or broken)", length=1) == "yes"
    assert verdict(lamp, "possible broken", seconds=0) == "not within these limits"
    assert verdict(lamp, "not broken", length=0) == "yes"
    answer = ew.ask(lamp, "possible broken", length=0)
    assert not answer
    assert answer.story is None
    assert "What follows 1 of 1 state, 0 beats away, was not explored; a greater" in str(answer)
    stopped = ew.ask(lamp, "possible broken", seconds=0)
    assert "The search was stopped by the limit of time." in str(stopped)


def test_events_and_when_they_happen(lamp):
    assert verdict(lamp, "possible off") == "yes"
    assert verdict(lamp, "press before off") == "yes"
    assert verdict(lamp, "smash before press") == "no"
    assert verdict(lamp, "possible broken within 1 beat") == "yes"
    assert verdict(lamp, "possible off within 1 beat") == "no"
    answer = ew.ask(lamp, "possible off")
    assert answer.story.events == ("press(Ann)", "off(Bob)")
    assert answer.story.beats[0].reasons["Ann"].gain == (0, 1)


def test_minds(lamp):
    deep = "Ann believes Bob believes Ann believes Bob believes not broken"
    assert verdict(lamp, f"always {deep}") == "yes"
    assert verdict(lamp, "possible (Ann believes not broken and broken)") == "yes"
    answer = ew.ask(lamp, "possible Ann and Bob commonly believe on")
    assert answer.verdict is Verdict.YES
    assert answer.common_depth == 2
    assert "common belief followed 2 minds deep" in str(answer)
    assert verdict(lamp, "Bob intends smash") == "yes"
    assert verdict(lamp, "Ann intends smash") == "no"
    assert verdict(lamp, "Bob intends broken", after="press(Ann)") == "no"


def test_everything_that_could_happen():
    world = ew.loads(LAMP.replace("  2 if broken\n", ""))
    assert verdict(world, "possible broken") == "no"
    answer = ew.ask(world, "possible broken", any_event=True)
    assert answer.verdict is Verdict.YES
    assert answer.story.beats[0].reasons == {}


def test_counting(lamp):
    answer = ew.ask(lamp, "on", count=True, length=4)
    assert answer.counts == (0, 1, 0, 1, 0)
    assert answer.verdict is Verdict.YES
    assert ew.ask(lamp, "broken", count=True, length=4).counts == (0, 1, 0, 1, 0)
    with pytest.raises(UsageError, match="without words of time"):
        ew.ask(lamp, "possible on", count=True)


def test_counts_go_beyond_what_a_machine_word_holds():
    text = "world Bells\ncharacter Ann\nfact rung: 0 to 1\n" + "".join(
        f"action ring{n}\n  then rung = 1\n" for n in range(20)
    )
    answer = ew.ask(ew.loads(text), "rung = 1", count=True, length=20)
    assert answer.counts == (0, *(20**n for n in range(1, 21)))


def test_a_graph_is_asked_at_its_states(lamp):
    graph = ew.explore(lamp)
    for state in graph.states:
        for question in (
            "possible on",
            "eventually broken",
            "next on",
            "always (not on or next on)",
        ):
            at_state = ew.ask(lamp, question, graph=graph, at=graph.id_of(state))
            way = graph.way_to(state)
            after_events = ew.ask(lamp, question, graph=graph, after=way)
            anew = ew.ask(lamp, question, after=way)
            assert at_state == after_events
            assert at_state.verdict is anew.verdict
            assert at_state.story == anew.story
    with pytest.raises(UsageError, match=r"off\(Bob\) does not happen there in this graph"):
        ew.ask(lamp, "on", graph=graph, after="off(Bob)")
    with pytest.raises(UsageError, match="say no others"):
        ew.ask(lamp, "on", graph=graph, length=3)
    with pytest.raises(UsageError, match="explored for explained events"):
        ew.ask(lamp, "on", graph=graph, any_event=True)
    deep = "possible Ann believes Bob believes Ann believes Bob believes on"
    with pytest.raises(UsageError, match="depth 1 and does not keep what Ann believes that Bob"):
        ew.ask(lamp, deep, graph=graph)


def test_many_questions_at_once(lamp):
    questions = ["possible on", "Ann believes Bob believes Ann believes on", "eventually broken"]
    for answer, question in zip(ew.ask_all(lamp, questions), questions, strict=True):
        assert answer.question == question
        alone = ew.ask(lamp, question)
        assert (answer.verdict, answer.story) == (alone.verdict, alone.story)


def test_mistakes(lamp):
    with pytest.raises(WorldError, match="nothing called brokn"):
        ew.ask(lamp, "possible brokn")
    with pytest.raises(UsageError, match="There is no state"):
        ew.ask(lamp, "on", at="bbbbbb")


def test_how_an_answer_shows_itself(lamp):
    answer = ew.ask(lamp, "possible (on and not broken)")
    assert repr(answer) == "Answer('possible (on and not broken)': yes)"
    assert bool(answer)
    html = answer._repr_html_()
    assert "<em>possible (on and not broken)</em>" in html
    assert "press(Ann)" in html
    assert answer.to_json()["story"]["beats"][0]["event"] == "press(Ann)"


def test_common_belief_of_many_is_followed_as_deep_as_there_is_time():
    people = [f"P{n}" for n in range(8)]
    text = f"world Crowd\ncharacter {', '.join(people)}\nfact lit\n"
    world = ew.loads(text + "action light\n  then lit\nlimits length 1\n")
    answer = ew.ask(world, "possible everyone commonly believes lit", depth=3)
    assert answer.verdict is Verdict.YES
    assert answer.common_depth == 3
    assert ew.ask(world, "possible P1 and P2 commonly believe lit", depth=4).common_depth == 5


CHAIN = "Ann knows whether Bob knows whether " * 4


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (CHAIN + "on", "yes"),
        (f"possible ({CHAIN}broken and not {CHAIN}broken)", "no"),
        (f"always {CHAIN}on", "yes"),
        ("always " * 90 + "(on or not on)", "yes"),
        ("always not " * 45 + "broken", "no"),
        ("next " * 90 + "(on or not on)", "yes"),
        (" and ".join(["possible on"] * 90), "yes"),
        ("possible (on and " * 45 + "on" + ")" * 45, "yes"),
        ("Ann knows Bob knows " * 8 + "not on", "yes"),
    ],
)
def test_long_questions_take_no_longer_than_they_are_long(lamp, question, answer):
    begun = time.process_time()
    assert verdict(lamp, question) == answer
    assert time.process_time() - begun < 2


def test_nobody_is_followed_deeper_than_minds_are_made(lamp):
    with pytest.raises(UsageError, match="looks more than 16 minds deep"):
        ew.ask(lamp, "Ann knows Bob knows " * 9 + "on")


def test_what_one_moment_tells_is_not_explored():
    fields = ", ".join(f"F{n}" for n in range(40))
    world = ew.loads(
        f"world Farm\ntype field\ncharacter Ann, Bob\nfield {fields}\nfact sown(field)\n"
        "action sow(where: field)\n  then sown(where)\n"
    )
    for question in (
        "Ann believes sown(F3)",
        "Ann and Bob commonly believe sown(F3)",
        "sown(F3) or possible sown(F4)",
        "sown(F4) before sown(F3)",
        "not always not sown(F3)",
        "possible sow",
        "next (some field f with sown(f))",
    ):
        answer = ew.ask(world, question, after="sow(F3)")
        assert answer.verdict is (Verdict.NO if "before" in question else Verdict.YES)
        assert answer.size.states <= 100
        assert answer.size.stopped_by is None
    many = ew.ask_all(world, ["sown(F1)", "possible sown(F1)"])
    assert [one.verdict for one in many] == [Verdict.NO, Verdict.YES]
    assert [len(one.story.events) for one in many if one.story] == [0, 1]


@pytest.fixture(scope="module")
def fair():
    """Eight people who walk where they like: far more states than anybody waits for."""
    return ew.loads("""\
world Fair
type place
place Green, Mill, Church, Inn, Ford, Barn
character Ada, Ben, Cis, Dan, Eve, Fay, Gus, Hal
fact at(character): place
fact cheered
fact hushed
start
  every character c: at(c) = Green
action walk(who: character, to: place)
  if not at(who) = to
  then at(who) = to
action cheer(who: character)
  if at(who) = Inn and at(Hal) = Ford
  then cheered
action hush(who: character)
  if at(who) = Church and at(Ada) = Mill
  then hushed
limits length 12, depth 0
""")


@pytest.mark.parametrize(
    ("question", "answer", "beats"),
    [
        ("never (every character c: at(c) = Mill)", "no", 8),
        ("possible (every character c: at(c) = Barn)", "yes", 8),
        ("cheer before hush", "no", 3),
        ("hush(Ben) before cheer(Cis)", "no", 3),
        ("possible (cheer before (hushed and at(Gus) = Barn and at(Fay) = Ford))", "yes", 8),
        ("possible (hush after cheer(Dan))", "yes", 6),
        ("always (at(Ada) = Green until cheered)", "no", 1),
        ("possible (at(Ben) = Green until (hushed and cheered))", "yes", 6),
        ("at(Ada) = Green and never (cheered and hushed and at(Eve) = Ford)", "no", 7),
    ],
)
def test_a_story_that_settles_a_question_is_sought_in_a_large_world(fair, question, answer, beats):
    found = ew.ask(fair, question, seconds=20)
    assert found.verdict.value == answer
    assert found.size.states < 20_000
    assert len(found.story.beats) == found.beat == beats


LADDER = """
world Ladder
character Ann
fact rung: 0 to 9
fact oiled
action climb(Ann)
  if rung < 9
  then rung = rung + 1
  by Ann
action oil(Ann)
  if rung = 0 and not oiled
  then oiled
  by Ann
Ann wants
  rung
  1 if oiled
limits length 3, foresight 1, depth 0
"""


def test_what_can_never_be_is_settled_beyond_the_length_and_what_comes_later_is_not() -> None:
    world = ew.loads(LADDER)
    assert ew.ask(world, "possible rung = 9").verdict is Verdict.OPEN
    assert ew.ask(world, "possible rung = 2").verdict is Verdict.YES
    late = ew.ask(world, "possible ((rung = 1 and not oiled) before oiled)")
    assert late.verdict is Verdict.NO
    assert (
        ew.ask(world, "possible ((rung = 1 and not oiled) before oiled)", states=2).verdict
        is Verdict.OPEN
    )


def test_what_was_looked_at_is_said_where_a_question_stays_open(fair):
    answer = ew.ask(fair, "always possible cheered", states=3_000)
    assert answer.verdict is Verdict.OPEN
    assert answer.size.complete_to == 2
    assert "No story of up to 2 beats settles it. The search was stopped by" in str(answer)
    assert answer.to_json()["complete_to"] == 2


def test_an_expectation_may_nest_as_deep_as_a_question():
    begun = time.process_time()
    chain = "Ann knows whether Bob knows whether " * 7
    world = ew.loads(LAMP + f"expect {chain}on\nexpect not possible not {chain}on\n")
    assert ew.run_tests(world).passed
    assert time.process_time() - begun < 2
