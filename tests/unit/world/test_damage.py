"""Bytes that belong to no letter: a warning in comments, a mistake elsewhere, in every dialect."""

from __future__ import annotations

from pathlib import Path

import pytest

from elsewise.errors import WorldError
from elsewise.explain.review.opening import opened
from elsewise.play.load import load
from elsewise.play.plots import load_story

OURS = """\
character Olga  # {comment}
fact fed
action feed(Olga)
  then fed
  tell "{{Olga}} [feeds] the {text} hen"
"""
PEERS = """\
entity Olga : character; // {comment}
/* {comment} */
property fed() : boolean; // a "{comment}"
action feed() {{
  effect: fed() = {text} True;
}};
"""
PLOT = 'plot "A {text} day" of smoke  # {comment}\nLex waits.\n'
LIST = "wait(Olga)  # {comment}\n{text}\n"
BYTES = [b"\xe9", b"\xb3od", b"\0", b"\0\0\0", b"\xef\xbf\xbd", b"\xc3"]


def written(path: Path, form: str, comment: bytes, text: bytes) -> Path:
    known = form.format(comment="COMMENT", text="TEXT").encode()
    path.write_bytes(known.replace(b"COMMENT", comment).replace(b"TEXT", text))
    return path


@pytest.mark.parametrize("damage", BYTES)
@pytest.mark.parametrize(("name", "form"), [("a.ew", OURS), ("a.txt", PEERS)])
def test_worlds(tmp_path: Path, name: str, form: str, damage: bytes) -> None:
    sound = load(written(tmp_path / name, form, b"x", b""))
    world = load(written(tmp_path / name, form, damage, b""))
    assert not sound.warnings
    (warning,) = world.warnings
    assert warning.code.name == "damaged-comment"
    assert world.source.position(warning.span.begin)[0] == 1
    assert [event.name for event in world.actions] == [event.name for event in sound.actions]
    with pytest.raises(WorldError) as caught:
        load(written(tmp_path / name, form, damage, damage))
    (wrong,) = caught.value.diagnostics
    assert wrong.code.name == "not-utf8"
    line = next(n for n, text in enumerate(form.splitlines(), 1) if "{text}" in text)
    assert wrong.source.position(wrong.span.begin)[0] == line


def test_a_comment_that_is_never_closed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", PEERS + "/* {comment}", b"\xe9", b"")
    codes = {d.code.name for d in load(path).warnings}
    assert {"damaged-comment", "sabre-unterminated-comment"} <= codes


@pytest.mark.parametrize("damage", BYTES)
def test_plots_and_lists_of_events(tmp_path: Path, damage: bytes) -> None:
    plot = written(tmp_path / "a.plot", PLOT, damage, b"")
    assert opened(plot, None)[0].title == "A  day"
    assert len(load_story(written(tmp_path / "list", LIST, damage, b"")).beats) == 1
    for path, form in ((plot, PLOT), (tmp_path / "list", LIST)):
        written(path, form, damage, damage)
        with pytest.raises(WorldError) as caught:
            load_story(path) if form is LIST else opened(path, None)
        (wrong,) = caught.value.diagnostics
        assert wrong.code.name == "not-utf8"


def test_marks_in_the_middle_of_texts_that_were_put_together(tmp_path: Path) -> None:
    path = tmp_path / "two.ew"
    path.write_bytes(b"\xef\xbb\xbfcharacter Olga\n\xef\xbb\xbffact fed\nOlga wants fed\n")
    assert [fact.name for fact in load(path).facts] == ["fed"]
