"""Who has no reason for the beats of a nearest miss, why, and what would mend it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from elsewise.explain.absence.answer import Miss, Refusal, Remedy
from elsewise.explain.absence.problems import HAPPENED
from elsewise.explain.consent import prospect, reason_if_all_agree, reason_of, unreliable
from elsewise.explain.counterfactual.interventions import (
    Intervention,
    Stated,
    Wanted,
    forked,
    value_stated,
)
from elsewise.explain.remedies import (
    BeliefChange,
    beliefs_that_would_do,
    beliefs_to_try,
    brought_about,
    reads_that_matter,
    would_do,
    wrong_about,
)
from elsewise.play.ground import ground
from elsewise.play.moment import Moment
from elsewise.problem.names import fact_text
from elsewise.problem.problem import Fluent, FluentRead, Problem
from elsewise.story.limits import Limits
from elsewise.story.watch import Watch
from elsewise.telling.conditions import ConditionWords
from elsewise.telling.facts import find_fact
from elsewise.world.expressions import Choose, Compare, Comparison, Constant, Read
from elsewise.world.model import World
from elsewise.world.types import Value

Reaches = Callable[[World, int], bool]
"""Whether a world reaches the aim within so many beats."""

MOST_REFUSALS = 4
MOST_WRONG = 3
MOST_TRIALS = 80
"""Most beliefs that are tried for one refusal."""

MOST_BELIEFS = 4
MOST_WANTS = 2
STRONGEST = 1024
"""The strongest want that is tried."""


def refusals(
    world: World, problem: Problem, miss: Miss, limits: Limits, reaches: Reaches, watch: Watch
) -> Iterator[Refusal]:
    """Yield who has no reason for the beats of a miss that lack one, why, and what would mend it.

    Whether a remedy is enough for the whole is tried, for a belief, from the first such beat on,
    and for a want from the start. Raises `Stopped` when time is up.
    """
    start, found = Moment.start(problem, limits), 0
    for beat in miss.unexplained:
        moment, event = start.replay(miss.events[: beat - 1]), miss.events[beat - 1]
        for character in moment.action(event).by:
            if found < MOST_REFUSALS and reason_of(moment, event, character) is None:
                found += 1
                first = beat == miss.unexplained[0]
                yield _Refusing(
                    world, moment, event, beat, character, reaches, watch, first
                ).refusal()


@dataclass(frozen=True)
class _Refusing:
    """One who refuses one beat, the `first` that lacks a reason or a later one."""

    world: World
    moment: Moment
    event: str
    beat: int
    character: int
    reaches: Reaches
    watch: Watch
    first: bool

    @cached_property
    def _words(self) -> ConditionWords:
        return ConditionWords(self.world, self.moment.problem)

    @cached_property
    def _name(self) -> str:
        return self.moment.problem.characters[self.character]

    def refusal(self) -> Refusal:
        """Return why, and what would mend it."""
        made = self._why()
        problem, character = self.moment.problem, self.character
        reads = reads_that_matter(problem, character, (self.event, *made.plan))
        wrong = wrong_about(self.moment, character, reads)
        made = self._with_errors(made, wrong)
        others = (  # what those look at on whom one cannot count, as one sees their minds
            FluentRead((other, *read.minds), read.fluent)
            for other in map(problem.characters.index, made.needs)
            for read in reads_that_matter(problem, other, (self.event, *made.plan))
        )
        beliefs = list(islice(self._beliefs((*wrong, *reads, *others)), MOST_BELIEFS))
        right = [one for one in beliefs if one.to_truth]
        wants = [] if made.kind == "held impossible" else islice(self._wants(), MOST_WANTS)
        mistaken = [one for one in beliefs if not one.to_truth]
        return replace(made, remedies=(*right, *wants, *mistaken))

    # -- why ----------------------------------------------------------------------------------

    def _why(self) -> Refusal:
        moment, event, character = self.moment, self.event, self.character
        names = moment.problem.characters
        mind = moment.mind(character)
        utility = mind.utility(character)
        blank = Refusal(self.beat, event, self._name, "no gain", utility=utility)
        if not mind.can(event):
            failing = mind.failing(moment.action(event).condition)
            believes = tuple(self._words.code(part) for part in failing)
            return replace(blank, kind="held impossible", believes=believes)
        hoped = reason_if_all_agree(moment, event, character)
        if hoped is not None:
            plan = tuple(planned.event for planned in hoped.plan)
            needs = tuple(names[c] for c in unreliable(moment, event, character, plan))
            return replace(blank, kind="others", best=hoped.gain[1], plan=plan, needs=needs)
        best = prospect(moment, event, character)
        made = replace(blank, best=best.utility, plan=best.plan)
        if utility is None:
            return replace(made, kind="unknown")
        if best.utility is not None and best.utility > utility:
            return replace(made, kind="without it")
        return made

    def _with_errors(self, made: Refusal, wrong: Iterable[FluentRead]) -> Refusal:
        beliefs: list[str] = []
        unknown: list[str] = []
        for read in wrong:
            believed = self.moment.value(read.fluent, (self.character, *read.minds))
            truth = self.moment.value(read.fluent, read.minds)
            kind, value = (beliefs, believed) if believed is not None else (unknown, truth)
            kind.append(self._words.fact(read.fluent, value, read.minds))
        return replace(made, wrong=tuple(beliefs[:MOST_WRONG]), unknown=tuple(unknown[:MOST_WRONG]))

    # -- what would mend it: each remedy is tried as it would be written --------------------------

    def _beliefs(self, reads: Iterable[FluentRead]) -> Iterator[Remedy]:
        """Yield beliefs under which this one would consent, one of each fluent."""
        tried = islice(beliefs_to_try(self.moment, self.character, reads), MOST_TRIALS)
        done: set[tuple[object, int]] = set()
        for belief in beliefs_that_would_do(self.moment, self.event, self.character, tried):
            world = self._consenting(change := self._belief(belief))
            if world is not None and (belief.minds, belief.fluent) not in done:
                done.add((belief.minds, belief.fluent))
                said = self._words.fact(belief.fluent, belief.value, belief.minds[1:])
                left = max(0, self.moment.limits.length - self.beat + 1)
                gives_aim = self.first and self.reaches(world, left)
                yield Remedy("belief", change.text, said, belief.right, gives_aim)

    def _wants(self) -> Iterator[Remedy]:
        """Yield the weakest wants for what the event brings about that would be enough."""
        for fluent, value in brought_about(self.moment, self.event, self.character):
            found = self.moment.problem.fluents[fluent]
            weight = None if found.name == HAPPENED else self._weight(fluent, value)
            if weight is None:
                continue
            change = self._want(found, value, weight)
            if self._consenting(change) is not None:
                said = self._words.fact(fluent, value)
                wanting = forked(self.world, (), (change,))
                gives_aim = self.reaches(wanting, self.moment.limits.length)
                yield Remedy("want", change.text, said, gives_aim=gives_aim)

    def _weight(self, fluent: int, value: Value) -> int | None:
        """Return the least whole number that is enough; None: even the strongest is not."""

        def is_enough(weight: int) -> bool:
            asked = self.moment, self.event, self.character
            return would_do(*asked, fluent, value, float(weight))

        powers = (2**n for n in range(STRONGEST.bit_length()))
        enough = next((weight for weight in powers if is_enough(weight)), None)
        if enough is None:
            return None
        between = range(enough // 2 + 1, enough + 1)
        return between[bisect_left(between, True, hi=len(between) - 1, key=is_enough)]

    def _belief(self, belief: BeliefChange) -> Stated:
        problem = self.moment.problem
        fluent = problem.fluents[belief.fluent]
        fact = find_fact(self.world, (fluent.fact, fluent.arguments))
        return value_stated(
            fact, fluent, [problem.characters[c] for c in belief.minds], belief.value
        )

    def _want(self, fluent: Fluent, value: Value, weight: int) -> Wanted:
        fact = find_fact(self.world, (fluent.fact, fluent.arguments))
        read = Read(fact, tuple(map(Constant, fluent.arguments)))
        test = Compare(Comparison.EQUAL, read, Constant(value))
        want = Choose(test, Constant(float(weight)), Constant(0.0))
        text = f"{self._name} wants {weight} if {fact_text(fluent.name, value)}"
        return Wanted({self._name: (want,)}, text)

    @cached_property
    def _here(self) -> World:
        return forked(self.world, self.moment.events, depth=self.moment.limits.depth)

    def _consenting(self, change: Intervention) -> World | None:
        """Return the world that begins here with a change if the character consents in it."""
        self.watch.look()
        world = forked(self._here, (), (change,))
        start = Moment.start(ground(world), self.moment.limits)
        return None if reason_of(start, self.event, self.character) is None else world
