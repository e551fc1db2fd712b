from __future__ import annotations


def test_the_smallest_changes(run, market):
    ran = run("would-take", market, "hungry(Ben)")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.startswith("One change is enough for hungry(Ben): ")
    assert "hungry(Ben)" in ran.out.splitlines()[3]


def test_json(run, market):
    made = run("would-take", market, "hungry(Ben)", "--json").json
    assert made["already"] is None
    assert made["size"] == 1
    assert made["stopped_by"] is None
    (found,) = [one for one in made["found"] if one["changes"][0]["text"] == "hungry(Ben)"]
    assert found["changes"] == [{"kind": "set", "text": "hungry(Ben)"}]
    assert found["outright"] is True
    assert found["story"]["beats"] == []


def test_what_is_possible_takes_nothing(run, market):
    ran = run("would-take", market, "fed")
    assert ran.code == 0
    assert ran.out.startswith("Nothing: fed is possible as it is")


def test_a_limit_of_time(run):
    ran = run("would-take", "smoke", "saved", "--seconds", 0)
    assert ran.code == 3
    assert "limit of time" in ran.out


def test_mistakes_have_clear_words(run, market):
    assert run("would-take", market, "fd").code == 2
    assert "Did you mean fed?" in run("would-take", market, "fd").err
    ran = run("would-take", market, "hungry(Bne)")
    assert ran.code == 1
    assert "Did you mean Ben?" in ran.err
