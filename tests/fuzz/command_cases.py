"""Command lines of options that exist, with values that somebody might type, or not."""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
from argparse import Action
from functools import cache
from pathlib import Path
from random import Random

from elsewise.cli.commands import COMMANDS, fill
from elsewise.cli.main import main
from elsewise.cli.options import OUTPUTS
from elsewise.cli.parser import Parser
from lamp import LAMP

FILES = {
    "lamp.ew": LAMP,
    "lamp.plot": 'plot "Lamp" of "lamp.ew"\nAnn lights the lamp.\nlight(Bo)\n',
    "lamp.events": "light(Ann)\n",
    "story.json": '{"beats": [{"event": "light(Ann)", "reasons": {}}]}',
    "broken.ew": "world Broken\naction (\n",
}
WORDS = (
    *FILES,
    *(
        "quarrel",
        "smoke.plot",
        "nowhere.ew",
        ".",
        "-",
        "--",
        "",
        " ",
        "\x1b[2J",
        "\udcff",
        "é" * 90,
    ),
    *("0", "1", "2", "3", "-1", "1.5", "1e99", "nan", "inf", "9" * 30, "x", "_"),
    *("lit", "not lit", "bright", "light(Ann)", "light(_)", "light", "light(Ann, Bo)", "Ann"),
    *("Ann believes lit", "Ann wants 2 if lit", "possible lit", "oil = 2", "oil = 9", "Ann,Bo"),
    *("lanes", "minds", "map", "fork", "kernel", "reference", "first", "(", "lit and", "lit; lit"),
)
LIMITS = ("--length", "3", "--seconds", "3")
OUTPUT_OPTIONS = ("-o", *(f"--{name}" for name in OUTPUTS))
SIGNS = ("\x1b", "\x9b", "\u202e", "Traceback")


@cache
def actions(command: str) -> tuple[Action, ...]:
    """Return the arguments and options of a command."""
    return tuple(fill(Parser(command), command)._actions)


LIKELY = {
    "WORLD": ("lamp.ew", "quarrel"),
    "WORLD|GRAPH": ("lamp.ew",),
    "WORLD|GRAPH|PLOT": ("lamp.ew", "lamp.plot"),
    "PLOT": ("lamp.plot", "lamp.events"),
    "STORY": ("lamp.events", "story.json"),
    "FILE": ("lamp.ew",),
    "NAME": ("bright", "Ann", "kernel"),
    "ENDING": ("bright", "lit"),
    "AIM": ("bright", "light(Ann)", "light(_)"),
    "QUESTION": ("possible lit", "Ann believes lit"),
    "EVENTS": ("light(Ann)", "light(Ann); light(Bo)"),
    "EVENT": ("light(Ann)", "light"),
    "FACTS": ("lit", "oil = 2"),
    "BELIEF": ("Ann believes lit",),
    "WANT": ("Bo wants 1 if lit",),
    "PICTURE": ("lanes", "minds", "map", "fork"),
}
"""Words that are likely to be right where help calls them so; else numbers are."""


def word_for(action: Action, random: Random) -> str:
    """Draw a word for an argument, mostly one that is right."""
    right = LIKELY.get(str(action.metavar), ("0", "1", "2", "3"))
    return random.choice(right if random.randrange(6) else WORDS)


def case(seed: int) -> bytes:
    """Return the words of a command line as JSON."""
    random = Random(seed)
    command = random.choice([name for name in COMMANDS if name != "bench"])
    words = [command]
    for action in actions(command):
        if not action.option_strings:
            words.append(word_for(action, random))
    for action in random.sample(actions(command), min(3, len(actions(command)))):
        if action.option_strings and action.dest != "help":
            words.append(action.option_strings[-1])
            if action.dest in OUTPUTS:
                words.append(random.choice(("made.svg", "made.dot", "made", "no/made.zip", *WORDS)))
            elif action.nargs != 0:
                words.append(word_for(action, random))
    if random.randrange(8) == 0:
        words.insert(random.randrange(len(words) + 1), random.choice(WORDS))
    limits = {option for action in actions(command) for option in action.option_strings}
    for name, value in zip(LIMITS[::2], LIMITS[1::2], strict=True):
        if name in limits and name not in words:
            words += [name, value]
    return json.dumps(words + ["--json"] * random.randrange(2)).encode()


def run(content: bytes) -> str:
    """Run a command line in a folder of its own, and return what its exit code says."""
    words = json.loads(content)
    out, error = io.StringIO(), io.StringIO()
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FILES.items():
            (Path(folder) / name).write_text(text, "utf-8")
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
                code = main(words)
        finally:
            os.chdir(before)
        changed = [
            n for n, text in FILES.items() if (Path(folder) / n).read_bytes() != text.encode()
        ]
    said = out.getvalue() + error.getvalue()
    assert code in (0, 1, 2, 3), f"exit code {code}: {said}"
    assert not any(sign in said for sign in SIGNS), repr(said)
    read = [w for n, w in enumerate(words) if words[n - 1] not in OUTPUT_OPTIONS]
    lost = [name for name in changed if name in read]
    assert not lost or words[0] in ("fmt", "new"), f"{lost} written over"
    if words[-1] == "--json" and not {"--help", "-h", "--"} & {*words}:
        json.loads(out.getvalue())
    return f"code {code}"


def smaller(content: bytes) -> list[bytes]:
    """Return the same command line with one word less."""
    words = json.loads(content)
    return [json.dumps(words[:n] + words[n + 1 :]).encode() for n in range(1, len(words))]
