"""One watch over a whole command: time, memory, Ctrl-C."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from elsewise.cli import program
from elsewise.cli.command_watch import CommandWatch
from elsewise.story.limits import Limits
from elsewise.story.watch import Stopped, peak_memory


def work(seconds: float) -> None:
    """Do something that asks nobody whether it may go on."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass


def test_what_takes_too_long_is_stopped():
    with CommandWatch() as watch, pytest.raises(Stopped, match="seconds"):
        watch.limit(Limits(seconds=0.05))
        work(60)


def test_what_takes_too_much_memory_is_stopped():
    with CommandWatch() as watch, pytest.raises(Stopped, match="memory"):
        watch.limit(Limits(memory=peak_memory() / 1e9 / 2))
        work(60)


def test_it_raises_again_while_the_command_goes_on():
    with CommandWatch() as watch:
        watch.limit(Limits(seconds=0.0))
        for _ in range(3):
            with pytest.raises(Stopped, match="seconds"):
                work(60)


def test_within_the_limits_nothing_happens():
    with CommandWatch() as watch:
        watch.limit(Limits(seconds=60, memory=1000))
        work(0.1)


def test_ctrl_c_is_what_it_always_is():
    before = signal.getsignal(signal.SIGINT)
    with CommandWatch() as watch:
        watch.limit(Limits(seconds=60))
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_is_raised_again_while_the_command_goes_on():
    with CommandWatch():
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            work(60)


class Ignoring:
    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


def test_ctrl_c_is_heard_where_python_ignores_it():
    with CommandWatch(), pytest.raises(KeyboardInterrupt):
        Ignoring()
        work(60)


def test_beside_the_main_thread_it_does_nothing():
    done: list[bool] = []

    def run() -> None:
        with CommandWatch() as watch:
            watch.limit(Limits(seconds=0.0, memory=0.0))
            work(0.3)
            done.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert done == [True]


@pytest.mark.parametrize(("by", "sentence"), [("seconds", "time"), ("memory", "memory")])
def test_a_command_that_is_stopped_says_by_what(run, monkeypatch, by, sentence):
    class Endless:
        def run(self, _args: object) -> int:
            raise Stopped(by)

    endless = Endless()
    monkeypatch.setattr(program, "parsed", lambda _: endless)
    ran = run("show", "quarrel")
    assert ran.code == 3
    assert f"The limit of {sentence} was reached before there was an answer." in ran.err
    assert f"--{by}" in ran.err
    assert run("show", "quarrel", "--json").json == {"status": "stopped", "stopped_by": by}


def test_what_is_wrong_is_said_when_no_limit_counts_any_more(run, monkeypatch):
    before, said = signal.getsignal(signal.SIGINT), program.say_json
    handlers = []

    def watched(made: dict[str, object]) -> None:
        handlers.append(signal.getsignal(signal.SIGINT))
        said(made)

    monkeypatch.setattr(program, "say_json", watched)
    ran = run("find", "quarrel", "--ending", "nowhere", "--seconds", "60", "--json")
    assert ran.code == 2
    assert handlers == [before]
