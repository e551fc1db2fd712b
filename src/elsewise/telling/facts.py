"""Facts in words: "Lex is in the tunnel"."""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.play.expressions import expressions_of
from elsewise.problem.names import fluent_name
from elsewise.telling.sentence import Clause, Filling, Tense
from elsewise.telling.template import Case, Piece, Slot, parse_template
from elsewise.telling.verbs import Verb
from elsewise.telling.words import Discourse
from elsewise.world.expressions import Constant, Term
from elsewise.world.model import Fact, World
from elsewise.world.types import Value, YesNoType

Key = tuple[str, tuple[Value, ...]]
"""A fluent: the name of its fact, and its arguments."""


def find_fact(world: World, key: Key) -> Fact:
    """Return the fact that a fluent belongs to; several may share its name."""
    return expressions_of(world).find(fluent_name(*key))[1]


def parse_fluent(world: World, text: str) -> Key:
    """Return the fact's name and the arguments of a fluent as written."""
    fluent, _ = expressions_of(world).find(text)
    return fluent.fact, fluent.arguments


def say_fact(world: World, fluent: str | Key, value: Value) -> str:
    """Return a short clause in the present tense that says that a fluent has a value.

    `fluent` is its name as in `at(Lex)`, or the fact's name and the arguments. Raises `UsageError`
    if there is no such fluent.
    """
    key = parse_fluent(world, fluent) if isinstance(fluent, str) else fluent
    return fact_clause(world, key, value, Discourse(world)).finite(Tense.PRESENT)


def fact_clause(world: World, key: Key, value: Value, discourse: Discourse) -> Clause:
    """Return the clause that says that a fluent has a value, to be put into a form.

    Of the fact's template lines the first counts whose condition holds for this value. If the
    value is "no" and that line has no condition (and no line before it had), it is negated.
    """
    fact = find_fact(world, key)
    _, arguments = key
    roles = roles_of(fact.parameters, arguments)
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

    It is the first whose condition holds for this value, whatever else may be so.
    """
    expressions, own = expressions_of(world), fluent_name(*key)
    roles = roles_of(fact.parameters, key[1])
    for place, line in enumerate(fact.tell):
        if line.condition is None or expressions.holds(
            line.condition, roles, lambda name, _: value if name == own else None, sure=True
        ):
            return place
    return None


def roles_of(parameters: Sequence[Term], arguments: Sequence[Value]) -> dict[str, Value]:
    """Return what the named parameters of a fact or rule stand for."""
    pairs = zip(parameters, arguments, strict=True)
    return {term.name: value for term, value in pairs if not isinstance(term, Constant)}


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
