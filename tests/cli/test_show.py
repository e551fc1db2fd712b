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
        "",
        "Never changes: 1 fact that is never so.",
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


ISLAND = """\
world Island
type cove
character Ann, Bob, Cis
cove North, South
fact home(character): cove
fact sunken(cove)
fact boat: cove
start
  every character c: home(c) = South
action row(to: cove)
  if not boat = to
  then boat = to
limits depth 1
"""


def test_what_never_changes_is_set_apart(run, tmp_path):
    file = tmp_path / "island.ew"
    file.write_text(ISLAND, "utf-8")
    ran = run("show", file)
    told = " ".join(ran.out.split())
    assert "Never changes: home(Ann) = South; home(Bob) = South; home(Cis) = South;" in told
    assert "2 facts that are never so." in told
    assert "home" not in ran.out.partition("Never changes")[0]
    assert "Never changes" not in run("show", file, "--wrong").out
    made = run("show", file, "--json").json
    assert list(made["values"]) == ["boat"]
    assert made["constants"]["home(Ann)"] == "South"


def test_a_mistake_is_told_before_any_work(run, market):
    for words, message in [
        (["--mind", "Ann,Zoe"], "no mind of Zoe"),
        (["--mind", "Ann,Ben,Ann,Ben,Ann,Ben,Ann,Ben,Ann,Ben"], "10 minds deep, but goes to 8"),
        (["--at", "hello!"], "is no id of a state"),
    ]:
        ran = run("show", market, *words)
        assert ran.code == 2
        assert message in ran.err


def test_a_state_that_is_not_there_is_looked_for_within_limits(run, tmp_path):
    file = tmp_path / "walks.ew"
    people = ", ".join(f"P{n}" for n in range(12))
    file.write_text(
        f"world Walks\ncharacter {people}\nfact steps(character): 0 to 9\n"
        "action step(who: character)\n  then steps(who) = steps(who) + 1\n"
        "limits depth 0, length 30\n",
        "utf-8",
    )
    for words in (["--states", 20000], ["--seconds", 0.2]):
        ran = run("show", file, "--at", "kkkkkk", *words)
        assert ran.code == 2
        assert "There is no state kkkkkk" in ran.err
        assert "The search was stopped by the limit of" in ran.err
    name = run("show", file, "--after", "step(P3)", "--json").json["id"]
    assert run("show", file, "--at", name, "--json").json["events"] == ["step(P3)"]
