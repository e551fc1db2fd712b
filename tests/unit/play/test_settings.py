from __future__ import annotations

from pathlib import Path

import pytest

from elsewise.errors import UsageError
from elsewise.play.settings import effective_limits
from elsewise.story.limits import Limits
from problems import coin_problem


def test_defaults_then_world_then_said():
    problem = coin_problem(limits={"length": 4, "depth": 1})
    assert effective_limits(problem) == Limits(length=4, foresight=5, depth=1)
    assert effective_limits(problem, length=7, seconds=2).length == 7
    assert effective_limits(problem, length=7, seconds=2).depth == 1
    assert effective_limits(problem, length=None).length == 4


def test_limits_given_stand_instead_of_the_worlds():
    problem = coin_problem(limits={"length": 4})
    assert effective_limits(problem, Limits(foresight=2)) == Limits(foresight=2)
    assert effective_limits(problem, Limits(extra_levels=3), length=1).extra_levels == 3


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"length": -1}, "length is -1, but goes from 0 to 1000 beats"),
        ({"depth": 99}, "depth is 99"),
        ({"seconds": float("nan")}, "seconds must be a number"),
        ({"memory": float("inf")}, "memory must be a number"),
        ({"states": 1.5}, "states must be a whole number"),
        ({"lenght": 3}, "Did you mean length?"),
    ],
)
def test_numbers_beyond_bounds_are_wrong_use(said, words):
    with pytest.raises(UsageError, match=words.replace("?", r"\?")):
        effective_limits(coin_problem(), **said)


def test_a_folder_for_spilling_is_said_and_checked(tmp_path: Path) -> None:
    folder = str(tmp_path)
    problem = coin_problem(limits={"memory": 2})
    assert effective_limits(problem, spill=folder) == Limits(memory=2.0, spill=folder)
    assert effective_limits(problem, Limits(memory=1, spill=folder), memory=3).spill == folder
    with pytest.raises(UsageError, match="say how much, as memory"):
        effective_limits(coin_problem(), spill=folder)
    with pytest.raises(UsageError, match="there is none called"):
        effective_limits(problem, spill=folder + "/no")


def test_spilling_needs_a_folder_to_write_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = coin_problem(limits={"memory": 2})
    with monkeypatch.context() as patched:
        patched.setattr("os.access", lambda *_: False)
        with pytest.raises(UsageError, match="a folder to write in"):
            effective_limits(problem, spill=str(tmp_path))
    monkeypatch.setattr("sys.platform", "win32")
    with pytest.raises(UsageError, match="spill needs Linux"):
        effective_limits(problem, spill=str(tmp_path))
