from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise.engines.reference.event_index import EventIndex
from elsewise.engines.reference.states import StateNode
from elsewise.problem.evaluate import holds
from elsewise.problem.problem import (
    Problem,
)
from strategies import problems


@pytest.mark.slow
@given(problems(), st.data())
def test_the_index_lets_through_what_holds(problem: Problem, data: st.DataObject) -> None:
    values = st.sampled_from([None, 0.0, 1.0, True, False, "A", "X"])
    count = len(problem.fluents)
    drawn = st.tuples(*(values,) * count)
    mind = StateNode(0, 0, data.draw(drawn), (None,) * 3)
    for events in (problem.actions, problem.triggers):
        index = EventIndex(events)
        for _ in range(2):
            state = StateNode(1, None, data.draw(drawn), (mind, None, None))
            expected = [n for n, event in enumerate(events) if holds(event.condition, state.value)]
            assert list(index.possible(state)) == expected
