from __future__ import annotations

import pytest


def test_two_courses_stand_side_by_side(run):
    ran = run("whatif", "smoke", "--set", "light(Tunnel), not light(Ladder)")
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0] == "What if: light(Tunnel), not light(Ladder)"
    assert "Reached only then: saved." in lines
    assert "Not reached any more within these limits: left." in lines
    rows = [line.split("  ") for line in lines]
    assert ["1", "plead(Clark, Lex)", "free(Lex, Clark)"] in [
        [cell.strip() for cell in row if cell.strip()] for row in rows
    ]
    assert "The two part at beat 1." in ran.out
    assert "gains 12" in ran.out


def test_every_kind_of_change_may_be_given_several_times(run):
    ran = run(
        "whatif",
        "smoke",
        *("--set", "light(Tunnel)", "--set", "not light(Ladder)"),
        *("--believe", "Chloe believes light(Town)", "--want", "Lana wants 1 if blown"),
        *("--force", "push(Clark)", "--skip", "plead", "--json"),
    )
    assert ran.code == 0
    assert [change["kind"] for change in ran.json["changes"]] == [
        "set",
        "set",
        "set",
        "want",
        "force",
        "skip",
    ]
    assert ran.json["forked"]["before"] == ["push(Clark)"]
    assert ran.json["won"] == ["saved"]


def test_a_place_in_the_middle(run):
    words = ["--believe", "Lex believes mortal(Clark)", "--json"]
    made = run("whatif", "smoke", "--at", 1, *words).json
    assert made["after"] == ["plead(Clark, Lex)"]
    assert run("whatif", "smoke", "--after", "plead(Clark, Lex)", *words).json == made
    assert made["parting"]["beat"] == 2
    # What comes later is too late.
    late = run("whatif", "smoke", "--at", 2, *words).json
    assert late["won"] == []
    assert late["forked"]["story"] is not None


def test_a_limit_leaves_it_open(run):
    ran = run("whatif", "smoke", "--set", "light(Tunnel)", "--states", 20)
    assert ran.code == 3
    assert "Not settled" in ran.out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ([], 2, "Nothing is changed"),
        (["--set", "light(Tunel)"], 1, "Tunnel"),
        (["--believe", "light(Tunnel)"], 2, "Ann believes"),
        (["--want", "Lexx wants 3"], 1, "Lex"),
        (["--skip", "pled"], 2, "Did you mean plead("),
        (["--force", "blow()"], 2, "cannot be made to happen"),
        (["--fork", "lihgt"], 2, "no fork called lihgt"),
        (["--set", "light(Tunnel)", "--ending", "savd"], 2, "Did you mean saved?"),
    ],
)
def test_mistakes_have_clear_words(run, words, code, message):
    ran = run("whatif", "smoke", *words)
    assert ran.code == code
    assert message in ran.err
    assert "Traceback" not in ran.err
