"""What can be changed about a world at some moment, and the world that comes of it.

Interventions in the sense of Pearl, "Causality" (2nd edition, 2009): something is set from outside,
whatever would have made it so, and all else goes on by the same laws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError
from elsewise.explain.counterfactual.leaving_out import without_event
from elsewise.play.forks import origin_of, world_after
from elsewise.problem.names import believing, canonical_event_name, fact_text, parse_event_name
from elsewise.problem.problem import Fluent
from elsewise.world.expressions import (
    Assign,
    Constant,
    Effect,
    Expression,
    ForEvery,
    If,
    InMind,
    Read,
    Together,
    in_minds,
)
from elsewise.world.model import Fact, World
from elsewise.world.types import Value

Texts = str | Iterable[str]
"""One text or several."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Something is so, or somebody believes it; carried out as statements of a start are.

    As there, whoever sees it as it was, and is not said to see it otherwise, sees it as it is now.
    """

    statements: tuple[Effect, ...]
    text: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Numbers that are added to what characters want, by character."""

    wants: Mapping[str, tuple[Expression, ...]]
    text: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An event (or, by the bare name, all of an action or trigger) cannot happen from here on."""

    event: str
    text: str = field(compare=False)

    def bars(self, event: str) -> bool:
        """Whether an event is the one that cannot happen, or one of those of a bare name."""
        if "(" not in self.event:
            return parse_event_name(event)[0] == self.event
        return canonical_event_name(self.event) == event


@dataclass(frozen=True, slots=True)
class Forced:
    """An event happens now, whoever has a reason for it."""

    event: str
    text: str = field(compare=False)


Intervention = Stated | Wanted | Skipped | Forced
"""One change; `text` is how it was written."""


def distinct_texts(changes: Iterable[Intervention]) -> tuple[str, ...]:
    """Return how changes are written; a declared fork of facts and wants is written once."""
    return tuple(dict.fromkeys(change.text for change in changes))


# -- the world in which they are so -----------------------------------------------------------


def forked(
    world: World,
    events: Sequence[str] = (),
    changes: Sequence[Intervention] = (),
    *,
    depth: int | None = None,
) -> World:
    """Return the world that begins after events, with changes made there one after the other.

    Without events, changes stand behind the start of the world as if its author had written them
    there. After events, everybody's mind is carried over, as deep as minds are kept for reasons of
    this `depth` (None: the world's). Triggers settle at the start, as at any. Raises `UsageError`
    for an event that does not exist or cannot happen where it stands, and `WorldError` if the
    world cannot run.
    """
    made = world_after(world, events, depth=depth)
    for change in changes:
        match change:
            case Stated(statements):
                start = (*made.start, *statements)
                made = replace(made, start=start, origin=origin_of(made), warnings=())
            case Wanted(wants):
                more = {name: (*made.wants.get(name, ()), *wants[name]) for name in wants}
                made = replace(made, wants={**made.wants, **more}, warnings=())
            case Skipped(event):
                made = replace(without_event(made, event), warnings=())
            case Forced(event):
                made = _after_forced(made, event, depth)
    return made


def _after_forced(world: World, event: str, depth: int | None) -> World:
    try:
        return world_after(world, (event,), depth=depth)
    except UsageError as error:
        why = str(error).removeprefix("Beat 1: ")
        raise UsageError(f"It cannot be made to happen: {why}") from None


# -- as somebody writes them ------------------------------------------------------------------


def stated(world: World, text: str, name: str = "set") -> Stated:
    """Read what is to be so: `light(Tunnel), not light(Ladder)`; minds may be changed too.

    Raises `WorldError` with all mistakes in the text.
    """
    from elsewise.world.reading import read_statements

    return Stated(read_statements(world, text, name), text.strip())


def believed(world: World, text: str) -> Stated:
    """Read what somebody is to believe: `Lex believes mortal(Clark)`.

    Raises `WorldError` with all mistakes in the text, and `UsageError` if it changes what is so
    and not only what somebody believes.
    """
    made = stated(world, text, "believe")
    if not all(map(_is_about_minds, made.statements)):
        raise UsageError(
            f"`{made.text}` changes what is so. To change a mind, say whose: `Ann believes …`."
        )
    return made


def wanted(world: World, text: str) -> Wanted:
    """Read what somebody is to want besides: `Lex wants 3 if deed = saved`.

    Raises `WorldError` with all mistakes in the text.
    """
    from elsewise.world.reading import read_wants

    return Wanted(read_wants(world, text), text.strip())


def forced(event: str) -> Forced:
    """Read which event happens now. Raises `UsageError` for a text that cannot be an event."""
    return Forced(canonical_event_name(event), event.strip())


def skipped(world: World, event: str) -> Skipped:
    """Read which event cannot happen: `plead(Clark, Lex)`, or `plead` for all of that name.

    Raises `UsageError` if the world has no such action or trigger.
    """
    made = Skipped(event.strip(), event.strip())
    without_event(world, made.event)
    return made


def value_stated(fact: Fact, fluent: Fluent, believers: Sequence[str], value: Value) -> Stated:
    """Return that a fluent of a fact has a value, or that somebody believes (…) that it has."""
    target = in_minds(believers, Read(fact, tuple(map(Constant, fluent.arguments))))
    text = believing(believers) + fact_text(fluent.name, value)
    return Stated((Assign(target, Constant(value)),), text)


def declared(world: World, name: str) -> tuple[Intervention, ...]:
    """Return the changes of a fork that the world declares.

    Raises `UsageError` if it has none of that name.
    """
    names = [fork.name for fork in world.forks]
    if name not in names:
        none = "" if names else " This world declares no forks."
        raise UsageError(f"There is no fork called {name}.{did_you_mean(name, names)}{none}")
    fork = world.forks[names.index(name)]
    made: list[Intervention] = []
    if fork.statements:
        made.append(Stated(fork.statements, f"fork {name}"))
    if fork.wants:
        made.append(Wanted(fork.wants, f"fork {name}"))
    return tuple(made)


_READERS: Mapping[str, Callable[[World, str], Iterable[Intervention]]] = {
    "forks": declared,
    "set": lambda world, text: (stated(world, text),),
    "believe": lambda world, text: (believed(world, text),),
    "want": lambda world, text: (wanted(world, text),),
    "force": lambda _world, event: (forced(event),),
    "skip": lambda world, event: (skipped(world, event),),
}


def read_changes(world: World, **written: Texts) -> Iterator[Intervention]:
    """Yield the changes that are written under the keywords of `whatif`, keyword by keyword."""
    for keyword, texts in written.items():
        for text in (texts,) if isinstance(texts, str) else texts:
            yield from _READERS[keyword](world, text)


def _is_about_minds(effect: Effect) -> bool:
    """Whether an effect writes into minds alone."""
    match effect:
        case InMind():
            return True
        case Assign(target, _):
            return isinstance(target, InMind)
        case Together(effects):
            return all(map(_is_about_minds, effects))
        case If(_, then, otherwise):
            return _is_about_minds(then) and (otherwise is None or _is_about_minds(otherwise))
        case ForEvery(_, _, inner):
            return _is_about_minds(inner)
