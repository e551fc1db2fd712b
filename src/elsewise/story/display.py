"""How stories, reasons, states and outcomes show themselves, in a terminal and in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from elsewise.problem.names import value_text
from elsewise.world.display import counted, escape

if TYPE_CHECKING:
    from elsewise.story.limits import Outcome, Statistics
    from elsewise.story.story import Beat, Planned, Reason, State, Story

STEP = "    "

# -- stories and reasons ----------------------------------------------------------------------


def story_text(story: Story) -> str:
    """Write one event per line, with the reason of everyone who consented below it."""
    if not story.beats:
        return "(nothing needs to happen)"
    return "\n".join(
        line
        for number, beat in enumerate(story.beats, start=1)
        for line in (f"{number}. {beat.event}", *_beat_lines(beat))
    )


def story_line(story: Story) -> str:
    """One line about a story."""
    return f"Story({counted(len(story.beats), 'beat')}: {'; '.join(story.events)})"


def story_html(story: Story) -> str:
    """Make a numbered list of events, with reasons below them, for a notebook."""
    beats = "".join(
        f"<li><code>{escape(beat.event)}</code>{_reasons_html(beat.reasons)}</li>"
        for beat in story.beats
    )
    return f"<ol>{beats}</ol>" if beats else "<p>(nothing needs to happen)</p>"


def reason_text(reason: Reason) -> str:
    """Write a character's reason, with what it expects of the others below it."""
    return "\n".join(_reason_lines(reason, ""))


def reason_html(reason: Reason) -> str:
    """Make a list of a character's reason, for a notebook."""
    return _reasons_html({reason.character: reason})


def _beat_lines(beat: Beat) -> Iterator[str]:
    for reason in beat.reasons.values():
        yield from _reason_lines(reason, STEP)


def _reason_lines(reason: Reason, indent: str) -> Iterator[str]:
    yield f"{indent}{_reason_line(reason)}"
    for planned in reason.plan[1:]:
        for other in planned.reasons.values():
            first, *rest = _reason_lines(other, indent + STEP)
            yield f"{indent}{STEP}for {planned.event}, {first.strip()}"
            yield from rest


def _reason_line(reason: Reason) -> str:
    before, after = (value_text(float(utility)) for utility in reason.gain)
    later = ", ".join(planned.event for planned in reason.plan[1:])
    return f"{reason.character} ({before} to {after}): {'then ' + later if later else 'at once'}"


def _reasons_html(reasons: Mapping[str, Reason]) -> str:
    items = "".join(
        f"<li>{escape(_reason_line(reason))}{_others_html(reason.plan[1:])}</li>"
        for reason in reasons.values()
    )
    return f"<ul>{items}</ul>" if items else ""


def _others_html(later: tuple[Planned, ...]) -> str:
    items = "".join(
        f"<li>for <code>{escape(planned.event)}</code>{_reasons_html(planned.reasons)}</li>"
        for planned in later
        if planned.reasons
    )
    return f"<ul>{items}</ul>" if items else ""


# -- states and minds -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in a table of facts; `wrong` if it is believed and not so."""

    text: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fluent, its value, and what each character believes it to be."""

    fluent: str
    value: Cell
    beliefs: tuple[Cell, ...]

    @property
    def disputed(self) -> bool:
        """Whether somebody believes anything but the value."""
        return any(cell.text != self.value.text for cell in self.beliefs)


def fact_rows(state: State) -> tuple[FactRow, ...]:
    """Make the table of facts by character. Not to know a value is not to be wrong about it."""
    return tuple(
        FactRow(
            fluent,
            Cell(value_text(value)),
            tuple(
                Cell(value_text(believed), believed is not None and believed != value)
                for believed in (mind.values[fluent] for mind in state.minds.values())
            ),
        )
        for fluent, value in state.values.items()
    )


def state_text(state: State) -> str:
    """Write the table of facts by character; `!` marks what is believed and not so."""
    header = ("", "is", *state.minds)
    rows = [
        (row.fluent, row.value.text, *(marked(cell) for cell in row.beliefs))
        for row in fact_rows(state)
    ]
    return aligned([header, *rows])


def state_line(state: State) -> str:
    """One line about a state."""
    minds = ", ".join(state.minds) or "no minds"
    return f"State({counted(len(state.values), 'fluent')}; {minds})"


def state_html(state: State) -> str:
    """Make a table of facts by character, wrong beliefs marked, for a notebook."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in ("", "is", *state.minds))
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left">{escape(row.fluent)}</th>'
        + "".join(_cell_html(cell) for cell in (row.value, *row.beliefs))
        + "</tr>"
        for row in fact_rows(state)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def marked(cell: Cell) -> str:
    """Write a cell, with a mark if it is wrong."""
    return f"! {cell.text}" if cell.wrong else cell.text


def _cell_html(cell: Cell) -> str:
    if cell.wrong:
        return f'<td style="text-align:left;font-weight:bold">! {escape(cell.text)}</td>'
    return f'<td style="text-align:left">{escape(cell.text)}</td>'


def aligned(rows: list[tuple[str, ...]]) -> str:
    """Write rows as columns that line up, two spaces between them."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


# -- outcomes ---------------------------------------------------------------------------------


def outcome_line(outcome: Outcome) -> str:
    """Say in one sentence how a search ended."""
    aim = (
        f"the ending {outcome.goal}"
        if isinstance(outcome.goal, str)
        else f"a utility of {value_text(outcome.goal)}"
    )
    if outcome.stories:
        beats = counted(len(outcome.stories[0].beats), "beat")
        found = (
            f"1 story that reaches {aim}, in {beats}"
            if len(outcome.stories) == 1
            else f"{len(outcome.stories)} stories that reach {aim}; the shortest has {beats}"
        )
        sentence = f"Found {found}.{_how_short(outcome)}"
    elif outcome.stopped_by is None:
        sentence = f"No story reaches {aim} within the limits."
    else:
        sentence = f"No story that reaches {aim} was found; whether there is one is open."
    if outcome.stopped_by is None:
        return sentence
    return f"{sentence} {STOPS[outcome.stopped_by]}"


def _how_short(outcome: Outcome) -> str:
    """Say what is known of shorter stories, unless it is that there are none."""
    if outcome.proven_shortest:
        return ""
    if outcome.at_least < 2:
        return " A shorter one may exist."
    return f" A shorter one may exist; none has fewer than {counted(outcome.at_least, 'beat')}."


STOPS = {
    "seconds": "The search was stopped by the limit of time.",
    "memory": "The search was stopped by the limit of memory.",
    "states": "The search was stopped by the limit of states.",
    "disk": "The search was stopped because there was no more room in the folder for spilling.",
    "interrupt": "The search was interrupted.",
}


def statistics_line(statistics: Statistics) -> str:
    """Say what a search took."""
    return (
        f"{counted(statistics.states, 'state')}, "
        f"{counted(statistics.transitions, 'transition')}, "
        f"{statistics.seconds:.2f} s, {statistics.peak_memory_bytes / 1e6:,.0f} MB"
    )


def outcome_text(outcome: Outcome) -> str:
    """Write how a search ended, and the stories."""
    stories = [story_text(story) for story in outcome.stories]
    return "\n\n".join([outcome_line(outcome), *stories])


def outcome_html(outcome: Outcome) -> str:
    """Make a paragraph of how a search ended, and a list for every story, for a notebook."""
    stories = "".join(story_html(story) for story in outcome.stories)
    return f"<p>{escape(outcome_line(outcome))}</p>{stories}"
