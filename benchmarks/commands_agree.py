"""Sees whether all commands know and say the same, in worlds nobody has seen.

    python benchmarks/commands_agree.py --worlds 1000

For every world and each of its endings, what `find` finds (or proves not to be there) must be what
every other verb says of it within the same limits: `validate`, `explore`, `ask`, `why_not`,
`would_take`, `whatif`, `coverage` and the `expect` lines of `run_tests`. Where a verb finds a story
or a change of its own, that must hold by `find` and by the rules of the reference. The worlds are
those of `generated.py` and `edges.py` in turn. A line is printed for every difference.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import edges
import generated

import elsewise as ew
from elsewise.explain.absence.answer import Layer
from elsewise.explain.counterfactual.interventions import forked
from elsewise.explain.coverage.values import Covered, Kind
from elsewise.world.reading import read_question

EFFORT = 0.5
"""Seconds to look for changes, and beyond the limits: all that is found by then is checked."""

Said = Iterator[str]
"""What is said otherwise than `find` has it."""


@dataclass(frozen=True)
class Known:
    """A world, its limits, and what `find` says of each of its endings."""

    world: ew.World
    limits: ew.Limits

    @classmethod
    def of(cls, world: ew.World) -> Known:
        """Return what is known of a world."""
        return cls(world, ew.effective_limits(world))

    @cached_property
    def outcomes(self) -> Mapping[str, ew.Outcome]:
        """What find says of each ending."""
        return {e.name: ew.find(self.world, ending=e.name) for e in self.world.endings}

    @cached_property
    def graph(self) -> ew.StoryGraph:
        """All stories within the limits."""
        return ew.explore(self.world)

    @cached_property
    def asked(self) -> Mapping[str, ew.Answer]:
        """What ask says of each ending."""
        return {name: ew.ask(self.world, f"possible {name}") for name in self.outcomes}

    @cached_property
    def why_nots(self) -> Mapping[str, ew.WhyNot]:
        """What why-not says of each ending."""
        return {
            name: ew.why_not(self.world, name, seconds=None if name in self.stories else EFFORT)
            for name in self.outcomes
        }

    @property
    def stories(self) -> Mapping[str, ew.Story]:
        """The stories that find has."""
        return {name: o.story for name, o in self.outcomes.items() if o.story is not None}


def stories_hold(known: Known) -> Said:
    """See that a story that is found holds."""
    for name, story in known.stories.items():
        fault = ew.validate(known.world, story, limits=known.limits)
        if fault is not None:
            yield f"{name}: the story of find does not hold: {fault}"
    for name, outcome in known.outcomes.items():
        if outcome.stopped_by is not None and outcome.story is None:
            yield f"{name}: find was stopped by {outcome.stopped_by}, though nothing was said"


def graph_agrees(known: Known) -> Said:
    """See that what is found is explored, as soon as it can be."""
    for name, outcome in known.outcomes.items():
        reached = known.graph.reaching(name)
        if bool(reached) != (name in known.stories):
            yield f"{name}: explore reaches it in {len(reached)} states, find: {outcome.status}"
        elif reached and outcome.proven_shortest:
            beats, layer = len(known.stories[name].beats), known.graph.layer(reached[0])
            if beats != layer:
                yield f"{name}: a shortest story of {beats} beats, explored after {layer}"


def answers_agree(known: Known) -> Said:
    """See that what is found is possible, and nothing else within the limits."""
    for name, answer in known.asked.items():
        if (answer.verdict is ew.Verdict.YES) != (name in known.stories):
            yield f"{name}: ask says {answer.verdict.value}, find: {known.outcomes[name].status}"
        if name in known.stories and answer.story is None:
            yield f"{name}: ask says yes and shows no story"


def why_not_agrees(known: Known) -> Said:
    """See that what is found happens, and what is proven never to be is never possible."""
    for name, found in known.why_nots.items():
        if (found.layer is Layer.HAPPENS) != (name in known.stories):
            yield f"{name}: why-not says {found.layer.value}, find: {known.outcomes[name].status}"
        if found.layer is Layer.HAPPENS:
            assert found.story is not None
            if ew.validate(known.world, found.story, limits=known.limits) is not None:
                yield f"{name}: the story of why-not does not hold"
        verdict = known.asked[name].verdict
        if found.layer is Layer.IMPOSSIBLE and verdict is not ew.Verdict.NO:
            yield f"{name}: why-not proves that it can never be, ask says {verdict.value}"
        if found.layer is Layer.LIMITS:
            needed, story = found.needed, found.story
            assert needed is not None
            assert story is not None
            if ew.validate(known.world, story, limits=needed) is not None:
                yield f"{name}: the story of why-not within larger limits does not hold"
            only_longer = replace(needed, length=known.limits.length) == known.limits
            if only_longer and verdict is ew.Verdict.NO:
                yield f"{name}: why-not has a longer story, ask says that there is none"


def tests_agree(known: Known) -> Said:
    """An expect line passes where the story is found."""
    questions = [read_question(known.world, f"possible {name}") for name in known.outcomes]
    tested = ew.run_tests(replace(known.world, expectations=tuple(questions)))
    for name, expected in zip(known.outcomes, tested.expectations, strict=True):
        passed = expected.result.value == "passed"
        if passed != (name in known.stories):
            yield f"{name}: expect possible {name} is {expected.result.value}"


def coverage_agrees(known: Known) -> Said:
    """See that what happens in a story takes part."""
    covered = ew.coverage(known.world)
    endings = [part for part in covered.parts if part.kind is Kind.ENDING]
    for part, name in zip(endings, known.outcomes, strict=True):
        right = Covered.YES if name in known.stories else Covered.NEVER
        if part.covered is not right:
            yield f"{name}: coverage says {part.covered.value}, find: {known.outcomes[name].status}"
    actions = [part for part in covered.parts if part.kind is Kind.ACTION]
    happening = {e.partition("(")[0] for story in known.stories.values() for e in story.events}
    for part, rule in zip(actions, known.world.actions, strict=True):
        if rule.name in happening and part.covered is not Covered.YES:
            yield f"{rule.name}: is in a story, but coverage says {part.covered.value}"


def would_take_agrees(known: Known) -> Said:
    """See that what is found takes nothing, and that changes are enough."""
    for name in known.outcomes:
        made = ew.would_take(known.world, name, seconds=EFFORT)
        if name in known.stories and made.stopped_by is None and made.already is None:
            yield f"{name}: would-take wants changes where find needs none"
        if name not in known.stories and made.already is not None:
            yield f"{name}: would-take says it is possible as it is, find that it is not"
        for enough in made.found[:5]:
            if name in known.stories:
                yield f"{name}: would-take names a change where nothing has to change"
            there = forked(known.world, (), enough.changes)
            found = ew.find(there, ending=name)
            texts = "; ".join(change.text for change in enough.changes)
            if found.story is None:
                yield f"{name}: {texts} is enough by would-take, find has {found.status}"
            fault = ew.validate(there, enough.story, limits=known.limits)
            if fault is not None:
                yield f"{name}: the story of would-take with {texts} does not hold: {fault}"


def whatif_agrees(known: Known) -> Said:
    """Both courses come to what find finds there."""
    for name, story in list(known.stories.items())[:2]:
        if not story.events:
            continue
        made = ew.whatif(known.world, skip=story.events[-1], ending=name)
        there = forked(known.world, (), made.changes)
        for other in known.outcomes:
            if (made.original.endings[other].value == "reached") != (other in known.stories):
                yield f"{other}: whatif says {made.original.endings[other].value} as it is"
            found = ew.find(there, ending=other).story is not None
            if (made.forked.endings[other].value == "reached") != found:
                yield f"{other}: whatif says {made.forked.endings[other].value} with {made.changes}"
        if made.original.story is None or made.original.story.goal != name:
            yield f"{name}: whatif has no story for it"


CHECKS: Mapping[str, Callable[[Known], Said]] = {
    "find": stories_hold,
    "explore": graph_agrees,
    "ask": answers_agree,
    "why-not": why_not_agrees,
    "test": tests_agree,
    "coverage": coverage_agrees,
    "would-take": would_take_agrees,
    "whatif": whatif_agrees,
}


@dataclass
class Tally:
    """How many worlds and endings were asked about, and what was said differently."""

    worlds: int = 0
    endings: int = 0
    stories: int = 0
    differences: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.worlds} worlds, {self.endings} endings, {self.stories} with a story; "
            f"{len(self.differences)} differences"
        )


def compare(name: str, world: ew.World, tally: Tally) -> None:
    """Ask all verbs about a world, and add to the tally what they say."""
    known = Known.of(world)
    tally.worlds += 1
    tally.endings += len(known.outcomes)
    tally.stories += len(known.stories)
    for verb, check in CHECKS.items():
        try:
            tally.differences += [f"{name}, {verb}: {said}" for said in check(known)]
        except Exception as error:
            tally.differences.append(f"{name}, {verb}: {type(error).__name__}: {error}")


def world_of(seed: int) -> tuple[str, ew.World]:
    """Return the name and the world of a seed: of people, and of numbers, in turn."""
    maker = edges if seed % 2 else generated
    return f"{maker.__name__} {seed}", ew.loads(maker.world_text(seed))


def main() -> int:
    """Compare as many worlds as asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--worlds", type=int, default=1000, help="how many (1000)")
    parser.add_argument("--first", type=int, default=1, help="the first seed (1)")
    asked = parser.parse_args()
    tally = Tally()
    for seed in range(asked.first, asked.first + asked.worlds):
        compare(*world_of(seed), tally)
        if seed % 20 == 0:
            print(f"seed {seed}: {tally}", file=sys.stderr, flush=True)
    print("\n".join([*tally.differences, str(tally)]))
    return 1 if tally.differences else 0


if __name__ == "__main__":
    sys.exit(main())
