"""`elsewise test`: whether worlds are as they are expected to be."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Argument, Option
from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED, WRONG
from elsewise.cli.output import note, say, say_json, wants_colour, write_file
from elsewise.cli.progress import LiveProgress
from elsewise.cli.sources import STANDARD_INPUT, open_world

if TYPE_CHECKING:
    from elsewise.diagnostics import Diagnostic
    from elsewise.play.settings import Said
    from elsewise.testing.values import Result, WorldTest

EXAMPLES = """\b
Examples:
  elsewise test smoke
  elsewise test market.ew sold.json worlds/*.ew --junit results.xml
  elsewise find market.ew --json > sold.json
"""

EVENT = re.compile(r"\w+(\([^()]*\))?\s*(#.*)?$")

Tested = list[tuple[str, "WorldTest | tuple[Diagnostic, ...]"]]
"""For each world what became of its tests, or what is wrong with its text."""


def test(
    files: Annotated[
        list[str],
        Argument(
            metavar="WORLD... [STORY...]",
            help="World files or names of sample worlds, each with the stories behind it that "
            "must still hold: files of `find --json`, or lists of events.",
        ),
    ],
    junit: Annotated[
        str | None, Option("--junit", metavar="FILE", help="Write the results as JUnit XML, too.")
    ] = None,
    length: options.Length = None,
    foresight: options.Foresight = None,
    depth: options.Depth = None,
    seconds: options.Seconds = None,
    memory: options.Memory = None,
    states: options.States = None,
    spill: options.Spill = None,
    as_json: options.AsJson = False,
) -> int:
    """Test worlds: what their `expect` lines say, and recorded stories.

    An expectation that fails shows a story in which it is not so. The last line is PASSED or
    FAILED; a test that the limits leave undecided has not passed. The exit code is 1 if something
    failed, and 3 if something is undecided.
    """
    said = options.said(length, foresight, depth, seconds, memory, states, spill)
    tested = [(world, _tested(world, stories, said)) for world, stories in _by_world(files)]
    if junit is not None:
        from elsewise.testing.junit import junit as as_junit

        write_file(junit, as_junit(tested))
    if as_json:
        say_json({"passed": _code(tested) == DONE, "worlds": [_json(*one) for one in tested]})
    else:
        _show(tested)
    return _code(tested)


def _by_world(files: list[str]) -> list[tuple[str, list[str]]]:
    """Put stories to the world that stands before them."""
    from elsewise.errors import UsageError

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
    from elsewise.files.read import read_text

    text = read_text(path)
    lines = [line.strip() for line in text.splitlines() if line.partition("#")[0].strip()]
    return text.lstrip().startswith(("{", "[")) or all(map(EVENT.match, lines))


def _tested(name: str, stories: list[str], said: Said) -> WorldTest | tuple[Diagnostic, ...]:
    from elsewise.errors import WorldError
    from elsewise.testing.run_tests import run_tests

    try:
        world = open_world(name, quiet=True)
        with LiveProgress() as report:
            return run_tests(world, stories, report=report, **said)
    except WorldError as error:
        return error.diagnostics


def _json(name: str, test: WorldTest | tuple[Diagnostic, ...]) -> dict[str, object]:
    from elsewise.diagnostics.render import as_json

    if isinstance(test, tuple):
        return {"file": name, "passed": False, "diagnostics": [as_json(d) for d in test]}
    return {"file": name, **test.to_json()}


def _show(tested: Tested) -> None:
    from elsewise.diagnostics.render import render_all
    from elsewise.show.layout import counted
    from elsewise.testing.display import tally, test_lines

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
    from elsewise.testing.values import Result

    results = _results(tested)
    if any(not isinstance(test, tuple) and test.interrupted for _, test in tested):
        return INTERRUPTED
    if Result.FAILED in results or any(isinstance(test, tuple) for _, test in tested):
        return WRONG
    return LIMIT_REACHED if Result.UNDECIDED in results else DONE
