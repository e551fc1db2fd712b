"""How command lines are read: good ones, bad ones, and what completes them."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise.cli.commands import COMMANDS, fill, parsed
from elsewise.cli.parser import Parser
from elsewise.errors import UsageError

MODULES = {name: import_module(f"elsewise.cli.{name.replace('-', '_')}") for name in COMMANDS}
HEAVY = ("rich", "lark", "shtab", "numpy", "tempfile", "elsewise._kernel")


def actions(name):
    return fill(Parser(name), name)._actions


def read(line):
    return vars(parsed(shlex.split(line)))


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("find smoke", {"world": "smoke", "most": 1, "length": None, "json": False}),
        ("find smoke --most=3 --length 5", {"most": 3, "length": 5}),
        ("find --most 3 smoke --json", {"world": "smoke", "most": 3, "json": True}),
        ("find smoke --goal -1", {"goal": -1.0}),
        ("find smoke --goal -.5", {"goal": -0.5}),
        ("find smoke --goal=-1e3", {"goal": -1000.0}),
        ("find smoke --length 3 --length 4", {"length": 4}),
        ("find smoke --after '-x y'", {"after": "-x y"}),
        ("find --ending '' smoke", {"ending": ""}),
        ("find -", {"world": "-"}),
        ("find --json -- -odd.ew", {"world": "-odd.ew", "json": True}),
        ("ask smoke -- -1", {"question": "-1"}),
        ("explore smoke -o a.graph", {"output": "a.graph"}),
        ("explore -oa.graph smoke", {"output": "a.graph"}),
        ("explore smoke --output=a.graph", {"output": "a.graph"}),
        ("draw smoke --what map story.json", {"what": "map", "story": "story.json"}),
        ("draw --set a smoke --set b", {"set": ["a", "b"], "skip": []}),
        ("check a.ew --json b.ew", {"worlds": ["a.ew", "b.ew"]}),
        ("bench", {"worlds": [], "only": [], "each_s": 60.0}),
        ("bench a --only x b --only y", {"worlds": ["a", "b"], "only": ["x", "y"]}),
        ("explain", {"code": None}),
        ("tell smoke --as Lex --story 2", {"character": "Lex", "number": 2, "story": None}),
    ],
)
def test_good_lines(line, values):
    found = read(line)
    assert {name: found[name] for name in values} == values
    assert found["run"] is MODULES[line.split()[0]].run


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("fnid smoke", "There is no command fnid. Did you mean find?"),
        ("--jsno", "elsewise has no option --jsno."),
        ("--print-completion fihs", "There is no completion for fihs."),
        ("find smoke --lenght 3", "elsewise find has no option --lenght. Did you mean --length?"),
        ("find smoke --lenght=3", "elsewise find has no option --lenght. Did you mean --length?"),
        ("find smoke --len 3", "elsewise find has no option --len."),
        ("find smoke -x", "elsewise find has no option -x."),
        ("find smoke --version", "elsewise find has no option --version."),
        ("find", "Something is missing: WORLD. Usage: elsewise find [OPTIONS] WORLD"),
        ("ask", "Something is missing: WORLD, QUESTION."),
        ("find a b", "b is one word too many. Usage: elsewise find [OPTIONS] WORLD"),
        ("find a --length three", "--length takes a whole number, not three."),
        ("find a --length 2.5", "--length takes a whole number, not 2.5."),
        ("find a --goal much", "--goal takes a number, not much."),
        ("find a --goal", "--goal needs a value."),
        ("find a --goal --any", "--goal needs a value."),
        ("find a --json=yes", "--json takes no value."),
        ("explore a -o", "-o/--output needs a value."),
        ("find a --spill no/such/folder", "spill needs"),
        ("bench --runs 0", "--runs is 0, but goes from 1."),
    ],
)
def test_bad_lines(run, line, message):
    ran = run(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error[wrong-use]: {message}")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_are_good_lines(name):
    """Everything up to where the shell goes on by itself."""
    lines = MODULES[name].EXAMPLES.strip("\n").splitlines()
    assert 2 <= len(lines) <= 4
    for line in lines:
        words = shlex.split(line, comments=True)
        end = next((n for n, word in enumerate(words) if word in "<>|&"), len(words))
        assert line.startswith("  elsewise ") and words[0] == "elsewise"
        assert callable(parsed(words[1:end]).run)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_read_wherever_it_stands(name, tmp_path):
    loose, options = [], []
    for action in actions(name):
        if not action.option_strings:
            loose.append("word")
        elif action.dest != "help":
            words = {"FOLDER": str(tmp_path), None: "word"}
            reader = getattr(action.type, "__name__", None)
            word = "3" if reader in ("whole_number", "number", "at_least_one") else None
            value = [word or words.get(action.metavar, "word")] if action.nargs != 0 else []
            options.append([action.option_strings[-1], *value])
    first, *others = options
    flat = [word for option in others for word in option]
    behind = vars(parsed([name, *loose, *first, *flat]))
    assert None not in behind.values()
    assert behind == vars(parsed([name, *first, *flat, *loose]))
    assert behind == vars(parsed([name, *first, *loose[:1], *flat, *loose[1:]]))


@st.composite
def lines(draw):
    name = draw(st.sampled_from(list(COMMANDS)))
    options = [o for action in actions(name) for o in action.option_strings]
    values = ["0", "-1", "007", "2.5", "1e3", "1_0", "three", "", " ", "-", "a b", "ä", "--", "-x"]
    return [name, *draw(st.lists(st.sampled_from([*options, *values]), max_size=8))]


@given(lines())
def test_every_line_is_good_or_one_clear_sentence(words):
    try:
        assert callable(parsed(words).run)
    except UsageError as error:
        assert "\n" not in str(error)
    except SystemExit as end:
        assert end.code == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_every_option_and_argument(run, name):
    shown = run(name, "--help").out
    assert f"{COMMANDS[name]}"[:40] in shown
    for action in actions(name):
        assert action.help
        for option in (*action.option_strings, *([action.metavar] if action.nargs != 0 else [])):
            assert option in shown


def test_the_list_of_commands_loads_none_of_them(run):
    shown = run("--help").out
    for name, line in COMMANDS.items():
        assert f"\n  {name} " in shown and line[:40] in shown
    lines = "import sys; from elsewise.cli.main import main; {}; print(sorted(sys.modules))"
    for does, loaded in (("main(['--help'])", set()), ("main(['explain'])", {"explain"})):
        command = [sys.executable, "-c", lines.format(does)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        modules = set(eval(done.stdout.splitlines()[-1]))
        own = {m.__name__.rpartition(".")[2] for m in MODULES.values() if m.__name__ in modules}
        assert own == loaded


@pytest.mark.parametrize(
    "line",
    [
        "import elsewise",
        "from elsewise.cli.main import main; main(['--version'])",
        "from elsewise.cli.main import main; main(['--help'])",
        "from elsewise.cli.commands import parsed; parsed(['new', 'a.ew'])",
    ],
)
def test_nothing_heavy_is_loaded(line):
    lines = f"import sys; {line}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "words", [["find", "quarrel", "--ending", "peace"], ["ask", "quarrel", "friends"]]
)
def test_a_short_search_and_a_look_load_no_more_than_the_kernel(words):
    lines = (
        f"import sys; from elsewise.cli.main import main; main({words!r}); "
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "['elsewise._kernel']"


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion(run, shell):
    ran = run("--print-completion", shell)
    assert (ran.code, ran.err) == (0, "")
    for word in (*COMMANDS, "foresight", "balanced"):
        assert word in ran.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("elsewise wh", {"whatif", "why-not"}),
        ("elsewise would-take smoke --pa", {"--pairs"}),
        ("elsewise find smoke --mode s", {"shortest"}),
        ("elsewise check mark", {"market.ew"}),
    ],
)
def test_completion_in_bash(run, tmp_path, line, expected):
    (tmp_path / "market.ew").touch()
    script = tmp_path / "script"
    script.write_text(run("--print-completion", "bash").out, "utf-8")
    words = line.split()
    asked = (
        f"source {script}; COMP_WORDS=({shlex.join(words)}); COMP_CWORD={len(words) - 1}; "
        "_shtab_elsewise; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    done = subprocess.run(
        ["bash", "-c", asked], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert expected <= set(done.stdout.split()), done.stderr
