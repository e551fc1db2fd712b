"""Expectations are asked, recorded stories are played again, and what became of it is told."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

import elsewise as ew
from elsewise.errors import UsageError, WorldError
from elsewise.show.as_json import json_text
from elsewise.story.limits import Limits
from elsewise.story.story_file import outcome_json
from elsewise.testing.display import tally
from elsewise.testing.junit import junit
from elsewise.testing.run_tests import run_tests
from elsewise.testing.values import Result
from elsewise.validation.fault import KINDS
from elsewise.world.model import World

TEXT = """\
world Door
type place
character Ann (she), Bo (he)
place Hall, Yard
fact at(who: character): place
fact open
start
  at(Ann) = Hall, at(Bo) = Yard
action unlock(who: character)
  if at(who) = Hall and not open
  then open
  by who
action enter(who: character)
  if open and at(who) = Yard
  then at(who) = Hall
  by who
Ann wants 1 if open
Bo wants 2 if at(Bo) = Hall
ending inside if at(Bo) = Hall
limits length 4, foresight 3, depth 1
"""
EXPECTED = """\
expect possible inside
expect eventually open
expect never enter(Bo)
expect unlock before inside
"""
PASSED, FAILED, UNDECIDED = Result.PASSED, Result.FAILED, Result.UNDECIDED


def door(more: str = "") -> World:
    return ew.loads(TEXT + more)


def changed(old: str, new: str) -> World:
    assert TEXT.count(old) == 1
    return ew.loads(TEXT.replace(old, new))


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """A file with the story in which Bo comes in."""
    outcome = ew.find(door(), ending="inside")
    path = tmp_path / "inside.json"
    path.write_text(
        json_text(outcome_json(outcome, "Door", Limits(length=4, foresight=3, depth=1))), "utf-8"
    )
    return path


def test_each_expectation_is_answered() -> None:
    test = run_tests(door(EXPECTED))
    assert [expected.result for expected in test.expectations] == [PASSED, PASSED, FAILED, PASSED]
    assert not test and not test.passed
    failed = test.expectations[2]
    assert failed.line == TEXT.count("\n") + 3
    assert failed.question == "never enter(Bo)"
    assert failed.answer.story is not None
    assert failed.answer.story.events == ("unlock(Ann)", "enter(Bo)")
    assert tally(test.results) == "3 passed, 1 failed"
    assert "  FAILED     line 23: never enter(Bo)" in str(test).splitlines()
    assert "2. enter(Bo)" in str(test)


def test_what_the_limits_leave_open_is_undecided() -> None:
    test = run_tests(door(EXPECTED), length=0)
    assert test.results[0] is test.results[2] is UNDECIDED  # others may be proven all the same
    assert FAILED not in test.results
    assert not test.passed
    assert run_tests(door(EXPECTED), seconds=0).results == (UNDECIDED,) * 4


def test_a_world_without_expectations_has_no_tests() -> None:
    test = run_tests(door())
    assert test.passed and test.results == ()
    assert str(test) == "Nothing is expected of this world."


def test_a_recorded_story_holds_in_its_world(recorded: Path) -> None:
    (replayed,) = run_tests(door(), [recorded]).stories
    assert (replayed.result, replayed.beats) == (PASSED, 2)
    assert replayed.fault is None and replayed.changes == () and replayed.remark is None


def test_a_story_fails_where_somebody_has_no_reason_any_more(recorded: Path) -> None:
    (replayed,) = run_tests(changed("1 if open", "-1 if open"), [recorded]).stories
    assert replayed.result is FAILED
    assert replayed.fault is not None
    assert (replayed.fault.kind, replayed.fault.beat) == ("no-reason", 1)


def test_a_story_fails_where_a_beat_is_not_possible_any_more(recorded: Path) -> None:
    (replayed,) = run_tests(changed("at(Ann) = Hall", "at(Ann) = Yard"), [recorded]).stories
    assert replayed.result is FAILED
    assert replayed.fault is not None
    assert replayed.fault.kind in ("not-possible", "unknown-event")


def test_a_story_fails_where_it_does_not_come_to_its_ending(recorded: Path) -> None:
    world = changed("ending inside if at(Bo) = Hall", "ending inside if at(Bo) = Hall and not open")
    (replayed,) = run_tests(world, [recorded]).stories
    assert replayed.fault is not None and replayed.fault.kind == "goal-not-reached"


def test_reasons_that_changed_are_shown(recorded: Path) -> None:
    test = run_tests(changed("2 if at(Bo)", "5 if at(Bo)"), [recorded])
    (replayed,) = test.stories
    assert replayed.result is PASSED
    (change,) = replayed.changes
    assert (change.beat, change.event, change.character) == (2, "enter(Bo)", "Bo")
    assert change.recorded is not None and change.recorded.gain == (0.0, 2.0)
    assert change.now is not None and change.now.gain == (0.0, 5.0)
    assert (
        "Beat 2: the reason of Bo for enter(Bo) was enter(Bo) (0 to 2); "
        "now it is enter(Bo) (0 to 5)." in str(test)
    )


def test_a_beat_that_is_not_needed_any_more_is_told(recorded: Path) -> None:
    test = run_tests(changed("if open and at(who) = Yard", "if at(who) = Yard"), [recorded])
    (replayed,) = test.stories
    assert replayed.result is PASSED
    assert replayed.remark == "The story does as well without beat 1 (unlock(Ann))."


def test_a_list_of_events_is_for_nothing_but_must_hold(tmp_path: Path) -> None:
    path = tmp_path / "events.txt"
    path.write_text("unlock(Ann)\n", "utf-8")
    assert run_tests(door(), [path]).results == (PASSED,)
    path.write_text("unlock(Ann)\nunlock(Ann)\n", "utf-8")
    assert run_tests(door(), [path]).results == (FAILED,)
    # It may be longer than the world's limit of length.
    path.write_text("unlock(Ann)\nenter(Bo)\n", "utf-8")
    assert run_tests(changed("length 4", "length 1"), [path]).results == (PASSED,)


def test_several_stories_of_a_file_are_tested_one_by_one(tmp_path: Path) -> None:
    outcome = ew.find(door(), ending="inside", most=3)
    path = tmp_path / "several.json"
    path.write_text(
        json_text(outcome_json(outcome, "Door", Limits(length=4, foresight=3, depth=1))), "utf-8"
    )
    test = run_tests(door(), [path])
    assert len(test.stories) == len(outcome.stories)
    if len(outcome.stories) > 1:
        assert test.stories[1].name == f"{path}, story 2"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        run_tests(door(), [tmp_path / "missing.json"])


STALE: list[tuple[str, str, str]] = [
    ("{}", "unreadable", "is not a story file"),
    ("[1, 2]", "unreadable", "is not a story file"),
    ("{", "unreadable", "is not a story file"),
    ("enter(Bo\n", "unreadable", "`enter(Bo` is not an event"),
    ('{"stories": [{"beats": []}], "goal": "gone"}', "unknown-goal", "no ending called gone"),
    (
        '{"stories": [{"beats": []}], "limits": {"length": 10000000}}',
        "unreadable",
        "length is 10000000",
    ),
    ('{"beats": [{"event": "enter(Bo, Bo)"}]}', "unknown-event", "enter takes 1 argument, not 2"),
    (
        '{"beats": [{"event": "unlatch(Bo)"}]}',
        "unknown-event",
        "no action or trigger called unlatch",
    ),
]


@pytest.mark.parametrize(("text", "kind", "why"), STALE)
def test_a_stale_record_fails_and_the_others_are_played(
    tmp_path: Path, recorded: Path, text: str, kind: str, why: str
) -> None:
    path = tmp_path / "stale.json"
    path.write_text(text, "utf-8")
    test = run_tests(door(EXPECTED), [path, recorded])
    stale, held = test.stories
    assert (stale.result, held.result) == (Result.FAILED, Result.PASSED)
    assert stale.fault is not None
    assert (stale.fault.kind, why in stale.fault.sentence) == (kind, True)
    assert stale.fault.kind in KINDS
    assert len(test.expectations) == 4


def test_results_as_json(recorded: Path) -> None:
    made = run_tests(door(EXPECTED), [recorded]).to_json()
    assert list(made) == ["world", "passed", "expectations", "stories"]
    assert made["passed"] is False
    expectations = made["expectations"]
    assert isinstance(expectations, list) and len(expectations) == 4
    assert list(expectations[2]) == ["question", "line", "result", "answer"]
    assert expectations[2]["result"] == "failed"
    stories = made["stories"]
    assert isinstance(stories, list)
    assert list(stories[0]) == ["story", "beats", "result", "fault", "changed_reasons", "remark"]


def test_results_as_junit_xml(recorded: Path) -> None:
    good = run_tests(door(EXPECTED + "expect possible (not open and at(Bo) = Yard)\n"), [recorded])
    with pytest.raises(WorldError) as caught:
        ew.loads("character Ann\nexpect possible nothng\n")
    text = junit([("door.ew", good), ("bad.ew", caught.value.diagnostics)])
    root = ElementTree.fromstring(text)
    first, second = root
    assert first.attrib == {"name": "door.ew", "tests": "6", "failures": "1", "errors": "0"}
    names = [case.attrib["name"] for case in first]
    assert names[2] == "expect never enter(Bo)" and names[5].startswith("story ")
    (failure,) = first[2]
    assert failure.tag == "failure" and failure.text is not None
    assert "2. enter(Bo)" in failure.text
    assert first[2].attrib["line"] == "23" and list(first[0]) == []
    assert second.attrib["errors"] == "1"
    assert second[0][0].text is not None and "nothng" in second[0][0].text


def test_it_shows_itself_in_a_notebook() -> None:
    html = run_tests(door(EXPECTED))._repr_html_()
    assert "3 passed, 1 failed" in html and "never enter(Bo)" in html


def test_expectations_are_in_the_facade() -> None:
    assert isinstance(ew.run_tests(door(EXPECTED)), ew.WorldTest)


def test_the_sample_worlds_are_as_they_expect() -> None:
    for name in ew.sample_names():
        assert run_tests(ew.sample(name)).passed, name
