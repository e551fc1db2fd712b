"""`elsewise test`: whether worlds are as they are expected to be."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

import elsewise as ew
from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED, WRONG
from elsewise.cli.options import add_limits, add_value
from elsewise.cli.output import note, say, say_json, wants_colour, write_file
from elsewise.cli.progress import searched
from elsewise.cli.sources import STANDARD_INPUT, world_called
from elsewise.diagnostics.render import as_json, render_all
from elsewise.files.read import is_file, read_text
from elsewise.show.layout import counted
from elsewise.testing.display import tally, test_lines
from elsewise.testing.junit import junit
from elsewise.testing.values import Result

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

Became = ew.WorldTest | tuple[ew.Diagnostic, ...]
"""What became of the tests of a world, or what is wrong with its text."""


def add_arguments(parser: ArgumentParser) -> None:
    files = (
        "World files or names of sample worlds, each with the stories behind it that must still "
        "hold: files of `find --json`, or lists of events."
    )
    add_value(parser, "files", "WORLD [STORY...]", files, nargs="+")
    add_value(parser, "--junit", "FILE", "Write the results as JUnit XML, too.")
    add_limits(parser)


def run(args: Namespace) -> int:
    tested = [(world, _tested(world, stories, args)) for world, stories in _by_world(args.files)]
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
            raise ew.UsageError(f"{file} is a story. Name its world before it.")
    return found


def _is_story(name: str) -> bool:
    """Whether a file is a story: JSON, or a list of events."""
    path = Path(name)
    if name == STANDARD_INPUT or path.suffix == ".ew" or not is_file(name):
        return path.suffix == ".json"
    text = read_text(path)
    lines = [line.strip() for line in text.splitlines() if line.partition("#")[0].strip()]
    return text.lstrip().startswith(("{", "[")) or all(map(EVENT.match, lines))


def _tested(
    name: str, stories: list[str], args: Namespace
) -> ew.WorldTest | tuple[ew.Diagnostic, ...]:
    try:
        return searched(ew.run_tests, world_called(name, quiet=True), stories, args=args)
    except ew.WorldError as error:
        return error.diagnostics


def _json(name: str, test: Became) -> dict[str, object]:
    if isinstance(test, tuple):
        return {"file": name, "passed": False, "diagnostics": [as_json(d) for d in test]}
    return {"file": name, **test.to_json()}


def _show(tested: list[tuple[str, Became]]) -> None:
    for name, test in tested:
        say(name)
        if isinstance(test, tuple):
            say(render_all(test, color=wants_colour(sys.stdout)), painted=True)
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


def _results(tested: list[tuple[str, Became]]) -> list[Result]:
    return [result for _, test in tested if not isinstance(test, tuple) for result in test.results]


def _code(tested: list[tuple[str, Became]]) -> int:
    results = _results(tested)
    if any(not isinstance(test, tuple) and test.interrupted for _, test in tested):
        return INTERRUPTED
    if Result.FAILED in results or any(isinstance(test, tuple) for _, test in tested):
        return WRONG
    return LIMIT_REACHED if Result.UNDECIDED in results else DONE
