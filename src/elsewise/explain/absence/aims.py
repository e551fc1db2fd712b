"""What why-not is asked for: an event, an ending, or a condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elsewise.diagnostics.did_you_mean import nearest
from elsewise.errors import UsageError, WorldError
from elsewise.problem.names import event_name, parse_event_name, value_text
from elsewise.world.expressions import Constant, Expression, Term
from elsewise.world.model import EventRule, World
from elsewise.world.questions import AllOf, Formula, Happened, Now, Stories, Until
from elsewise.world.reading import read_condition, read_question
from elsewise.world.types import EntityType, Value, YesNoType

ANY = frozenset({"_", "*", "?", "any", "anyone", "anything"})
"""Words that stand for any argument."""


@dataclass(frozen=True, slots=True)
class EventAim:
    """One of some events: the arguments of a rule that fit what was written, any for None.

    `patterns` are the ways in which the arguments can be meant.
    """

    text: str
    rules: tuple[EventRule, ...]
    patterns: tuple[tuple[Value, ...], ...]

    def fits(self, name: str, arguments: Sequence[Value]) -> bool:
        """Whether an event is one of them."""
        return name == self.rules[0].name and any(
            len(pattern) == len(arguments)
            and all(p is None or p == a for p, a in zip(pattern, arguments, strict=True))
            for pattern in self.patterns
        )


@dataclass(frozen=True, slots=True)
class NoEvent:
    """What was meant as an event and is none, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class EndingAim:
    """An ending of the world."""

    text: str


@dataclass(frozen=True, slots=True)
class ConditionAim:
    """That a condition holds at some time."""

    text: str
    condition: Expression


Aim = EventAim | NoEvent | EndingAim | ConditionAim


def read_aim(world: World, text: str) -> Aim:
    """Return what a text asks for.

    The name of an ending; an action or trigger, whose arguments may be left out, be fewer, or be
    `_` for any; a condition; or `possible …` with one of these. Raises `UsageError` for another
    question, and `WorldError` for a condition with mistakes.
    """
    text = " ".join(text.split())
    if not text:
        raise UsageError("Say what does not happen: an event, an ending, or a condition.")
    if any(text == ending.name for ending in world.endings):
        return EndingAim(text)
    if text.startswith("possible "):
        return read_aim(world, text.removeprefix("possible ").strip())
    event = _event(world, text)
    if event is not None:
        return event
    try:
        return ConditionAim(text, read_condition(world, text, "aim"))
    except WorldError as mistake:
        return _reduced(world, text, mistake)


def _reduced(world: World, text: str, mistake: WorldError) -> Aim:
    """Return the aim of a question that asks whether something can be."""
    try:
        formula = read_question(world, text).formula
    except WorldError:
        misspelt = _misspelt_event(world, text)
        if misspelt is None:
            raise mistake from None
        return misspelt
    match formula:
        case Until(Stories.SOME, AllOf(()), reach, None):
            formula = reach
    aim = _of_formula(formula, text)
    if aim is None:
        raise UsageError(
            f"`{text}` is a question about whole stories. Ask it with `elsewise ask`; "
            "why-not explains an event, an ending, or a condition."
        )
    return aim


def _of_formula(formula: Formula, text: str) -> Aim | None:
    match formula:
        case Now(condition):
            return ConditionAim(text, condition)
        case Happened(rule, arguments):
            pattern = tuple(None if a is None else a.value for a in arguments)
            return EventAim(text, (rule,), (pattern,))
    return None


# -- events -----------------------------------------------------------------------------------


def _event(world: World, text: str) -> EventAim | NoEvent | None:
    """Return the event that a text means; None if it begins with no event's name."""
    try:
        name, words = parse_event_name(text)
    except UsageError:
        return None
    rules = tuple(rule for rule in (*world.actions, *world.triggers) if rule.name == name)
    facts = any(fact.name == name for fact in world.facts)
    if not rules or (facts and not _could_be(world, rules, words)):
        return None
    complaint = _complaint(world, rules, words)
    if complaint is not None:
        return NoEvent(text, complaint)
    patterns = tuple(dict.fromkeys(p for rule in rules for p in _patterns(world, rule, words)))
    if not patterns:
        return NoEvent(text, _roles_text(world, rules[0]))
    return EventAim(text, rules, patterns)


