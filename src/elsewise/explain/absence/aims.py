"""What why-not is asked for: an event, an ending, or a condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from elsewise.diagnostics.did_you_mean import nearest
from elsewise.errors import UsageError, WorldError
from elsewise.grounding.tables import Tables
from elsewise.problem.names import event_name, parse_event_name, value_text
from elsewise.world.expressions import Constant, Expression, Term
from elsewise.world.model import EventRule, World
from elsewise.world.questions import AllOf, Formula, Happened, Now, Stories, Until
from elsewise.world.reading import read_condition, read_question
from elsewise.world.types import EntityType, Value

ANY = frozenset({"_", "*", "?", "any", "anyone", "anything"})
"""Words that stand for any argument."""


Pattern = tuple[Value, ...]
"""Arguments of an event, any where it is None."""


@dataclass(frozen=True, slots=True)
class EventAim:
    """One of some events: the arguments of a rule that fit what was written, any for None.

    `patterns` are the ways in which the arguments can be meant.
    """

    text: str
    rules: tuple[EventRule, ...]
    patterns: tuple[Pattern, ...]

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
    tables = Tables(world)
    found = dict.fromkeys(p for rule in rules for p in _patterns(tables, rule, words))
    is_fact = any(fact.name == name for fact in world.facts)
    if not rules or (is_fact and not found):
        return None
    complaint = _complaint(tables, rules, words)
    if complaint is None and not found:
        complaint = _roles_text(tables, rules[0])
    return EventAim(text, rules, tuple(found)) if complaint is None else NoEvent(text, complaint)


def _complaint(tables: Tables, rules: Sequence[EventRule], words: Sequence[str]) -> str | None:
    """Return what is plainly wrong with the arguments of an event, whatever role they have."""
    most = max(len(rule.parameters) for rule in rules)
    if len(words) > most:
        takes = "no arguments" if most == 0 else f"{most} argument{'s' * (most != 1)}"
        return f"{rules[0].name} takes {takes}, not {len(words)}: {_written(rules[0])}"
    known = {word for rule in rules for p in rule.parameters for word in _domain(tables, p)}
    entities = [entity.name for entity in tables.world.entities]
    for word in words:
        if word in ANY or word in known or word in entities:
            continue
        near = nearest(word, (*known, *entities))
        hint = f" Did you mean {near}?" if near else ""
        return f"there is no {word} in {tables.world.name}.{hint}"
    return None


def _patterns(tables: Tables, rule: EventRule, words: Sequence[str]) -> Iterator[Pattern]:
    """Yield the ways in which words, in order, can be arguments of a rule.

    If there are fewer words than roles, any roles may be left out.
    """
    domains = [_domain(tables, term) for term in rule.parameters]
    for roles in combinations(range(len(domains)), len(words)):
        said = dict(zip(roles, words, strict=True))
        if all(word in ANY or word in domains[role] for role, word in said.items()):
            pairs = ((said.get(role, "_"), domain) for role, domain in enumerate(domains))
            yield tuple(None if word in ANY else domain[word] for word, domain in pairs)


def _domain(tables: Tables, term: Term) -> dict[str, Value]:
    """Return the values that a term may stand for, as they are written."""
    return {value_text(value): value for value in tables.values_of_term(term)}


def _written(rule: EventRule) -> str:
    """Return how an event of a rule is written: `climb(who: character, to: place)`."""
    roles = [
        value_text(p.value)
        if isinstance(p, Constant)
        else f"{p.name}: {p.type.name if isinstance(p.type, EntityType) else 'yes or no'}"
        for p in rule.parameters
    ]
    return event_name(rule.name, tuple(roles))


def _roles_text(tables: Tables, rule: EventRule) -> str:
    """Return who and what can take part in a rule's events."""
    parts = []
    for parameter in rule.parameters:
        values = list(_domain(tables, parameter))
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
