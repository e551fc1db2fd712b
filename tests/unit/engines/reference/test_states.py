from __future__ import annotations

from elsewise.engines.reference.states import States
from elsewise.problem.problem import MindLevels


def test_minds_are_kept_above_the_extra_levels_for_all_who_consent() -> None:
    store = States(MindLevels(1, (False, True, False), (True, False, False)), 1, None)
    assert store.deepest == 3
    assert store.kept(3, None) == (0, 1)
    assert store.kept(2, 0) == (1,)
    assert store.kept(1, None) == (1,)
    assert store.kept(1, 1) == ()
    assert store.kept(0, None) == ()


def test_extra_levels_can_be_set() -> None:
    assert States(MindLevels(1, (True,), (True,)), 2, 0).deepest == 3


def test_equal_states_are_one() -> None:
    store = States(MindLevels(0, (True,), (True,)), 1, None)
    mind = store.state(0, 0, (1.0,), (None,))
    first = store.state(1, None, (1.0,), (mind,))
    assert store.state(1, None, [1.0], [store.state(0, 0, (1.0,), (None,))]) is first
    assert store.state(1, None, (2.0,), (mind,)) is not first
    assert store.state(1, None, (1.0,), (None,)) is not first


def test_walking_stays_where_there_is_no_mind() -> None:
    store = States(MindLevels(0, (True, True), (True, True)), 1, None)
    mind = store.state(0, 0, (1.0,), (None, None))
    state = store.state(1, None, (2.0,), (mind, None))
    assert state.with_minds(()) is state
    assert state.with_minds((0, 1, 0)) is mind
    assert state.with_minds((1,)) is state
