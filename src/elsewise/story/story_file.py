"""The files of `elsewise find --json`: how an outcome is written, and how stories are read.

A reason's `plan` begins with the event it explains; `others` (left out where nobody else is needed)
has, for every event of the plan, the reasons that the planner expects of the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import msgspec

from elsewise.errors import FormatError
from elsewise.show.as_json import Json, json_of, keys
from elsewise.story.limits import Limits, Outcome, Said, limit_table
from elsewise.story.story import Beat, Planned, Reason, Story

FORMAT = "elsewise stories"
FORMAT_VERSION = 1
OLDEST_READABLE = 1


def outcome_json(outcome: Outcome, world: str, limits: Limits) -> Json:
    """Return an outcome as JSON; only its `statistics` differ between runs."""
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "world": world,
        "goal": json_of(outcome.goal),
        "starting_utility": json_of(outcome.utility),
        "limits": json_of(limits),
        **_outcome_keys(outcome),
    }


_outcome_keys = keys("status stopped_by proven_shortest at_least orders stories statistics")


# -- reading ----------------------------------------------------------------------------------


class _ReadReason(msgspec.Struct):
    plan: list[str]
    gain: tuple[float, float]
    others: list[dict[str, _ReadReason]] = []


class _ReadBeat(msgspec.Struct):
    event: str
    reasons: dict[str, _ReadReason] = {}


class _ReadStory(msgspec.Struct):
    beats: list[_ReadBeat]
    utility: float | None = None
    goal: float | str | None = None


_Limits = msgspec.defstruct(
    "_Limits", [(row.name, row.kind | None, None) for row in limit_table() if row.bounds_stories]
)


class _ReadOutcome(msgspec.Struct):
    stories: list[_ReadStory]
    format: str = FORMAT
    version: int = FORMAT_VERSION
    goal: float | str = 0.0
    limits: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class StoryFile:
    """What a story file has: its stories, and the limits under which they were found.

    `limits` are those that say which stories there are. `plain`: it is a list of events, which says
    neither reasons nor what it is for.
    """

    stories: tuple[Story, ...]
    plain: bool = False
    limits: Said = field(default_factory=Said)

    def limits_beside(self, said: Said) -> Said:
        """Return the limits that are `said`, and those of the file where nothing is."""
        return cast(Said, {**self.limits, **{k: v for k, v in said.items() if v is not None}})


def read_stories(text: str, name: str) -> StoryFile:
    """Read the stories of a file that `elsewise find --json` wrote, or of one story of it.

    Raises `FormatError` if it is something else, or of a version that cannot be read.
    """
    try:
        raw = msgspec.json.decode(text)
        if isinstance(raw, dict) and "beats" in raw:
            raw = {"stories": [raw], "goal": raw.get("goal", 0.0)}
        read = msgspec.convert(raw, _ReadOutcome)
        limits = msgspec.to_builtins(msgspec.convert(read.limits, _Limits))
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
    return StoryFile(stories, False, limits)


def _story(read: _ReadStory, goal: float | str) -> Story:
    beats = tuple(Beat(beat.event, _reasons(beat.reasons)) for beat in read.beats)
    return Story(beats, goal if read.goal is None else read.goal, read.utility)


def _reasons(read: Mapping[str, _ReadReason]) -> dict[str, Reason]:
    return {character: _reason(character, reason) for character, reason in read.items()}


def _reason(character: str, read: _ReadReason) -> Reason:
    others = read.others + [{}] * (len(read.plan) - len(read.others))
    plan = (Planned(e, _reasons(o)) for e, o in zip(read.plan, others, strict=False))
    return Reason(character, tuple(plan), read.gain)
