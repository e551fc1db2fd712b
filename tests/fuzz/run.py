"""Fuzzers, for as long as one likes: `just fuzz graph --minutes 20`.

A fuzzer is a module in this folder, named in `FUZZERS`, with two functions. `case(seed)` makes an
input: the same seed, the same bytes. `run(content)` gives it to Elsewise as a user would, and
returns in a word or two what came of it; it raises at what must never happen. It may also have
`smaller(content)`, which yields smaller inputs of the same kind.

Cases run in another process, which may crash, hang or take all memory: that is a fault like any
other. Inputs with a fault are kept in `tests/fuzz/kept` and tried by every test run.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

FUZZERS = ("command", "graph", "plot", "problem", "story")
"""The fuzzers: `graph` is the module `fuzz/graph_cases.py`."""

KEPT = Path(__file__).parent / "kept"
SECONDS = 20.0
"""What takes longer hangs; limits that a fuzzer says to Elsewise itself are far smaller."""
GIGABYTES = 4.0
"""Of address space."""


class Verdict(NamedTuple):
    """What came of a case, in a word or two; `fault` is what must not be, None if all is well."""

    content: bytes
    came: str
    fault: str | None


def fuzzer(name: str) -> Any:
    """Return the module of a fuzzer."""
    return import_module(f"fuzz.{name}_cases")


def _work(name: str, connection: Connection) -> None:
    """Run the cases that come, one after the other."""
    most = int(GIGABYTES * 1e9)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    run: Callable[[bytes], str] = fuzzer(name).run
    connection.send("ready")
    while (content := connection.recv_bytes()) != b"":
        try:
            said, fault = run(content), None
        except BaseException:
            said, fault = "fault", traceback.format_exc(limit=-6)
        connection.send((said, fault))


class Runner:
    """Runs cases of a fuzzer in a process that is begun anew after a crash or a hang."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def run(self, content: bytes) -> Verdict:
        """Run a case and judge it."""
        if self._process is None:
            self._begin()
        self._connection.send_bytes(content)
        if not self._connection.poll(SECONDS):
            self._end()
            return Verdict(content, "fault", f"no end after {SECONDS:.0f} seconds")
        try:
            return Verdict(content, *self._connection.recv())
        except EOFError:
            assert self._process is not None
            self._process.join()
            code = self._process.exitcode
            self._end()
            return Verdict(content, "fault", f"the process ended with {code}")

    def smallest(self, verdict: Verdict) -> Verdict:
        """Return a case with a fault that has nothing smaller with a fault."""
        for content in getattr(fuzzer(self._name), "smaller", lambda _: ())(verdict.content):
            found = self.run(content)
            if found.fault is not None:
                return self.smallest(found)
        return verdict

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(self._name, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._connection.recv()  # what it imports is no part of a case's time

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._connection.close()
            self._process = None


def judged(name: str, seeds: Iterable[int]) -> Iterator[Verdict]:
    """Yield the verdicts on the cases of a fuzzer."""
    with Runner(name) as runner:
        for seed in seeds:
            yield runner.run(fuzzer(name).case(seed))


def main() -> int:
    """Fuzz until time is up; keep what has a fault, and say what came of all."""
    parser = argparse.ArgumentParser(description="Fuzz a part of Elsewise.")
    parser.add_argument("name", choices=FUZZERS)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=None, help="the first seed")
    args = parser.parse_args()
    seed = int(time.time()) if args.seed is None else args.seed
    end = time.monotonic() + 60 * args.minutes
    came: Counter[str] = Counter()
    with Runner(args.name) as runner:
        for number in count(seed):
            verdict = runner.run(fuzzer(args.name).case(number))
            came[verdict.came] += 1
            if verdict.fault is not None:
                least = runner.smallest(verdict)
                KEPT.mkdir(exist_ok=True)
                mark = hashlib.sha256(least.content).hexdigest()[:12]
                path = KEPT / f"{args.name}-{mark}"
                path.write_bytes(least.content)
                sys.stdout.write(f"seed {number}, kept as {path}:\n{least.fault}\n")
            if time.monotonic() > end:
                break
    words = ", ".join(f"{word} {many:,}" for word, many in came.most_common())
    sys.stdout.write(f"{came.total():,} cases from seed {seed}: {words}\n")
    return 1 if came["fault"] else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.exit(main())
