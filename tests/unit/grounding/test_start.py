"""The start: statements one by one, minds by the longest beginning of their path."""

from __future__ import annotations

from elsewise.grounding.start import start_table
from elsewise.grounding.tables import Tables
from elsewise.world.expressions import Arithmetic, Calculate, Constant, Effect, If, Together
from elsewise.world.types import NumberType, Value
from hand_made import NUMBER, PLACE, eq, fact, let, mind, read, world

F = fact("f", values=NUMBER)
G = fact("g", values=NUMBER)
SPOT = fact("spot", values=PLACE)
RAIN = fact("rain")
BOUNDED = fact("few", values=NumberType(1.0, 3.0))
FACTS = (F, G, SPOT, RAIN, BOUNDED)


def said(*start: Effect) -> dict[tuple[int, ...], dict[str, Value]]:
    tables = Tables(world(FACTS, start=start, characters=("Ann", "Ben", "Cat")))
    return {
        path: {tables.fluents[f].name: v for f, v in values.items()}
        for path, values in start_table(tables).said.items()
    }


NOTHING_SAID = {"f": 0.0, "g": 0.0, "spot": None, "rain": False, "few": 1.0}


def test_what_is_not_said_is_as_the_fact_says() -> None:
    assert said() == {(): NOTHING_SAID}


def test_each_statement_sees_what_those_before_did() -> None:
    assert said(let(read(F), 1.0), let(read(G), read(F)))[()] == NOTHING_SAID | {"f": 1.0, "g": 1.0}


def test_within_a_statement_all_is_read_first() -> None:
    swap = Together((let(read(F), read(G)), let(read(G), read(F))))
    assert said(let(read(F), 1.0), swap)[()] == NOTHING_SAID | {"g": 1.0}


def test_the_last_of_several_counts() -> None:
    both = Together((let(read(F), 1.0), let(read(F), 2.0)))
    assert said(both)[()]["f"] == 2.0


def test_a_mind_reads_the_longest_beginning_of_its_path() -> None:
    table = said(
        let(read(F), 1.0),
        mind("Ann", let(read(F), 5.0)),
        mind("Ben", mind("Ann", let(read(F), 7.0))),
        mind("Ann", mind("Ben", let(read(G), read(F)))),  # Ann thinks Ben thinks as she does
        mind("Ben", mind("Ann", mind("Cat", let(read(G), read(F))))),
        mind("Cat", let(read(G), read(F))),
        mind("Ben", mind("Ben", let(read(G), 9.0))),
    )
    assert table[()] == NOTHING_SAID | {"f": 1.0}
    assert {path: values for path, values in table.items() if path} == {
        (0,): {"f": 5.0},
        (1,): {"g": 9.0},
        (2,): {"g": 1.0},
        (0, 1): {"g": 5.0},
        (1, 0): {"f": 7.0},
        (1, 0, 2): {"g": 7.0},
    }


def test_a_belief_stays_when_the_world_changes_later() -> None:
    table = said(let(read(F), 1.0), mind("Ann", let(read(F), 1.0)), let(read(F), 2.0))
    assert (table[()]["f"], table[(0,)]) == (2.0, {"f": 1.0})


def test_conditions_are_read_in_the_mind_they_stand_in() -> None:
    test = If(eq(read(F), 1.0), let(read(G), 4.0), let(read(G), 9.0))
    table = said(let(read(F), 1.0), mind("Ann", let(read(F), 5.0)), mind("Ann", test), test)
    assert (table[()]["g"], table[(0,)]["g"]) == (4.0, 9.0)


def test_a_view_may_be_given_a_value_from_where_one_stands() -> None:
    table = said(
        mind("Ann", let(read(F), 5.0)), let(read(G), 3.0), let(mind("Ann", read(F)), read(G))
    )
    assert table[(0,)] == {"f": 3.0}


def test_numbers_stop_at_their_borders() -> None:
    much = Calculate(Arithmetic.MULTIPLY, Constant(4.0), Constant(4.0))
    assert said(let(read(BOUNDED), much))[()]["few"] == 3.0
    assert said(let(read(BOUNDED), None))[()]["few"] is None


def test_paths_are_in_order() -> None:
    table = said(
        mind("Cat", let(read(F), 1.0)),
        mind("Ann", mind("Ben", let(read(F), 1.0))),
        mind("Ann", let(read(F), 1.0)),
    )
    assert list(table) == [(), (0,), (2,), (0, 1)]
