"""How stories, reasons, states and outcomes show themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from elsewise.problem.names import fact_text, value_text
from elsewise.show.as_json import Json, by_fields, json_of, keys
from elsewise.show.harmless import markup
from elsewise.show.layout import (
    Cell,
    TextTable,
    counted,
    listed,
    paragraphs,
    table_html,
)
from elsewise.show.shown import Display, Displays
from elsewise.story.course import Course
from elsewise.story.limits import Limits, Outcome, Statistics, limit_table
from elsewise.story.story import Beat, Planned, Reason, State, Story

STEP = "    "
SHOWN = 3
"""So many of the deeds that somebody passed over are shown."""

NOTHING_NEEDED = "(nothing needs to happen)"

# -- stories and reasons ----------------------------------------------------------------------


def _story_text(story: Story) -> str:
    """Write one event per line, with the reason of everyone who consented below it."""
    lines = [
        line
        for number, beat in enumerate(story.beats, start=1)
        for line in (f"{number}. {beat.event}", *_beat_lines(beat))
    ]
    return "\n".join(lines) or NOTHING_NEEDED


def _story_line(story: Story) -> str:
    return f"Story({counted(len(story.beats), 'beat')}: {'; '.join(story.events)})"


def story_html(story: Story) -> str:
    """Make a numbered list of events, with reasons below them."""
    beats = (f"<code>{markup(b.event)}</code>{_reasons_html(b.reasons)}" for b in story.beats)
    return listed(beats, "ol") or paragraphs(NOTHING_NEEDED)


def _beat_lines(beat: Beat) -> Iterator[str]:
    for reason in beat.reasons.values():
        yield from _reason_lines(reason, STEP)


def _reason_lines(reason: Reason, indent: str) -> Iterator[str]:
    """Write a character's reason, with what it expects of the others below it."""
    yield f"{indent}{_reason_line(reason)}"
    if reason.rejected:
        passed = (f"{one.event} ({value_text(one.utility)})" for one in reason.rejected[:SHOWN])
        more = ", …" if len(reason.rejected) > SHOWN else ""
        yield f"{indent}{STEP}rather than {', '.join(passed)}{more}"
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
    return listed(
        markup(_reason_line(reason)) + _others_html(reason.plan[1:]) for reason in reasons.values()
    )


def _others_html(later: tuple[Planned, ...]) -> str:
    return listed(
        f"for <code>{markup(planned.event)}</code>{_reasons_html(planned.reasons)}"
        for planned in later
        if planned.reasons
    )


def _reason_json(reason: Reason) -> Json:
    made: Json = {"plan": [p.event for p in reason.plan], "gain": json_of(reason.gain)}
    if any(planned.reasons for planned in reason.plan):
        made["others"] = [json_of(planned.reasons) for planned in reason.plan]
    if reason.rejected is not None:
        otherwise, promised = reason.gain
        made |= {"promised": json_of(promised), "otherwise": json_of(otherwise)}
        made["rejected"] = json_of(reason.rejected)
    return made


# -- states and minds -------------------------------------------------------------------------


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
                for believed in (mind.changing[fluent] for mind in state.minds.values())
            ),
        )
        for fluent, value in state.changing.items()
    )


def fact_table(state: State, rows: Iterable[FactRow] | None = None) -> TextTable:
    """Make the table of facts by character: of these rows, or of all."""
    chosen = fact_rows(state) if rows is None else rows
    return TextTable(("", "is", *state.minds), [(r.fluent, r.value, *r.beliefs) for r in chosen])


def constants_line(state: State) -> str:
    """Say what never changes; empty if everything may. What is never so is only counted."""
    so = [fact_text(name, value) for name, value in state.constants.items() if value is not False]
    never = len(state.constants) - len(so)
    if never:
        so.append(f"{counted(never, 'fact')} that {'is' if never == 1 else 'are'} never so")
    return f"Never changes: {'; '.join(so)}." if so else ""


def _state_line(state: State) -> str:
    minds = ", ".join(state.minds) or "no minds"
    return f"State({counted(len(state.changing), 'fluent')}; {minds})"


def _state_json(state: State) -> Json:
    made: Json = {"values": json_of(state.changing)}
    if state.minds:
        made["minds"] = json_of(state.minds)
    return made


# -- outcomes ---------------------------------------------------------------------------------

STOPS = {
    "seconds": "The {what} was stopped by the limit of time.",
    "memory": "The {what} was stopped by the limit of memory.",
    "states": "The {what} was stopped by the limit of states.",
    "disk": "The {what} was stopped because there was no more room in the folder for spilling.",
    "interrupt": "The {what} was interrupted.",
}


