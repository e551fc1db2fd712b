"""A plot as its author wrote it: beats in order, scenes, notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from elsewise.diagnostics import NOWHERE, Source, Span


@dataclass(frozen=True, slots=True)
class PlotScene:
    """A stretch of a plot, from its line to the next scene's.

    `place` and `viewpoint` are names as written, None where nothing is said of them.
    """

    line: int
    title: str | None = None
    place: str | None = None
    viewpoint: str | None = None
    place_span: Span = field(default=NOWHERE, compare=False)
    viewpoint_span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PlotBeat:
    """One thing that happens, in the author's words; `scene` counts from 0 (None: before any)."""

    line: int
    text: str
    scene: int | None = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of the author's; nothing is made of it."""

    line: int
    text: str


@dataclass(frozen=True)
class Plot:
    """A plot: its title, the name of its world (None: not said), where it should end, and beats.

    Lines count from 1. `ending` is the name of an ending of the world, None if nothing is said.
    """

    title: str | None
    world: str | None
    beats: tuple[PlotBeat, ...]
    scenes: tuple[PlotScene, ...] = ()
    notes: tuple[Note, ...] = ()
    ending: str | None = None
    source: Source = field(default=Source("", ""), compare=False, repr=False)
    world_span: Span = field(default=NOWHERE, compare=False)
    ending_span: Span = field(default=NOWHERE, compare=False)

    def scene_of(self, beat: PlotBeat) -> PlotScene | None:
        """Return the scene that a beat belongs to, if any."""
        return None if beat.scene is None else self.scenes[beat.scene]
