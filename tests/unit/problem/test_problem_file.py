"""Problems as files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elsewise.errors import FormatError, UsageError
from elsewise.problem import problem_file as fileformat
from elsewise.problem.problem import FALSE, FORMAT_VERSION, TRUE, Problem
from elsewise.problem.problem_file import from_json, load, save, to_json
from problems import coin_problem
from strategies import problems


@pytest.mark.slow
@given(problems())
def test_nothing_is_lost(problem: Problem) -> None:
    content = to_json(problem)
    again = from_json(content)
    assert again == problem
    assert to_json(again) == content


def test_where_a_world_came_from_is_kept() -> None:
    problem = replace(coin_problem(), origin={(): {"at(Ann)": None}, (0,): {"at(Coin)": "Home"}})
    assert from_json(to_json(problem)).origin == problem.origin
    assert b"origin" not in to_json(coin_problem())


def test_what_is_shared_stays_shared() -> None:
    problem = from_json(to_json(coin_problem()))
    conditions = [c for a in problem.actions for c in (a.condition, *a.seen_by)]
    assert len({id(c) for c in conditions}) == len({to_json_of(c) for c in conditions})
    assert all(c is TRUE for c in conditions if c == TRUE)
    assert all(c is FALSE for c in conditions if c == FALSE)


def to_json_of(condition: object) -> str:
    return repr(condition)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "coin.json"
    save(coin_problem(), path)
    assert load(path) == coin_problem()
    assert load(str(path)) == coin_problem()
    assert [p.name for p in tmp_path.iterdir()] == ["coin.json"]


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "coin.json"
    path.write_bytes(b"before")

    def fails(_: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(fileformat, "to_json", fails)
    with pytest.raises(RuntimeError):
        save(coin_problem(), path)
    assert path.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["coin.json"]


def test_a_place_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no file"):
        load(tmp_path / "no.json")
    with pytest.raises(UsageError, match="cannot be written"):
        save(coin_problem(), tmp_path / "no" / "coin.json")


def changed(**changes: object) -> bytes:
    return json.dumps(json.loads(to_json(coin_problem())) | changes).encode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not a problem saved by Elsewise"),
        (b"\x00\xff", "not a problem saved by Elsewise"),
        (b"[]", "not a problem saved by Elsewise"),
        (b'{"format": ' + b"[" * 10**5 + b"]" * 10**5 + b"}", "not a problem saved by Elsewise"),
        (to_json(coin_problem()).replace(b"[]", b"[" * 5000 + b"]" * 5000, 1), "Elsewise|damaged"),
        (b'{"name": "x"}', "not a problem saved by Elsewise"),
        (to_json(coin_problem())[:-100], "cut off"),
        (changed(format="elsewise stories"), "elsewise stories"),
        (changed(version=FORMAT_VERSION + 1), "newer Elsewise"),
        (changed(version=0), "old Elsewise"),
        (changed(characters=3), "damaged"),
        (changed(wants=[]), "`wants` has not one entry per character"),
        (changed(story_wants=10**6), "used before it stands there"),
        (changed(story_wants=-1), "used before it stands there"),
        (changed(start=[]), "does not say every fluent"),
        (changed(start=[{"minds": [9], "values": []}]), "no character 9"),
        (changed(expressions=[["look", [], 999]]), "no fluent 999"),
        (changed(expressions=[["all", [0]]]), "used before it stands there"),
        (changed(expressions=[["known", 1], ["any", [0]]]), "not a condition"),
        (changed(expressions=[["any", []], ["compared", "=", 0, 0]]), "not a value"),
        (changed(expressions=[["compared", "~", 0, 0]]), "damaged"),
        (changed(seen_by=[[0]]), "one entry per character"),
        (changed(expressions=[["any", []], *(["all", [n]] for n in range(300))]), "too large"),
        (changed(expressions=[["any", []], *(["all", [n, n]] for n in range(60))]), "too large"),
        (changed(expressions=[["look", [0, 0], 0]]), "twice in a row"),
        (changed(expressions=[["look", [0, 1] * 50, 0]]), "too long"),
        (changed(levels={"extra": 10**9, "asked": [], "consents": []}), "too many levels"),
    ],
)
def test_what_is_wrong_is_said(content: bytes, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        from_json(content)


def test_the_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("{}")
    with pytest.raises(FormatError, match=r"other\.json"):
        load(path)


@given(st.data())
@settings(max_examples=200)
def test_damage_anywhere_is_a_format_error_or_does_no_harm(data: st.DataObject) -> None:
    """One entry somewhere in the file is replaced by something else."""
    whole = msgspec.json.decode(to_json(coin_problem()))
    place, key = whole, "format"
    while isinstance(place, (dict, list)) and place:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        parent, place = place, place[key]
    parent[key] = data.draw(st.sampled_from([None, -1, 10**9, 0.5, "x", [], {}, True]))
    try:
        problem = from_json(json.dumps(whole).encode())
    except FormatError:
        return
    assert from_json(to_json(problem)) == problem


def test_as_much_as_fits_can_be_written_and_compared_again() -> None:
    """What is read is safe to walk through: as deep and as large as it may be."""
    for step, most in (lambda n: ["all", [n]], 199), (lambda n: ["any", [n, n]], 18):
        whole = json.loads(to_json(coin_problem()))
        first = len(whole["expressions"])
        known = next(n for n, e in enumerate(whole["expressions"]) if e[0] == "known")
        whole["expressions"] += [["compared", "=", known, known]]
        whole["expressions"] += [step(n) for n in range(first, first + most - 1)]
        whole["endings"] = {"deep": first + most - 1}
        problem = from_json(json.dumps(whole).encode())
        assert problem == from_json(to_json(problem))
        assert hash(problem.endings["deep"])
