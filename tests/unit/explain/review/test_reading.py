"""The text of a plot, and everything that can be wrong with it."""

from __future__ import annotations

import pytest

import elsewise as ew
from elsewise.diagnostics.catalogue import plots as codes
from elsewise.diagnostics.render import render_text
from elsewise.errors import UsageError, WorldError
from elsewise.explain.review.opening import opened
from elsewise.explain.review.reading import read_plot

WHOLE = """\
# a comment
plot "The day" of smoke   # of an example world
ending left

scene "Below" in the tunnel, seen by Lex
Clark begs Lex not to leave him.  # he does
note He is wrong.
climb(Lex, Tunnel, Ladder)
scene seen by Lana in Grass
scene
note: a colon may stand here
ending the day, the tunnel blows up
"""


def test_a_plot_is_read():
    plot = read_plot(WHOLE, "day.plot")
    assert (plot.title, plot.world, plot.ending) == ("The day", "smoke", "left")
    assert [(beat.line, beat.text, beat.scene) for beat in plot.beats] == [
        (6, "Clark begs Lex not to leave him.", 0),
        (8, "climb(Lex, Tunnel, Ladder)", 0),
        (12, "ending the day, the tunnel blows up", 2),
    ]
    first, second, third = plot.scenes
    assert (first.title, first.place, first.viewpoint) == ("Below", "the tunnel", "Lex")
    assert (third.title, third.place, third.viewpoint) == (None, None, None)
    assert second.viewpoint == "Lana"
    assert [note.text for note in plot.notes] == ["He is wrong.", "a colon may stand here"]
    assert plot.scene_of(plot.beats[0]) is first


def test_a_world_may_be_a_file(tmp_path):
    (tmp_path / "my market.ew").write_text(
        "world Market\ncharacter Tom\nfact glad\naction sing(Tom)\n  if not glad\n"
        '  then glad\n  by Tom\n  tell "{Tom} [sings]"\nTom wants 1 if glad\n',
        "utf-8",
    )
    file = tmp_path / "day.plot"
    file.write_text('plot of "my market.ew"\nTom sings\n', "utf-8")
    assert ew.review(file).stands


def test_places_and_people_are_called_as_the_world_says_them():
    plot, _ = opened(read_plot(WHOLE.replace("scene seen by Lana in Grass\n", "")), None)
    assert plot.scenes[0].place == "Tunnel"


@pytest.mark.parametrize(
    ("text", "codes_found"),
    [
        ("Lex goes\n", [codes.NO_WORLD]),
        ("plot about smoke\nscene Below\nLex goes\n", [codes.BAD_HEADER, codes.BAD_SCENE]),
        ("Lex goes\nplot of smoke\n", [codes.HEADER_LATE]),
        ("plot of smoke\nplot of smoke\nLex goes\n", [codes.HEADER_LATE]),
        ("plot of smoke\nending left\nending saved\nLex goes\n", [codes.TWO_ENDINGS]),
        ("plot of smoke\n", [codes.NO_BEATS]),
        ("", [codes.NO_WORLD]),
    ],
)
def test_mistakes_are_found_all_at_once(text, codes_found):
    with pytest.raises(WorldError) as raised:
        read_plot(text)
    assert [d.code for d in raised.value.diagnostics] == codes_found


def test_names_that_do_not_exist_are_found_all_at_once():
    text = "plot of smoke\nending lefd\nscene in Tunel seen by Lexx\nLex goes\n"
    with pytest.raises(WorldError) as raised:
        opened(read_plot(text, "day.plot"), None)
    shown = [render_text(diagnostic) for diagnostic in raised.value.diagnostics]
    assert "day.plot:2:8" in shown[0]
    assert "Did you mean left?" in shown[0]
    assert "      ^^^^^" in shown[1]
    assert "Did you mean Tunnel?" in shown[1]
    assert "Did you mean Lex?" in shown[2]


def test_a_world_that_does_not_exist():
    with pytest.raises(WorldError, match="no example world and no file called smok") as raised:
        opened(read_plot("plot of smok\nLex goes\n"), None)
    assert raised.value.diagnostics[0].suggestion == "Did you mean smoke?"


def test_a_list_of_events_needs_a_world():
    headless = read_plot("climb(Lex, Tunnel, Ladder)\n", headless=True)
    assert ew.review(headless, ew.sample("smoke")).stands
    with pytest.raises(UsageError, match="names no world"):
        ew.review(headless)
