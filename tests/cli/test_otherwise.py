"""Every command that names a world takes what is to be otherwise in it."""

from __future__ import annotations

import re

import pytest

import elsewise as ew
from elsewise.cli.commands import COMMANDS

PLAIN = """\
world Ferry
type bank
character Ann, Bob
bank East, West
fact at(character): bank
fact moored
fact paid
start
  at(Ann) = East, at(Bob) = West
action cross(Ann, to: bank)
  if moored and not at(Ann) = to
  then at(Ann) = to
  by Ann
action pay(Ann)
  if at(Ann) = West and not paid
  then paid
  by Ann
action moor(Bob)
  if not moored and not paid
  then moored
  by Bob
Ann wants 2 if paid
ending settled
  if paid
fork boat
  "The boat lies there already."
  moored
limits length 6, depth 1
"""
OTHERWISE = PLAIN.replace("at(Bob) = West\n", "at(Bob) = West, moored\n")
WAY = "cross(Ann, West); pay(Ann)"
LINES = {
    "ask": (["possible paid"],),
    "coverage": ([],),
    "draw": (
        ["--what", "lanes", "--ending", "settled"],
        ["--what", "map"],
        ["--what", "minds", "--after", WAY, "--at", 2],
    ),
    "explore": ([],),
    "export": (["-o", "{dir}/out.json"],),
    "find": (["--ending", "settled"],),
    "show": ([], ["--after", WAY], ["--at", 1, "--ending", "settled"]),
    "tell": ([], ["--ending", "settled", "--as", "Bob"], ["--after", WAY]),
    "validate": (["{dir}/story.txt", "--ending", "settled"],),
    "why-not": (["settled"], ["pay(Ann)"]),
    "would-take": (["at(Bob) = East"],),
    "convert": ([],),
}
APART = {"whatif"}  # it sets the changed world beside the other
SEVERAL = {"check", "test", "fmt", "bench"}  # they name files
NONE = {"explain", "new"}


def told(ran):
    """What a command says, but for the names of states and how long it took."""
    assert "Traceback" not in ran.err
    lines = [line for line in ran.err.splitlines() if "otherwise:" not in line]
    text = "\n".join((ran.out, *lines))
    text = re.sub(r"\b[b-df-hj-np-tv-xz][b-df-hj-np-tv-xz2-9]{5}\b", "ID", text)
    text = text.replace(" from another start", "")
    return ran.code, re.sub(r"[\d.]+ (s|MB)\b", "", text)


def worlds(tmp_path):
    made = []
    for folder, text in (("plain", PLAIN), ("otherwise", OTHERWISE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ferry.ew").write_text(text, "utf-8")
        made.append(tmp_path / folder / "ferry.ew")
    (tmp_path / "story.txt").write_text(WAY.replace("; ", "\n"), "utf-8")
    return made


def test_no_command_that_names_a_world_is_left_out(run):
    known = {*LINES, *APART, *SEVERAL, *NONE, "review"}
    others = set(COMMANDS) - known
    for name in others | {*LINES, *APART, "review"}:
        assert "--fork NAME" in run(name, "--help").out, name


@pytest.mark.parametrize(
    ("command", "line"), [(name, line) for name, lines in LINES.items() for line in lines]
)
@pytest.mark.parametrize("change", [["--fork", "boat"], ["--set", "moored"]])
def test_it_is_as_if_the_world_were_written_so(run, tmp_path, command, line, change):
    plain, otherwise = worlds(tmp_path)
    line = [str(word).replace("{dir}", str(tmp_path)) for word in line]
    expected = told(run(command, otherwise, *line))
    assert told(run(command, plain, *line, *change)) == expected
    assert told(run(command, plain, *line)) != expected


def test_each_kind_of_change(run, tmp_path):
    plain, _ = worlds(tmp_path)
    for change, answer in [
        (["--force", "moor(Bob)"], 0),
        (["--set", "moored", "--skip", "cross"], 1),
        (["--set", "moored", "--want", "Ann wants 9 if not paid"], 1),
        (["--believe", "Ann believes moored"], 1),
        (["--want", "Bob wants 1 if moored"], 0),
        ([], 1),
    ]:
        assert run("ask", plain, "possible paid", *change).code == answer, change


def test_mistakes(run, tmp_path):
    plain, _ = worlds(tmp_path)
    ran = run("find", plain, "--fork", "bot", "--ending", "settled")
    assert ran.code == 2
    assert "There is no fork called bot. Did you mean boat?" in ran.err
    assert run("tell", plain, "--set", "mored").code == 1
    graph = tmp_path / "ferry.graph"
    assert run("explore", plain, "-o", graph).code == 0
    ran = run("draw", graph, "--what", "map", "--fork", "boat")
    assert ran.code == 2
    assert "changes need the world itself" in ran.err


def test_a_plot_is_reviewed_in_the_changed_world(run, tmp_path):
    worlds(tmp_path)
    plot = tmp_path / "plain" / "day.plot"
    plot.write_text("plot of ferry.ew\n\ncross(Ann, West)\npay(Ann)\n", "utf-8")
    assert run("review", plot).code == 1
    assert run("review", plot, "--fork", "boat").code == 0


def test_in_python():
    world = ew.loads(PLAIN)
    made = ew.fork(world, "boat")
    assert (
        ew.find(made, ending="settled").story
        == ew.find(ew.loads(OTHERWISE), ending="settled").story
    )
    assert ew.find(ew.fork(world, set="moored", skip="pay"), ending="settled").story is None
    later = ew.fork(world, after="moor(Bob); cross(Ann, West)", want="Ann wants 1 if paid")
    assert ew.find(later, ending="settled").story.events == ("pay(Ann)",)
    assert ew.fork(world) is world
    with pytest.raises(ew.UsageError, match="no fork called bat"):
        ew.fork(world, "bat")


@pytest.mark.parametrize("skipped", ["pay", "pay(_)", "pay(Ann)"])
def test_events_are_left_out_by_what_is_said_of_them(skipped: str) -> None:
    made = ew.fork(ew.loads(PLAIN), skip=skipped)
    later = ew.fork(made, after="moor(Bob); cross(Ann, West)", want="Ann wants 1 if paid")
    assert ew.find(later, ending="settled").story is None
