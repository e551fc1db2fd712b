"""What an engine notes while a step is made, and the `Step` that it means.

Both engines note the same, so what a step says has one meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from elsewise.engines.protocol import Engine, Handle
from elsewise.engines.reading import reader, values_in
from elsewise.problem.evaluate import holds
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
    engine: Engine,
    before: Handle,
    action: int | None,
    after: Handle,
    trace: Trace,
) -> Step:
    """Return the step that an engine has made and taken notes of."""
    causes = _Causes(engine, before, action, trace.notes)
    differences = list(_differences(engine, before, after, (), trace.depth))
    wants = (*range(len(engine.problem.characters)), None)
    return Step(
        before,
        after,
        action,
        () if action is None else _perceivers(engine, before, action),
        tuple(change for minds, change in differences if not minds),
        tuple(
            Learnt(minds, change.fluent, change.before, change.after, *causes[minds, change.fluent])
            for minds, change in differences
            if minds
        ),
        tuple(note for note in trace.notes if isinstance(note, Surprise)),
        tuple(note for note in trace.notes if isinstance(note, Firing)),
        tuple((_utility(engine, before, who), _utility(engine, after, who)) for who in wants),
    )


def _differences(
    engine: Engine, before: Handle, after: Handle, minds: Minds, depth: int
) -> Iterator[tuple[Minds, Change]]:
    """Yield what differs between two states, and in the minds in them, by the path there."""
    if before == after:
        return
    pairs = zip(values_in(engine, before), values_in(engine, after), strict=True)
    for fluent, (old, new) in enumerate(pairs):
        if old != new:
            yield minds, Change(fluent, old, new)
    for character in range(len(engine.problem.characters)) if len(minds) < depth else ():
        mind = engine.mind(before, character)
        if mind != before:  # else it is not kept
            then = engine.mind(after, character)
            yield from _differences(engine, mind, then, (*minds, character), depth)


def _perceivers(engine: Engine, state: Handle, action: int) -> tuple[int, ...]:
    read = reader(engine, state)
    seen_by = engine.problem.actions[action].seen_by
    return tuple(c for c, condition in enumerate(seen_by) if holds(condition, read))


def _utility(engine: Engine, state: Handle, who: int | None) -> float | None:
    return engine.utility(state if who is None else engine.mind(state, who), who)


class _Causes(dict[tuple[Minds, int], tuple[How, int | None]]):
    """How each fluent in each mind came by its value, and who told it: the last write counts.

    Of a trigger, only what it really changed: it may put again what was there.
    """

    def __init__(
        self, engine: Engine, before: Handle, action: int | None, notes: Iterable[Note]
    ) -> None:
        by = () if action is None else engine.problem.actions[action].by
        read = reader(engine, before)
        now: dict[tuple[Minds, int], Value] = {}
        for note in notes:
            match note:
                case Surprise(_, corrected):
                    for minds, fluent, value in corrected:
                        self[minds, fluent] = How.CONCLUDED, None
                        now[minds, fluent] = value
                case Written(minds, fluent, value, by_event, told) if minds:
                    key = minds, fluent
                    if by_event:
                        self[key] = _by_event(by, minds[-1], told)
                    elif now.get(key, read(minds, fluent)) != value:
                        self[key] = How.CONCLUDED, None
                    now[key] = value


def _by_event(by: tuple[int, ...], owner: int, told: int | None) -> tuple[How, int | None]:
    """Return how somebody knows what an event did in their mind, or put into it."""
    if told is None:
        return (How.DID if owner in by else How.SAW), None
    teller = next((character for character in by if character != told), None)
    return (How.CONCLUDED if teller is None else How.TOLD), teller
