from __future__ import annotations

import elsewise as ew


def test_the_text_is_that_of_the_answer(run):
    ran = run("why-not", "quarrel", "apologise(Ann, Ann)")
    assert (ran.code, ran.err) == (0, "")
    answer = ew.why_not(ew.sample("quarrel"), "apologise(Ann, Ann)")
    assert ran.out.split() == str(answer).split()


def test_the_contract_of_the_json(run):
    ran = run("why-not", "smoke", "saved", "--json")
    assert (ran.code, ran.err) == (0, "")
    made = ran.json
    assert list(made) == [
        "world",
        "aim",
        "after",
        "layer",
        "proof",
        "missing",
        "nearest",
        "refusals",
        "story",
        "limits",
        "needed",
        "tried",
        "complete",
        "stopped_by",
        "text",
    ]
    assert (made["layer"], made["proof"], made["aim"]) == ("reasons", None, "saved")
    assert made["nearest"]["unexplained"] == [1]
    (refusal,) = made["refusals"]
    assert refusal["remedies"][0] == {
        "kind": "belief",
        "change": "Lex believes mortal(Clark)",
        "said": "Clark can be hurt",
        "to_truth": True,
        "gives_aim": True,
    }


def test_missing_facts_in_the_json(run):
    made = run("why-not", "smoke", "not alive(Chloe)", "--json").json
    assert (made["layer"], made["proof"]) == ("impossible", "never so")
    (missing,) = made["missing"]
    assert missing["fact"] == "not alive(Chloe)"
    assert missing["sources"][0]["event"] == "blow()"
    assert missing["sources"][0]["missing"][0]["sources"]


def test_it_is_asked_after_events_and_at_beats(run):
    late = run("why-not", "letter", "burnt", "--after", "light(Tomas)", "--json").json
    assert (late["layer"], late["after"]) == ("impossible", ["light(Tomas)"])
    told = run("why-not", "letter", "letter = Coat", "--at", "1", "--json").json
    assert (told["layer"], told["after"]) == ("impossible", ["hide(Ines, Stove)"])


def test_a_state_is_called_by_its_id(run):
    graph = ew.explore(ew.sample("letter"))
    (burnt, *_) = graph.reaching("ashes")
    made = run("why-not", "letter", "burnt", "--at", graph.id_of(burnt), "--json").json
    assert (made["layer"], made["after"]) == ("happens", list(graph.way_to(burnt)))


def test_limits_are_told_on(run):
    made = run("why-not", "smoke", "left", "--length", 8, "--json").json
    assert (made["layer"], made["needed"]["length"]) == ("limits", 9)


def test_an_open_answer_is_exit_code_3(run, tmp_path):
    path = tmp_path / "count.ew"
    path.write_text(
        "world Count\ncharacter Ann\nfact count: number\n"
        "action add(Ann)\n  if count < 1000000\n  then count = count + 1\n  by Ann\n",
        "utf-8",
    )
    ran = run("why-not", path, "count = 5000", "--states", 100)
    assert ran.code == 3
    assert "not proven" in ran.out


def test_an_interrupted_answer_is_told(run, monkeypatch):
    def interrupted(*_asked, **_said):
        raise KeyboardInterrupt

    monkeypatch.setattr("elsewise.explain.absence.searching.find", interrupted)
    ran = run("why-not", "smoke", "saved")
    assert ran.code == 130
    assert "It was stopped." in ran.out
    assert run("why-not", "smoke", "saved", "--json").json["stopped_by"] == "interrupt"


def test_mistakes(run):
    assert run("why-not", "smoke", "").code == 2
    assert run("why-not", "smoke", "at(Lex) = ").code == 1
    assert run("why-not", "smoke", "saved", "--after", "fly(Lex)").code == 2
    assert run("why-not", "smoke", "saved", "--at", "99").code == 2
