"""Every command with every kind of file, right and wrong: it ends in words and a code."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import elsewise as ew
from elsewise.cli.commands import COMMANDS
from elsewise.cli.main import main
from elsewise.show.harmless import harmless
from lamp import LAMP

OTHER = LAMP.replace("Lamp", "Stove").replace("light(", "heat(").replace("lit", "hot")
STALE = LAMP.replace("light(who: character)", "light(who: character, whom: character)")
PEER = """type character;
entity Ann : character;
property lit(c : character) : boolean;
lit(Ann) = False;
action light(c : character) {
  precondition: !lit(c);
  effect: lit(c);
  consenting: c;
};
utility(): if(lit(Ann)) 1 elseif(True) 0;
utility(Ann): if(lit(Ann)) 1 elseif(True) 0;
"""
TEXTS = {
    "lamp.ew": LAMP,
    "other.ew": OTHER,
    "stale.ew": STALE,
    "peer.txt": PEER,
    "lamp.plot": 'plot "Lamp" of "lamp.ew"\nAnn lights the lamp.\nlight(Bo)\n',
    "lost.plot": 'plot "Lost" of "nowhere.ew"\nlight(Ann)\n',
    "itself.plot": 'plot "Itself" of "itself.plot"\nlight(Ann)\n',
    "lamp.events": "light(Ann)\n",
    "wrong.events": "light(Ann)\nlight(Nobody)\nfly()\nlight(\n",
    "empty.json": "{}",
    "list.json": "[[[]]]",
    "null.json": "null",
    "odd.json": '{"stories": [{"beats": [{"event": 3, "reasons": []}]}], "goal": {}}',
    "huge.json": '{"stories": [{"beats": [], "goal": 1e999}], "goal": NaN}',
    "deep.json": "[" * 100_000,
    "persons.json": json.dumps(
        {"beats": [{"event": "light(Ann)", "reasons": {"Zoe": {"plan": ["x"], "gain": [0, 1]}}}]}
    ),
    "empty": "",
    "blank.ew": " \n\t\n",
    "nul.ew": "world A\0B\n",
    "esc.ew": "world \x1b[2J\u202e\n",
    "long.ew": "world " + "x" * 70_000,
}
"""Files by name; those that Elsewise writes itself, and damaged ones, come beside them."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    world = ew.load(folder / "lamp.ew")
    ew.explore(world).save(folder / "lamp.graph")
    ew.explore(ew.load(folder / "other.ew")).save(folder / "other.graph")
    (folder / "story.json").write_text(_written("find", folder / "lamp.ew"), "utf-8")
    (folder / "other.json").write_text(_written("find", folder / "other.ew"), "utf-8")
    for name in ("lamp.ew", "lamp.plot", "story.json", "lamp.graph", "peer.txt", "lamp.events"):
        content = (folder / name).read_bytes()
        damaged = {
            "half": content[: len(content) // 2],
            "bytes": content[:40] + b"\xff\xfe\x80" + content,
            "wide": content.decode("latin1").encode("utf-16"),
        }
        for how, damage in damaged.items():
            (folder / f"{how}-{name}").write_bytes(damage)
    (folder / "folder.ew").mkdir()
    (folder / "round.ew").symlink_to("round.ew")
    (folder / "dangling.ew").symlink_to("nowhere.ew")
    return folder


def _written(*words: object) -> str:
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main([*map(str, words), "--json", "--ending", "bright"]) == 0
    return out.getvalue()


IN_PLACE_OF: dict[str, tuple[tuple[str, ...], ...]] = {
    "new": (("FILE",),),
    "check": (("FILE",),),
    "fmt": (("--check", "FILE"),),
    "convert": (("FILE",),),
    "find": (("FILE", "--ending", "bright"),),
    "run": (("FILE",),),
    "explore": (("FILE",),),
    "ask": (("FILE", "possible lit"), ("lamp.ew", "possible lit", "--graph", "FILE")),
    "test": (("FILE",), ("lamp.ew", "FILE")),
    "coverage": (("FILE",),),
    "tell": (("FILE",), ("lamp.ew", "FILE")),
    "validate": (("FILE", "story.json"), ("lamp.ew", "FILE")),
    "show": (("FILE",), ("lamp.ew", "FILE")),
    "draw": (
        ("FILE",),
        ("lamp.ew", "FILE"),
        ("FILE", "--what", "map"),
        ("lamp.ew", "story.json", "--what", "fork", "--other", "FILE"),
    ),
    "export": (("FILE", "-o", "out/made.dot"),),
    "whatif": (("FILE", "--set", "lit"),),
    "would-take": (("FILE", "bright"),),
    "why-not": (("FILE", "bright"),),
    "review": (("FILE",), ("lamp.plot", "--world", "FILE"), ("FILE", "--world", "lamp.ew")),
    "bench": (("FILE", "--runs", "1", "--only", "nothing"),),
    "explain": (("FILE",),),
}
"""Where the commands take a file."""

ONES = [(command, place) for command, places in IN_PLACE_OF.items() for place in places]


def names(folder: Path) -> Iterator[str]:
    yield from sorted(path.name for path in folder.iterdir() if path.name != "out")
    yield from ("nowhere.ew", "nowhere", "", ".", "/", "a\0b", "x" * 300, "-")


def test_every_command_is_tried():
    assert set(IN_PLACE_OF) == set(COMMANDS)


@pytest.mark.parametrize(("command", "place"), ONES, ids=str)
def test_every_file_ends_in_words(
    command: str,
    place: tuple[str, ...],
    files: Path,
    run: Callable,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.chdir(files)
    (files / "out").mkdir(exist_ok=True)
    faults = []
    for name in names(files):
        words = [name if word == "FILE" else word for word in place]
        if command == "new" and not (name and os.path.exists(name)):  # noqa: PTH110
            continue
        for form in ((), ("--json",)):
            monkeypatch.setattr("sys.stdin", None)
            ran = run(command, *words, *form)
            wrong = fault(ran, name, bool(form))
            if wrong is not None:
                faults.append(f"elsewise {command} {' '.join(words)}: {wrong}")
    assert not faults, "\n".join(faults)


def fault(ran, name: str, as_json: bool) -> str | None:
    """Say what is wrong with how a command ended, if anything is."""
    said = ran.out + ran.err
    if ran.code not in (0, 1, 2, 3):
        return f"exit code {ran.code}: {said[:300]}"
    if "Traceback" in said or "\x1b" in said or "\u202e" in said:
        return f"said {said[:300]!r}"
    if as_json:
        try:
            json.loads(ran.out)
        except ValueError:
            return f"no JSON: {ran.out[:200]!r}"
    if ran.code == 2 and not as_json and ("error[" not in ran.err or ran.err.count("\n") > 5):
        return f"not a sentence: {ran.err[:300]!r}"
    shown = harmless(name)[:40]
    if "error[wrong-file]" in ran.err and shown not in ran.err:
        return f"does not name the file: {ran.err[:300]!r}"
    return None
