"""What holds for every command: help, exit codes, errors as words and as JSON, pipes, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from elsewise.cli import find as find_command
from elsewise.cli.commands import COMMANDS
from elsewise.cli.main import main
from elsewise.errors import EngineError


@contextmanager
def process(*words, **options):
    """Run a command in a process of its own, which does not outlive the test."""
    command = [sys.executable, "-m", "elsewise.cli.main", *map(str, words)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, **options) as running:
        try:
            yield running
        finally:
            running.kill()


def test_the_commands():
    assert list(COMMANDS) == [
        "new",
        "check",
        "fmt",
        "convert",
        "find",
        "run",
        "explore",
        "ask",
        "test",
        "coverage",
        "tell",
        "validate",
        "show",
        "draw",
        "export",
        "whatif",
        "would-take",
        "why-not",
        "review",
        "bench",
        "explain",
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples_and_json(run, command):
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"Examples:\n  elsewise {'find' if command == 'validate' else command}" in ran.out
    assert "--json" in ran.out
    assert run(command, "-h").out == ran.out


def test_help_names_the_exit_codes(run):
    ran = run("--help")
    assert ran.code == 0
    assert "Exit codes: 0 done" in ran.out
    assert run() == ran
    assert run("--version").out.startswith("elsewise ")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["fnid", "smoke"], "fnid"),
        (["find"], "WORLD"),
        (["find", "smoke", "--lenght", "3"], "--lenght"),
        (["find", "smoke", "--length", "three"], "--length"),
        (["find", "smok"], "Did you mean smoke?"),
        (["find", "no/such/world.ew"], "There is no file"),
        (["explain", "triger-loop"], "Did you mean trigger-loop?"),
        (["bench"], "Nothing to measure"),
    ],
)
def test_wrong_use_is_exit_code_2(capsys, words, message):
    assert main(words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("error[wrong-use]: ")
    assert message in captured.err
    assert main([*words, "--json"]) == 2
    captured = capsys.readouterr()
    assert captured.err == ""
    (wrong,) = json.loads(captured.out)["diagnostics"]
    assert (wrong["code"], wrong["severity"]) == ("wrong-use", "error")


@pytest.mark.parametrize("error", [EngineError("levels do not match"), ZeroDivisionError("oh")])
def test_our_bugs_are_exit_code_70_and_no_traceback(run, market, monkeypatch, error):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(find_command, "open_problem", fail)
    ran = run("find", market)
    assert ran.code == 70
    assert "not your fault" in ran.err and str(error) in ran.err and "report" in ran.err
    assert "Traceback" not in ran.err
    assert run("find", market, "--json").json["diagnostics"][0]["code"] == "our-bug"
    monkeypatch.setenv("ELSEWISE_DEBUG", "1")
    assert "Traceback" in run("find", market).err


def test_too_little_memory_is_a_limit(run, market, monkeypatch):
    def fail(*_, **__):
        raise MemoryError

    monkeypatch.setattr(find_command, "open_problem", fail)
    ran = run("find", market)
    assert ran.code == 3
    assert "--memory" in ran.err


def test_an_interrupt_outside_a_search(run, market, monkeypatch):
    def fail(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(find_command, "open_problem", fail)
    assert run("find", market).code == 130


@pytest.mark.parametrize("words", [["--help"], ["explain"], ["explain", "--json"]])
def test_a_closed_pipe_is_quiet(words):
    with process(*words) as running:
        running.stdout.close()
        error = running.stderr.read()
        running.wait(timeout=60)
    assert error == ""


LONG = """world Long
character Tom (he), Ann (she), Bob (he)
fact n(who: character): 0 to 100000
action more(who: character)
  then n(who) = n(who) + 1
story wants 1 if n(Tom) * n(Ann) = 7919
"""


def test_ctrl_c_keeps_the_result_so_far(tmp_path):
    path = tmp_path / "long.ew"
    path.write_text(LONG, "utf-8")
    for pause in (1.5, 3.0, 6.0, 12.0):  # on a busy machine the search begins later
        with process("find", path, "--length", "1000", "--json") as running:
            time.sleep(pause)
            running.send_signal(signal.SIGINT)
            out, error = running.communicate(timeout=30)
        assert running.returncode == 130, error
        assert "Traceback" not in error
        if out:
            break
    made = json.loads(out)
    assert (made["status"], made["stopped_by"]) == ("stopped", "interrupt")
    assert made["statistics"]["states"] > 0


def test_plain_output_where_nobody_looks(run, market):
    ran = run("show", market)
    assert "\x1b" not in ran.out
    assert "┃" not in ran.out


def test_output_in_another_encoding_does_not_fail(tmp_path):
    path = tmp_path / "umlaut.ew"
    path.write_text('world Umlaut\n"Größe …"\ncharacter Tom\nfact lit\n', "utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    with process("convert", path, env=environment) as running:
        out, error = running.communicate(timeout=60)
    assert running.returncode == 0, error
    assert "Gr\\xf6" in out


@pytest.mark.parametrize("words", [["find", "smoke", "--ending", "left"], ["show", "smoke"]])
def test_the_same_output_in_every_process(words):
    answers = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        with process(*words, "--json", env=environment) as running:
            out, error = running.communicate(timeout=120)
        assert running.returncode == 0, error
        made = json.loads(out)
        made.pop("statistics", None)
        answers.append(json.dumps(made))
    assert answers[0] == answers[1]


def in_a_process(lines, **more):
    command = [sys.executable, "-c", f"import sys\n{lines}"]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def test_all_is_written_and_done_before_the_process_ends(market):
    lines = (
        "import atexit\nfrom elsewise.cli.main import main\n"
        "atexit.register(print, 'at the end')\n"
        f"sys.argv = ['elsewise', 'find', {str(market)!r}, '--ending', 'fed']\n"
        "sys.exit(main())"
    )
    done = in_a_process(lines)
    assert done.returncode == 0
    assert done.stdout.startswith("Found 1 story")
    assert done.stdout.endswith("at the end\n")
    assert "states" in done.stderr


@pytest.mark.parametrize("threads", ["", "import threading"])
@pytest.mark.parametrize(("words", "code"), [("find nowhere.ew", 2), ("--version", 0), ("find", 2)])
def test_the_exit_code_is_that_of_the_command(threads, words, code):
    lines = (
        f"{threads}\nfrom elsewise.cli.main import main\n"
        f"sys.argv = ['elsewise', *{words.split()!r}]\nsys.exit(main())"
    )
    assert in_a_process(lines).returncode == code
