"""Reading the files of `elsewise find --json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import msgspec

from elsewise.errors import FormatError
from elsewise.story.limits import Said, limit_table
from elsewise.story.story import Beat, Planned, Reason, Story
from elsewise.story.story_json import FORMAT, FORMAT_VERSION

OLDEST_READABLE = 1


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


_Limits = msgspec.defstruct(
    "_Limits", [(row.name, row.kind | None, None) for row in limit_table() if row.bounds_stories]
)


class _Outcome(msgspec.Struct):
    stories: list[_Story]
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
        read = msgspec.convert(raw, _Outcome)
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


def _story(read: _Story, goal: float | str) -> Story:
    beats = tuple(Beat(beat.event, _reasons(beat.reasons)) for beat in read.beats)
    return Story(beats, goal if read.goal is None else read.goal, read.utility)


def _reasons(read: Mapping[str, _Reason]) -> dict[str, Reason]:
    return {character: _reason(character, reason) for character, reason in read.items()}


def _reason(character: str, read: _Reason) -> Reason:
    others = read.others + [{}] * (len(read.plan) - len(read.others))
    plan = (Planned(e, _reasons(o)) for e, o in zip(read.plan, others, strict=False))
    return Reason(character, tuple(plan), read.gain)
