"""How two courses of a day show themselves side by side, in a terminal and in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from elsewise.problem.names import value_text
from elsewise.world.display import counted, html_table

if TYPE_CHECKING:
    from elsewise.explain.counterfactual.causes import Cause
    from elsewise.explain.counterfactual.comparison import Comparison, Course, Difference, Stake
    from elsewise.explain.counterfactual.interventions import Intervention
    from elsewise.world.types import Value

Row = tuple[str, ...]

COURSES_HEADER = ("", "as it is", "what if")
DIFFERENCES_HEADER = ("in the end", "as it is", "what if", "through")
STAKES_HEADER = ("what it is worth to", "as it is", "what if", "")

ARROW = " -> "
ITSELF = "the change itself"


def comparison_line(made: Comparison) -> str:
    """One line about a comparison."""
    one, two = (len(course.beats) for course in (made.original, made.forked))
    changes = changes_text(made.changes)
    return f"Comparison({changes}: {counted(one, 'beat')} beside {counted(two, 'beat')})"


def comparison_text(made: Comparison) -> str:
    """Write all of a comparison."""
    from elsewise.story.display import aligned

    parts = [title(made), "\n".join(ending_sentences(made))]
    for header, rows in tables(made):
        parts.append(aligned([header, *rows]))
        if header is COURSES_HEADER:
            parts.append("\n".join(parting_sentences(made)))
    parts.append(stayed_sentence(made))
    return "\n\n".join(part for part in parts if part)


def comparison_html(made: Comparison) -> str:
    """Make paragraphs and tables of a comparison, for a notebook."""
    from html import escape

    sentences = (*ending_sentences(made), *parting_sentences(made), stayed_sentence(made))
    text = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)
    shown = "".join(html_table(header, rows) for header, rows in tables(made))
    return f"<h4>{escape(title(made))}</h4>{text}{shown}"


def tables(made: Comparison) -> Iterator[tuple[Row, list[Row]]]:
    """Yield the tables that have rows: the courses, what is otherwise, who gains."""
    for header, rows in (
        (COURSES_HEADER, course_rows(made)),
        (DIFFERENCES_HEADER, difference_rows(made)),
        (STAKES_HEADER, stake_rows(made)),
    ):
        if rows:
            yield header, rows


# -- sentences --------------------------------------------------------------------------------


def change_text(change: Intervention) -> str:
    """Write a change as somebody would say it."""
    from elsewise.explain.counterfactual.interventions import Forced, Skipped

    if isinstance(change, Skipped):
        return f"no {change.text} any more"
    return f"{change.text} happens" if isinstance(change, Forced) else change.text


def changes_text(changes: Sequence[Intervention]) -> str:
    """Write several changes; a declared fork that changes facts and wants is named once."""
    return "; ".join(dict.fromkeys(map(change_text, changes)))


def title(made: Comparison) -> str:
    """Say what was changed, and where."""
    before = made.original.before
    where = f", after {counted(len(before), 'beat')} ({before[-1]})" if before else ""
    return f"What if{where}: {changes_text(made.changes)}"


def ending_sentences(made: Comparison) -> list[str]:
    """Say which endings are won and lost, and what is open."""
    if not made.original.endings:
        return []
    told = []
    if made.won:
        told.append(f"Reached only then: {', '.join(made.won)}.")
    if made.lost:
        told.append(f"Not reached any more within these limits: {', '.join(made.lost)}.")
    alike = [
        name
        for name, reach in made.original.endings.items()
        if name not in (*made.won, *made.lost, *made.open)
    ]
    for word, reach in (("Reached either way", "reached"), ("Reached neither way", "not")):
        names = [n for n in alike if made.original.endings[n].value.startswith(reach)]
        if names:
            told.append(
                f"{word}{' within these limits' if reach == 'not' else ''}: {', '.join(names)}."
            )
    for name in made.open:
        one, two = (c.endings[name].value for c in (made.original, made.forked))
        told.append(f"Not settled: {name} (as it is: {one}; what if: {two}).")
    return told


def parting_sentences(made: Comparison) -> list[str]:
    """Say where the courses part, and where the old one stops to hold."""
    told = [*_missing(made)]
    if made.parting is not None:
        told.append(f"The two part at beat {made.parting.beat}.")
    elif made.original.story is not None and made.forked.story is not None:
        told.append("The two are the same, beat for beat.")
    if made.breaks is not None:
        told.append(_break_sentence(made))
    elif (
        made.original.story is not None
        and made.original.before == made.forked.before
        and made.original.events != made.forked.events
    ):
        told.append("The story as it is could still happen all the same.")
    told += _graph_sentences(made)
    return told


def _missing(made: Comparison) -> Iterator[str]:
    for word, course in (("As it is", made.original), ("What if", made.forked)):
        if course.story is None:
            cut = " before a limit was reached" if course.stopped_by else " within the limits"
            yield f"{word}, no story was found{cut}."


def _break_sentence(made: Comparison) -> str:
    found = made.breaks
    assert found is not None
    place = f"The story as it is breaks at beat {found.beat}, {found.event}: "
    if not found.unwilling:
        return f"{place}it cannot happen there any more."
    if len(found.unwilling) == 1:
        return f"{place}{found.unwilling[0]} has no reason for it any more."
    return f"{place}not all of {', '.join(found.unwilling)} have a reason for it any more."


def _graph_sentences(made: Comparison) -> Iterator[str]:
    found = made.graph_parting
    if made.forked.before != made.original.before:
        return  # what was forced is the first difference
    if found is None:
        if made.graphs_compared:
            yield "Among all stories within the limits there is no difference."
        return
    way = f" (after {'; '.join(found.way)})" if found.way else ""
    words = []
    if found.won:
        words.append(f"{' and '.join(found.won)} can come")
    if found.lost:
        words.append(f"{' and '.join(found.lost)} cannot")
    yield f"Among all stories, the first difference is at beat {found.beat}{way}: " + (
        f"{', '.join(words)}."
    )


def stayed_sentence(made: Comparison) -> str:
    """Say which facts came to the same in spite of the change."""
    facts = [_fact_text(same.fluent, same.value) for same in made.stayed if not same.minds]
    return f"The same in spite of it: {', '.join(facts)}." if facts else ""


def _fact_text(fluent: str, value: Value) -> str:
    if isinstance(value, bool):
        return fluent if value else f"not {fluent}"
    return f"{fluent} = {value_text(value)}"


# -- rows -------------------------------------------------------------------------------------


def course_rows(made: Comparison) -> list[Row]:
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
            rows.append((*_numbers(begin, a, b), _at(left, a), _at(right, b)))
    return rows


def _numbers(begin: int, a: int | None, b: int | None) -> Row:
    said = [str(begin + place) for place in dict.fromkeys((a, b)) if place is not None]
    return ("/".join(said),)


def _at(events: Sequence[str], place: int | None) -> str:
    return "" if place is None else events[place]


def difference_rows(made: Comparison) -> list[Row]:
    """Return what is otherwise in the end.

    What somebody believes is left out where they are right about it in both courses.
    """
    truth = {d.fluent: (d.original, d.forked) for d in made.changed if not d.minds}
    return [
        (
            "".join(f"{name} believes " for name in d.minds) + d.fluent,
            value_text(d.original),
            value_text(d.forked),
            chain_text(made, d),
        )
        for d in made.changed
        if not d.minds or truth.get(d.fluent) != (d.original, d.forked)
    ]


def chain_text(made: Comparison, difference: Difference) -> str:
    """Write the events through which a change leads to a difference."""
    from elsewise.explain.counterfactual.comparison import Side

    if not difference.chain:
        return ""
    if difference.side is Side.FORKED:
        return ARROW.join(_chain_events(made.forked, difference.chain)) or ITSELF
    last = difference.chain[-1].source
    if not last:
        return ITSELF
    return f"no more {made.original.beats[last - 1].event}"


def _chain_events(course: Course, chain: Sequence[Cause]) -> Iterator[str]:
    for cause in chain:
        if cause.source:
            yield course.beats[cause.source - 1].event


def stake_rows(made: Comparison) -> list[Row]:
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
