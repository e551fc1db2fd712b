"""What is worth saying of a reason: what was wanted, feared, believed, meant, and counted on.

Wants: the parts of a character's wants that are higher after the plan than before it, in that
mind; of these, the facts that made the difference. Fears: the parts that would be lower if the
rest of the plan were carried out without the event at hand. Beliefs: facts that the plan or the
wants look at and that the character is wrong about, first those without which the plan would not
pay; then what the plan takes for granted about other minds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from elsewise.story.story import Planned, Reason
from elsewise.telling.leaves import Leaf, Look, effect_leaves, leaves
from elsewise.telling.reading import (
    Mind,
    OtherwiseMind,
    Reader,
    Scene,
    StateMind,
    as_number,
    walk,
)
from elsewise.telling.rules import Happening, happening
from elsewise.world.expressions import Expression
from elsewise.world.types import Value

MOST_BELIEFS = 2
MOST_WANTS = 2
MOST_FEARS = 1


@dataclass(frozen=True, slots=True)
class Thought:
    """A fluent with a value in the mind that `path` leads to from the thinker's.

    `wrong`: it is not so in truth (or not what the last one on the path believes).
    """

    look: Look
    value: Value
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A later event of a plan, in the state in which the thinker expects it.

    `wants` are those of the others who must consent, as the thinker imagines them.
    """

    event: Happening
    before: StateMind
    wants: tuple[tuple[str, tuple[Thought, ...]], ...]


@dataclass(frozen=True, slots=True)
class Motive:
    """All that is said about why a character consented.

    `fears` are what the same plan would have led to without its first event.
    """

    character: str
    beliefs: tuple[Thought, ...]
    steps: tuple[Step, ...]
    wants: tuple[Thought, ...]
    fears: tuple[Thought, ...]
    plan: tuple[str, ...]


def motive(scene: Scene, truth: StateMind, reason: Reason) -> Motive:
    """Work out what to say of a reason for an event that happens in the state `truth`."""
    mind = truth.mind(reason.character)
    states = _states(mind, reason.plan)
    reader = Reader(scene.world)
    steps = tuple(
        Step(
            happening(scene, planned.event),
            before,
            tuple(
                (name, tuple(_wants(scene, reader, before.mind(name), inner)))
                for name, inner in planned.reasons.items()
                if name != reason.character
            ),
        )
        for planned, before in zip(reason.plan[1:], states[1:-1], strict=True)
    )
    wants = tuple(_wants(scene, reader, mind, reason))
    beliefs = _beliefs(scene, reader, truth, reason, states)
    fears = tuple(_fears(scene, reader, states, reason))[:MOST_FEARS]
    plan = tuple(p.event for p in reason.plan)
    return Motive(reason.character, beliefs[:MOST_BELIEFS], steps, wants, fears, plan)


def _states(mind: StateMind, plan: tuple[Planned, ...]) -> list[StateMind]:
    """Return the states in a mind before the plan and after each of its events."""
    states = [mind]
    for planned in plan:
        states.append(states[-1].after(planned.event))
    return states


def _own(path: tuple[str, ...], thinker: str) -> tuple[str, ...]:
    """Return a path without the thinker at its beginning, and without anybody twice in a row."""
    out: list[str] = [thinker]
    for name in path:
        if name != out[-1]:
            out.append(name)
    return tuple(out[1:])


# -- wants ------------------------------------------------------------------------------------


def _wants(scene: Scene, reader: Reader, mind: StateMind, reason: Reason) -> Iterator[Thought]:
    """Return what the plan brings about that the character wants, the weightiest first."""
    end = _states(mind, reason.plan)[-1]
    found = _differences(scene, reader, reason.character, mind, end)
    return islice(found, MOST_WANTS)


def _fears(
    scene: Scene, reader: Reader, states: list[StateMind], reason: Reason
) -> Iterator[Thought]:
    """Return what would be worse than now after the rest of the plan alone, and is not after it."""
    without = states[0]
    for planned in reason.plan[1:]:
        if without.allows(planned.event):
            without = without.after(planned.event)
    for fear in _differences(scene, reader, reason.character, states[0], without, worse=True):
        if fear.value != _value(scene, states[-1], fear.look):
            yield fear


def _differences(
    scene: Scene,
    reader: Reader,
    who: str,
    before: StateMind,
    after: StateMind,
    *,
    worse: bool = False,
) -> Iterator[Thought]:
    """Return the facts of `after` that make it better (or worse) than `before`, by weight."""
    sign = -1 if worse else 1
    terms = [
        (rise, term)
        for term in scene.world.wants.get(who, ())
        if (rise := sign * _rise(reader, term, before, after)) > 0
    ]
    terms.sort(key=lambda pair: -pair[0])
    seen: set[Look] = set()
    for _, term in terms:
        for look in _changed(scene, reader, who, term, before, after):
            if look not in seen:
                seen.add(look)
                yield Thought(look, _value(scene, after, look))


