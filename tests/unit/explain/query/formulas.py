"""Small random worlds in which much can happen, and random questions about them."""

from __future__ import annotations

from random import Random
from typing import Any

from elsewise.world.expressions import (
    And,
    Assign,
    Constant,
    Effect,
    Expression,
    If,
    InMind,
    Not,
    Or,
    Read,
    Together,
)
from elsewise.world.model import EventRule, EverySeer, World
from elsewise.world.questions import (
    AllOf,
    Always,
    AnyOf,
    CommonBelief,
    Denied,
    Formula,
    Happened,
    Intends,
    Next,
    Now,
    Stories,
    Until,
)
from hand_made import CHARACTER, action, fact, trigger, var, world

PEOPLE = ("Ann", "Ben")
FACTS = tuple(fact(name) for name in ("a", "b", "c"))
HELD = fact("held", CHARACTER)
WHO = var("who")


class Maker:
    """Draws a world, and formulas about it over a few conditions."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.world = self._world()
        self.conditions = [self.condition(deep) for deep in (0, 0, 0, 2)]

    def pick(self, options: Any) -> Any:
        return self.random.choice(tuple(options))

    # -- worlds -------------------------------------------------------------------------------

    def read(self, who: Any = None) -> Read:
        if self.random.random() < 0.3:
            return Read(HELD, (who or Constant(self.pick(PEOPLE)),))
        return Read(self.pick(FACTS), ())

    def condition(self, deep: int, who: Any = None) -> Expression:
        match self.pick(("read", "not", "mind", "both")) if deep else self.pick(("read", "not")):
            case "read":
                return self.read(who)
            case "not":
                return Not(self.read(who))
            case "mind":
                return InMind(Constant(self.pick(PEOPLE)), self.condition(deep - 1, who))
            case _:
                parts = (self.condition(deep - 1, who), self.condition(deep - 1, who))
                return self.pick((And, Or))(parts)

    def effect(self, who: Any = None) -> Effect:
        made: Effect = Assign(self.read(who), Constant(self.pick((True, True, False))))
        if self.random.random() < 0.3:
            made = InMind(Constant(self.pick(PEOPLE)), made)
        if self.random.random() < 0.2:
            made = If(self.condition(1, who), made)
        return made

    def act(self, number: int) -> EventRule:
        roles = self.pick(((), (WHO,), (WHO,)))
        who = roles[0] if roles else None
        seers = (None, (), *([roles] if roles else []), (EverySeer(var("c"), self.condition(1)),))
        return action(
            f"act{number}",
            *roles,
            condition=self.pick((And(()), Not(self.read(who)), self.condition(1, who))),
            effect=Together(tuple(self.effect(who) for _ in range(self.pick((1, 1, 2))))),
            by=self.pick(((), roles)),
            seen_by=self.pick(seers),
        )

    def _world(self) -> World:
        triggers = ()
        if self.random.random() < 0.3:
            then = InMind(Constant(self.pick(PEOPLE)), Assign(self.read(), Constant(True)))
            triggers = (trigger("see", condition=self.read(), effect=then),)
        return world(
            (*FACTS, HELD),
            tuple(self.act(number) for number in range(self.pick((2, 3, 3)))),
            triggers,
            start=tuple(self.effect() for _ in range(self.pick((0, 1, 2)))),
            wants={name: (self.condition(1),) for name in PEOPLE},
        )

    # -- questions ----------------------------------------------------------------------------

    def question(self) -> Formula:
        """Draw a formula; often one that asks for a way on which something is kept."""
        if self.random.random() < 0.7:
            return self.formula(self.pick((1, 2, 2, 3)))
        keep = AnyOf((Now(self.asked()), self.happened()))
        reach = AllOf((Now(self.asked()), self.formula(0)))
        return Until(self.pick(Stories), keep, reach, self.pick((None, None, 3)))

    def formula(self, deep: int) -> Formula:
        kinds = ["now", "now", "happened", "intends", "common"]
        if deep:
            kinds = ["now", "happened", "not", "all", "any", "next"] + ["until", "always"] * 3
        match self.pick(kinds):
            case "now":
                return Now(self.asked())
            case "happened":
                return self.happened()
            case "intends":
                aim = self.happened() if self.random.random() < 0.5 else Now(self.asked())
                return Intends(Constant(self.pick(PEOPLE)), aim)
            case "common":
                return CommonBelief(tuple(map(Constant, PEOPLE)), self.asked())
            case "not":
                return Denied(self.formula(deep - 1))
            case "all":
                return AllOf(self.parts(deep - 1))
            case "any":
                return AnyOf(self.parts(deep - 1))
            case "next":
                return Next(self.pick(Stories), self.formula(deep - 1))
            case "until":
                keep = AllOf(()) if self.random.random() < 0.4 else self.formula(deep - 1)
                within = self.pick((None, None, 0, 1, 2, 4))
                return Until(self.pick(Stories), keep, self.formula(deep - 1), within)
            case _:
                within = self.pick((None, None, 0, 1, 2))
                return Always(self.pick(Stories), self.formula(deep - 1), within)

    def asked(self) -> Expression:
        return self.pick(self.conditions)

    def parts(self, deep: int) -> tuple[Formula, ...]:
        return tuple(self.formula(deep) for _ in range(self.pick((0, 1, 2, 2))))

    def happened(self) -> Happened:
        rule = self.pick(self.world.actions)
        names = (None, *map(Constant, PEOPLE))
        return Happened(rule, tuple(self.pick(names) for _ in rule.parameters))
