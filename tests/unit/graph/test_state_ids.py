from __future__ import annotations

from dataclasses import replace

import pytest

import elsewise as ew
from elsewise.errors import UsageError
from elsewise.graph.state_ids import DIGITS, LETTERS
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.forks import world_after
from elsewise.play.ground import ground
from elsewise.play.moment import Moment

WORLD = """\
world Shop
character Ann, Bob
type place
place Home, Shop, Park
fact at(character): place = Home
fact sold
start
  at(Bob) = Shop
action walk(who: character, to: place)
  if   not at(who) = to
  then at(who) = to
  by   who
  seen by every character c with at(c) = at(who)
action sell(Bob)
  if   at(Bob) = Shop and not sold
  then sold
  by   Bob
  seen by every character c with at(c) = Shop
Ann wants 1 if at(Ann) = Park
Bob wants 1 if sold
limits length 4
"""
LONGER = """\
fact weather: number = 3
fact open(place)
"""


def graph_of(text: str, **limits: int) -> StoryGraph:
    return ew.explore(ew.loads(text), explained=False, **limits)


def ids(graph: StoryGraph) -> list[str]:
    return [graph.id_of(state) for state in graph.states]


def test_every_state_has_an_id_and_is_found_by_it():
    graph = ew.explore(ew.sample("smoke"))
    names = ids(graph)
    assert len(set(names)) == len(graph)
    for state, name in enumerate(names):
        assert name[0] in LETTERS
        assert set(name) <= set(DIGITS)
        assert len(name) >= 6
        assert graph.named(f" {name.upper()}") == state


def test_unrelated_edits_change_no_id():
    plain = ids(graph_of(WORLD))
    edits = {
        "a fact": WORLD.replace("fact sold\n", f"fact sold\n{LONGER}"),
        "another order": WORLD.replace("fact sold\n", "").replace("fact at", "fact sold\nfact at"),
        "a false belief": WORLD.replace("fact sold\n", f"fact sold\n{LONGER}").replace(
            "start\n", "start\n  Ann believes weather = 5\n"
        ),
        "an ending": WORLD + "ending done if sold and at(Ann) = Park\n",
        "another want": WORLD.replace("Ann wants 1", "Ann wants 2"),
        "somebody who misses nothing": WORLD.replace("Ann, Bob", "Ann, Bob, Cat")
        .replace("  at(Bob) = Shop\n", "  at(Bob) = Shop\n  at(Cat) = Park\n")
        .replace("seen by every", "seen by Cat, every"),
    }
    for what, text in edits.items():
        assert text != WORLD
        edited = ids(graph_of(text))
        if what == "somebody who misses nothing":  # others do, and he knows
            edited = [name[:6] for name in edited]
            assert {name[:6] for name in plain} <= set(edited)
        else:
            assert set(plain) <= set(edited), what


def test_what_is_kept_besides_changes_no_id():
    smoke = ground(ew.sample("smoke"))
    graph = ew.explore(smoke)
    assert set(ids(graph)) == set(ids(ew.explore(smoke.with_all_minds())))
    assert set(ids(ew.explore(smoke, length=4))) <= set(ids(graph))
    assert set(ids(ew.explore(smoke, depth=1))) <= set(ids(graph))


def test_states_that_differ_in_minds_about_minds_have_longer_ids():
    text = WORLD + "ending done if Ann believes Bob believes Ann believes sold\n"
    graph = graph_of(text)
    names = ids(graph)
    assert len(set(names)) == len(graph)
    deep = [name for name in names if len(name) > 6]
    assert deep
    for name in deep:
        assert graph.named(name) == names.index(name)
        with pytest.raises(UsageError, match=f"states are called {name[:6]}: .*{name}"):
            graph.named(name[:6])


def test_a_world_that_begins_later_names_states_alike():
    problem = ground(ew.loads(WORLD))
    graph = ew.explore(problem, explained=False)
    state = next(s for s in graph.states if graph.values(s)["sold"])
    start = {(): {f: graph.values(state)[x.name] for f, x in enumerate(problem.fluents)}}
    for c, (_, mind) in enumerate(graph.minds(state).items()):
        start[(c,)] = {f: graph.values(mind)[x.name] for f, x in enumerate(problem.fluents)}
    origin = {
        path: {problem.fluents[f].name: value for f, value in said.items()}
        for path, said in problem.start.items()
    }
    later = ew.explore(replace(problem, start=start, origin=origin), explained=False, length=1)
    assert later.id_of(0)[:6] == graph.id_of(state)[:6]
    assert ew.explore(replace(problem, start=start), length=0).id_of(0) == graph.id_of(0)[:6]


def test_what_is_no_id():
    graph = graph_of(WORLD)
    for text in ("", "7", "hello", "b o"):
        with pytest.raises(UsageError, match="no id of a state; one looks like"):
            graph.named(text)
    other = ids(graph_of(WORLD.replace("Shop", "Mill").replace("Park", "Hill")))
    with pytest.raises(UsageError, match="There is no state"):
        graph.named(next(name for name in other if name not in ids(graph)))


def test_a_world_that_goes_on_from_a_moment_names_its_states_as_before():
    smoke = ew.sample("smoke")
    graph = ew.explore(smoke)
    for state in (1, 5, 20):
        way = graph.way_to(state)
        later = ew.explore(world_after(smoke, way))
        assert later.id_of(0) == graph.id_of(state)
        problem = Moment.start(ground(smoke), ew.effective_limits(smoke)).replay(way).as_problem()
        assert set(ids(ew.explore(problem, length=3))) <= set(ids(graph))
    plain = ew.explore(replace(world_after(smoke, graph.way_to(5)), origin=None))
    assert plain.id_of(0) == graph.id_of(0)  # a start of its own
