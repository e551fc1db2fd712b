"""`elsewise test`: whether worlds are as they are expected to be."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED, WRONG
from elsewise.cli.options import add_limits, limits_of
from elsewise.cli.output import note, say, say_json, wants_colour, write_file
from elsewise.cli.progress import LiveProgress
from elsewise.cli.sources import STANDARD_INPUT, open_world
from elsewise.diagnostics import Diagnostic
from elsewise.diagnostics.render import as_json, render_all
from elsewise.errors import UsageError, WorldError
from elsewise.files.read import read_text
from elsewise.play.settings import Said
from elsewise.testing.display import tally, test_lines
from elsewise.testing.junit import junit
from elsewise.testing.run_tests import run_tests
from elsewise.testing.values import Result, WorldTest
from elsewise.world.display import counted

DETAILS = """\
An expectation that fails shows a story in which it is not so. The last line is PASSED or
FAILED; a test that the limits leave undecided has not passed. The exit code is 1 if something
failed, and 3 if something is undecided.
"""
EXAMPLES = """\
  elsewise test smoke
  elsewise test market.ew sold.json worlds/*.ew --junit results.xml
  elsewise find market.ew --json > sold.json
"""
EVENT = re.compile(r"\w+(\([^()]*\))?\s*(#.*)?$")

Tested = list[tuple[str, WorldTest | tuple[Diagnostic, ...]]]
"""For each world what became of its tests, or what is wrong with its text."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "files",
        metavar="WORLD [STORY...]",
        nargs="+",
        help="World files or names of sample worlds, each with the stories behind it that must "
        "still hold: files of `find --json`, or lists of events.",
    )
    parser.add_argument("--junit", metavar="FILE", help="Write the results as JUnit XML, too.")
    add_limits(parser)


def run(args: Namespace) -> int:
    """Run the tests."""
    said = limits_of(args)
    tested = [(world, _tested(world, stories, said)) for world, stories in _by_world(args.files)]
    if args.junit is not None:
        write_file(args.junit, junit(tested))
    if args.json:
        say_json({"passed": _code(tested) == DONE, "worlds": [_json(*one) for one in tested]})
    else:
        _show(tested)
    return _code(tested)


def _by_world(files: list[str]) -> list[tuple[str, list[str]]]:
    """Put stories to the world that stands before them."""
    found: list[tuple[str, list[str]]] = []
    for file in files:
        if not _is_story(file):
            found.append((file, []))
        elif found:
            found[-1][1].append(file)
        else:
            raise UsageError(f"{file} is a story. Name its world before it.")
    return found


def _is_story(name: str) -> bool:
    """Whether a file is a story: JSON, or a list of events."""
    path = Path(name)
    if name == STANDARD_INPUT or path.suffix == ".ew" or not path.is_file():
        return path.suffix == ".json"
    text = read_text(path)
    lines = [line.strip() for line in text.splitlines() if line.partition("#")[0].strip()]
    return text.lstrip().startswith(("{", "[")) or all(map(EVENT.match, lines))


def _tested(name: str, stories: list[str], said: Said) -> WorldTest | tuple[Diagnostic, ...]:
    try:
        world = open_world(name, quiet=True)
        with LiveProgress() as report:
            return run_tests(world, stories, report=report, **said)
    except WorldError as error:
        return error.diagnostics


def _json(name: str, test: WorldTest | tuple[Diagnostic, ...]) -> dict[str, object]:
    if isinstance(test, tuple):
        return {"file": name, "passed": False, "diagnostics": [as_json(d) for d in test]}
    return {"file": name, **test.to_json()}


def _show(tested: Tested) -> None:
    for name, test in tested:
        say(name)
        if isinstance(test, tuple):
            say(render_all(test, color=wants_colour(sys.stdout)))
            continue
        for line in test_lines(test):
            say(line)
        if not test.results:
            note(f"{name} expects nothing: write expect and a question into it.")
    said = tally(_results(tested))
    unread = sum(isinstance(test, tuple) for _, test in tested)
    if unread:
        said += f", {counted(unread, 'world')} with errors"
    say(f"{'PASSED' if _code(tested) == DONE else 'FAILED'}: {said}")


def _results(tested: Tested) -> list[Result]:
    return [result for _, test in tested if not isinstance(test, tuple) for result in test.results]


def _code(tested: Tested) -> int:
    results = _results(tested)
    if any(not isinstance(test, tuple) and test.interrupted for _, test in tested):
        return INTERRUPTED
    if Result.FAILED in results or any(isinstance(test, tuple) for _, test in tested):
        return WRONG
    return LIMIT_REACHED if Result.UNDECIDED in results else DONE
