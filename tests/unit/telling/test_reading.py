"""Reading lifted conditions, with and without being sure."""

from __future__ import annotations

import pytest

from elsewise.telling.reading import Mind, OneFact, OtherwiseMind, Reader
from elsewise.world.load import load_text
from elsewise.world.model import Fact, World
from elsewise.world.types import Value


class Table:
    """A mind from a table of fluents; everybody in it believes `others`."""

    def __init__(self, values: dict[str, Value], others: Mind | None = None) -> None:
        self.values = values
        self.others = others

    def value(self, fact: Fact, arguments: tuple[Value, ...]) -> Value:
        return self.values.get(f"{fact.name}({', '.join(map(str, arguments))})", fact.initial)

    def mind(self, character: str) -> Mind:  # noqa: ARG002 - all believe the same
        return self if self.others is None else self.others


def world(condition: str) -> World:
    return load_text(
        f"""\
world Small
type place
place Here, There
character Ann, Bo
fact at(character): place
fact rich(character)
fact coins(character): number
start
  at(Ann) = Here
Ann wants {condition}
"""
    )


MIND = Table(
    {"at(Ann)": "Here", "at(Bo)": None, "rich(Ann)": True, "coins(Ann)": 3.0, "coins(Bo)": 0.0},
    others=Table({"at(Bo)": "There", "coins(Ann)": 1.0}),
)

CONDITIONS = """
at(Ann) = Here | yes | yes
at(Bo) = Here | no | ?
not at(Bo) = Here | yes | ?
at(Bo) = ? | yes | yes
at(Ann) = at(Bo) | no | ?
at(Bo) = Here or rich(Ann) | yes | yes
at(Bo) = Here and rich(Bo) | no | no
at(Bo) is place | no | ?
at(Ann) is not place | no | no
every character c: coins(c) >= 0 | yes | yes
some character c with at(c) = There | no | ?
no character c with coins(c) > 3 | yes | yes
coins(Ann) / coins(Bo) = ? | yes | yes
not coins(Ann) / coins(Bo) < 1 | no | ?
Bo believes at(Bo) = There | yes | yes
Bo's view of coins(Ann) < coins(Ann) | yes | yes
(sum of character c with rich(c): coins(c)) = 3 | yes | yes
(product of character c: coins(c) + 1) = 4 | yes | yes
rich(Bo) if at(Ann) = There else coins(Ann) - 1 = 2 * 1 | yes | yes
"""


@pytest.mark.parametrize("row", CONDITIONS.strip().splitlines())
def test_a_condition(row: str) -> None:
    condition, plain, sure = row.split(" | ")
    (want,) = world(condition).wants["Ann"]
    answers: dict[str, Value] = {"yes": 1.0, "no": 0.0, "?": None}
    assert Reader(world(condition)).read(want, MIND, {}) == answers[plain]
    assert Reader(world(condition), sure=True).read(want, MIND, {}) == answers[sure]


def test_a_mind_with_one_fluent_changed_deep_down() -> None:
    small = world("Bo believes at(Bo) = Here")
    (want,) = small.wants["Ann"]
    assert Reader(small).read(want, MIND, {}) == 0.0
    changed = OtherwiseMind(MIND, ("Bo",), ("at", ("Bo",)), "Here")
    assert Reader(small).read(want, changed, {}) == 1.0
    elsewhere = OtherwiseMind(MIND, (), ("at", ("Bo",)), "Here")
    assert Reader(small).read(want, elsewhere, {}) == 0.0


def test_a_mind_that_knows_one_fact() -> None:
    small = world("at(Ann) = Here and rich(Ann)")
    (want,) = small.wants["Ann"]
    reader = Reader(small, sure=True)
    assert reader.read(want, OneFact(("at", ("Ann",)), "There"), {}) == 0.0
    assert reader.read(want, OneFact(("at", ("Ann",)), "Here"), {}) is None
