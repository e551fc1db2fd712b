"""Every verb that takes a graph refuses one that is not of the world that is given with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import elsewise as ew

TEXT = """world Pond
character Ida (she), Ole (he)
fact wet(who: character)
fact angry
action splash(who: character)
  if      not wet(who)
  then    wet(who), angry if (some character c with wet(c) and not c = who)
  by      who
  tell    "{who} [splashes] about"
every character c wants 1 if angry
ending quarrel if angry
"""
WORLD = ew.loads(TEXT)
CHANGED = {
    "another effect": TEXT.replace("wet(who), angry if", "wet(who), angry unless").replace(
        "angry unless (some", "angry if not (some"
    ),
    "another fact": TEXT.replace("angry", "cross"),
    "another want": TEXT.replace("wants 1", "wants 2"),
    "another ending": TEXT + "ending dry if not angry\n",
    "another condition of an ending": TEXT.replace("quarrel if angry", "quarrel if not angry"),
    "another start": TEXT.replace("action", "start\n  wet(Ida)\naction"),
    "another name": TEXT.replace("Ole", "Per"),
    "one more": TEXT.replace("Ole (he)", "Ole (he), Per (he)"),
}
VERBS: dict[str, Callable[[ew.World, ew.StoryGraph, Path], object]] = {
    "ask": lambda world, graph, _: ew.ask(world, "possible wet(Ida)", graph=graph),
    "coverage": lambda world, graph, _: ew.coverage(world, graph=graph),
    "draw": lambda world, graph, _: ew.draw(world, graph=graph),
    "export": lambda world, graph, at: ew.export(world, at / "all.dot", graph=graph),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("kind", CHANGED)
def test_a_graph_of_the_world_as_it_was(verb: str, kind: str, tmp_path: Path) -> None:
    graph = ew.explore(WORLD, length=3)
    changed = ew.loads(CHANGED[kind])
    with pytest.raises(ew.UsageError, match="This graph is of Pond as it once was"):
        VERBS[verb](changed, graph, tmp_path)


@pytest.mark.parametrize("verb", VERBS)
def test_a_graph_of_another_world(verb: str, tmp_path: Path) -> None:
    graph = ew.explore(ew.sample("quarrel"), length=3)
    with pytest.raises(ew.UsageError, match="This graph is of Quarrel, and not of Pond"):
        VERBS[verb](WORLD, graph, tmp_path)


@pytest.mark.parametrize("verb", VERBS)
def test_a_graph_of_this_world(verb: str, tmp_path: Path) -> None:
    """Also one from a file, or from a later moment; and words may be others."""
    path = tmp_path / "some.graph"
    ew.explore(WORLD, length=3).save(path)
    later = ew.explore(ew.begin(WORLD).replay(["splash(Ida)"]).as_problem(), length=2)
    said = ew.loads(TEXT.replace("[splashes] about", "[swims]").replace("Pond", "Lake"))
    for world in (WORLD, said):
        for graph in (ew.explore(WORLD, length=3), ew.open_graph(path), later):
            VERBS[verb](world, graph, tmp_path)