def _changed(
    scene: Scene, reader: Reader, who: str, term: Expression, before: StateMind, after: StateMind
) -> Iterator[Look]:
    """Return the fluents that changed, in the comparisons of a want that did."""
    for leaf in leaves(term, scene.world, {}):
        if leaf.read(reader, before) != leaf.read(reader, after):
            for look in leaf.looks():
                own = Look(_own(look.path, who), look.key)
                value = _value(scene, after, own)
                if value is not None and value != _value(scene, before, own):
                    yield own


def _rise(reader: Reader, term: Expression, before: Mind, after: Mind) -> float:
    first = as_number(reader.read(term, before, {}))
    last = as_number(reader.read(term, after, {}))
    return 0.0 if first is None or last is None else last - first


def _value(scene: Scene, mind: Mind, look: Look) -> Value:
    return walk(mind, look.path).value(scene.fact(look.key), look.key[1])


# -- beliefs ----------------------------------------------------------------------------------


def _beliefs(
    scene: Scene, reader: Reader, truth: StateMind, reason: Reason, states: list[StateMind]
) -> tuple[Thought, ...]:
    """Return the beliefs behind a plan: decisive wrong ones, other wrong ones, about minds."""
    who, mind, end = reason.character, states[0], states[-1]
    found: dict[Look, tuple[int, Thought]] = {}

    def note(look: Look, rank: int) -> None:
        own = Look(_own(look.path, who), look.key)
        believed = _value(scene, mind, own)
        wrong = believed != _value(scene, truth, own)
        if believed is None or (not wrong and (not own.path or rank > 1)):
            return
        if not scene.fact(own.key).tell and not wrong:
            return
        rank = rank if wrong else 2
        if own not in found or found[own][0] > rank:
            found[own] = (rank, Thought(own, believed, wrong))

    for leaf in _want_leaves(scene, who):
        for look in leaf.looks():
            if _is_decisive(scene, reader, truth, who, end, look):
                note(look, 0)
    for place, (planned, before) in enumerate(zip(reason.plan, states, strict=False)):
        event = happening(scene, planned.event)
        for leaf in leaves(event.rule.condition, scene.world, event.roles):
            for look in _telling_looks(scene, reader, truth, who, leaf):
                note(look, 1)
        if place == 0:
            for leaf in effect_leaves(event.rule.effect, reader, before, event.roles):
                for look in _telling_looks(scene, reader, truth, who, leaf):
                    note(look, 3)
    ordered = sorted(found.values(), key=lambda pair: pair[0])
    return tuple(thought for _, thought in ordered)


def _want_leaves(scene: Scene, who: str) -> Iterator[Leaf]:
    for term in scene.world.wants.get(who, ()):
        yield from leaves(term, scene.world, {})


def _telling_looks(
    scene: Scene, reader: Reader, truth: StateMind, who: str, leaf: Leaf
) -> Iterator[Look]:
    """Return the looks of a comparison that are worth a word.

    These are looks into other minds, and those that would answer otherwise if the truth were
    known.
    """
    mind = truth.mind(who)
    for look in leaf.looks():
        own = Look(_own(look.path, who), look.key)
        real = _value(scene, truth, own)
        corrected = OtherwiseMind(mind, own.path, own.key, real)
        if own.path or leaf.read(reader, corrected) != leaf.read(reader, mind):
            yield look


def _is_decisive(
    scene: Scene, reader: Reader, truth: StateMind, who: str, end: Mind, look: Look
) -> bool:
    """Whether the plan would not pay if the truth about a fluent were known.

    Only where the plan leaves the fluent as the character believes it to be.
    """
    mind = truth.mind(who)
    own = Look(_own(look.path, who), look.key)
    real = _value(scene, truth, own)
    believed = _value(scene, mind, own)
    if real == believed or _value(scene, end, own) != believed:
        return False
    first, last = (
        _utility(scene, reader, who, OtherwiseMind(state, own.path, own.key, real))
        for state in (mind, end)
    )
    return first is None or last is None or last <= first


def _utility(scene: Scene, reader: Reader, who: str, mind: Mind) -> float | None:
    total = 0.0
    for term in scene.world.wants.get(who, ()):
        part = as_number(reader.read(term, mind, {}))
        if part is None:
            return None
        total += part
    return total
