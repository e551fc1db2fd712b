from __future__ import annotations


def test_a_good_world_passes(run, market):
    ran = run("check", market)
    assert (ran.code, ran.out, ran.err) == (0, "PASSED: 0 errors, 0 warnings\n", "")
    assert run("check", market, "--json").json == {"passed": True, "diagnostics": []}


def test_mistakes_are_shown_with_their_place(run, broken):
    ran = run("check", broken)
    assert ran.code == 1
    assert "broken.ew:5" in ran.out
    assert ran.out.splitlines()[-1].startswith("FAILED: 1 error")
    (wrong,) = run("check", broken, "--json").json["diagnostics"]
    assert wrong["line"] == 5
    assert wrong["severity"] == "error"


def test_several_worlds_are_checked_at_once(run, market, broken):
    assert run("check", market, broken).out.splitlines()[-1].startswith("FAILED: 1 error")


def test_triggers_that_go_round_at_the_start_are_found(run, tmp_path):
    path = tmp_path / "lamp.ew"
    path.write_text(
        "world Lamp\ncharacter Tom\nfact lit\n"
        "trigger light\n  if not lit\n  then lit\n"
        "trigger quench\n  if lit\n  then not lit\n",
        "utf-8",
    )
    assert "trigger-loop" in run("check", path).out


def test_samples_pass(run):
    assert run("check", "smoke").code == 0


def test_a_broken_world_stops_every_command(run, broken):
    for words in (["find"], ["tell"], ["show"], ["convert"]):
        ran = run(*words, broken)
        assert ran.code == 1
        assert "broken.ew:5" in ran.err
        assert ran.out == ""
        made = run(*words, broken, "--json")
        assert made.code == 1
        assert made.json["diagnostics"][0]["code"]