def with_stop(sentence: str, stopped_by: str | None, what: str = "search") -> str:
    """Add to a sentence what stopped the search, if anything did."""
    return sentence if stopped_by is None else f"{sentence} {STOPS[stopped_by].format(what=what)}"


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
        sentence = f"Found {found}.{_how_short(outcome)}{_orders(outcome)}"
    elif outcome.stopped_by is None:
        sentence = f"No story reaches {aim} within the limits."
    else:
        sentence = f"No story that reaches {aim} was found; whether there is one is open."
    return with_stop(sentence, outcome.stopped_by)


def _how_short(outcome: Outcome) -> str:
    """Say what is known of shorter stories, unless it is that there are none."""
    if outcome.proven_shortest:
        return ""
    if outcome.at_least < 2:
        return " A shorter one may exist."
    return f" A shorter one may exist; none has fewer than {counted(outcome.at_least, 'beat')}."


def _orders(outcome: Outcome) -> str:
    if not outcome.orders:
        return ""
    met = counted(outcome.orders, "more was", "more were")
    return f" {met} met that only tell the same deeds in another order."


def statistics_line(statistics: Statistics) -> str:
    """Say what a search took."""
    return (
        f"{counted(statistics.states, 'state')} in all minds, "
        f"{counted(statistics.transitions, 'transition')}, "
        f"{statistics.seconds:.2f} s, {statistics.peak_memory_bytes / 1e6:,.0f} MB"
    )


def _outcome_line(outcome: Outcome) -> str:
    return f"Outcome({outcome_line(outcome)} {statistics_line(outcome.statistics)})"


def _outcome_html(outcome: Outcome) -> str:
    return paragraphs(outcome_line(outcome)) + "".join(map(story_html, outcome.stories))


# -- courses ----------------------------------------------------------------------------------

ENDS = {
    "quiet": "Then nobody has anything left to do.",
    "round": "Then it begins anew, and goes on like this for ever.",
    "ending": "There it was to end.",
    "length": "It could go on.",
    None: "It could go on.",
}


def course_line(course: Course) -> str:
    """Say in one sentence or two how a course ends."""
    beats = counted(len(course.story.beats), "beat")
    reached = f" It comes to {', '.join(course.endings)}." if course.endings else ""
    sentence = f"The course has {beats}.{reached} {ENDS[course.end]}"
    if not course.story.beats and course.end == "quiet":
        sentence = "Nothing happens: nobody sees anything to do that is better than to wait."
    return with_stop(sentence, course.stopped_by)


def _course_json(course: Course) -> Json:
    made = by_fields(course)
    story: Json = made.pop("story")
    beats = [
        {"time": time, **beat} for time, beat in zip(made.pop("times"), story["beats"], strict=True)
    ]
    return {**story, "beats": beats, **made}


def _course_text(course: Course) -> str:
    """Write one event per line, the reasons below, and where time passes."""
    lines: list[str] = []
    before = 0
    for number, (beat, time) in enumerate(zip(course.story.beats, course.times, strict=True), 1):
        if time > before:
            lines.append(f"({counted(time - before, 'unit')} of time)")
        lines += [f"{number}. {beat.event}", *_beat_lines(beat)]
        before = time
    return "\n".join(lines)


def _statistics_json(statistics: Statistics) -> Json:
    return by_fields(statistics) | {"seconds": round(statistics.seconds, 6)}


def _limits_json(limits: Limits) -> Json:
    rows = limit_table(type(limits))
    return {row.name: json_of(getattr(limits, row.name)) for row in rows if row.in_json}


DISPLAYS: Displays = {
    Story: Display(_story_text, _story_line, story_html, keys("beats utility goal")),
    Reason: Display(
        lambda reason: "\n".join(_reason_lines(reason, "")),
        html=lambda reason: _reasons_html({reason.character: reason}),
        json=_reason_json,
    ),
    State: Display(
        lambda state: [fact_table(state), constants_line(state)],
        _state_line,
        lambda state: table_html(fact_table(state)) + paragraphs(constants_line(state)),
        _state_json,
    ),
    Outcome: Display(
        lambda outcome: [outcome_line(outcome), *map(str, outcome.stories)],
        _outcome_line,
        _outcome_html,
    ),
    Course: Display(
        lambda course: [course_line(course), _course_text(course)],
        lambda course: f"Course({course_line(course)})",
        lambda course: paragraphs(course_line(course)) + story_html(course.story),
        _course_json,
    ),
    Limits: Display(json=_limits_json),
    Statistics: Display(json=_statistics_json),
}
