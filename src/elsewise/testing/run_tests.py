"""Testing worlds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Unpack

from elsewise.errors import ElsewiseError
from elsewise.explain.query.answer import Verdict
from elsewise.explain.query.ask import ask_all
from elsewise.files.read import is_file
from elsewise.play.plots import load_stories
from elsewise.play.settings import Said
from elsewise.story.limits import ProgressReport
from elsewise.story.story_file import StoryFile
from elsewise.testing.replaying import replay
from elsewise.testing.values import Expected, Result, WorldTest
from elsewise.world.model import World

_RESULTS: Mapping[Verdict, Result] = {
    Verdict.YES: Result.PASSED,
    Verdict.NO: Result.FAILED,
    Verdict.OPEN: Result.UNDECIDED,
}


def run_tests(
    world: World,
    stories: Iterable[str | Path] = (),
    *,
    report: ProgressReport | None = None,
    **said: Unpack[Said],
) -> WorldTest:
    """Ask what a world expects, and play recorded stories again.

    An `expect` line passes if the answer to it is yes. `stories` are files of `find --json`, or
    lists of events; one that cannot be played again fails, and the others are played all the same.
    Limits that are not said are the world's, or for a story those that it was found with.

    Raises `WorldError` if the world cannot run, and `UsageError` for a file that is not there.
    """
    files = [(str(path), _read(path)) for path in stories]
    expected = _expectations(world, report, said)
    replayed = [one for name, file in files for one in replay(world, file, name, said)]
    return WorldTest(world.name, expected, tuple(replayed))


def _read(path: str | Path) -> StoryFile | ElsewiseError:
    """Return the stories of a file, or what is wrong with it."""
    try:
        return load_stories(path)
    except ElsewiseError as error:
        if not is_file(path):
            raise
        return error


def _expectations(world: World, report: ProgressReport | None, said: Said) -> tuple[Expected, ...]:
    if not world.expectations:
        return ()
    answers = ask_all(world, world.expectations, report=report, **said)
    return tuple(
        Expected(
            question.text,
            world.source.position(question.span.begin)[0],
            _RESULTS[answer.verdict],
            answer,
        )
        for question, answer in zip(world.expectations, answers, strict=True)
    )
