"""The checker itself: it never raises, whatever tree it is given."""

from __future__ import annotations

from elsewise.diagnostics import Source
from elsewise.syntax import tree
from elsewise.world.checker import check

SOURCE = Source("made.ew", "")


def name(text: str) -> tree.Name:
    return tree.Name(text)


def file(*declarations: tree.Declaration) -> tree.File:
    somebody = tree.EntityLine(name("character"), (tree.EntityItem(name("Ann")),))
    return tree.File((somebody, tree.FactLine(tree.Signature(name("glad"))), *declarations))


def ending(condition: tree.Expression) -> tree.EndingBlock:
    clause = tree.IfClause((tree.Row((condition,)),))
    return tree.EndingBlock(name("happy"), (clause,))


def test_a_tree_without_places() -> None:
    world, found = check(file(ending(tree.Ref(name("glad")))), SOURCE)
    assert world is not None
    assert [d.code.name for d in found] == ["no-actions"]
    assert world.warnings == found


def test_a_tree_without_places_and_with_a_mistake() -> None:
    world, found = check(file(ending(tree.Ref(name("glaad")))), SOURCE)
    assert world is None
    assert [d.code.name for d in found] == ["unknown-name"]
    assert found[0].suggestion == "Did you mean glad?"


def test_an_endless_tree_is_an_error_and_no_crash() -> None:
    condition: tree.Expression = tree.Ref(name("glad"))
    for _ in range(5000):
        condition = tree.Not(condition)
    world, found = check(file(ending(condition)), SOURCE)
    assert world is None
    assert [d.code.name for d in found] == ["too-deep"]


def test_a_hundred_levels_are_not_too_deep() -> None:
    condition: tree.Expression = tree.Ref(name("glad"))
    for _ in range(100):
        condition = tree.Not(condition)
    for _ in range(100):
        condition = tree.Believes(name("Ann"), condition)
    world, _ = check(file(ending(condition)), SOURCE)
    assert world is not None


def test_a_number_that_is_too_large() -> None:
    large = tree.Binary(tree.Operator.LESS, tree.Number(1e300), tree.Number(float("inf")))
    world, found = check(file(ending(large)), SOURCE)
    assert world is None
    assert {d.code.name for d in found} == {"number-too-large"}
