from __future__ import annotations


def test_the_start_is_a_table_of_facts_by_character(run, market):
    ran = run("show", market)
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "At the start:",
        "              is       Ann      Ben",
        "at(Ann)       Cottage  Cottage  Cottage",
        "at(Ben)       Market   Market   Market",
        "owner(Bread)  Ben      Ben      Ben",
        "hungry(Ann)   yes      yes      ! no",
    ]


def test_only_what_somebody_sees_otherwise(run, market):
    ran = run("show", market, "--wrong")
    assert [line.split() for line in ran.out.splitlines()[2:]] == [
        ["hungry(Ann)", "yes", "yes", "!", "no"]
    ]
    after = run("show", market, "--after", "walk(Ann,Market); ask(Ann, Ben)", "--wrong")
    assert "Everybody sees everything as it is." in after.out


def test_json_has_minds_and_what_is_wrong(run, market):
    made = run("show", market, "--json").json
    assert made["beat"] == 0
    assert made["values"]["hungry(Ann)"] is True
    assert made["minds"]["Ben"]["values"]["hungry(Ann)"] is False
    assert made["wrong"] == [
        {"character": "Ben", "fluent": "hungry(Ann)", "believes": False, "is": True}
    ]


def test_a_mind_about_minds(run, market):
    made = run("show", market, "--mind", "Ann", "--json").json
    assert made["mind"] == ["Ann"]
    assert made["minds"]["Ben"]["values"]["hungry(Ann)"] is False
    assert "in the mind of Ann" in run("show", market, "--mind", "Ann").out
    assert "in the mind of Ann and there of Ben" in run("show", market, "--mind", "Ann,Ben").out


def test_a_beat_of_a_story_that_is_found_or_read(run, market, tmp_path):
    found = run("show", market, "--at", 1, "--ending", "fed", "--json").json
    assert found["events"] == ["walk(Ann, Market)"]
    assert run("show", market, "--at", 1, "--json").json == found
    file = tmp_path / "story.json"
    file.write_text(run("find", market, "--ending", "fed", "--json").out, "utf-8")
    assert run("show", market, file, "--at", 1, "--json").json == found
    assert run("show", market, file, "--json").json["values"]["hungry(Ann)"] is False


def test_wrong_use(run, market):
    for words, message in [
        (["--after", "fly(Ann)"], "There is no action or trigger called fly"),
        (["--after", "eat(Ann, Bread)"], "cannot happen there"),
        (["--at", "9", "--ending", "fed"], "no beat 9"),
        (["--mind", "Bne"], "Did you mean Ben?"),
        (["--mind", "Ann,Ann"], "no mind of Ann"),
    ]:
        ran = run("show", market, *words)
        assert ran.code == 2, words
        assert message in ran.err


def test_no_such_story_is_said(run, market):
    ran = run("show", market, "--at", 1, "--goal", 7)
    assert ran.code == 0
    assert "No story reaches a utility of 7" in ran.out
