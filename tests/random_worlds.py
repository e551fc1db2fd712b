"""Hypothesis strategies of small random worlds, with every kind of expression and effect."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from elsewise.world.expressions import (
    And,
    Arithmetic,
    Assign,
    Calculate,
    Choose,
    Compare,
    Comparison,
    Constant,
    Effect,
    Expression,
    ForEvery,
    If,
    InMind,
    IsType,
    Not,
    Or,
    Quantified,
    Quantity,
    Read,
    Together,
    Variable,
)
from elsewise.world.model import Ending, EverySeer, World
from elsewise.world.types import EntityType, NumberType
from hand_made import CHARACTER, PLACE, action, fact, trigger, var, world

CHARACTERS = ("Ann", "Ben")
PLACES = ("Home", "Shop", "Park")
NUMBERS = (0.0, 1.0, 2.0, 0.5)

AT = fact("at", CHARACTER, values=PLACE)
PATH = fact("path", PLACE, PLACE)
MET = fact("met", CHARACTER, CHARACTER)
RAIN = fact("rain")
MONEY = fact("money", CHARACTER, values=NumberType(0.0, 3.0))
TIME = fact("time", values=NumberType())
SPOT = fact("spot", values=EntityType("entity"))
FACTS = (AT, PATH, MET, RAIN, MONEY, TIME, SPOT)


class Maker:
    """Draws expressions over the variables in scope."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.fresh = 0

    def pick(self, options: Any) -> Any:
        return self.draw(st.sampled_from(tuple(options)))

    def term(self, values: EntityType, scope: tuple[Variable, ...]) -> Any:
        names = CHARACTERS if values == CHARACTER else PLACES
        return self.pick([*(v for v in scope if v.type == values), Constant(self.pick(names))])

    def read(self, fact: Any, scope: tuple[Variable, ...]) -> Read:
        return Read(fact, tuple(self.term(p.type, scope) for p in fact.parameters))

    def inner(self, scope: tuple[Variable, ...]) -> tuple[Variable, tuple[Variable, ...]]:
        self.fresh += 1
        made = var(f"v{self.fresh}", self.pick((CHARACTER, PLACE)))
        return made, (*scope, made)

    def entity(self, scope: tuple[Variable, ...], depth: int) -> Expression:
        kind = self.pick(("read", "term", "term", "mind", "choose") if depth else ("read", "term"))
        if kind == "read":
            return self.read(self.pick((AT, SPOT)), scope)
        if kind == "mind":
            return InMind(self.term(CHARACTER, scope), self.entity(scope, depth - 1))
        if kind == "choose":
            return Choose(
                self.condition(scope, depth - 1),
                self.entity(scope, depth - 1),
                self.entity(scope, depth - 1),
            )
        unknown = self.pick((False, False, False, True))
        return Constant(None) if unknown else self.term(self.pick((CHARACTER, PLACE)), scope)

    def number(self, scope: tuple[Variable, ...], depth: int) -> Expression:
        kind = self.pick(
            ("read", "constant", "calculate", "choose", "mind", "total")
            if depth
            else ("read", "constant")
        )
        if kind == "read":
            return self.read(self.pick((MONEY, TIME)), scope)
        if kind == "calculate":
            return Calculate(
                self.pick(Arithmetic), self.number(scope, depth - 1), self.number(scope, depth - 1)
            )
        if kind == "choose":
            return Choose(
                self.condition(scope, depth - 1),
                self.number(scope, depth - 1),
                self.number(scope, depth - 1),
            )
        if kind == "mind":
            return InMind(self.term(CHARACTER, scope), self.number(scope, depth - 1))
        if kind == "total":
            variable, inner = self.inner(scope)
            return Quantified(
                self.pick((Quantity.SUM, Quantity.PRODUCT)),
                variable,
                self.pick((None, self.condition(inner, depth - 1))),
                self.number(inner, depth - 1),
            )
        return Constant(self.pick((*NUMBERS, None)))

    def condition(self, scope: tuple[Variable, ...], depth: int) -> Expression:
        kinds = ("yes", "entities", "entities", "numbers")
        more = ("not", "and", "or", "choose", "every", "some", "mind", "type", "same", "path")
        kind = self.pick((*kinds, *more) if depth else kinds)
        match kind:
            case "yes":
                return self.read(self.pick((RAIN, MET)), scope)
            case "path":
                return self.read(PATH, scope)
            case "entities":
                operator = self.pick((Comparison.EQUAL, Comparison.EQUAL, Comparison.UNEQUAL))
                return Compare(operator, self.entity(scope, depth), self.entity(scope, 0))
            case "numbers":
                return Compare(
                    self.pick(Comparison), self.number(scope, depth), self.number(scope, 0)
                )
            case "not":
                return Not(self.condition(scope, depth - 1))
            case "and" | "or":
                parts = tuple(
                    self.condition(scope, depth - 1) for _ in range(self.pick((0, 1, 2, 2)))
                )
                return And(parts) if kind == "and" else Or(parts)
            case "choose":
                return Choose(*(self.condition(scope, depth - 1) for _ in range(3)))
            case "mind":
                return InMind(self.term(CHARACTER, scope), self.condition(scope, depth - 1))
            case "type":
                return IsType(self.entity(scope, depth - 1), self.pick(("place", "character")))
            case "same":
                operator = self.pick((Comparison.EQUAL, Comparison.UNEQUAL))
                return Compare(
                    operator, self.condition(scope, depth - 1), self.condition(scope, depth - 1)
                )
            case _:
                variable, inner = self.inner(scope)
                return Quantified(
                    Quantity.EVERY if kind == "every" else Quantity.SOME,
                    variable,
                    self.pick((None, self.condition(inner, depth - 1))),
                    self.condition(inner, depth - 1),
                )

    def assign(self, scope: tuple[Variable, ...], depth: int) -> Effect:
        what = self.pick((AT, MET, RAIN, MONEY, TIME, SPOT))
        value: Expression
        if what in (MET, RAIN):
            value = self.condition(scope, depth)
        elif what in (MONEY, TIME):
            value = self.number(scope, depth)
        else:
            value = self.pick((self.read(AT, scope), self.term(PLACE, scope), Constant(None)))
        target: Read | InMind = self.read(what, scope)
        for _ in range(self.pick((0, 0, 1, 2)) if depth else 0):
            target = InMind(self.term(CHARACTER, scope), target)
        return Assign(target, value)

    def effect(self, scope: tuple[Variable, ...], depth: int) -> Effect:
        kind = self.pick(("assign", "assign", "if", "each", "mind", "both")) if depth else "assign"
        if kind == "assign":
            return self.assign(scope, depth)
        if kind == "if":
            return If(
                self.condition(scope, depth - 1),
                self.effect(scope, depth - 1),
                self.pick((None, self.effect(scope, depth - 1))),
            )
        if kind == "mind":
            return InMind(self.term(CHARACTER, scope), self.effect(scope, depth - 1))
        if kind == "both":
            return Together((self.effect(scope, depth - 1), self.effect(scope, depth - 1)))
        variable, inner = self.inner(scope)
        condition = self.pick((None, self.condition(inner, depth - 1)))
        return ForEvery(variable, condition, self.effect(inner, depth - 1))


