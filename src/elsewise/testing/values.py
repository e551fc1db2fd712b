"""What became of the tests of a world."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from elsewise.explain.query.answer import Answer
from elsewise.show.as_json import Json, json_object
from elsewise.show.shown import Shown
from elsewise.story.story import Reason
from elsewise.validation.fault import Fault


class Result(Enum):
    """How a test ended. It is undecided where a limit was reached before there was an answer."""

    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Expected:
    """An `expect` line of a world (`line`, counted from 1), and the answer to it."""

    question: str
    line: int
    result: Result
    answer: Answer


@dataclass(frozen=True, slots=True)
class ChangedReason:
    """A recorded reason that is another one now; None: somebody has (or is given) none."""

    beat: int
    event: str
    character: str
    recorded: Reason | None
    now: Reason | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """A recorded story, played again: its first fault if it does not hold, and what changed.

    `remark` is something that does not make it fail: a part of the story is not needed any more.
    """

    name: str
    beats: int
    result: Result
    fault: Fault | None = None
    changes: tuple[ChangedReason, ...] = ()
    remark: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class WorldTest(Shown):
    """All tests of one world, expectations first, each in the order of the text or the files."""

    world: str
    expectations: tuple[Expected, ...] = ()
    stories: tuple[Replayed, ...] = ()

    @property
    def results(self) -> tuple[Result, ...]:
        """How the tests ended, one after the other."""
        expected = tuple(expectation.result for expectation in self.expectations)
        return (*expected, *(story.result for story in self.stories))

    @property
    def passed(self) -> bool:
        """Whether every test passed."""
        return all(result is Result.PASSED for result in self.results)

    @property
    def interrupted(self) -> bool:
        """Whether somebody stopped it before its expectations were decided."""
        return any(e.answer.size.stopped_by == "interrupt" for e in self.expectations)

    def __bool__(self) -> bool:
        """Whether every test passed."""
        return self.passed

    def to_json(self) -> Json:
        """Return what became of the tests as JSON has it."""
        return json_object(self)
