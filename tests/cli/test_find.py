from __future__ import annotations

import json

STORY = ["walk(Ann, Market)", "ask(Ann, Ben)", "give(Ben, Bread, Ann)", "eat(Ann, Bread)"]


def test_a_story_is_found_and_shown(run, market):
    ran = run("find", market, "--ending", "fed")
    assert ran.code == 0
    assert ran.out.startswith("Found 1 story that reaches the ending fed, in 4 beats.")
    for event in STORY:
        assert f". {event}\n" in ran.out
    assert "states" in ran.err and "states" not in ran.out


def test_the_contract_of_the_json(run, market):
    ran = run("find", market, "--ending", "fed", "--json")
    assert (ran.code, ran.err) == (0, "")
    made = ran.json
    assert made["status"] == "found"
    assert made["stopped_by"] is None
    (story,) = made["stories"]
    assert [beat["event"] for beat in story["beats"]] == STORY
    assert story["beats"][3]["reasons"] == {"Ann": {"plan": ["eat(Ann, Bread)"], "gain": [0, 1]}}
    assert list(story["beats"][2]["reasons"]) == ["Ben", "Ann"]
    for beat in story["beats"]:
        for reason in beat["reasons"].values():
            assert reason["plan"][0] == beat["event"]
    assert story["utility"] == 0
    assert set(made["statistics"]) == {"states", "transitions", "seconds", "peak_memory_bytes"}
    assert made["statistics"]["states"] > 0
    assert made["limits"] == {
        "length": 6,
        "foresight": 4,
        "depth": 2,
        "seconds": None,
        "memory": None,
        "states": None,
    }


def test_same_input_same_output_but_for_statistics(run, market):
    first, second = (run("find", market, "--ending", "fed", "--json").json for _ in range(2))
    del first["statistics"], second["statistics"]
    assert json.dumps(first) == json.dumps(second)


def test_none_is_an_answer(run, market):
    ran = run("find", market, "--ending", "fed", "--length", 3)
    assert ran.code == 0
    assert "No story reaches the ending fed within the limits." in ran.out
    made = run("find", market, "--ending", "fed", "--length", 3, "--json").json
    assert (made["status"], made["stopped_by"], made["stories"]) == ("none", None, [])


def test_a_limit_reached_is_exit_code_3(run, market):
    ran = run("find", market, "--ending", "fed", "--states", 1, "--json")
    assert ran.code == 3
    assert (ran.json["status"], ran.json["stopped_by"]) == ("stopped", "states")
    assert "is open" in run("find", market, "--ending", "fed", "--states", 1).out


def test_most_stories(run, market):
    made = run("find", market, "--ending", "fed", "--length", 6, "--most", 5, "--json").json
    lengths = [len(story["beats"]) for story in made["stories"]]
    assert lengths == sorted(lengths)
    assert 1 <= len(lengths) <= 5


def test_a_goal_is_a_number(run, tmp_path):
    path = tmp_path / "count.ew"
    path.write_text(
        "world Count\ncharacter Tom\nfact n: 0 to 5\n"
        "action more\n  if n < 5\n  then n = n + 1\n"
        "story wants n\n",
        "utf-8",
    )
    assert len(run("find", path, "--json").json["stories"][0]["beats"]) == 1
    made = run("find", path, "--goal", "3", "--json").json
    assert made["goal"] == 3
    assert made["stories"][0]["utility"] == 3
    assert [beat["reasons"] for beat in made["stories"][0]["beats"]] == [{}, {}, {}]


def test_wrong_use_is_exit_code_2(run, market):
    for words, message in [
        (["--ending", "fde"], "Did you mean fed?"),
        (["--goal", "1", "--ending", "fed"], "not for both"),
        (["--length", "-1"], "length is -1"),
        (["--most", "0"], "at least one"),
        (["--engine", "steam"], "no engine called steam"),
    ]:
        ran = run("find", market, *words)
        assert (ran.code, ran.out) == (2, "")
        assert message in ran.err
        as_json = run("find", market, *words, "--json")
        assert as_json.code == 2
        (wrong,) = as_json.json["diagnostics"]
        assert message in wrong["message"]


def test_both_engines_say_the_same(run, market):
    answers = []
    for engine in ("kernel", "reference"):
        made = run("find", market, "--ending", "fed", "--engine", engine, "--json").json
        del made["statistics"]
        answers.append(made)
    assert answers[0] == answers[1]
