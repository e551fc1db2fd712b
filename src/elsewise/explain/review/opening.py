"""Finds the plot that somebody names, and the world that the plot names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from elsewise.diagnostics import Code, Diagnostic, Span, diagnose
from elsewise.diagnostics.catalogue import plots as codes
from elsewise.diagnostics.did_you_mean import nearest
from elsewise.errors import UsageError, WorldError
from elsewise.explain.review.plot import Plot, PlotBeat, PlotScene
from elsewise.explain.review.reading import read_plot
from elsewise.files.read import is_file, read_loosely
from elsewise.play.load import load
from elsewise.play.plots import story_of
from elsewise.samples import sample, sample_names, sample_plot_path
from elsewise.story.story import Story
from elsewise.story.story_file import read_stories
from elsewise.telling.words import say_name
from elsewise.world.model import Entity, World


def opened(
    plot: Plot | Story | str | Path, world: World | None, number: int = 1
) -> tuple[Plot, World]:
    """Return a plot that was checked against its world, and the world.

    `number` says which story of a file of stories, counted from 1. Raises `WorldError` with
    everything that is wrong with the text, and `UsageError` if there is no such file, or no world.
    """
    folder = Path()
    if isinstance(plot, Story):
        read = plot_of(plot)
    elif isinstance(plot, Plot):
        read = plot
        folder = Path(plot.source.name).parent
    else:
        path = _path_of(plot)
        read = _from_file(path, number, headless=world is not None)
        folder = path.parent
    found = world if world is not None else _world_of(read, folder)
    return _checked(read, found), found


def plot_of(story: Story) -> Plot:
    """Return a story as a plot: one line for each event, and its ending."""
    beats = tuple(PlotBeat(line, beat.event) for line, beat in enumerate(story.beats, start=1))
    return Plot(None, None, beats, ending=story.goal if isinstance(story.goal, str) else None)


def _path_of(plot: str | Path) -> Path:
    """Return the path of a plot, or of the example plot of that name."""
    path = Path(plot)
    example = sample_plot_path(str(plot))
    return path if example is None or is_file(path) else example


def _from_file(path: Path, number: int, *, headless: bool) -> Plot:
    text = read_loosely(path)
    if text.lstrip().startswith("{"):
        return plot_of(story_of(read_stories(text, str(path)), number, str(path)))
    return read_plot(text, path.name, headless=headless)


def _world_of(plot: Plot, folder: Path) -> World:
    if plot.world is None:
        raise UsageError("The plot names no world: say which it is of.")
    path = folder / plot.world
    if is_file(path):
        return load(path)
    if plot.world in sample_names():
        return sample(plot.world)
    near = nearest(plot.world, sample_names())
    hint = f"Did you mean {near}?" if near else "There is " + ", ".join(sample_names()) + "."
    unknown = codes.UNKNOWN_WORLD
    raise WorldError(
        [diagnose(unknown, plot.source, plot.world_span, suggestion=hint, name=plot.world)]
    )


def _checked(plot: Plot, world: World) -> Plot:
    """Return the plot with its places and people by name. Raises for those that do not exist."""
    faults: list[Diagnostic] = []

    def named(
        code: Code, said: str | None, span: Span, calls: Mapping[str, str], hint: str | None = None
    ) -> str | None:
        """Return the name of what is called so; what nothing is called is a fault."""
        if said is None:
            return None
        found = calls.get(said, calls.get(said.lower().removeprefix("the ")))
        if found is None:
            near = nearest(said, list(calls.values()))
            better = f"Did you mean {near}?" if near else hint
            faults.append(
                diagnose(code, plot.source, span, suggestion=better, name=said, world=world.name)
            )
        return found

    things, people = _calls(world.entities), _calls(world.characters)
    endings = {ending.name: ending.name for ending in world.endings}
    persons = f"There is {', '.join(person.name for person in world.characters)}."
    scenes = tuple(
        PlotScene(
            scene.line,
            scene.title,
            named(codes.UNKNOWN_PLACE, scene.place, scene.place_span, things),
            named(codes.UNKNOWN_VIEWPOINT, scene.viewpoint, scene.viewpoint_span, people, persons),
        )
        for scene in plot.scenes
    )
    ends = f"There is {', '.join(endings)}."
    named(codes.UNKNOWN_ENDING, plot.ending, plot.ending_span, endings, ends)
    if faults:
        raise WorldError(sorted(faults, key=lambda fault: fault.span))
    return replace(plot, scenes=scenes)


def _calls(entities: Iterable[Entity]) -> Mapping[str, str]:
    """Return entities by what they are called: their name, or as the world says it."""
    calls: dict[str, str] = {}
    for entity in entities:
        for call in (entity.name, entity.name.lower(), say_name(entity).lower()):
            calls.setdefault(call.removeprefix("the "), entity.name)
    return calls
