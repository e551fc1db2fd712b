"""A world of two hundred entities is made finite; `benchmarks/front_end.py` says how fast."""

from __future__ import annotations

import pytest

from elsewise.grounding.grounder import ground
from elsewise.problem.problem_file import from_json, to_json
from elsewise.world.expressions import Arithmetic, Calculate, Constant, Or, Together
from elsewise.world.model import Entity, EverySeer, World
from elsewise.world.types import EntityType, NumberType
from hand_made import (
    CHARACTER,
    PLACE,
    action,
    both,
    cmp,
    eq,
    fact,
    let,
    mind,
    read,
    trigger,
    var,
    world,
)

ITEM = EntityType("item")
AT = fact("at", CHARACTER, values=PLACE)
HAS = fact("where", ITEM, values=EntityType("entity"))
PATH = fact("path", PLACE, PLACE)
FRIEND = fact("friend", CHARACTER, CHARACTER)
GOLD = fact("gold", CHARACTER, values=NumberType(0.0, 10.0))

CHARACTERS = tuple(f"C{n}" for n in range(10))
PLACES = tuple(f"P{n}" for n in range(130))
ITEMS = tuple(f"I{n}" for n in range(60))


def large() -> World:
    who, other, item, c = var("who"), var("other"), var("item", ITEM), var("c")
    here, there = var("here", PLACE), var("there", PLACE)
    nearby = EverySeer(c, Or((eq(read(AT, c), here), eq(read(AT, c), there))))
    present = EverySeer(c, eq(read(AT, c), here))
    one = Constant(1.0)
    pay = Together(
        (
            let(read(HAS, item), other),
            let(read(GOLD, who), Calculate(Arithmetic.ADD, read(GOLD, who), one)),
            let(read(GOLD, other), Calculate(Arithmetic.SUBTRACT, read(GOLD, other), one)),
        )
    )
    actions = (
        action(
            "walk", who, here, there,
            condition=both(eq(read(AT, who), here), read(PATH, here, there)),
            effect=let(read(AT, who), there), by=(who,), seen_by=(nearby,),
        ),
        action(
            "take", who, item, here,
            condition=both(eq(read(AT, who), here), eq(read(HAS, item), here)),
            effect=let(read(HAS, item), who), by=(who,), seen_by=(present,),
        ),
        action(
            "sell", who, other, item, here,
            condition=both(
                read(FRIEND, who, other), eq(read(AT, who), here), eq(read(AT, other), here),
                eq(read(HAS, item), who), cmp(read(GOLD, other), ">", 0.0),
            ),
            effect=pay, by=(who, other), seen_by=(present,),
        ),
    )  # fmt: skip
    see = trigger(
        "see", who, other, here,
        condition=both(
            cmp(who, "!=", other), eq(read(AT, who), here), eq(read(AT, other), here),
            cmp(mind(who, read(AT, other)), "!=", here),
        ),
        effect=let(mind(who, read(AT, other)), here),
    )  # fmt: skip
    start = [let(read(AT, name), PLACES[n]) for n, name in enumerate(CHARACTERS)]
    start += [let(read(HAS, name), PLACES[2 * n]) for n, name in enumerate(ITEMS)]
    start += [let(read(GOLD, name), 5.0) for name in CHARACTERS]
    for n in range(len(PLACES)):
        for m in (n - 1, n - 7):
            start += [let(read(PATH, PLACES[n], PLACES[m]), True)]
            start += [let(read(PATH, PLACES[m], PLACES[n]), True)]
    start += [let(read(FRIEND, name, CHARACTERS[n - 1]), True) for n, name in enumerate(CHARACTERS)]
    return world(
        (AT, HAS, PATH, FRIEND, GOLD),
        actions,
        (see,),
        characters=CHARACTERS,
        places=PLACES,
        more_types={"item": ("entity",)},
        more_entities=tuple(Entity(name, ("item",)) for name in ITEMS),
        start=tuple(start),
    )


@pytest.mark.slow
def test_two_hundred_entities_and_ninety_five_thousand_events() -> None:
    made = large()
    assert len(made.entities) == 200
    problem = ground(made)
    # Everything lies where it began until somebody takes it: 60 things, 10 people.
    walks, takes, sales, sights = 10 * 130 * 4, 60 * 10, 10 * 60 * 130, 10 * 9 * 130
    found = [sum(a.rule == rule for a in problem.actions) for rule in range(3)]
    assert found == [walks, takes, sales]
    assert len(problem.triggers) == sights
    assert from_json(to_json(problem)) == problem
