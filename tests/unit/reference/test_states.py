from __future__ import annotations

from elsewise.grounding.problem import MindLevels
from elsewise.reference.states import Nodes


def test_minds_are_kept_above_the_extra_levels_for_all_who_consent() -> None:
    nodes = Nodes(MindLevels(1, (False, True, False), (True, False, False)), 1, None)
    assert nodes.deepest == 3
    assert nodes.kept(3, None) == (0, 1)
    assert nodes.kept(2, 0) == (1,)
    assert nodes.kept(1, None) == (1,)
    assert nodes.kept(1, 1) == ()
    assert nodes.kept(0, None) == ()


def test_extra_levels_can_be_set() -> None:
    assert Nodes(MindLevels(1, (True,), (True,)), 2, 0).deepest == 3


def test_equal_states_are_one() -> None:
    nodes = Nodes(MindLevels(0, (True,), (True,)), 1, None)
    mind = nodes.node(0, 0, (1.0,), (None,))
    first = nodes.node(1, None, (1.0,), (mind,))
    assert nodes.node(1, None, [1.0], [nodes.node(0, 0, (1.0,), (None,))]) is first
    assert nodes.node(1, None, (2.0,), (mind,)) is not first
    assert nodes.node(1, None, (1.0,), (None,)) is not first


def test_walking_stays_where_there_is_no_mind() -> None:
    nodes = Nodes(MindLevels(0, (True, True), (True, True)), 1, None)
    mind = nodes.node(0, 0, (1.0,), (None, None))
    node = nodes.node(1, None, (2.0,), (mind, None))
    assert node.with_minds(()) is node
    assert node.with_minds((0, 1, 0)) is mind
    assert node.with_minds((1,)) is node
