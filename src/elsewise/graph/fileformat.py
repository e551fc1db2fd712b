"""Outcomes, stories and states as JSON, and back: the files of `elsewise find --json`.

Numbers are finite; whole ones are written without a point. A reason's `plan` begins with the
event it explains; `others` (left out where nobody else is needed) has, for every event of the
plan, the reasons that the planner expects of the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from elsewise.errors import FormatError
from elsewise.graph.limits import Limits, Outcome, Statistics
from elsewise.graph.values import Beat, Planned, Reason, State, Story
from elsewise.lean import dataclass
from elsewise.world.types import Value

FORMAT = "elsewise stories"
FORMAT_VERSION = 1
OLDEST_READABLE = 1

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
        name: None if value is None else number_json(value)
        for name in ("length", "foresight", "depth", "seconds", "memory", "states")
        for value in (getattr(limits, name),)
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
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"


# -- JSON to values ---------------------------------------------------------------------------


class _Reason(msgspec.Struct):
    plan: list[str]
    gain: tuple[float, float]
    others: list[dict[str, _Reason]] = []


class _Beat(msgspec.Struct):
    event: str
    reasons: dict[str, _Reason] = {}


class _Story(msgspec.Struct):
    beats: list[_Beat]
    utility: float | None = None
    goal: float | str | None = None


class _Limits(msgspec.Struct):
    length: int | None = None
    foresight: int | None = None
    depth: int | None = None


class _Outcome(msgspec.Struct):
    stories: list[_Story]
    format: str = FORMAT
    version: int = FORMAT_VERSION
    goal: float | str = 0.0
    limits: _Limits = msgspec.field(default_factory=_Limits)


@dataclass(frozen=True, slots=True)
class StoryFile:
    """What a story file has: its stories, and the limits under which they were found.

    `plain`: it is a list of events, which says neither reasons nor what it is for.
    """

    stories: tuple[Story, ...]
    plain: bool = False
    length: int | None = None
    foresight: int | None = None
    depth: int | None = None


def read_stories(text: str, name: str) -> StoryFile:
    """Read the stories of a file that `elsewise find --json` wrote, or of one story of it.

    Raises `FormatError` if it is something else, or of a version that cannot be read.
    """
    try:
        raw = msgspec.json.decode(text)
        if isinstance(raw, dict) and "beats" in raw:
            raw = {"stories": [raw], "goal": raw.get("goal", 0.0)}
        read = msgspec.convert(raw, _Outcome)
    except (msgspec.MsgspecError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise FormatError(f"{name} is not a story file: {reason}") from None
    if read.format != FORMAT:
        raise FormatError(f"{name} is not a story file: its format is {read.format!r}.")
    if not OLDEST_READABLE <= read.version <= FORMAT_VERSION:
        raise FormatError(
            f"{name} is a story file of version {read.version}; this Elsewise reads versions "
            f"{OLDEST_READABLE} to {FORMAT_VERSION}."
        )
    stories = tuple(_story(story, read.goal) for story in read.stories)
    limits = read.limits
    return StoryFile(stories, False, limits.length, limits.foresight, limits.depth)


def _story(read: _Story, goal: float | str) -> Story:
    beats = tuple(Beat(beat.event, _reasons(beat.reasons)) for beat in read.beats)
    return Story(beats, goal if read.goal is None else read.goal, read.utility)


def _reasons(read: Mapping[str, _Reason]) -> dict[str, Reason]:
    return {character: _reason(character, reason) for character, reason in read.items()}


def _reason(character: str, read: _Reason) -> Reason:
    others = read.others + [{}] * (len(read.plan) - len(read.others))
    plan = (Planned(e, _reasons(o)) for e, o in zip(read.plan, others, strict=False))
    return Reason(character, tuple(plan), read.gain)
