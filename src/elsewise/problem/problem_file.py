"""Finite problems as files: see `docs/reference/problem-format.md`.

Expressions stand in one table, each kept once and made of earlier ones, so a file is about as
small as the problem is in memory. The same problem gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from elsewise.errors import FormatError
from elsewise.files.read import reading
from elsewise.files.write import replacing
from elsewise.problem.expression_table import Node, NodeReader, NodeWriter
from elsewise.problem.problem import (
    FORMAT_VERSION,
    Event,
    Fluent,
    FluentKind,
    GroundEffect,
    MindLevels,
    Minds,
    Problem,
)
from elsewise.world.types import Value

FORMAT = "elsewise problem"
OLDEST_READABLE = 1
MOST_RULES = 1 << 31
MOST_LEVELS = 16

_T = TypeVar("_T")


class _Header(msgspec.Struct):
    format: str
    version: int


class _Fluent(msgspec.Struct, array_like=True):
    name: str
    fact: str
    arguments: tuple[Value, ...]
    kind: FluentKind
    low: float | None
    high: float | None


class _Effect(msgspec.Struct, array_like=True):
    condition: int
    minds: tuple[int, ...]
    fluent: int
    value: int


class _Event(msgspec.Struct, array_like=True):
    name: str
    rule: int
    arguments: tuple[Value, ...]
    condition: int
    effects: tuple[_Effect, ...]
    by: tuple[int, ...]
    seen_by: int


class _Said(msgspec.Struct):
    minds: tuple[int, ...]
    values: tuple[tuple[int, Value], ...]


class _Original(msgspec.Struct):
    minds: tuple[int, ...]
    values: dict[str, Value]


class _Levels(msgspec.Struct):
    extra: int
    asked: tuple[bool, ...]
    consents: tuple[bool, ...]


class _File(msgspec.Struct, omit_defaults=True):
    format: str
    version: int
    name: str
    characters: tuple[str, ...]
    limits: dict[str, int]
    levels: _Levels
    fluents: tuple[_Fluent, ...]
    constants: dict[str, Value]
    start: tuple[_Said, ...]
    expressions: tuple[Node, ...]
    seen_by: tuple[tuple[int, ...], ...]
    actions: tuple[_Event, ...]
    triggers: tuple[_Event, ...]
    wants: tuple[int, ...]
    story_wants: int
    endings: dict[str, int]
    origin: tuple[_Original, ...] | None = None


def save(problem: Problem, path: Path | str) -> None:
    """Write a problem to a file. The file is there whole or, on failure, as it was before.

    What is asked about besides (`Problem.asked`) is left out. Raises `UsageError` if it cannot be
    written.
    """
    with replacing(path) as file:
        file.write(to_json(problem))


def load(path: Path | str) -> Problem:
    """Read a problem from a file.

    Raises `UsageError` if there is no such file, `FormatError` if it holds no problem that this
    version can read.
    """
    with reading(path):
        content = Path(path).read_bytes()
    try:
        return from_json(content)
    except FormatError as error:
        raise FormatError(f"`{path}`: {error}") from None


def to_json(problem: Problem) -> bytes:
    """Return a problem as JSON."""
    writer = NodeWriter()
    seen_by: dict[tuple[int, ...], int] = {}

    def event(of: Event) -> _Event:
        seers = tuple(map(writer.condition, of.seen_by))
        return _Event(
            of.name,
            of.rule,
            of.arguments,
            writer.condition(of.condition),
            tuple(
                _Effect(writer.condition(e.condition), e.minds, e.fluent, writer.value(e.value))
                for e in of.effects
            ),
            of.by,
            seen_by.setdefault(seers, len(seen_by)),
        )

    actions = tuple(map(event, problem.actions))
    triggers = tuple(map(event, problem.triggers))
    levels = problem.levels
    file = _File(
        format=FORMAT,
        version=FORMAT_VERSION,
        name=problem.name,
        characters=problem.characters,
        limits=dict(problem.limits),
        levels=_Levels(levels.extra, levels.asked, levels.consents),
        fluents=tuple(
            _Fluent(f.name, f.fact, f.arguments, f.kind, f.low, f.high) for f in problem.fluents
        ),
        constants=dict(problem.constants),
        start=tuple(_Said(m, tuple(said.items())) for m, said in problem.start.items()),
        wants=tuple(map(writer.value, problem.wants)),
        story_wants=writer.value(problem.story_wants),
        endings={name: writer.condition(e) for name, e in problem.endings.items()},
        expressions=tuple(writer.nodes),
        seen_by=tuple(seen_by),
        actions=actions,
        triggers=triggers,
        origin=None
        if problem.origin is None
        else tuple(_Original(m, dict(said)) for m, said in problem.origin.items()),
    )
    return msgspec.json.encode(file)


def from_json(content: bytes) -> Problem:
    """Return the problem that JSON describes.

    Raises `FormatError`, with what is wrong, if it is not ours, too old, too new, or damaged.
    """
    try:
        header = msgspec.json.decode(content, type=_Header)
    except (msgspec.DecodeError, RecursionError):
        raise FormatError("This is not a problem saved by Elsewise, or it is cut off.") from None
    if header.format != FORMAT:
        raise FormatError(f"This holds “{header.format}”, not a problem saved by Elsewise.")
    if header.version > FORMAT_VERSION:
        raise FormatError(
            f"This was saved by a newer Elsewise (format {header.version}; this one reads up to "
            f"{FORMAT_VERSION}). Update Elsewise, or ground the world again."
        )
    if header.version < OLDEST_READABLE:
        raise FormatError(
            f"This was saved by an old Elsewise (format {header.version}; this one reads from "
            f"{OLDEST_READABLE} on). Ground the world again."
        )
    try:
        return _Reader(msgspec.json.decode(content, type=_File)).problem()
    except (msgspec.DecodeError, IndexError, ValueError, RecursionError) as error:
        raise FormatError(f"This problem file is damaged: {error}") from None


class _Reader:
    """Makes a problem of a file and sees that its numbers fit together."""

    def __init__(self, file: _File) -> None:
        self.file = file
        self.nodes = NodeReader(file.expressions, len(file.characters), len(file.fluents))
        count = len(file.characters)
        for seen_by in file.seen_by:
            if seen_by and len(seen_by) != count:
                raise ValueError("a list of who sees an event has not one entry per character")
        self.seen_by = [tuple(map(self.nodes.condition, seen_by)) for seen_by in file.seen_by]

    def problem(self) -> Problem:
        """Return the problem."""
        file, nodes = self.file, self.nodes
        if not 0 <= file.levels.extra <= MOST_LEVELS:
            raise ValueError("it keeps too many levels of minds, or too few")
        return Problem(
            name=file.name,
            characters=file.characters,
            fluents=tuple(
                Fluent(f.name, f.fact, f.arguments, f.kind, f.low, f.high) for f in file.fluents
            ),
            actions=tuple(map(self._event, file.actions)),
            triggers=tuple(map(self._event, file.triggers)),
            start=self._start(),
            wants=tuple(map(nodes.value, self._one_each(file.wants, "wants"))),
            story_wants=nodes.value(file.story_wants),
            endings={name: nodes.condition(e) for name, e in file.endings.items()},
            limits=file.limits,
            levels=MindLevels(
                file.levels.extra,
                self._one_each(file.levels.asked, "asked"),
                self._one_each(file.levels.consents, "consents"),
            ),
            constants=file.constants,
            origin=None
            if file.origin is None
            else {self.nodes.check_minds(said.minds): said.values for said in file.origin},
        )

    def _one_each(self, entries: tuple[_T, ...], name: str) -> tuple[_T, ...]:
        if len(entries) != len(self.file.characters):
            raise ValueError(f"`{name}` has not one entry per character")
        return entries

    def _start(self) -> Mapping[Minds, Mapping[int, Value]]:
        start = {}
        for said in self.file.start:
            self.nodes.check_minds(said.minds)
            start[said.minds] = {self.nodes.check_fluent(f): v for f, v in said.values}
        if sorted(start.get((), ())) != list(range(len(self.file.fluents))):
            raise ValueError("the start does not say every fluent")
        return start

    def _event(self, event: _Event) -> Event:
        nodes = self.nodes
        nodes.check_characters(event.by)
        if len(set(event.by)) < len(event.by) or not 0 <= event.rule < MOST_RULES:
            raise ValueError(f"the event {event.name} has no rule, or somebody twice")
        if not 0 <= event.seen_by < len(self.seen_by):
            raise ValueError(f"there is no list {event.seen_by} of who sees an event")
        return Event(
            event.name,
            event.rule,
            event.arguments,
            nodes.condition(event.condition),
            tuple(
                GroundEffect(
                    nodes.condition(e.condition),
                    nodes.check_minds(e.minds),
                    nodes.check_fluent(e.fluent),
                    nodes.value(e.value),
                )
                for e in event.effects
            ),
            event.by,
            self.seen_by[event.seen_by],
        )
