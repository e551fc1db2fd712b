"""Outcomes, stories and states as JSON: the files of `elsewise find --json`.

Numbers are finite; whole ones are written without a point. A reason's `plan` begins with the
event it explains; `others` (left out where nobody else is needed) has, for every event of the
plan, the reasons that the planner expects of the others. `elsewise.story.story_file` reads them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from elsewise.story.limits import Limits, Outcome, Statistics, limit_table
from elsewise.story.story import Reason, State, Story
from elsewise.world.types import Value

FORMAT = "elsewise stories"
FORMAT_VERSION = 1

LONG_TEXT = 100_000
"""Characters; a longer text is laid out by msgspec, whose import takes longer than a short one."""

Json = dict[str, Any]


# -- values to JSON ---------------------------------------------------------------------------


def number_json(number: float) -> int | float:
    """Return a whole number as an integer, so that 1.0 is written `1`."""
    return int(number) if float(number).is_integer() else number


def value_json(value: Value) -> object:
    """Return a value as JSON has it; unknown is null."""
    if isinstance(value, float) and not isinstance(value, bool):
        return number_json(value)
    return value


def reason_json(reason: Reason) -> Json:
    """Return a reason as JSON."""
    made: Json = {
        "plan": [planned.event for planned in reason.plan],
        "gain": [number_json(utility) for utility in reason.gain],
    }
    if any(planned.reasons for planned in reason.plan):
        made["others"] = [reasons_json(planned.reasons) for planned in reason.plan]
    return made


def reasons_json(reasons: Mapping[str, Reason]) -> Json:
    """Return reasons by character as JSON."""
    return {character: reason_json(reason) for character, reason in reasons.items()}


def story_json(story: Story) -> Json:
    """Return a story as JSON."""
    return {
        "beats": [{"event": b.event, "reasons": reasons_json(b.reasons)} for b in story.beats],
        "utility": None if story.utility is None else number_json(story.utility),
        "goal": goal_json(story.goal),
    }


def goal_json(goal: float | str | None) -> int | float | str | None:
    """Return a goal as JSON: a number, the name of an ending, or null."""
    return goal if goal is None or isinstance(goal, str) else number_json(goal)


def limits_json(limits: Limits) -> Json:
    """Return limits as JSON; null is without limit."""
    return {
        limit.name: None if value is None else number_json(value)
        for limit in limit_table(type(limits))
        if limit.in_json
        for value in (getattr(limits, limit.name),)
    }


def statistics_json(statistics: Statistics) -> Json:
    """Return statistics as JSON."""
    return {
        "states": statistics.states,
        "transitions": statistics.transitions,
        "seconds": round(statistics.seconds, 6),
        "peak_memory_bytes": statistics.peak_memory_bytes,
    }


def outcome_json(outcome: Outcome, world: str, limits: Limits) -> Json:
    """Return an outcome as JSON; only its `statistics` differ between runs."""
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "world": world,
        "goal": goal_json(outcome.goal),
        "starting_utility": None if outcome.utility is None else number_json(outcome.utility),
        "limits": limits_json(limits),
        "status": outcome.status.value,
        "stopped_by": outcome.stopped_by,
        "proven_shortest": outcome.proven_shortest,
        "at_least": outcome.at_least,
        "stories": [story_json(story) for story in outcome.stories],
        "statistics": statistics_json(outcome.statistics),
    }


def state_json(state: State) -> Json:
    """Return a state as JSON: its values by fluent, and the minds in it by character."""
    made: Json = {"values": {name: value_json(value) for name, value in state.values.items()}}
    if state.minds:
        made["minds"] = {name: state_json(mind) for name, mind in state.minds.items()}
    return made


def to_text(made: Json) -> str:
    """Write JSON for people and programs: indented, keys in the order they were made."""
    text = json.dumps(made, ensure_ascii=False, allow_nan=False)
    if len(text) <= LONG_TEXT:
        return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    import msgspec

    return msgspec.json.format(text, indent=2) + "\n"
