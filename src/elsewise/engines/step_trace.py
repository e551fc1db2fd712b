"""What an engine notes while a step is made, and the `Step` that it means.

Both engines note the same, so what a step says has one meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from elsewise.engines.perception import perceivers
from elsewise.engines.protocol import Engine, Handle
from elsewise.problem.evaluate import ReadFluent
from elsewise.problem.problem import Minds
from elsewise.story.step import Change, Firing, How, Learnt, Step, Surprise
from elsewise.world.types import Value


@dataclass(frozen=True, slots=True)
class Written:
    """A fluent in a mind got a value by the event, or by a trigger.

    `told` is the character whose mind the event put it into outright; None if it was done there.
    """

    minds: Minds
    fluent: int
    value: Value
    by_event: bool
    told: int | None = None


Note = Written | Surprise | Firing


@dataclass(frozen=True, slots=True)
class Trace:
    """Takes notes of a step, in order, in the mind that a path of at most `depth` leads to."""

    depth: int
    minds: Minds = ()
    notes: list[Note] = field(default_factory=list)

    def within(self, character: int) -> Trace | None:
        """Return what takes notes in a mind of this one; None if that is too deep."""
        if len(self.minds) >= self.depth:
            return None
        return replace(self, minds=(*self.minds, character))

    def trial(self) -> Trace:
        """Return what takes notes of what may come to nothing; see `keep`."""
        return replace(self, notes=[])

    def keep(self, trial: Trace) -> None:
        """Keep the notes of a trial."""
        self.notes.extend(trial.notes)

    def wrote(self, fluent: int, value: Value, told: int | None, *, by_event: bool) -> None:
        """Note that a fluent got a value in this mind."""
        self.notes.append(Written(self.minds, fluent, value, by_event, told))

    def surprised(self, corrected: Iterable[tuple[Minds, int, Value]]) -> None:
        """Note that this mind put something right, along paths that lead on from it."""
        deep = [((*self.minds, *minds), fluent, value) for minds, fluent, value in corrected]
        near = tuple(one for one in deep if len(one[0]) <= self.depth)
        self.notes.append(Surprise(self.minds, near))

    def fired(self, trigger: int, state: Handle) -> None:
        """Note that a trigger fires in this mind."""
        self.notes.append(Firing(trigger, self.minds, state))


def assemble(
    engine: Engine, before: Handle, action: int | None, after: Handle, trace: Trace
) -> Step:
    """Return the step that an engine has made and taken notes of."""
    problem = engine.problem
    event = None if action is None else problem.actions[action]
    read = _reader(engine, before)
    last = _last_writes(trace.notes, event.by if event else (), read)
    differing = sorted(key for key, write in last.items() if write.value != read(*key))
    wants = (*range(len(problem.characters)), None)
    return Step(
        before,
        after,
        action,
        perceivers(event, read) if event else (),
        tuple(
            Change(fluent, read(minds, fluent), last[minds, fluent].value)
            for minds, fluent in differing
            if not minds
        ),
        tuple(
            Learnt(minds, fluent, read(minds, fluent), *last[minds, fluent])
            for minds, fluent in differing
            if minds
        ),
        tuple(note for note in trace.notes if isinstance(note, Surprise)),
        tuple(note for note in trace.notes if isinstance(note, Firing)),
        tuple((_utility(engine, before, who), _utility(engine, after, who)) for who in wants),
    )


def _reader(engine: Engine, state: Handle) -> ReadFluent:
    """Return what reads fluents in a state; a mind that is not kept is where one stands."""

    @cache
    def mind(minds: Minds) -> Handle:
        return engine.mind(mind(minds[:-1]), minds[-1]) if minds else state

    @cache
    def values(minds: Minds) -> tuple[Value, ...]:
        return tuple(engine.look(mind(minds), 0).changing.values())

    return lambda minds, fluent: values(minds)[fluent]


def _utility(engine: Engine, state: Handle, who: int | None) -> float | None:
    return engine.utility(state if who is None else engine.mind(state, who), who)


class _Write(NamedTuple):
    """The value that a fluent has in the end, how it came by it, and who told it."""

    value: Value
    how: How
    source: int | None


def _last_writes(
    notes: Iterable[Note], by: tuple[int, ...], read: ReadFluent
) -> dict[tuple[Minds, int], _Write]:
    """Return the last write to everything that was written, in the world and in minds.

    Of a trigger, only what it really changed counts: it may put again what was there.
    """
    last: dict[tuple[Minds, int], _Write] = {}
    for note in notes:
        match note:
            case Surprise(_, corrected):
                for minds, fluent, value in corrected:
                    last[minds, fluent] = _Write(value, How.CONCLUDED, None)
            case Written(minds, fluent, value, True, told):
                last[minds, fluent] = _Write(value, *_by_event(by, minds, told))
            case Written(minds, fluent, value):
                known = last.get((minds, fluent))
                if value != (known.value if known else read(minds, fluent)):
                    last[minds, fluent] = _Write(value, How.CONCLUDED, None)
            case Firing():
                pass
    return last


def _by_event(by: tuple[int, ...], minds: Minds, told: int | None) -> tuple[How, int | None]:
    """Return how somebody knows what an event did in their mind, or put into it."""
    if told is None:
        return (How.DID if minds and minds[-1] in by else How.SAW), None
    teller = next((character for character in by if character != told), None)
    return (How.CONCLUDED if teller is None else How.TOLD), teller
