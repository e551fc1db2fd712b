"""`elsewise review`."""

from __future__ import annotations


def test_a_plot_that_stands(run):
    ran = run("review", "smoke")
    assert ran.code == 0
    assert ran.out.startswith("“Smoke” stands")


def test_a_plot_that_does_not_stand(run):
    ran = run("review", "smoke_flawed", "--json")
    assert ran.code == 1
    assert ran.json["stands"] is False


def test_a_story_of_a_file(run, tmp_path):
    file = tmp_path / "story.json"
    file.write_text(run("find", "letter", "--ending", "ashes", "--json").out, "utf-8")
    assert run("review", file, "--world", "letter").code == 0
    assert run("review", file).code == 2


def test_a_text_with_mistakes(run, tmp_path):
    file = tmp_path / "day.plot"
    file.write_text("plot of smoke\nscene in Tunel\nLex goes\n", "utf-8")
    ran = run("review", file)
    assert ran.code == 1
    assert "scene-place-unknown" in ran.err
    assert "Did you mean Tunnel?" in ran.err


def test_limits_matter(run):
    assert run("review", "smoke", "--foresight", 1).code == 1


def test_a_limit_that_is_reached_leaves_it_open(run):
    ran = run("review", "smoke_flawed", "--seconds", 0, "--json")
    assert (ran.code, ran.json["stopped_by"], ran.json["beats"]) == (3, "seconds", [])
    assert run("review", "smoke_flawed", "--seconds", 600).code == 1


def test_no_such_file(run):
    assert run("review", "nothing.plot").code == 2
