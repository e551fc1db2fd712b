"""What is otherwise at the end of two courses, and by which causes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elsewise.explain.causes import (
    Cause,
    CauseKind,
    in_order,
    lacks_reason,
    last_change,
    motives,
    needs,
)
from elsewise.explain.counterfactual.comparison import Break, Difference, Same, Side, Stake
from elsewise.explain.counterfactual.leaving_out import is_meant
from elsewise.explain.replay import Replay, value_at
from elsewise.problem.problem import Minds
from elsewise.world.types import Value


@dataclass(frozen=True)
class Strand:
    """A story, replayed where it belongs (`here`) and where the change is otherwise (`there`).

    `barred` are events that cannot happen there because the change says so.
    """

    here: Replay
    there: Replay
    barred: Sequence[str] = ()

    def value_at_end(self, minds: Minds, fluent: str) -> Value:
        """Return the value of a fluent in a mind at the end of the story."""
        return value_at(self.here.run().moments[-1], minds, fluent)

    def values(self, minds: Minds, fluent: str) -> Iterator[Value]:
        """Yield the values that a fluent has in a mind, from the start to the end."""
        return (value_at(moment, minds, fluent) for moment in self.here.run().moments)

    def starts_alike(self, minds: Minds, fluent: str) -> bool:
        """Whether a fluent has the same value in a mind at the start of both."""
        one, two = self.here.start, self.there.start
        return value_at(one, minds, fluent) == value_at(two, minds, fluent)


# -- what differs -----------------------------------------------------------------------------


def differences(original: Strand, forked: Strand) -> tuple[Difference, ...]:
    """Return what is otherwise at the end, in truth and in each character's mind."""
    edges: dict[Side, tuple[Cause, ...]] = {}
    found = []
    for minds, fluent in _places(original, forked):
        values = original.value_at_end(minds, fluent), forked.value_at_end(minds, fluent)
        if values[0] == values[1]:
            continue
        for side, strand in ((Side.FORKED, forked), (Side.ORIGINAL, original)):
            if side not in edges:
                edges[side] = strand_edges(strand)
            chain = _chain(edges[side], _fact_causes(strand, minds, fluent), _end(strand))
            if chain:
                break
        else:
            side, chain = _last_event(original, forked, minds, fluent)
        found.append(Difference(fluent, _named(forked, minds), *values, chain, side))
    return tuple(found)


def _last_event(
    original: Strand, forked: Strand, minds: Minds, fluent: str
) -> tuple[Side, tuple[Cause, ...]]:
    """Return the last event that made a fluent what it is, or what it was, as the one cause."""
    for side, strand in ((Side.FORKED, forked), (Side.ORIGINAL, original)):
        last = last_change(strand.here, minds, fluent, _end(strand) - 1)
        if last:
            names = _named(strand, minds)
            return side, (Cause(last, _end(strand), CauseKind.ENABLES, fluent, names),)
    return Side.FORKED, ()


def unchanged(original: Strand, forked: Strand) -> tuple[Same, ...]:
    """Return what came to the same end in both although in one of them something happened to it."""
    found = []
    for minds, fluent in _places(original, forked):
        value = original.value_at_end(minds, fluent)
        if value == forked.value_at_end(minds, fluent):
            values = (*original.values(minds, fluent), *forked.values(minds, fluent))
            if any(other != value for other in values):
                found.append(Same(fluent, _named(forked, minds), value))
    return tuple(found)


def _places(original: Strand, forked: Strand) -> Iterator[tuple[Minds, str]]:
    """Yield every fluent that can change in either world, in truth and then in every mind."""
    names = dict.fromkeys(
        fluent.name for replay in (forked.here, original.here) for fluent in replay.problem.fluents
    )
    constants = original.here.problem.constants, forked.here.problem.constants
    for name in constants[0]:
        if constants[0][name] != constants[1].get(name, constants[0][name]):
            names.setdefault(name)
    for minds in ((), *((c,) for c in range(len(forked.here.problem.characters)))):
        for name in names:
            yield minds, name


def _named(strand: Strand, minds: Minds) -> tuple[str, ...]:
    return tuple(strand.here.problem.characters[c] for c in minds)


def _end(strand: Strand) -> int:
    return len(strand.here.events) + 1


# -- by which causes --------------------------------------------------------------------------


