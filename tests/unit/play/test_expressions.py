"""Evaluating a world's own conditions, with and without being sure."""

from __future__ import annotations

import pytest

from elsewise.play.expressions import expressions_of
from elsewise.problem.problem import Minds
from elsewise.world.load import load_text
from elsewise.world.types import Value

TEXT = """\
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

TRUTH: dict[str, Value] = {
    "at(Ann)": "Here",
    "at(Bo)": None,
    "rich(Ann)": True,
    "rich(Bo)": False,
    "coins(Ann)": 3.0,
    "coins(Bo)": 0.0,
}
IN_A_MIND = TRUTH | {"at(Bo)": "There", "coins(Ann)": 1.0}


def read(fluent: str, minds: Minds) -> Value:
    return (IN_A_MIND if minds else TRUTH)[fluent]


CONDITIONS = """
at(Ann) = Here | yes | yes
at(Bo) = Here | no | ?
not at(Bo) = Here | yes | ?
at(Bo) = ? | yes | yes
at(Ann) = at(Bo) | no | ?
not at(Ann) = at(Bo) | yes | ?
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
    world = load_text(TEXT.format(condition=condition))
    (want,) = world.wants["Ann"]
    expressions = expressions_of(world)
    assert expressions.holds(want, {}, read) is (plain == "yes")
    assert expressions.holds(want, {}, read, sure=True) is (sure == "yes")
