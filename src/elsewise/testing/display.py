"""How the tests of a world show themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import indent

from elsewise.explain.query.display import answer_line, telling_story
from elsewise.show.as_json import keys
from elsewise.show.layout import TextTable, counted, paragraphs, table_html
from elsewise.show.shown import Display, Displays
from elsewise.story.story import Reason
from elsewise.testing.values import ChangedReason, Expected, Replayed, Result, WorldTest

COLUMN = 11
"""How wide the word is that says how a test ended, with what stands behind it."""


def tally(results: Iterable[Result]) -> str:
    """Say how many tests ended in which way: `5 passed, 1 failed`."""
    found = Counter(result.value for result in results)
    said = [f"{found[word]} {word}" for word in ("passed", "failed", "undecided") if found[word]]
    return ", ".join(said) or "no tests"


@dataclass(frozen=True, slots=True)
class TestCase:
    """One test: what it is called, its `line` in the world, how it ended, and what is to be said.

    `shown` is how a person is told of it. There is something to be said of what did not pass, and
    of a story that is not what it was.
    """

    name: str
    shown: str
    line: int | None
    result: Result
    details: str


def test_cases(test: WorldTest) -> Iterator[TestCase]:
    """Yield all tests of a world in their order."""
    for e in test.expectations:
        shown = f"line {e.line}: {e.question}"
        yield TestCase(f"expect {e.question}", shown, e.line, e.result, _expectation_details(e))
    for r in test.stories:
        shown = f"{r.name} ({counted(r.beats, 'beat')})"
        yield TestCase(f"story {r.name}", shown, None, r.result, _replay_details(r))


def test_lines(test: WorldTest) -> Iterator[str]:
    """Say line by line how each test ended, and below it why it did not pass."""
    for case in test_cases(test):
        word = case.result.value
        yield f"  {(word.upper() if word == 'failed' else word).ljust(COLUMN)}{case.shown}"
        yield from indent(case.details, " " * (COLUMN + 2)).splitlines()


def _expectation_details(expected: Expected) -> str:
    """Say why an expectation does not hold, with its counter-story; nothing if it does."""
    if expected.result is Result.PASSED:
        return ""
    story = telling_story(expected.answer)
    said = answer_line(expected.answer)
    return said if story is None else f"{said}\n{story}"


def _replay_details(replayed: Replayed) -> str:
    """Say what a story's first fault is, and which reasons are others than those recorded."""
    said = [str(replayed.fault or ""), *map(_change_text, replayed.changes), replayed.remark or ""]
    return "\n".join(filter(None, said))


def _change_text(change: ChangedReason) -> str:
    """Say which reason was recorded, and which there is now."""
    return (
        f"Beat {change.beat}: the reason of {change.character} for {change.event} was "
        f"{_reason(change.recorded)}; now it is {_reason(change.now)}."
    )


def _reason(reason: Reason | None) -> str:
    if reason is None:
        return "none"
    plan = "; ".join(planned.event for planned in reason.plan)
    before, after = reason.gain
    return f"{plan} ({before:g} to {after:g})"


def _html(test: WorldTest) -> str:
    rows = [(case.result.value, case.shown, case.details) for case in test_cases(test)]
    results = paragraphs(f"{test.world}: {tally(test.results)}")
    return results + table_html(TextTable(("result", "test", "why"), rows))


DISPLAYS: Displays = {
    WorldTest: Display(
        lambda test: "\n".join(test_lines(test)) or "Nothing is expected of this world.",
        lambda test: f"WorldTest({test.world}: {tally(test.results)})",
        _html,
        keys("world passed expectations stories"),
    ),
    Expected: Display(json=keys("question line result answer")),
    Replayed: Display(json=keys("story=name beats result fault changed_reasons=changes remark")),
}