def _could_be(world: World, rules: Sequence[EventRule], words: Sequence[str]) -> bool:
    return any(True for rule in rules for _ in _patterns(world, rule, words))


def _complaint(world: World, rules: Sequence[EventRule], words: Sequence[str]) -> str | None:
    """Return what is plainly wrong with the arguments of an event, whatever role they have."""
    most = max(len(rule.parameters) for rule in rules)
    if len(words) > most:
        takes = "no arguments" if most == 0 else f"{most} argument{'s' * (most != 1)}"
        return f"{rules[0].name} takes {takes}, not {len(words)}: {_written(rules[0])}"
    known = {value_text(v) for rule in rules for p in rule.parameters for v in _values(world, p)}
    entities = [entity.name for entity in world.entities]
    for word in words:
        if word in ANY or word in known or word in entities:
            continue
        near = nearest(word, (*known, *entities))
        hint = f" Did you mean {near}?" if near else ""
        return f"there is no {word} in {world.name}.{hint}"
    return None


def _patterns(world: World, rule: EventRule, words: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    """Yield the ways in which words, in order, can be arguments of a rule.

    If there are fewer words than roles, any roles may be left out.
    """
    domains = [{value_text(v): v for v in _values(world, p)} for p in rule.parameters]

    def ways(role: int, word: int) -> Iterator[tuple[Value, ...]]:
        if len(domains) - role < len(words) - word:
            return
        if role == len(domains):
            yield ()
            return
        if word < len(words):
            if words[word] in ANY:
                yield from ((None, *rest) for rest in ways(role + 1, word + 1))
            elif words[word] in domains[role]:
                own = domains[role][words[word]]
                yield from ((own, *rest) for rest in ways(role + 1, word + 1))
        yield from ((None, *rest) for rest in ways(role + 1, word))

    if len(words) == len(domains):
        fits = all(w in ANY or w in d for w, d in zip(words, domains, strict=True))
        if fits:
            pairs = zip(words, domains, strict=True)
            yield tuple(None if w in ANY else d[w] for w, d in pairs)
        return
    yield from ways(0, 0)


def _values(world: World, term: Term) -> tuple[Value, ...]:
    if isinstance(term, Constant):
        return (term.value,)
    if isinstance(term.type, EntityType):
        return tuple(entity.name for entity in world.entities_of(term.type.name))
    return (False, True) if isinstance(term.type, YesNoType) else ()


def _written(rule: EventRule) -> str:
    """Return how an event of a rule is written: `climb(who: character, to: place)`."""
    roles = [
        value_text(p.value)
        if isinstance(p, Constant)
        else f"{p.name}: {p.type.name if isinstance(p.type, EntityType) else 'yes or no'}"
        for p in rule.parameters
    ]
    return event_name(rule.name, tuple(roles))


def _roles_text(world: World, rule: EventRule) -> str:
    """Return who and what can take part in a rule's events."""
    parts = []
    for parameter in rule.parameters:
        values = [value_text(v) for v in _values(world, parameter)]
        if isinstance(parameter, Constant):
            parts.append(f"{values[0]} alone")
        else:
            shown = ", ".join(values[:6]) + (", …" if len(values) > 6 else "")
            parts.append(f"{parameter.name} one of {shown}" if values else f"no {parameter.name}")
    return f"it is written {_written(rule)}, with {'; '.join(parts)}"


def _misspelt_event(world: World, text: str) -> NoEvent | None:
    """Return what was meant as an event with brackets whose name no event has."""
    if "(" not in text:
        return None
    try:
        name, _ = parse_event_name(text)
    except UsageError:
        return None
    if " " in name or any(fact.name == name for fact in world.facts):
        return None
    names = [rule.name for rule in (*world.actions, *world.triggers)]
    near = nearest(name, names)
    if near is None:
        return NoEvent(text, f"no action or trigger is called {name}")
    hint = _written(next(r for r in (*world.actions, *world.triggers) if r.name == near))
    return NoEvent(text, f"no action or trigger is called {name}. Did you mean {hint}?")
