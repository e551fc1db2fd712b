"""What why-not is asked for: an event, an ending, or a condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from elsewise.errors import UsageError, WorldError
from elsewise.problem.event_forms import EventForm, event_forms
from elsewise.problem.names import parse_event_name
from elsewise.world.expressions import Expression
from elsewise.world.model import EventRule, World
from elsewise.world.questions import AllOf, Formula, Happened, Now, Stories, Until
from elsewise.world.reading import read_condition, read_question
from elsewise.world.types import Value

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
        if misspelt := _event(world, text, known=False):
            return misspelt
        raise mistake from None
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


def _event(world: World, text: str, *, known: bool = True) -> EventAim | NoEvent | None:
    """Return the event that a text means; None if it is not written as one.

    `known`: it is one only if some event is called so.
    """
    try:
        name, words = parse_event_name(text)
    except UsageError:
        return None
    forms = event_forms(world)
    found = dict.fromkeys(p for form in forms.called(name) for p in _patterns(form, words))
    if found:
        rules = tuple(rule for rule in (*world.actions, *world.triggers) if rule.name == name)
        return EventAim(text, rules, tuple(found))
    is_fact = any(fact.name == name for fact in world.facts)
    if is_fact or " " in name or not (forms.called(name) or ("(" in text and not known)):
        return None
    wrong = forms.complaint(text, partly=True)
    return NoEvent(text, wrong or forms.roles_complaint(forms.called(name)[0], words))


def _patterns(form: EventForm, words: Sequence[str]) -> Iterator[Pattern]:
    """Yield the ways in which words, in order, can be arguments of an event.

    If there are fewer words than roles, any roles may be left out.
    """
    for places in combinations(range(len(form.roles)), len(words)):
        said = dict(zip(places, words, strict=True))
        if all(form.roles[place].takes(word) for place, word in said.items()):
            yield tuple(role.values.get(said.get(n, "_")) for n, role in enumerate(form.roles))
