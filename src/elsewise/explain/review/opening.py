"""Finds the plot that somebody names, and the world that the plot names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from elsewise.diagnostics import Code, Diagnostic, Span, diagnose
from elsewise.diagnostics.catalogue import plots as codes
from elsewise.diagnostics.did_you_mean import nearest
from elsewise.errors import UsageError, WorldError
from elsewise.explain.review.plot import Plot, PlotBeat, PlotScene
from elsewise.explain.review.reading import read_plot
from elsewise.files.read import read_text
from elsewise.play.load import load
from elsewise.play.plots import story_of
from elsewise.samples import sample, sample_names, sample_plot_path
from elsewise.story.story import Story
from elsewise.story.story_file import read_stories
from elsewise.telling.words import say_name
from elsewise.world.model import World


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
    return path if path.exists() or example is None else example


def _from_file(path: Path, number: int, *, headless: bool) -> Plot:
    text = read_text(path)
    if text.lstrip().startswith("{"):
        return plot_of(story_of(read_stories(text, str(path)), number, str(path)))
    return read_plot(text, path.name, headless=headless)


def _world_of(plot: Plot, folder: Path) -> World:
    if plot.world is None:
        raise UsageError("The plot names no world: say which it is of.")
    path = folder / plot.world
    if path.is_file():
        return load(path)
    if plot.world in sample_names():
        return sample(plot.world)
    near = nearest(plot.world, sample_names())
    hint = f"Did you mean {near}?" if near else "There is " + ", ".join(sample_names()) + "."
    raise WorldError([_fault(plot, codes.UNKNOWN_WORLD, plot.world_span, hint, plot.world, None)])


def _checked(plot: Plot, world: World) -> Plot:
    """Return the plot with its places and people by name. Raises for those that do not exist."""
    faults: list[Diagnostic] = []
    entities = [entity.name for entity in world.entities]
    people = [entity.name for entity in world.characters]
    endings = [ending.name for ending in world.endings]

    def check(
        code: Code,
        said: str | None,
        found: str | None,
        span: Span,
        known: list[str],
        *,
        listed: bool,
    ) -> None:
        if said is None or found is not None:
            return
        near = nearest(said, known)
        hint = f"Did you mean {near}?" if near else f"There is {', '.join(known)}."
        suggestion = hint if near or listed else None
        faults.append(_fault(plot, code, span, suggestion, said, world))

    scenes = []
    for scene in plot.scenes:
        place = _named(world, scene.place, people=False)
        eyes = _named(world, scene.viewpoint, people=True)
        check(codes.UNKNOWN_PLACE, scene.place, place, scene.place_span, entities, listed=False)
        span = scene.viewpoint_span
        check(codes.UNKNOWN_VIEWPOINT, scene.viewpoint, eyes, span, people, listed=True)
        scenes.append(PlotScene(scene.line, scene.title, place, eyes))
    ending = plot.ending if plot.ending in endings else None
    check(codes.UNKNOWN_ENDING, plot.ending, ending, plot.ending_span, endings, listed=True)
    if faults:
        raise WorldError(sorted(faults, key=lambda fault: fault.span))
    return replace(plot, scenes=tuple(scenes))


def _named(world: World, words: str | None, *, people: bool) -> str | None:
    """Return the entity that is called so: by its name, or as the world says it."""
    if words is None:
        return None
    wanted = words.lower().removeprefix("the ")
    for entity in world.characters if people else world.entities:
        calls = {entity.name.lower(), say_name(entity).lower().removeprefix("the ")}
        if wanted in calls:
            return entity.name
    return None


def _fault(
    plot: Plot, code: Code, span: Span, suggestion: str | None, name: str, world: World | None
) -> Diagnostic:
    return diagnose(
        code,
        plot.source,
        span,
        suggestion=suggestion,
        name=name,
        world="" if world is None else world.name,
    )
