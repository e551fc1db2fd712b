"""What symmetry, commuting events and forgetting could save at most, measured on whole graphs.

    python benchmarks/bounds.py letter smoke
    python benchmarks/bounds.py FOLDER/hospital.txt --length 4

*Symmetry*: two entities are interchangeable if swapping them, in all values and minds, turns every
state of the graph into a state of the graph; the start must stay as it is. So many states are left
if those that swaps turn into each other count once.

*Commuting*: an edge that leads to a state that another edge has led to already would not have to be
taken if one could know it beforehand.

*Forgetting*: all nodes made for reasons are dropped after every layer; then fewer are there at
once, and transitions have to be worked out again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from itertools import combinations

import elsewise as ew
from elsewise.engines.kernel import KernelEngine
from elsewise.engines.kernel.border import statistics
from elsewise.graph.story_graph import StoryGraph
from elsewise.story.limits import Statistics
from elsewise.story.story import State

Swap = Mapping[str, str]
Frozen = tuple[object, ...]


def frozen(state: State, swap: Swap, names: Mapping[str, str]) -> Frozen:
    """Return a state, with two entities swapped, as something to be compared."""
    values = sorted(
        (names[fluent], str(swap.get(str(value), value))) for fluent, value in state.values.items()
    )
    minds = sorted((swap.get(who, who), frozen(m, swap, names)) for who, m in state.minds.items())
    return (tuple(values), tuple(minds))


def renamed(graph: StoryGraph, swap: Swap) -> dict[str, str] | None:
    """Return what each fluent is called after a swap; None if there is no such fluent."""
    fluents = graph.problem.fluents
    place = {(fluent.fact, fluent.arguments): fluent.name for fluent in fluents}
    names: dict[str, str] = {}
    for fluent in fluents:
        arguments = tuple(swap.get(str(a), a) for a in fluent.arguments)
        if (fluent.fact, arguments) not in place:
            return None
        names[fluent.name] = place[fluent.fact, arguments]
    return names


def swaps(graph: StoryGraph, states: list[State]) -> Iterator[tuple[Swap, list[Frozen]]]:
    """Yield the swaps of two entities that leave the graph as it is, and what they make of it."""
    same = {fluent.name: fluent.name for fluent in graph.problem.fluents}
    plain = {frozen(state, {}, same) for state in states}
    entities = {a for fluent in graph.problem.fluents for a in fluent.arguments}
    for one, other in combinations(sorted(e for e in entities if isinstance(e, str)), 2):
        swap = {one: other, other: one}
        names = renamed(graph, swap)
        if names is None or frozen(states[0], swap, names) != frozen(states[0], {}, same):
            continue
        images = [frozen(state, swap, names) for state in states]
        if plain.issuperset(images):
            yield swap, images


def orbits(count: int, images: list[list[int]]) -> int:
    """Return how many classes there are, if every list maps each of so many things to its like."""
    root = list(range(count))

    def find(thing: int) -> int:
        while root[thing] != thing:
            root[thing] = root[root[thing]]
            thing = root[thing]
        return thing

    for image in images:
        for thing, like in enumerate(image):
            root[find(thing)] = find(like)
    return sum(find(thing) == thing for thing in range(count))


def measure(graph: StoryGraph) -> str:
    """Say what could be saved on a graph."""
    states = [graph.state(number) for number in graph.states]
    same = {fluent.name: fluent.name for fluent in graph.problem.fluents}
    number = {frozen(state, {}, same): i for i, state in enumerate(states)}
    found = list(swaps(graph, states))
    left = orbits(len(states), [[number[f] for f in images] for _, images in found])
    pairs = ", ".join("/".join(sorted(swap)) for swap, _ in found) or "none"
    again = graph.edge_count - (len(states) - 1)
    return (
        f"{graph.problem.name}: {len(states):,} states to {graph.limits.length} beats; "
        f"interchangeable: {pairs}; {left:,} states up to swaps; "
        f"{graph.edge_count:,} edges, {again / max(graph.edge_count, 1):.0%} to known states"
    )


def forgetting(graph: StoryGraph) -> str:
    """Ask for all reasons with one engine, and with one for every layer."""
    actions = {action.name: number for number, action in enumerate(graph.problem.actions)}
    taken: list[Statistics] = []
    for groups in ([list(graph.states[: graph.explored])], [list(layer) for layer in graph.layers]):
        most, transitions = 0, 0
        for states in groups:
            engine = KernelEngine(graph.problem, graph.limits.depth)
            for number in states:
                state = engine.start()
                for event in graph.way_to(number):
                    state = engine.after(state, actions[event])
                if number < graph.explored:
                    for action in engine.possible(state):
                        engine.reasons(state, action, graph.limits.foresight)
            made = statistics(engine._kernel)
            most = max(most, made.states)
            transitions += made.transitions
        taken.append(Statistics(states=most, transitions=transitions))
    kept, forgotten = taken
    return (
        f"forgetting after every layer: {forgotten.states / kept.states:.0%} of "
        f"{kept.states:,} nodes at once, {forgotten.transitions / kept.transitions:.1f} times "
        f"{kept.transitions:,} transitions"
    )


def main() -> int:
    """Measure the worlds asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("worlds", nargs="+", help="world files, or names of example worlds")
    parser.add_argument("--length", type=int, help="most beats (the world's)")
    asked = parser.parse_args()
    for name in asked.worlds:
        world = ew.sample(name) if name in ew.sample_names() else ew.load(name)
        graph = ew.explore(world, length=asked.length)
        print(f"{measure(graph)}; {forgetting(graph)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
