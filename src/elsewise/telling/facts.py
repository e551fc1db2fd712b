"""Facts in words: "Lex is in the tunnel"."""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.errors import UsageError
from elsewise.problem.names import parse_event_name, value_text
from elsewise.telling.reading import Key, OneFact, Reader, find_fact
from elsewise.telling.sentence import Clause, Filling, Tense
from elsewise.telling.template import Case, Piece, Slot, parse_template
from elsewise.telling.verbs import Verb
from elsewise.telling.words import Discourse
from elsewise.world.expressions import Constant
from elsewise.world.model import Fact, World
from elsewise.world.types import EntityType, Value, YesNoType


def say_fact(world: World, fluent: str | Key, value: Value) -> str:
    """Return a short clause in the present tense that says that a fluent has a value.

    `fluent` is its name as in `at(Lex)`, or the fact's name and the arguments. Raises `UsageError`
    if there is no such fluent.
    """
    key = parse_fluent(world, fluent) if isinstance(fluent, str) else fluent
    return fact_clause(world, key, value, Discourse(world)).finite(Tense.PRESENT)


def parse_fluent(world: World, text: str) -> Key:
    """Return the fact's name and the arguments of a fluent as written."""
    name, words = parse_event_name(text)
    for fact in world.facts:
        if fact.name != name or len(fact.parameters) != len(words):
            continue
        for value_list in _possible_values(world, fact, words):
            return name, value_list
    raise UsageError(f"There is no fact `{text.strip()}` in {world.name}.")


def _possible_values(
    world: World, fact: Fact, words: Sequence[str]
) -> tuple[tuple[Value, ...], ...]:
    found: list[Value] = []
    for parameter, word in zip(fact.parameters, words, strict=True):
        if isinstance(parameter, Constant):
            fits: list[Value] = [parameter.value]
        elif isinstance(parameter.type, YesNoType):
            fits = [False, True]
        elif isinstance(parameter.type, EntityType):
            fits = [e.name for e in world.entities_of(parameter.type.name)]
        else:
            fits = []
        matching = [value for value in fits if value_text(value) == word]
        if not matching:
            return ()
        found.append(matching[0])
    return (tuple(found),)


def fact_clause(world: World, key: Key, value: Value, discourse: Discourse) -> Clause:
    """Return the clause that says that a fluent has a value, to be put into a form.

    Of the fact's template lines the first counts whose condition holds for this value. If the
    value is "no" and that line has no condition (and no line before it had), it is negated.
    """
    fact = find_fact(world, key)
    _, arguments = key
    roles = _roles(fact, arguments)
    filling = Filling({**roles, "value": value}, arguments, {"value": fact.values})
    place = line_for(world, fact, key, value)
    if place is None:
        return Clause(_plain(fact, arguments), filling, discourse, negated=value is False)
    line = fact.tell[place]
    negated = value is False and line.condition is None and place == 0
    pieces = parse_template(line.text, frozenset((*roles, "value")))
    return Clause(pieces, filling, discourse, negated=negated)


def line_for(world: World, fact: Fact, key: Key, value: Value) -> int | None:
    """Return which of a fact's template lines says that a fluent has a value, if one does.

    It is the first whose condition holds for this value.
    """
    reader = Reader(world, sure=True)
    roles = _roles(fact, key[1])
    for place, line in enumerate(fact.tell):
        if line.condition is None or reader.holds(line.condition, OneFact(key, value), roles):
            return place
    return None


def _roles(fact: Fact, arguments: Sequence[Value]) -> dict[str, Value]:
    return {
        parameter.name: argument
        for parameter, argument in zip(fact.parameters, arguments, strict=True)
        if not isinstance(parameter, Constant)
    }


def _plain(fact: Fact, arguments: Sequence[Value]) -> tuple[Piece, ...]:
    """Return what is said of a fact for which the world has no words."""
    quoted = f'"{fact.name.replace("_", " ")}"'
    be = Verb("be")
    about = _listed(len(arguments))
    if isinstance(fact.values, YesNoType):
        return (f"{quoted} ", be, " true", *((" of ", *about) if about else ()))
    return ("the ", f"{quoted} ", *(("of ", *about, " ") if about else ()), be, " ", _VALUE)


_VALUE = Slot("value", Case.OBJECT)


def _listed(count: int) -> list[Piece]:
    pieces: list[Piece] = []
    for place in range(1, count + 1):
        if place > 1:
            pieces.append(" and " if place == count else ", ")
        pieces.append(Slot(str(place), Case.OBJECT))
    return pieces