@st.composite
def _worlds(draw: DrawFn) -> World:
    maker = Maker(draw)
    scope = (var("who"), var("here", PLACE), var("there", PLACE))
    actions = []
    for number in range(draw(st.integers(1, 3))):
        roles = scope[: maker.pick((1, 2, 3))]
        seers = maker.pick(
            (None, (), roles[:1], (EverySeer(var("c"), maker.condition((*roles, var("c")), 1)),))
        )
        actions.append(
            action(
                f"act{number}",
                *roles,
                condition=And(
                    tuple(maker.condition(roles, 2) for _ in range(maker.pick((0, 1, 1, 2))))
                ),
                effect=maker.effect(roles, 2),
                by=maker.pick(((), roles[:1], roles[:1])),
                seen_by=seers,
            )
        )
    triggers = []
    for number in range(draw(st.integers(0, 2))):
        roles = scope[: maker.pick((1, 2))]
        triggers.append(
            trigger(
                f"follow{number}",
                *roles,
                condition=And((maker.condition(roles, 2), maker.condition(roles, 1))),
                effect=maker.effect(roles, 2),
            )
        )
    paths = [
        Assign(Read(PATH, (Constant(a), Constant(b))), Constant(True))
        for a, b in maker.pick(((("Home", "Shop"), ("Shop", "Park")), (("Home", "Home"),), ()))
    ]
    return world(
        FACTS,
        tuple(actions),
        tuple(triggers),
        characters=CHARACTERS,
        places=PLACES,
        start=(*paths, *(maker.effect((), 2) for _ in range(maker.pick((0, 2, 4))))),
        wants={name: (maker.number((), 2), maker.condition((), 2)) for name in CHARACTERS},
        story_wants=(maker.condition((), 2),),
        endings=(Ending("done", maker.condition((), 2)),),
    )


def worlds() -> SearchStrategy[World]:
    """Return worlds of two characters and three places."""
    return _worlds()
