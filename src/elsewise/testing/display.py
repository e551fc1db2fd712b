"""How the tests of a world show themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
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


def test_lines(test: WorldTest) -> Iterator[str]:
    """Say line by line how each test ended, and below it why it did not pass."""
    for expected in test.expectations:
        yield f"{_word(expected.result)}line {expected.line}: {expected.question}"
        yield from _below(expectation_details(expected))
    for replayed in test.stories:
        yield f"{_word(replayed.result)}{replayed.name} ({counted(replayed.beats, 'beat')})"
        yield from _below(replay_details(replayed))


def expectation_details(expected: Expected) -> str:
    """Say why an expectation does not hold, with its counter-story; nothing if it does."""
    if expected.result.value == "passed":
        return ""
    story = telling_story(expected.answer)
    said = answer_line(expected.answer)
    return said if story is None else f"{said}\n{story}"


def replay_details(replayed: Replayed) -> str:
    """Say what a story's first fault is, and which reasons are others than those recorded."""
    said = [] if replayed.fault is None else [str(replayed.fault)]
    said += map(_change_text, replayed.changes)
    if replayed.remark is not None:
        said.append(replayed.remark)
    return "\n".join(said)


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


def _word(result: Result) -> str:
    word = result.value.upper() if result.value == "failed" else result.value
    return f"  {word.ljust(COLUMN)}"


def _below(text: str) -> list[str]:
    return indent(text, " " * (COLUMN + 2)).splitlines()


def _html(test: WorldTest) -> str:
    rows = [(e.result.value, e.question, expectation_details(e)) for e in test.expectations]
    rows += [(r.result.value, r.name, replay_details(r)) for r in test.stories]
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
