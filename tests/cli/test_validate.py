from __future__ import annotations

import json

import pytest

EVENTS = "walk(Ann, Market)\nask(Ann, Ben)\ngive(Ben, Bread, Ann)\n\neat(Ann,Bread) # at last\n"


@pytest.fixture
def found(run, market, tmp_path):
    path = tmp_path / "story.json"
    path.write_text(run("find", market, "--ending", "fed", "--json").out, "utf-8")
    return path


def test_what_find_finds_holds(run, market, found):
    ran = run("validate", market, found)
    assert (ran.code, ran.out) == (0, "PASSED: 4 beats, each possible and explained\n")
    assert run("validate", market, found, "--json").json == {
        "valid": True,
        "beats": 4,
        "fault": None,
    }


def test_a_list_of_events_holds_too(run, market, tmp_path):
    path = tmp_path / "plot.txt"
    path.write_text(EVENTS, "utf-8")
    assert run("validate", market, path, "--ending", "fed").code == 0


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (("ask(Ann, Ben)\n", ""), "no-reason"),
        (("walk(Ann, Market)\n", ""), "not-possible"),
        (("eat(Ann,Bread)", "drink(Ann,Bread)"), "unknown-event"),
    ],
)
def test_the_first_fault_is_named(run, market, tmp_path, change, kind):
    path = tmp_path / "plot.txt"
    path.write_text(EVENTS.replace(*change), "utf-8")
    ran = run("validate", market, path, "--ending", "fed")
    assert ran.code == 1
    assert ran.out.startswith("Beat ") and ran.out.endswith("\nFAILED\n")
    fault = run("validate", market, path, "--ending", "fed", "--json").json["fault"]
    assert fault["kind"] == kind
    assert fault["sentence"] in ran.out


def test_a_false_reason_is_found_out(run, market, found):
    made = json.loads(found.read_text("utf-8"))
    made["stories"][0]["beats"][0]["reasons"]["Ann"]["gain"] = [0, 5]
    found.write_text(json.dumps(made), "utf-8")
    assert run("validate", market, found).code == 1


def test_the_limits_are_those_of_the_file_unless_said(run, market, found):
    made = json.loads(found.read_text("utf-8"))
    assert run("validate", market, found, "--length", 3).code == 1
    made["limits"]["length"] = 3
    found.write_text(json.dumps(made), "utf-8")
    assert run("validate", market, found).code == 1
    assert run("validate", market, found, "--length", 4).code == 0


def test_files_that_are_no_stories(run, market, tmp_path):
    path = tmp_path / "other.json"
    path.write_text('{"answer": 42}', "utf-8")
    ran = run("validate", market, path)
    assert ran.code == 1
    assert "is not a story file" in ran.err
    assert run("validate", market, tmp_path / "none.json").code == 2
    path.write_text("walk(Ann\n", "utf-8")
    assert run("validate", market, path, "--ending", "fed").code == 2
