from __future__ import annotations

import elsewise as ew


def test_yes_is_0_no_is_1_open_is_3(run):
    ran = run("ask", "smoke", "possible doubts(Lana)")
    assert ran.code == 0
    assert ran.out.startswith(
        "Yes. A story of 7 beats shows it.\n\n1. climb(Lex, Tunnel, Ladder)\n"
    )
    assert ran.err == (
        "(all explained stories to 12 beats, foresight 5, depth 2: 154 states, 164 edges)\n"
    )
    ran = run("ask", "smoke", "possible answered", "--length", 3)
    assert ran.code == 3
    assert "What follows 7 of 14 states, 3 beats away, was not explored" in ran.out
    ran = run("ask", "smoke", "never doubts(Lana)")
    assert ran.code == 1
    assert ran.out.startswith("No. A story of 7 beats shows otherwise.\n")
    ran = run("ask", "smoke", "doubts(Lana) before answered", "--length", 16)
    assert ran.code == 1


def test_mistakes_in_the_question_are_2(run):
    ran = run("ask", "smoke", "possible doubt(Lana)")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean doubts?" in ran.err
    ran = run("ask", "smoke", "possible doubt(Lana)", "--json")
    assert ran.code == 2
    assert ran.json["diagnostics"][0]["message"]


def test_the_contract_of_the_json(run):
    ran = run("ask", "smoke", "possible doubts(Lana)", "--json", "--after", "push(Clark)")
    answer = ew.ask(ew.sample("smoke"), "possible doubts(Lana)", after=["push(Clark)"])
    assert ran.code == 0
    assert ran.err == ""
    made = ran.json
    assert made == answer.to_json() | {"limits": made["limits"], "story": made["story"]}
    assert made["limits"]["length"] == 12
    assert [beat["event"] for beat in made["story"]["beats"]] == list(answer.story.events)
    assert made["after"] == ["push(Clark)"]
    assert made["verdict"] == "yes"
    assert made["beat"] == len(answer.story.beats)
    assert made["any"] is False


def test_everything_that_could_happen_and_how_often(run):
    ran = run("ask", "smoke", "deed = saved", "--count", "--any", "--length", 2)
    assert ran.code == 0
    assert "Yes. A story of 1 beat shows it.\n\n1. free(Lex, Clark)\n" in ran.out
    rows = [line.split() for line in ran.out.splitlines()[-4:]]
    assert rows[0] == ["beats", "stories"]
    assert rows[1:] == [[str(n), str(c)] for n, c in enumerate(_counted())]
    ran = run("ask", "smoke", "possible deed = saved", "--count")
    assert ran.code == 2
    assert "without words of time" in ran.err


def _counted():
    """Count by hand the sequences of 0, 1, 2 possible events after which Clark was freed."""
    now = ew.begin(ew.sample("smoke"))
    moments = [now]
    for _ in range(3):
        yield sum(m.state().values["deed"] == "saved" for m in moments)
        moments = [m.after(event) for m in moments for event in m.possible()]


def test_a_kept_graph(run, tmp_path):
    path = tmp_path / "smoke.graph"
    run("explore", "smoke", "-o", path)
    ran = run("ask", "smoke", "eventually blown", "--graph", path)
    assert ran.code == 0
    assert ran.out == "Yes. No story is otherwise.\n"
    ran = run("ask", "smoke", "possible Lex believes Clark believes blown", "--graph", path)
    assert ran.code == 0
    deep = "possible Lex believes Clark believes Lex believes Clark believes Lana believes blown"
    ran = run("ask", "smoke", deep, "--graph", path)
    assert ran.code == 2
    assert "depth 2 and does not keep what Lex believes that Clark" in ran.err
    ran = run("ask", "smoke", "eventually blown", "--graph", path, "--any")
    assert ran.code == 2


def test_beginning_elsewhere(run):
    graph = ew.explore(ew.sample("smoke"))
    name = graph.id_of(5)
    last = graph.way_to(5)[-1]
    shown = run("show", "smoke", "--at", name)
    assert shown.out.startswith(f"After {graph.layer(5)} beats ({last}):\n")
    after = "; ".join(graph.way_to(5))
    for words in (["explore", "smoke"], ["ask", "smoke", "possible saved"]):
        at_state = run(*words, "--at", name, "--json").json
        after_events = run(*words, "--after", after, "--json").json
        at_state.pop("statistics", None), after_events.pop("statistics", None)
        assert at_state == after_events
    told = run("tell", "smoke", "--ending", "left", "--at", 6)
    assert told.code == 0
    assert told.out.startswith("Chloe asked Lex where Clark was")
    found = run("find", "smoke", "--ending", "left", "--after", "plead(Clark, Lex)", "--json").json
    assert found["stories"][0]["beats"][0]["event"] == "climb(Lex, Tunnel, Ladder)"


def test_places_that_are_not_there(run):
    for words, message in (
        (["--at", "bbb"], "There is no state bbb in this graph"),
        (["--at", "Lana"], "no id of a state; one looks like"),
        (["--at", "99"], "There is no beat 99: the plot has beats 0 (its start) to 9."),
        (["--at", "bcd", "--after", "push(Clark)"], "A state has its own way there"),
        (["--after", "free(Lex, Clark); free(Lex, Clark)"], "Beat 2: free(Lex, Clark) cannot"),
    ):
        for command in (["explore", "smoke"], ["ask", "smoke", "eventually blown"]):
            ran = run(*command, *words)
            assert ran.code == 2, words
            assert message in ran.err
