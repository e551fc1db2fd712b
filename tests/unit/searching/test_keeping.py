from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise.engine import KernelEngine
from elsewise.engine.lazy import LazyProblem
from elsewise.errors import WorldError
from elsewise.grounding.grounder import ground
from elsewise.grounding.problem import MindLevels, Problem
from elsewise.samples import sample_names, sample_text
from elsewise.searching import keeping
from elsewise.searching.find import find
from elsewise.searching.keeping import problem_of
from elsewise.searching.loading import loads
from elsewise.searching.minds import minds

pytestmark = pytest.mark.usefixtures("cache")

NAME = "quarrel.ew"
TEXT = sample_text("quarrel")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache" / "elsewise"
    monkeypatch.setenv(keeping.VARIABLE, str(folder))
    return folder


def kept_file(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def is_kept(text: str = TEXT, name: str = NAME) -> bool:
    with patch.object(keeping, "_made", wraps=keeping._made) as made:
        problem_of(text, name)
    return not made.called


@pytest.mark.parametrize("sample", sample_names())
def test_a_kept_problem_is_the_same_problem(sample: str):
    text = sample_text(sample)
    made = ground(loads(text, f"{sample}.ew"))
    _, warnings = problem_of(text, f"{sample}.ew")
    assert is_kept(text, f"{sample}.ew")
    kept, again = problem_of(text, f"{sample}.ew")
    assert type(kept) is LazyProblem
    assert again == warnings == len(loads(text, f"{sample}.ew").warnings)
    for name in ("name", "characters", "limits", "levels", "story_is_settled"):
        assert getattr(kept, name) == getattr(made, name)
    for name in ("fluent_names", "action_names", "ending_names"):
        assert getattr(kept, name) == getattr(made, name)
    assert type(kept) is LazyProblem
    assert kept == made
    assert type(kept) is Problem
    assert str(kept) == str(made)


def test_equality_from_either_side_and_of_two_kept_ones():
    made, _ = problem_of(TEXT, NAME)
    assert made == problem_of(TEXT, NAME)[0]
    assert problem_of(TEXT, NAME)[0] == problem_of(TEXT, NAME)[0]
    assert problem_of(TEXT, NAME)[0] != replace(made, name="another")
    assert problem_of(TEXT, NAME)[0] != 1


def test_a_search_does_not_read_the_text_again():
    world = loads(TEXT, NAME)
    problem_of(TEXT, NAME)
    kept, _ = problem_of(TEXT, NAME)
    for ending in kept.ending_names:
        found = find(kept, ending=ending)
        assert found.stories == find(world, ending=ending).stories
    assert minds(kept) == minds(world)
    assert type(kept) is LazyProblem


def test_what_a_search_does_not_ask_is_made_from_the_text():
    made, _ = problem_of(TEXT, NAME)
    kept, _ = problem_of(TEXT, NAME)
    assert kept.actions == made.actions
    assert type(kept) is Problem
    with pytest.raises(AttributeError, match="no beats"):
        _ = problem_of(TEXT, NAME)[0].beats


def test_other_levels():
    made, _ = problem_of(TEXT, NAME)
    kept, _ = problem_of(TEXT, NAME)
    everybody = (True,) * len(made.characters)
    levels = MindLevels(made.levels.extra + 1, everybody, made.levels.consents)
    other = kept.with_levels(levels)
    assert type(other) is type(kept) is LazyProblem
    engine, ours = KernelEngine(other, 1), KernelEngine(made.with_levels(levels), 1)
    assert engine.look(engine.start(), 3) == ours.look(ours.start(), 3)
    assert other == replace(made, levels=levels)
    assert kept == made


def test_a_change_of_the_text_or_its_name_counts():
    problem_of(TEXT, NAME)
    assert is_kept()
    assert not is_kept(TEXT + "\n")
    assert not is_kept(name="another.ew")
    assert is_kept(name=f"elsewhere/{NAME}")


def test_a_text_with_the_same_checksums(cache: Path, monkeypatch: pytest.MonkeyPatch):
    problem_of(TEXT, NAME)
    file = kept_file(cache)
    monkeypatch.setattr(keeping, "_path", lambda *_: str(file))
    assert not is_kept(TEXT + "\n")
    assert is_kept(TEXT + "\n")
    assert not is_kept(TEXT)


def test_a_change_of_the_code_counts(monkeypatch: pytest.MonkeyPatch):
    problem_of(TEXT, NAME)
    files = list(keeping._code())
    assert len(files) > 50
    (name, time, size), *others = files
    monkeypatch.setattr(keeping, "_code", lambda: [*others, (name, time, size)])
    assert is_kept()
    monkeypatch.setattr(keeping, "_code", lambda: [*others, (name, time + 1, size)])
    assert not is_kept()


def test_a_change_of_the_version_counts(monkeypatch: pytest.MonkeyPatch):
    problem_of(TEXT, NAME)
    monkeypatch.setattr("elsewise.__version__", "999")
    assert not is_kept()
    assert is_kept()


def test_what_has_mistakes_is_not_kept(cache: Path):
    for _ in range(2):
        with pytest.raises(WorldError):
            problem_of("world Broken\nfact lit\nstart\n  lti\n", NAME)
    assert not cache.exists()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(keeping.VARIABLE, str(folder))
        problem_of(TEXT, NAME)
    return kept_file(folder), kept_file(folder).read_bytes()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "foreign": lambda _: b"world Something\n" * 100,
    "half": lambda content: content[: len(content) // 2],
    "longer": lambda content: content + b"\0",
    "zeros": lambda content: bytes(len(content)),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_as_if_it_were_not_there(
    whole: tuple[Path, bytes], damage: str, monkeypatch: pytest.MonkeyPatch
):
    path, content = whole
    monkeypatch.setenv(keeping.VARIABLE, str(path.parent))
    path.write_bytes(DAMAGES[damage](content))
    assert not is_kept()
    assert is_kept()
    assert path.read_bytes() == content


@given(st.data())
def test_any_damage_is_noticed(whole: tuple[Path, bytes], data: st.DataObject):
    path, content = whole
    damaged = bytearray(content)
    if data.draw(st.booleans(), "cut"):
        del damaged[data.draw(st.integers(0, len(content) - 1)) :]
    else:
        for at in data.draw(st.sets(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
            damaged[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(damaged)
    assert keeping._read(str(path), TEXT, NAME) is None


@given(st.data())
def test_a_file_that_says_nonsense_with_a_good_checksum(
    whole: tuple[Path, bytes], data: st.DataObject
):
    """No reason for it is known, but it must not end a command."""
    path, content = whole
    _, _, length, text, known = keeping._HEADER.unpack_from(content)
    at = keeping._HEADER.size + text
    said = bytearray(content[at : at + known])
    said[data.draw(st.integers(0, known - 1))] = data.draw(st.sampled_from(b'0"[]{},: a'))
    rest = content[keeping._CHECKED_FROM : at] + said + content[at + known :]
    check = keeping.zlib.crc32(rest)
    path.write_bytes(keeping._MAGIC + check.to_bytes(4, "little") + rest)
    found = keeping._read(str(path), TEXT, NAME)
    assert found is None or isinstance(found[0], LazyProblem)
    assert length == len(content)


@pytest.mark.parametrize("said", ["off", "OFF"])
def test_nothing_is_kept_if_somebody_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
):
    monkeypatch.setenv(keeping.VARIABLE, said)
    monkeypatch.chdir(tmp_path)
    problem_of(TEXT, NAME)
    assert not is_kept()
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    for folder in (blocked, blocked / "below"):
        monkeypatch.setenv(keeping.VARIABLE, str(folder))
        assert not is_kept()
        assert not is_kept()
    assert blocked.read_text("utf-8") == ""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="where Linux keeps such files")
def test_where_problems_are_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(keeping.VARIABLE)
    monkeypatch.setenv("HOME", "/home/ann")
    for said, folder in [
        ("/cache", "/cache/elsewise"),
        ("", "/home/ann/.cache/elsewise"),
        ("not/whole", "/home/ann/.cache/elsewise"),
    ]:
        monkeypatch.setenv("XDG_CACHE_HOME", said)
        assert keeping.folder() == folder
    monkeypatch.setenv("HOME", "nowhere")
    assert keeping.folder() is None


def test_those_unused_for_longest_go_first(cache: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keeping, "MOST_FILES", 3)
    cache.mkdir(parents=True)
    other = cache / "not-ours.txt"
    other.write_text("stays", "utf-8")
    texts = [TEXT + "\n" * number for number in range(5)]
    for number, text in enumerate(texts[:3]):
        problem_of(text, NAME)
        path = Path(keeping._path(text, NAME) or "")
        os.utime(path, (number, number))
    assert is_kept(texts[0])
    for text in texts[3:]:
        problem_of(text, NAME)
    there = [Path(keeping._path(text, NAME) or "").exists() for text in texts]
    assert there == [True, False, False, True, True]
    assert other.exists()


def test_large_ones_go_too(cache: Path, monkeypatch: pytest.MonkeyPatch):
    problem_of(TEXT, NAME)
    size = kept_file(cache).stat().st_size
    monkeypatch.setattr(keeping, "MOST_BYTES", size + 10)
    problem_of(TEXT + "\n", NAME)
    assert is_kept(TEXT + "\n")
    assert len(list(cache.iterdir())) == 1
    monkeypatch.setattr(keeping, "LARGEST_FILE", size - 10)
    assert not is_kept(TEXT)
    assert not is_kept(TEXT)


def test_many_processes_at_once(cache: Path):
    lines = (
        "from elsewise.searching.keeping import problem_of\n"
        "from elsewise.samples import sample_text\n"
        "text = sample_text('quarrel')\n"
        "for i in range(12):\n"
        "    problem, _ = problem_of(text + chr(10) * (i % 3), 'quarrel.ew')\n"
        "    assert len(problem.action_names) == len(problem.actions)\n"
    )
    env = {**os.environ, keeping.VARIABLE: str(cache)}
    running = [subprocess.Popen([sys.executable, "-c", lines], env=env) for _ in range(4)]
    assert [process.wait(60) for process in running] == [0] * 4
    assert len(list(cache.iterdir())) == 3
    assert is_kept()
