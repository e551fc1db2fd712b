"""Random worlds in which something happens: their ending is what a few events lead to."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.errors import WorldError
from elsewise.grounding.grounder import ground
from elsewise.grounding.tables import Tables
from elsewise.world.expressions import Compare, Comparison, Constant, Read
from elsewise.world.model import Ending, World
from random_worlds import worlds

MOST_EVENTS = 3


@st.composite
def _eventful_worlds(draw: DrawFn) -> World:
    world = draw(worlds())
    if draw(st.booleans()):
        world = replace(world, actions=tuple(replace(rule, by=()) for rule in world.actions))
    try:
        engine = ReferenceEngine(ground(world), 1)
        start = state = engine.start()
        for _ in range(draw(st.integers(1, MOST_EVENTS))):
            after = dict.fromkeys(engine.after(state, n) for n in engine.possible(state))
            after.pop(state, None)
            assume(after)
            state = draw(st.sampled_from(list(after)))
    except WorldError:
        assume(False)
    one, two = (engine.look(place, 0).values for place in (start, state))
    changed = [name for name in one if one[name] != two[name]]
    assume(changed)
    name = draw(st.sampled_from(changed))
    tables = Tables(world)
    number = [fluent.name for fluent in tables.fluents].index(name)
    fact = world.facts[tables.fact_of[number]]
    read = Read(fact, tuple(map(Constant, tables.fluents[number].arguments)))
    condition = Compare(Comparison.EQUAL, read, Constant(two[name]))
    return replace(world, endings=(Ending("done", condition),))


def eventful_worlds() -> SearchStrategy[World]:
    """Return worlds whose ending `done` can physically be reached by a few events."""
    return _eventful_worlds()
