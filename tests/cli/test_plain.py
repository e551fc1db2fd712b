"""A command line that is read without Typer means what it means to Typer."""

from __future__ import annotations

import inspect
import subprocess
import sys
from functools import wraps

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from elsewise.cli.app import for_typer
from elsewise.cli.declared import Option, parameters
from elsewise.cli.plain import COMMANDS, command_named, plain_call, plain_values

HEAVY = ("typer", "pydantic", "rich", "lark", "msgspec", "numpy", "tempfile", "elsewise._kernel")
COMMAND = {name: command_named(name) for name in COMMANDS}


def values_by_typer(name, words):
    """What a command is called with by Typer; None if Typer refuses the words."""
    called = []

    @wraps(COMMAND[name])
    def record(**values):
        called.append(values)

    app = typer.Typer(add_completion=False)
    app.command(name)(for_typer(record))
    try:
        app(list(words), standalone_mode=False)
    except typer.TyperException:
        return None
    return called[0] if called else None


def values_by_us(name, words):
    """What a command is called with if its line is plain, with its defaults; None if it is not."""
    values = plain_values(parameters(COMMAND[name]), words)
    if values is None:
        return None
    bound = inspect.signature(COMMAND[name]).bind(**values)
    bound.apply_defaults()
    return bound.arguments


@st.composite
def lines(draw):
    name = draw(st.sampled_from(COMMANDS))
    options = [o for p in parameters(COMMAND[name]) for o in getattr(p.declared, "names", ())]
    values = ["0", "1", "-1", "007", "2.5", "1e3", "1_0", "three", "", " ", "-", "a b", "ä", "--"]
    word = st.one_of(st.sampled_from([*options, "--help", "-x"]), st.sampled_from(values))
    both = st.tuples(st.sampled_from(options), st.sampled_from(values))
    parts = st.one_of(word.map(lambda one: (one,)), both)
    return name, [one for part in draw(st.lists(parts, max_size=6)) for one in part]


@given(lines())
def test_what_is_read_means_the_same_to_typer(line):
    name, words = line
    ours = values_by_us(name, words)
    if ours is not None:
        assert ours == values_by_typer(name, words)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_plain(name):
    plain = {int: "3", float: "2.5", str: "word"}
    words = []
    for one in parameters(COMMAND[name]):
        value = [] if one.kind is bool else [plain[one.kind]] * (2 if one.many else 1)
        if isinstance(one.declared, Option):
            value = [one.declared.names[-1], *value[:1]]
        words += value
    ours = values_by_us(name, words)
    assert ours is not None
    assert ours == values_by_typer(name, words)


@pytest.mark.parametrize(
    "line", ["", "--help", "fnid smoke", "find", "find a b", "find a --length x", "find a --help"]
)
def test_the_rest_is_left_to_typer(line):
    assert plain_call(line.split()) is None


@pytest.mark.parametrize(
    "line",
    [
        "import elsewise",
        "from elsewise.cli.main import main; main(['--version'])",
        "from elsewise.cli.plain import plain_call; plain_call(['find', 'smoke'])",
    ],
)
def test_nothing_heavy_is_loaded(line):
    lines = f"import sys; {line}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_short_search_loads_neither_typer_nor_rich():
    lines = (
        "import sys; from elsewise.cli.main import main; main(['find', 'quarrel', '--ending', "
        f"'peace']); print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "['elsewise._kernel']"
