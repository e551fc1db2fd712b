"""Reading stories from files, and plots from lists of events."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from elsewise.errors import UsageError
from elsewise.files.read import read_loosely
from elsewise.problem.names import canonical_event_name
from elsewise.show.layout import counted
from elsewise.story.story import Beat, Story
from elsewise.world.decoding import judge_damage

if TYPE_CHECKING:  # what reads JSON is loaded only where a file is read
    from elsewise.story.story_file import StoryFile

Plot = Story | str | Iterable[str]
"""A story, a text with one event per line, or the events one by one."""


def load_story(path: str | Path, number: int = 1, goal: float | str = 0.0) -> Story:
    """Read a story from a file: of `elsewise find --json`, or a plain list of events.

    `number` says which story of the file, counted from 1; `goal` is what a plain list is for.
    Raises `UsageError` if there is no such file or no such story in it, and `FormatError` if it is
    something else.
    """
    return story_of(load_stories(path, goal), number, str(path))


def load_stories(path: str | Path, goal: float | str = 0.0) -> StoryFile:
    """Read all stories of a file; a plain list of events is one story without reasons."""
    from elsewise.diagnostics import Source, Span
    from elsewise.story.story_file import StoryFile, read_stories

    text = read_loosely(path)
    if text.lstrip().startswith(("{", "[")):
        return read_stories(text, str(path))
    source = Source(str(path), text)
    judge_damage(source, (Span(*found.span()) for found in re.finditer("#.*", text)))
    return StoryFile((as_story(text, goal),), plain=True)


def story_of(file: StoryFile, number: int, name: str) -> Story:
    """Return one story of a file, counted from 1."""
    if 1 <= number <= len(file.stories):
        return file.stories[number - 1]
    has = counted(len(file.stories), "story", "stories")
    raise UsageError(f"{name} has {has}; there is no number {number}.")


def as_story(plot: Plot, goal: float | str = 0.0) -> Story:
    """Return a plot as a story without reasons; a story is its own."""
    if isinstance(plot, Story):
        return plot
    events = events_of(plot) if isinstance(plot, str) else map(canonical_event_name, plot)
    return Story(tuple(Beat(event, {}) for event in events), goal, None)


def events_of(text: str, between: str = "\n") -> tuple[str, ...]:
    """Read a list of events, one per line; lines may be empty, and `#` begins a comment."""
    lines = (line.partition("#")[0] for line in text.split(between))
    return tuple(canonical_event_name(line) for line in lines if line.strip())
