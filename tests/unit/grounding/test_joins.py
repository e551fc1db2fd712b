"""Ways to fill in roles."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise.grounding import joins
from elsewise.grounding.joins import Test, TooManyError, combinations
from elsewise.world.types import Value

Test.__test__ = False  # type: ignore[attr-defined]

PEOPLE = ("Ann", "Ben", "Cat")
PLACES = ("Home", "Shop")


def test_without_tests_the_first_role_is_slowest() -> None:
    assert combinations([PEOPLE, PLACES], [], 10) == list(product(PEOPLE, PLACES))
    assert combinations([], [], 10) == [()]


def test_a_test_without_roles_decides_all() -> None:
    assert combinations([PEOPLE], [Test((), lambda _: False)], 10) == []


def test_an_empty_domain_gives_nothing() -> None:
    assert combinations([PEOPLE, ()], [], 10) == []


def test_the_most_is_kept() -> None:
    assert len(combinations([PEOPLE, PEOPLE], [], 9)) == 9
    with pytest.raises(TooManyError):
        combinations([PEOPLE, PEOPLE], [], 8)
    # What relations leave out does not count.
    different = Test((0, 1), lambda slots: slots[0] != slots[1])
    assert len(combinations([PEOPLE, PEOPLE], [different], 6)) == 6


def test_a_long_chain_is_joined_not_tried() -> None:
    """Twelve roles of 20 values each, of which any two neighbours must be the same."""
    domain = tuple(f"E{n}" for n in range(20))
    calls = 0

    def same(place: int) -> Test:
        def holds(slots: list[Value]) -> bool:
            nonlocal calls
            calls += 1
            return slots[place] == slots[place + 1]

        return Test((place, place + 1), holds)

    found = combinations([domain] * 12, [same(place) for place in range(11)], 1000)
    assert found == [(name,) * 12 for name in domain]
    assert calls <= 11 * 20 * 20


@st.composite
def cases(
    draw: st.DrawFn,
) -> tuple[list[tuple[Value, ...]], list[tuple[tuple[int, ...], frozenset[object]]]]:
    domains = draw(
        st.lists(
            st.lists(st.sampled_from("abcd"), unique=True, max_size=4).map(tuple),
            min_size=1,
            max_size=4,
        )
    )
    tables = []
    for _ in range(draw(st.integers(0, 4))):
        roles = tuple(sorted(draw(st.sets(st.integers(0, len(domains) - 1), max_size=3))))
        rows = list(product("abcd", repeat=len(roles)))
        tables.append((roles, frozenset(draw(st.lists(st.sampled_from(rows), max_size=40)))))
    return domains, tables  # type: ignore[return-value]


@given(cases(), st.booleans())
def test_joining_is_trying_all_and_keeping_what_passes(case: tuple, only_filter: bool) -> None:
    domains, tables = case
    tests = [
        Test(roles, lambda slots, roles=roles, rows=rows: tuple(slots[r] for r in roles) in rows)
        for roles, rows in tables
    ]
    expected = [
        row
        for row in product(*domains)
        if all(tuple(row[r] for r in roles) in rows for roles, rows in tables)
    ]
    with pytest.MonkeyPatch.context() as patch:
        if only_filter:
            patch.setattr(joins, "MOST_TRIED", 0)
        assert combinations(domains, tests, 1000) == expected
