from __future__ import annotations

import io
import sys

import pytest

from elsewise.cli.output import say_table, wants_colour, write_file
from elsewise.cli.progress import live_progress, progress_line
from elsewise.errors import UsageError
from elsewise.show.layout import Cell
from elsewise.story.limits import Progress, Statistics


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def open_terminal(monkeypatch):
    def opened():
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.delenv("NO_COLOR", raising=False)
        for name in ("stdout", "stderr"):
            monkeypatch.setattr(sys, name, Terminal())
        return sys

    return opened


ROWS = [("at(Tom)", Cell("Home"), Cell("Market", wrong=True))]


def test_tables_are_drawn_in_a_terminal(open_terminal):
    terminal = open_terminal()
    say_table(("", "is", "Ann"), ROWS)
    drawn = terminal.stdout.getvalue()
    assert "─" in drawn
    assert "\x1b[1;31m! Market" in drawn


def test_no_color_is_honoured(open_terminal, monkeypatch):
    terminal = open_terminal()
    monkeypatch.setenv("NO_COLOR", "1")
    say_table(("", "is", "Ann"), ROWS)
    drawn = terminal.stdout.getvalue()
    assert "! Market" in drawn
    assert "31m" not in drawn
    assert not wants_colour(terminal.stdout)


@pytest.mark.parametrize("change", ["pipe", "dumb"])
def test_tables_are_plain_elsewhere(open_terminal, monkeypatch, change):
    open_terminal()
    if change == "dumb":
        monkeypatch.setenv("TERM", "dumb")
    else:
        monkeypatch.setattr(sys, "stdout", io.StringIO())
    say_table(("", "is", "Ann"), ROWS)
    assert sys.stdout.getvalue() == "         is    Ann\nat(Tom)  Home  ! Market\n"


def test_progress_is_live_in_a_terminal_only(open_terminal, monkeypatch):
    terminal = open_terminal()
    progress = Progress(3, 0, Statistics(2500, 9000, 2.0, 5_000_000))
    line = "beat 3 · 2,500 states in all minds · 1,250 states/s · 5 MB · 2.0 s · Ctrl-C stops"
    assert progress_line(progress) == line
    with live_progress() as report:
        assert report is not None
        report(progress)
    assert "2,500 states" in terminal.stderr.getvalue()
    assert terminal.stdout.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with live_progress() as report:
        assert report is None


def test_a_file_is_never_half_written(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old", "utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_file(path, "new\udc80")
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
    write_file(path, "new")
    assert path.read_text("utf-8") == "new"


def test_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old", "utf-8")
    link.symlink_to(real)
    write_file(link, "new")
    assert link.is_symlink()
    assert real.read_text("utf-8") == "new"


def test_where_nothing_can_be_written(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        write_file(tmp_path / "no" / "a.txt", "x")
