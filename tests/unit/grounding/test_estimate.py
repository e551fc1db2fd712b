"""What is too large is refused before it is made; nested choices cost no more than their length."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from elsewise.engines.kernel.ground import ground as kernel_ground
from elsewise.errors import UsageError, WorldError
from elsewise.grounding import estimate
from elsewise.grounding.compiler import Compiler
from elsewise.grounding.grounder import ground as reference_ground
from elsewise.play.find import find
from elsewise.play.load import loads
from elsewise.world.model import World

GROUNDERS = [kernel_ground, reference_ground]
SEEDS = """\
type seed
character Vera
fact sown
fact row: 0 to 5
fact beside(seed, seed)
"""
SOW = "action sow(Vera)\n  then sown, row = 3\n  by Vera\nVera wants sown\n"


def seeds(count: int) -> str:
    return SEEDS + "seed " + ", ".join(f"S{n}" for n in range(count)) + "\n"


@pytest.mark.parametrize("ground", GROUNDERS)
@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("action toss\n  then every seed a: every seed b: every seed c: beside(a, c)\n", "toss"),
        ("ending e if every seed a: some seed b with beside(a, b) and no seed c with beside(c, b)"
         " and beside(a, c)\n", "e"),
        ("Vera wants sum of seed a: sum of seed b: sum of seed c with beside(a, b) and beside(b, c)"
         ": 1\n", "Vera wants"),
        ("start\n  every seed a: every seed b: every seed c: beside(a, c)\n", "start"),
    ],
)  # fmt: skip
def test_products_are_refused(ground: Callable[[World], object], line: str, named: str) -> None:
    world = loads(seeds(200) + line)
    with pytest.raises(WorldError) as caught:
        ground(world)
    (found,) = caught.value.diagnostics
    assert found.code.name == "too-many-parts"
    assert f"`{named}` stands for 8,040,200 conditions" in found.message


@pytest.mark.parametrize("ground", GROUNDERS)
def test_too_many_things(ground: Callable[[World], object]) -> None:
    with pytest.raises(UsageError, match=r"60,201 people, places and things; at most 60,000"):
        ground(loads(seeds(60_200)))


def test_what_depends_on_little_is_counted_for_that_only() -> None:
    text = "ending e if every seed a: some seed b with no seed c with beside(c, c)\n"
    estimate.refuse_oversized(loads(seeds(2_000) + text))


def nested(depth: int, where: str) -> str:
    condition = "sown"
    for _ in range(depth):
        condition = where.format(condition)
    return SEEDS + SOW + f"ending e if {condition}\n"


@pytest.mark.parametrize(
    "where",
    [
        "(sown if {} else not sown)",
        "(not sown if {} else sown)",
        "(sown = {})",
        "({} = sown)",
        "((1 if {} else 2) = (2 if sown else 3))",
        "(some seed s with sown and {})",
    ],
)
def test_nested_choices_take_work_in_proportion(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = []
    compiled = Compiler.condition

    def counted(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        work.append(1)
        return compiled(self, *args, **kwargs)

    monkeypatch.setattr(Compiler, "condition", counted)
    counts = []
    for depth in (8, 16, 24):
        work.clear()
        reference_ground(loads(nested(depth, where)))
        counts.append(len(work))
    assert counts[2] - counts[1] <= 1.5 * (counts[1] - counts[0])


@pytest.mark.parametrize("where", ["(sown if {} else not sown)", "(sown = {})"])
def test_nested_choices_are_searched(where: str) -> None:
    world = loads(nested(16, where))
    assert kernel_ground(world) is not None
    assert find(world, ending="e", length=1).stories


@pytest.mark.parametrize("where", ["(sown if {} else not sown)", "(sown = {})"])
def test_choices_that_would_never_be_evaluated_to_the_end_are_refused(where: str) -> None:
    """Each level doubles what has to be looked at: forty would take years."""
    with pytest.raises(UsageError, match="a condition or value has too many parts"):
        find(loads(nested(40, where)), ending="e", length=1)
