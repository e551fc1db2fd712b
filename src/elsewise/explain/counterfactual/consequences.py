"""What is otherwise at the end of two courses, and by which causes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from elsewise.explain.causes import (
    Cause,
    CauseKind,
    directly,
    in_order,
    lacks_reason,
    made_so,
    motivated_beats,
    motives,
    needs,
)
from elsewise.explain.counterfactual.comparison import (
    BreakingPoint,
    ComparedCourse,
    CourseSide,
    Difference,
    Stake,
    Unchanged,
)
from elsewise.explain.counterfactual.interventions import Skipped
from elsewise.explain.replay import Replay, value_at
from elsewise.play.ground import ground
from elsewise.problem.problem import Minds
from elsewise.story.limits import Limits
from elsewise.story.watch import Watch
from elsewise.world.types import Value


@dataclass(frozen=True)
class ReplayedStory:
    """The story of a course, replayed where it belongs (`own`) and beside the change (`other`).

    `barred` are events that cannot happen in the other world because the change says so.
    """

    own: Replay
    other: Replay
    barred: Sequence[Skipped] = ()

    @classmethod
    def of(
        cls,
        course: ComparedCourse,
        other: ComparedCourse,
        limits: Limits,
        watch: Watch,
        barred: Sequence[Skipped] = (),
    ) -> ReplayedStory | None:
        """Return the story of a course, replayed in its world and in another's, if it has one.

        This, and all that is worked out from it, raises `Stopped` at a limit of the watch.
        """
        if course.story is None:
            return None
        events = course.story.events
        return cls(
            Replay.of(ground(course.world), events, limits, watch=watch),
            Replay.of(ground(other.world), events, limits, strict=False, watch=watch),
            barred,
        )

    def value_at_end(self, minds: Minds, fluent: str) -> Value:
        """Return the value of a fluent in a mind at the end of the story."""
        return self.own.run().value_at_end(minds, fluent)

    def last_change(self, minds: Minds, fluent: str) -> int:
        """Return the last beat that changed a fluent in a mind; 0 if none did."""
        return self.own.last_change(minds, fluent, len(self.own.events))

    def utilities(self, character: int) -> tuple[float | None, float | None]:
        """Return what the end is worth to a character, in truth and in their own mind."""
        end = self.own.moments[-1]
        return end.utility(character), end.mind(character).utility(character)

    # -- by which causes --------------------------------------------------------------------------

    @cached_property
    def causes(self) -> tuple[Cause, ...]:
        """The causes in the story, with the change itself as beat 0.

        Of what has been so since the start, only what the change is about counts.
        """
        found = [cause for cause in needs(self.own) if cause.source or self._is_changed(cause)]
        return in_order((*found, *motives(self.own), *self._through_the_change()))

    def _is_changed(self, cause: Cause) -> bool:
        """Whether what a cause left behind is otherwise at the start of the other world."""
        assert cause.fluent is not None
        minds = tuple(map(self.own.problem.characters.index, cause.minds))
        was, is_now = self.own.moments[0], self.other.moments[0]
        return value_at(was, minds, cause.fluent) != value_at(is_now, minds, cause.fluent)

    def _through_the_change(self) -> Iterator[Cause]:
        """Yield which beats the change bars, and for which only it gives somebody a reason."""
        for beat, event, _ in self.own.beats():
            if any(skipped.bars(event) for skipped in self.barred):
                yield Cause(0, beat, CauseKind.ENABLES)
        for beat in motivated_beats(self.own):
            if lacks_reason(self.own, self.other.run(), beat):
                yield Cause(0, beat, CauseKind.MOTIVATES)

    def chain_to(self, minds: Minds, fluent: str) -> tuple[Cause, ...]:
        """Return a shortest chain of causes from the change to what a fluent is at the end."""
        causes = (*self.causes, *self._causes_of(minds, fluent))
        return _shortest_chain(causes, self.own.end)

    def _causes_of(self, minds: Minds, fluent: str) -> Iterator[Cause]:
        """Yield without which beats a fluent would be otherwise at the end."""
        own, end = self.own, self.own.end
        value, last = self.value_at_end(minds, fluent), self.last_change(minds, fluent)
        for source in range(end):
            without = own.run(frozenset({source})) if source else self.other.run()
            if directly(own, without, lambda run: run.value_at_end(minds, fluent) != value, end):
                cause = made_so(own, source, end, minds, fluent)
                yield cause if source == last else replace(cause, kind=CauseKind.ENABLES)


def _shortest_chain(causes: Iterable[Cause], end: int) -> tuple[Cause, ...]:
    """Return a shortest chain of causes from the change to the end; empty if there is none."""
    causes = tuple(causes)
    chains: dict[int, tuple[Cause, ...]] = {0: ()}
    waiting: deque[int] = deque((0,))
    while waiting and end not in chains:
        beat = waiting.popleft()
        for cause in causes:
            if cause.source == beat and cause.target not in chains:
                chains[cause.target] = (*chains[beat], cause)
                waiting.append(cause.target)
    return chains.get(end, ())


# -- what differs -----------------------------------------------------------------------------


def outcomes(
    original: ReplayedStory, forked: ReplayedStory
) -> tuple[tuple[Difference, ...], tuple[Unchanged, ...]]:
    """Return what is otherwise at the end, in truth and in each character's mind, and what is not.

    What nothing happened to in either story counts as neither.
    """
    differences: list[Difference] = []
    unchanged: list[Unchanged] = []
    for minds, fluent in _places(original, forked):
        values = original.value_at_end(minds, fluent), forked.value_at_end(minds, fluent)
        names = forked.own.named(minds)
        if values[0] != values[1]:
            chain, side = _chain(original, forked, minds, fluent)
            differences.append(Difference(fluent, names, *values, chain, side))
        elif original.last_change(minds, fluent) or forked.last_change(minds, fluent):
            unchanged.append(Unchanged(fluent, names, values[0]))
    return tuple(differences), tuple(unchanged)


def _places(original: ReplayedStory, forked: ReplayedStory) -> Iterator[tuple[Minds, str]]:
    """Yield every fluent that can change in either world, in truth and then in every mind."""
    was, is_now = original.own.problem, forked.own.problem
    names = dict.fromkeys((*is_now.fluent_names, *was.fluent_names))
    for name, value in was.constants.items():
        if is_now.constants.get(name, value) != value:
            names.setdefault(name)
    for minds in ((), *((c,) for c in range(len(is_now.characters)))):
        for name in names:
            yield minds, name


def _chain(
    original: ReplayedStory, forked: ReplayedStory, minds: Minds, fluent: str
) -> tuple[tuple[Cause, ...], CourseSide]:
    """Return through which causes a fluent is otherwise, and in which course they are.

    Where none lead there one by one, it is the last event that made it what it is, or was.
    """
    sides = (CourseSide.FORKED, forked), (CourseSide.ORIGINAL, original)
    for side, story in sides:
        chain = story.chain_to(minds, fluent)
        if chain:
            return chain, side
    for side, story in sides:
        last, end = story.last_change(minds, fluent), story.own.end
        if last:
            return (Cause(last, end, CauseKind.ENABLES, fluent, story.own.named(minds)),), side
    return (), CourseSide.FORKED


# -- whether the old story still stands, and who gains ----------------------------------------


def breaking_point(original: ReplayedStory, before: int) -> BreakingPoint | None:
    """Return the first beat of the original's story that does not stand once the change is made.

    `before` beats come before the story.
    """
    names = original.own.problem.characters
    for beat, event, _ in original.own.beats():
        moment = original.other.moments[beat - 1]
        if not moment.can(event):
            return BreakingPoint(before + beat, event, ())
        if moment.reasons(event) is None:
            unwilling = tuple(names[c] for c in moment.action(event).by)
            return BreakingPoint(before + beat, event, unwilling)
    return None


def stakes(
    original: ReplayedStory | None, forked: ReplayedStory | None, characters: Sequence[str]
) -> Iterator[Stake]:
    """Yield everybody's utility at the end of both stories, in truth and in their own mind."""
    for number, name in enumerate(characters if original or forked else ()):
        (one, believed), (other, believed_then) = (
            (None, None) if story is None else story.utilities(number)
            for story in (original, forked)
        )
        yield Stake(name, one, other, believed, believed_then)
