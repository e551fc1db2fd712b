"""Sees whether all ways of searching agree on the shortest length, in worlds nobody has seen.

    python benchmarks/agreement.py --worlds 200

For every generated world and each of its endings, the ways in `WAYS` say how long the shortest
story is, or that there is none; a way may abstain where it does not fit. The judge is the plainest:
breadth first, one step after the other, without looking ahead. It also counts sequences, which the
kernel must do alike. Every story found is checked by the rules of the reference engine. A line is
printed for every difference.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field, replace

import generated

import elsewise as ew
from elsewise.engines.kernel import KernelEngine
from elsewise.engines.protocol import Engine, Handle
from elsewise.problem.problem import Condition, FluentRead, Problem, ValueExpression
from elsewise.story.limits import Limits, Status

MOST_EDGES = 5_000
"""So many events are asked for reasons, breadth first, before the length is cut down to there."""
SECONDS = 1.0
"""Ways that can take long, listing and the reference engine, abstain if they need longer."""

Length = int | None
"""Beats of the shortest story; None: there is none within the limits."""
Answers = Iterator[tuple[str, Length]]
"""Endings, and what a way of searching says of each."""


# -- ways ---------------------------------------------------------------------------------------


def default(problem: Problem, limits: Limits) -> Answers:
    """Search as users do."""
    for ending in problem.endings:
        yield from _searched(problem, limits, ending)


def one_more_level(problem: Problem, limits: Limits) -> Answers:
    """Keep minds one level deeper than conditions look.

    By rule this can only matter where what happens depends on what is believed (semantics page).
    """
    if not happenings_depend_on_minds(problem):
        yield from default(problem, replace(limits, extra_levels=problem.levels.extra + 1))


def listing(problem: Problem, limits: Limits) -> Answers:
    """List several stories: another search, by sequences instead of states."""
    for ending in problem.endings:
        yield from _searched(problem, replace(limits, seconds=SECONDS), ending, most=3)


def graph(problem: Problem, limits: Limits) -> Answers:
    """Make the whole graph, and see in which layer each ending is first reached."""
    whole = ew.explore(problem, limits=limits)
    for ending in problem.endings if whole.complete else ():
        yield ending, min(map(whole.layer, whole.reaching(ending)), default=None)


def best_first(problem: Problem, limits: Limits) -> Answers:
    """Take the first story that comes up, then any that is shorter, until there is none.

    Scouts look for it, with less foresight and depth first, and the one nearest to the goal first.
    """
    for ending in problem.endings:
        shortest: Length = None
        length = limits.length
        while length >= 0:
            shorter = replace(limits, length=length)
            story = ew.find(problem, ending=ending, limits=shorter, mode="first").story
            if story is None:
                break
            shortest = len(story.beats)
            length = shortest - 1
        yield ending, shortest


def reference(problem: Problem, limits: Limits) -> Answers:
    """Search for the first ending with the reference engine, if it is quick about it."""
    limited = replace(limits, seconds=SECONDS)
    yield from _searched(problem, limited, next(iter(problem.endings)), engine="reference")


WAYS: dict[str, Callable[[Problem, Limits], Answers]] = {
    "default": default,
    "one more level": one_more_level,
    "listing": listing,
    "graph": graph,
    "best first": best_first,
    "reference": reference,
}


def _searched(
    problem: Problem, limits: Limits, ending: str, most: int = 1, engine: str = "kernel"
) -> Answers:
    outcome = ew.find(problem, ending=ending, limits=limits, most=most, engine=engine)
    if outcome.status is Status.NONE:
        yield ending, None
    elif outcome.story is not None and outcome.proven_shortest:
        yield ending, len(outcome.story.beats)


def happenings_depend_on_minds(problem: Problem) -> bool:
    """Whether an effect on the world, or a trigger that has one, looks into a mind."""
    for event in (*problem.actions, *problem.triggers):
        base = [effect for effect in event.effects if not effect.minds]
        looked: list[Condition | ValueExpression] = [e.condition for e in base] + [
            e.value for e in base
        ]
        if base and event in problem.triggers:
            looked.append(event.condition)
        if any(map(_looks_into_minds, looked)):
            return True
    return False


def _looks_into_minds(part: object) -> bool:
    if isinstance(part, FluentRead):
        return bool(part.minds)
    if isinstance(part, tuple):
        return any(map(_looks_into_minds, part))
    names: dict[str, object] = getattr(part, "__dataclass_fields__", {})
    return any(_looks_into_minds(getattr(part, name)) for name in names)


# -- the judge ----------------------------------------------------------------------------------


Ways = dict[Handle, int]
"""States of one layer, and how many explained sequences of events lead to each."""


@dataclass(slots=True)
class Layers:
    """What breadth first found: how far it came, and where each ending is first reached."""

    length: int = 0
    reached: dict[str, int] = field(default_factory=dict)
    sequences: list[int] = field(default_factory=list)


def breadth_first(engine: Engine, limits: Limits) -> Layers:
    """Take every explained step from every state, layer by layer, until the limit or too many.

    `sequences` counts the explained sequences of each length.
    """
    found = Layers()
    layer: Ways = {engine.start(): 1}
    seen: set[Handle] = set()
    edges = 0
    while True:
        _note_endings(engine, layer.keys() - seen, found)
        found.sequences.append(sum(layer.values()))
        if found.length == limits.length:
            return found
        seen |= layer.keys()
        following: Ways = {}
        for state, ways in layer.items():
            possible = engine.possible(state)
            edges += len(possible)
            if edges > MOST_EDGES:
                return found
            for action in possible:
                if engine.reasons(state, action, limits.foresight) is not None:
                    after = engine.after(state, action)
                    following[after] = following.get(after, 0) + ways
        layer = following
        found.length += 1


def _note_endings(engine: Engine, states: Set[Handle], found: Layers) -> None:
    for ending in engine.problem.endings:
        if ending not in found.reached and any(engine.holds(s, ending) for s in states):
            found.reached[ending] = found.length


# -- all ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """What was compared."""

    worlds: int = 0
    beats: int = 0
    endings: int = 0
    stories: int = 0
    answers: dict[str, int] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        answers = ", ".join(f"{name} {count}" for name, count in self.answers.items())
        return (
            f"{self.worlds} worlds, breadth first to {self.beats / self.worlds:.1f} beats; "
            f"{self.endings} endings, {self.stories} reached by a story; "
            f"answers compared with breadth first: {answers}; {len(self.differences)} differences"
        )


def compare(seed: int, tally: Tally) -> None:
    """Ask all ways about the world of a seed, and add to the tally what they say."""
    problem = ew.ground(ew.loads(generated.world_text(seed)))
    limits = ew.effective_limits(problem)
    engine = KernelEngine(problem, limits.depth, limits.extra_levels)
    judge = breadth_first(engine, limits)
    limits = replace(limits, length=judge.length)
    tally.worlds += 1
    tally.beats += judge.length
    tally.endings += len(problem.endings)
    tally.stories += sum(map(bool, judge.reached.values()))
    counts = list(engine.count(limits.length, limits.foresight))
    if counts != judge.sequences:
        tally.differences.append(f"world {seed}: counts {counts}, not {judge.sequences}")
    for name, way in WAYS.items():
        for ending, length in way(problem, limits):
            tally.answers[name] = tally.answers.get(name, 0) + 1
            if length != judge.reached.get(ending):
                said = f"{name} says {length}, breadth first {judge.reached.get(ending)}"
                tally.differences.append(f"world {seed}, {ending}, {limits}: {said}")
    for ending in problem.endings:
        story = ew.find(problem, ending=ending, limits=limits).story
        fault = None if story is None else ew.validate(problem, story, limits=limits)
        if fault is not None:
            tally.differences.append(f"world {seed}, {ending}: the story does not hold: {fault}")


def main() -> int:
    """Compare as many worlds as asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--worlds", type=int, default=200, help="how many (200)")
    parser.add_argument("--first", type=int, default=1, help="the first seed (1)")
    asked = parser.parse_args()
    tally = Tally()
    for seed in range(asked.first, asked.first + asked.worlds):
        compare(seed, tally)
        if seed % 10 == 0:
            print(f"seed {seed}: {tally}", file=sys.stderr, flush=True)
    print("\n".join([*tally.differences, str(tally)]))
    return 1 if tally.differences else 0


if __name__ == "__main__":
    sys.exit(main())
