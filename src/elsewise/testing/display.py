"""How the tests of a world show themselves: in a terminal, in a notebook, as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import indent
from typing import TYPE_CHECKING

from elsewise.explain.query.answer_display import answer_line
from elsewise.story.display import story_text
from elsewise.story.story_json import reason_json
from elsewise.world.display import counted, escape, html_table

if TYPE_CHECKING:
    from elsewise.story.story import Reason
    from elsewise.testing.values import ChangedReason, Expected, Replayed, Result, WorldTest

COLUMN = 11
"""How wide the word is that says how a test ended, with what stands behind it."""


def tally(results: Iterable[Result]) -> str:
    """Say how many tests ended in which way: `5 passed, 1 failed`."""
    found = Counter(result.value for result in results)
    said = [f"{found[word]} {word}" for word in ("passed", "failed", "undecided") if found[word]]
    return ", ".join(said) or "no tests"


def test_text(test: WorldTest) -> str:
    """Write how each test ended, and below it why it did not pass."""
    return "\n".join(test_lines(test)) or "Nothing is expected of this world."


def test_lines(test: WorldTest) -> Iterator[str]:
    """Yield what `test_text` writes, line by line."""
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
    answer = expected.answer
    parts = [answer_line(answer)]
    if answer.story is not None and answer.story.beats:
        parts.append(story_text(answer.story))
    return "\n".join(parts)


def replay_details(replayed: Replayed) -> str:
    """Say what a story's first fault is, and which reasons are others than those recorded."""
    said = [] if replayed.fault is None else [str(replayed.fault)]
    said += map(change_text, replayed.changes)
    if replayed.remark is not None:
        said.append(replayed.remark)
    return "\n".join(said)


def change_text(change: ChangedReason) -> str:
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


def test_html(test: WorldTest) -> str:
    """Make a table of the tests of a world, for a notebook."""
    rows = [(e.result.value, e.question, expectation_details(e)) for e in test.expectations]
    rows += [(r.result.value, r.name, replay_details(r)) for r in test.stories]
    table = html_table(("result", "test", "why"), rows)
    return f"<p>{escape(test.world)}: {escape(tally(test.results))}</p>{table}"


def test_json(test: WorldTest) -> dict[str, object]:
    """Return the tests of a world as JSON; nothing in it differs between runs."""
    return {
        "world": test.world,
        "passed": test.passed,
        "expectations": [
            {
                "question": expected.question,
                "line": expected.line,
                "result": expected.result.value,
                "answer": expected.answer.to_json(),
            }
            for expected in test.expectations
        ],
        "stories": [_replay_json(replayed) for replayed in test.stories],
    }


def _replay_json(replayed: Replayed) -> dict[str, object]:
    fault = replayed.fault
    return {
        "story": replayed.name,
        "beats": replayed.beats,
        "result": replayed.result.value,
        "fault": None
        if fault is None
        else {
            "beat": fault.beat,
            "event": fault.event,
            "character": fault.character,
            "kind": fault.kind,
            "sentence": fault.sentence,
        },
        "changed_reasons": [
            {
                "beat": change.beat,
                "event": change.event,
                "character": change.character,
                "recorded": None if change.recorded is None else reason_json(change.recorded),
                "now": None if change.now is None else reason_json(change.now),
            }
            for change in replayed.changes
        ],
        "remark": replayed.remark,
    }
