"""`elsewise test`: every world and story that is named, and what the exit code says."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

HELD = "expect possible fed\nexpect ask before fed\n"


@pytest.fixture
def expecting(market: Path) -> Path:
    market.write_text(market.read_text("utf-8") + HELD, "utf-8")
    return market


def test_what_holds_passes(run, expecting):
    ran = run("test", expecting)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == str(expecting)
    assert lines[1].startswith("  passed     line ") and lines[1].endswith(": possible fed")
    assert lines[-1] == "PASSED: 2 passed"


def test_what_does_not_hold_fails_with_a_counter_story(run, expecting):
    expecting.write_text(expecting.read_text("utf-8") + "expect never fed\n", "utf-8")
    ran = run("test", expecting)
    assert ran.code == 1
    assert "  FAILED     line " in ran.out and "eat(Ann, Bread)" in ran.out
    assert ran.out.endswith("\nFAILED: 2 passed, 1 failed\n")


def test_what_is_undecided_has_an_exit_code_of_its_own(run, expecting):
    ran = run("test", expecting, "--length", "1")
    assert ran.code == 3
    assert "  undecided  line " in ran.out
    assert ran.out.endswith("\nFAILED: 1 passed, 1 undecided\n")


def test_stories_belong_to_the_world_before_them(run, expecting, tmp_path):
    story = tmp_path / "story.json"
    story.write_text(run("find", expecting, "--ending", "fed", "--json").out, "utf-8")
    events = tmp_path / "events.txt"
    events.write_text("walk(Ann, Market) # off she goes\n", "utf-8")
    ran = run("test", "smoke", expecting, story, events)
    assert ran.code == 0
    lines = ran.out.splitlines()
    place = lines.index(str(expecting))
    assert lines[0] == "smoke" and place > 1
    assert lines[place + 3 : place + 5] == [
        f"  passed     {story} (4 beats)",
        f"  passed     {events} (1 beat)",
    ]
    events.write_text("eat(Ann, Bread)\n", "utf-8")
    ran = run("test", expecting, story, events)
    assert ran.code == 1
    assert "Beat 1: eat(Ann, Bread) is not possible" in ran.out
    refused = run("test", story, expecting)
    assert refused.code == 2
    assert "Name its world before it" in refused.err


def test_a_stale_record_fails_and_everything_else_is_tested(run, expecting, tmp_path):
    stale, fine, results = (tmp_path / name for name in ("stale.json", "fine.json", "junit.xml"))
    fine.write_text(run("find", expecting, "--ending", "fed", "--json").out, "utf-8")
    stale.write_text(fine.read_text("utf-8").replace('"fed"', '"sated"'), "utf-8")
    ran = run("test", expecting, stale, fine, "letter", "--junit", results)
    assert (ran.code, "sated" in ran.out) == (1, True)
    assert ran.out.endswith("\nFAILED: 3 passed, 1 failed\n")
    suite = ElementTree.parse(results).getroot()[0]
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("4", "1")


def test_a_world_with_errors_fails_and_the_others_are_tested(run, expecting, broken, tmp_path):
    report = tmp_path / "results.xml"
    ran = run("test", broken, expecting, "--junit", report)
    assert ran.code == 1
    assert "error[" in ran.out
    assert ran.out.endswith("FAILED: 2 passed, 1 world with errors\n")
    suites = ElementTree.parse(report).getroot()
    assert [suite.attrib["errors"] for suite in suites] == ["1", "0"]


def test_a_world_without_expectations_passes_with_a_note(run, market):
    ran = run("test", market)
    assert (ran.code, ran.out) == (0, f"{market}\nPASSED: no tests\n")
    assert "expects nothing" in ran.err


def test_results_as_json(run, expecting, broken):
    made = run("test", expecting, broken, "--json").json
    assert list(made) == ["passed", "worlds"]
    assert made["passed"] is False
    good, bad = made["worlds"]
    assert list(good) == ["file", "world", "passed", "expectations", "stories"]
    assert [one["result"] for one in good["expectations"]] == ["passed", "passed"]
    assert list(bad) == ["file", "passed", "diagnostics"]
    assert run("test", expecting, "--json").json["passed"] is True