def strand_edges(strand: Strand) -> tuple[Cause, ...]:
    """Return the causes in a story, with the change itself as beat 0.

    Of what has been so since the start, only what the change is about counts.
    """
    found = [cause for cause in needs(strand.here) if cause.source or _is_about(strand, cause)]
    found += motives(strand.here)
    found += _from_the_change(strand)
    return in_order(found)


def _is_about(strand: Strand, cause: Cause) -> bool:
    characters = strand.here.problem.characters
    minds = tuple(characters.index(name) for name in cause.minds)
    return cause.fluent is not None and not strand.starts_alike(minds, cause.fluent)


def _from_the_change(strand: Strand) -> Iterator[Cause]:
    """Yield for which beats somebody has a reason only through the change, or which it bars."""
    here, there = strand.here, strand.there
    for beat, event, before in here.beats():
        other = there.run().moments[beat - 1]
        if any(is_meant(barred, event) for barred in strand.barred):
            yield Cause(0, beat, CauseKind.ENABLES)
        if not before.action(event).by or not before.is_explained(event):
            continue
        if other.can(event) and other.reasons(event) is None:
            between = frozenset(b for b in there.run().skipped if b < beat)
            if not between or not lacks_reason(here, here.run(between), beat):
                yield Cause(0, beat, CauseKind.MOTIVATES)


def _fact_causes(strand: Strand, minds: Minds, fluent: str) -> Iterator[Cause]:
    """Yield without which beats a fluent would be otherwise at the end.

    What comes about only through a beat after that one is not counted.
    """
    here, there = strand.here, strand.there
    value = strand.value_at_end(minds, fluent)
    end = _end(strand)
    last = last_change(here, minds, fluent, end - 1)
    for source in range(end):
        run = here.run(frozenset({source})) if source else there.run()
        if value_at(run.moments[-1], minds, fluent) == value:
            continue
        between = run.skipped
        if between and value_at(here.run(between).moments[-1], minds, fluent) != value:
            continue
        by_trigger = source and source == last and not here.writes(source, minds, fluent)
        kind = CauseKind.PHYSICAL if by_trigger else CauseKind.ENABLES
        yield Cause(source, end, kind, fluent, _named(strand, minds))


def _chain(edges: Sequence[Cause], into_fact: Iterator[Cause], end: int) -> tuple[Cause, ...]:
    """Return a shortest chain of causes from the change to the end; empty if there is none."""
    following: dict[int, list[Cause]] = {}
    for cause in (*edges, *into_fact):
        following.setdefault(cause.source, []).append(cause)
    reached: dict[int, Cause | None] = {0: None}
    waiting: deque[int] = deque((0,))
    while waiting and end not in reached:
        beat = waiting.popleft()
        for cause in following.get(beat, ()):
            if cause.target not in reached:
                reached[cause.target] = cause
                waiting.append(cause.target)
    chain: list[Cause] = []
    link = reached.get(end)
    while link is not None:
        chain.append(link)
        link = reached[link.source]
    return tuple(reversed(chain))


# -- whether the old story still stands, and who gains ----------------------------------------


def break_of(original: Strand, before: int) -> Break | None:
    """Return the first beat of the original's story that does not stand once the change is made.

    `before` beats come before the story.
    """
    there = original.there
    for beat, event, _ in original.here.beats():
        moment = there.run().moments[beat - 1]
        if not moment.can(event):
            return Break(before + beat, event, ())
        if moment.reasons(event) is None:
            names = there.problem.characters
            return Break(before + beat, event, tuple(names[c] for c in moment.action(event).by))
    return None


def stakes(
    original: Strand | None, forked: Strand | None, names: Sequence[str]
) -> tuple[Stake, ...]:
    """Return everybody's utility at the end of both stories, in truth and in their own mind."""
    return tuple(_stake(original, forked, c, name) for c, name in enumerate(names))


def _stake(original: Strand | None, forked: Strand | None, c: int, name: str) -> Stake:
    one, two = _utility(original, c), _utility(forked, c)
    return Stake(name, one[0], two[0], one[1], two[1])


def _utility(strand: Strand | None, character: int) -> tuple[float | None, float | None]:
    if strand is None:
        return None, None
    end = strand.here.run().moments[-1]
    return end.utility(character), end.mind(character).utility(character)
