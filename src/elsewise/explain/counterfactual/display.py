"""How two courses of a day, and what it would have taken, show themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from elsewise.explain.counterfactual.comparison import (
    BreakingPoint,
    ComparedCourse,
    Comparison,
    CourseSide,
    Difference,
    Stake,
)
from elsewise.explain.counterfactual.enough import Enough, WouldTake
from elsewise.explain.counterfactual.interventions import (
    Forced,
    Intervention,
    Skipped,
    Stated,
    Wanted,
    distinct_texts,
)
from elsewise.explain.counterfactual.sentences import (
    changes_text,
    ending_sentences,
    parting_sentences,
    stayed_sentence,
    title,
    would_take_sentence,
)
from elsewise.problem.names import value_text
from elsewise.show.as_json import Json, keys
from elsewise.show.layout import Block, TextTable, counted, heading, paragraphs, table_html
from elsewise.show.shown import Display, Displays
from elsewise.story.display import STOPS

Row = tuple[str, ...]

ARROW = " -> "
ITSELF = "the change itself"
FIRST_EVENTS = 2

# -- two courses ------------------------------------------------------------------------------


def _comparison_text(made: Comparison) -> Iterator[Block]:
    """Yield what a comparison says: sentences, and the courses, differences and gains."""
    yield title(made)
    yield "\n".join(ending_sentences(made))
    courses, *others = _tables(made)
    if courses.rows:
        yield courses
        yield "\n".join(parting_sentences(made))
    yield from (table for table in others if table.rows)
    yield stayed_sentence(made)
    if made.stopped_by is not None:
        yield STOPS[made.stopped_by].format(what="search")


def _comparison_line(made: Comparison) -> str:
    one, two = (counted(len(course.beats), "beat") for course in (made.original, made.forked))
    return f"Comparison({changes_text(made.changes)}: {one} beside {two})"


def _comparison_html(made: Comparison) -> str:
    sentences = (*ending_sentences(made), *parting_sentences(made), stayed_sentence(made))
    sentences += () if made.stopped_by is None else (STOPS[made.stopped_by].format(what="search"),)
    tables = "".join(table_html(table) for table in _tables(made) if table.rows)
    return heading(title(made)) + paragraphs(*sentences) + tables


def _tables(made: Comparison) -> tuple[TextTable, TextTable, TextTable]:
    return (
        TextTable(("", "as it is", "what if"), _course_rows(made)),
        TextTable(("in the end", "as it is", "what if", "through"), _difference_rows(made)),
        TextTable(("what it is worth to", "as it is", "what if", ""), _stake_rows(made)),
    )


def _course_rows(made: Comparison) -> list[Row]:
    """Return the beats of the two stories beside each other; what is common stands in one row.

    Where the fork has no story, it is the original's as far as it holds.
    """
    one, two = made.original, made.forked
    forced = two.before[len(one.before) :]
    left = [beat.event for beat in one.beats]
    right = [*forced, *(beat.event for beat in two.beats)]
    if two.story is None and made.breaks is not None:
        right = left[: made.breaks.beat - len(one.before) - 1]
    begin = len(one.before) + 1
    rows: list[Row] = []
    for _, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for a, b in zip_longest(range(i, j), range(k, m)):
            numbers = [str(begin + n) for n in dict.fromkeys((a, b)) if n is not None]
            rows.append(("/".join(numbers), _at(left, a), _at(right, b)))
    return rows


def _at(events: Sequence[str], place: int | None) -> str:
    return "" if place is None else events[place]


def _difference_rows(made: Comparison) -> list[Row]:
    return [
        (d.subject, value_text(d.original), value_text(d.forked), _chain_text(made, d))
        for d in made.notable
    ]


def _chain_text(made: Comparison, difference: Difference) -> str:
    """Write the events through which a change leads to a difference."""
    if not difference.chain:
        return ""
    events = list(map(made.course_of(difference).event_of, difference.chain))
    if difference.side is CourseSide.FORKED:
        return ARROW.join(event for event in events if event is not None) or ITSELF
    return ITSELF if events[-1] is None else f"no more {events[-1]}"


def _stake_rows(made: Comparison) -> list[Row]:
    """Return what the two ends are worth to everybody, if there are two."""
    if None in (made.original.story, made.forked.story):
        return []
    return [
        (
            stake.character,
            _worth(stake.original, stake.original_believed),
            _worth(stake.forked, stake.forked_believed),
            _gain(stake),
        )
        for stake in made.stakes
    ]


def _worth(true: float | None, believed: float | None) -> str:
    if true is None and believed is None:
        return ""
    text = value_text(true)
    return text if true == believed else f"{text} (believes: {value_text(believed)})"


def _gain(stake: Stake) -> str:
    if stake.gain is None:
        return ""
    if stake.gain == 0:
        return "the same"
    return f"{'gains' if stake.gain > 0 else 'loses'} {value_text(abs(stake.gain))}"


# -- what it would have taken -----------------------------------------------------------------


def _found(made: WouldTake) -> list[TextTable]:
    """Return a table with a row for every set of changes, if there are any."""
    rows = [_enough_row(one) for one in made.found]
    header = ("it would have taken", "beats", "the story begins with")
    return [TextTable(header, rows)] if rows else []


def _enough_row(one: Enough) -> Row:
    events = one.story.events
    begin = "; ".join(events[:FIRST_EVENTS]) + (" …" if len(events) > FIRST_EVENTS else "")
    return (
        "; ".join(distinct_texts(one.changes)),
        str(len(events)),
        begin or "(nothing needs to happen)",
    )


def _would_take_html(made: WouldTake) -> str:
    return paragraphs(would_take_sentence(made)) + "".join(map(table_html, _found(made)))


# -- as JSON ----------------------------------------------------------------------------------

FORMAT = "elsewise comparison"
FORMAT_VERSION = 1

_comparison_keys = keys(
    "world=name limits after=original.before changes original forked won lost open parting "
    "graphs_compared graph_parting breaks changed stayed stakes stopped_by"
)
_difference_keys = keys("fluent minds original forked course=side")
_cause_keys = keys("kind fluent minds")


def _comparison_json(made: Comparison) -> Json:
    """Return a comparison as JSON. Beats are counted from the start of the world, from 1."""
    changed = [_difference_json(one, made.course_of(one)) for one in made.changed]
    head: Json = {"format": FORMAT, "version": FORMAT_VERSION}
    return head | _comparison_keys(made) | {"changed": changed}


def _difference_json(difference: Difference, course: ComparedCourse) -> Json:
    chain = [
        {
            "beat": len(course.before) + cause.source if cause.source else None,
            "event": course.event_of(cause),
            **_cause_keys(cause),
        }
        for cause in difference.chain
    ]
    return {**_difference_keys(difference), "chain": chain}


def _change_json(kind: str) -> Display[Intervention]:
    """Return the display of a change: its kind, and how it was written."""
    return Display(json=lambda change: {"kind": kind, "text": change.text})


DISPLAYS: Displays = {
    Comparison: Display(
        _comparison_text,
        _comparison_line,
        _comparison_html,
        _comparison_json,
    ),
    ComparedCourse: Display(json=keys("before endings aim story")),
    BreakingPoint: Display(json=keys("beat event possible unwilling")),
    Stake: Display(json=keys("character original forked gain original_believed forked_believed")),
    Stated: _change_json("set"),
    Wanted: _change_json("want"),
    Skipped: _change_json("skip"),
    Forced: _change_json("force"),
    WouldTake: Display(
        lambda made: [would_take_sentence(made), *_found(made)],
        lambda made: f"WouldTake({made.aim}: {counted(len(made.found), 'set')} of changes)",
        _would_take_html,
        keys(
            "world=name ending=aim limits after=before already needed found tried unsettled size "
            "stopped_by"
        ),
    ),
    Enough: Display(json=keys("changes outright story")),
}
