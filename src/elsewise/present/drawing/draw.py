"""Drawing: which picture is made of what."""

from __future__ import annotations

from functools import partial
from typing import Unpack

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError
from elsewise.explain.causes import CauseKind, causal_edges
from elsewise.explain.counterfactual.comparison import Comparison
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.graph_of_world import graph_of
from elsewise.play.ground import ground
from elsewise.play.minds import mind_in, minds
from elsewise.play.plots import Plot, as_story
from elsewise.play.settings import Said
from elsewise.present.drawing.drawn_story import run_plot
from elsewise.present.drawing.fork import DrawnFork, draw_fork, fork_of_comparison, fork_of_stories
from elsewise.present.drawing.map_picture import draw_map
from elsewise.present.drawing.mind_table import draw_mind_table
from elsewise.present.drawing.mind_timeline import draw_mind_timeline
from elsewise.present.drawing.picture import Picture
from elsewise.present.drawing.swim_lanes import Pair, draw_lanes
from elsewise.present.drawing.themes import check_theme
from elsewise.show.layout import counted
from elsewise.story.story import Story
from elsewise.world.model import World

KINDS = ("lanes", "minds", "map", "fork")


def draw(
    world: World | StoryGraph | Comparison | None,
    story: Plot | Comparison | None = None,
    other: Plot | None = None,
    *,
    what: str | None = None,
    graph: StoryGraph | None = None,
    at: int | None = None,
    mind: str | None = None,
    wrong: bool = False,
    by: str | None = None,
    look: str = "auto",
    **said: Unpack[Said],
) -> Picture:
    """Draw a picture of a story, of minds, or of all stories.

    `what`: `lanes`, who does what and who sees it (what is drawn of a `story`); `minds`, who
    believes what after the beat `at` (None: the last), or with `mind` and no beat, that character's
    mind through the story; `map`, all stories (what is drawn without one), of a world within its
    limits (or others: `length=8`), or of a `graph`, which may also stand in place of the world, if
    events need not be said in words; `fork`, a story beside an `other`, or the two courses of a
    what-if, which stands in place of the story (and without the world, if events need not be said
    in words).

    `wrong`: of minds at a beat, only what somebody sees otherwise. `by`: a fact, such as `at(Lex)`,
    by whose values a map tells states apart. `look`: `auto` (light, or dark where the reader's
    screen is), `light` or `dark`. Raises `UsageError` for what does not exist or does not fit
    together (a graph of another world, say), and if the story has an event that cannot happen where
    it stands.
    """
    check_theme(look)
    if isinstance(world, StoryGraph):
        world, graph = None, world
    if isinstance(world, Comparison):
        world, story = None, world
    kind = _kind(what, story, other, mind, at)
    if kind == "fork":
        return draw_fork(_fork(world, story, other), look)
    if isinstance(story, Comparison):
        raise UsageError("Of a what-if, the fork is drawn; for other pictures, give a story.")
    if kind == "map":
        graph = graph_of(world, graph, said)
        later = "" if graph.problem.origin is None else " from another start"
        return draw_map(graph, world, f"{graph.problem.name}: all stories{later}", look, by)
    if world is None:
        raise UsageError("Of a graph without its world only the map can be drawn.")
    draw_one = partial(_minds, at=at, mind=mind, wrong=wrong) if kind == "minds" else _lanes
    return draw_one(world, story, look)


def _kind(
    what: str | None,
    story: Plot | Comparison | None,
    other: Plot | None,
    mind: str | None,
    at: int | None,
) -> str:
    """Return which picture is meant, where none is said by what is to be drawn."""
    if what is not None:
        if what not in KINDS:
            raise UsageError(f"There is no picture called {what}.{did_you_mean(what, KINDS)}")
        return what
    if isinstance(story, Comparison) or other is not None:
        return "fork"
    if at is not None or mind is not None:
        return "minds"
    return "map" if story is None else "lanes"


def _fork(world: World | None, story: Plot | Comparison | None, other: Plot | None) -> DrawnFork:
    if isinstance(story, Comparison):
        return fork_of_comparison(story, world)
    if world is None or story is None or other is None:
        raise UsageError("A fork is drawn of a world and two stories, or of a what-if.")
    return fork_of_stories(world, story, other)


def _lanes(world: World, plot: Plot | None, look: str) -> Picture:
    if plot is None:
        raise UsageError("Lanes are drawn of a story: give one, or the events of a plot.")
    story = as_story(plot)
    aim = f", to the ending {story.goal}" if isinstance(story.goal, str) else ""
    title = f"{world.name}: a story of {counted(len(story.beats), 'beat')}{aim}"
    return draw_lanes(run_plot(world, story), causes_of(world, story), title, look)


def causes_of(world: World, story: Story) -> dict[Pair, bool]:
    """Return which beats of a story are causes of which, as lanes show it."""
    causes: dict[Pair, bool] = {}
    for cause in causal_edges(world, story.events):
        if cause.source:
            pair = (cause.source, cause.target)
            causes[pair] = causes.get(pair, False) or cause.kind is not CauseKind.MOTIVATES
    return causes


def _minds(
    world: World, story: Plot | None, look: str, *, at: int | None, mind: str | None, wrong: bool
) -> Picture:
    path = tuple(name.strip() for name in mind.split(",")) if mind else ()
    for name in path:
        ground(world).character_number(name)
    if story is not None and at is None and len(path) == 1:
        title = f"{world.name}: the mind of {path[0]}"
        return draw_mind_timeline(run_plot(world, story), path[0], title, look)
    made = as_story(story or ())
    state = mind_in(minds(world, made, at, depth=len(path) + 1), path)
    beat = len(made.beats) if at is None else at
    place = f"after beat {beat}, {made.beats[beat - 1].event}" if beat else "at the start"
    who = f", in the mind of {' and there of '.join(path)}" if path else ""
    owner = path[-1] if path else None
    return draw_mind_table(state, f"{world.name} {place}{who}", look, wrong_only=wrong, owner=owner)
