from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from elsewise.present.drawing.layered_layout import layered


@st.composite
def things(draw):
    columns = draw(st.lists(st.integers(0, 4), min_size=1, max_size=14))
    tall = draw(st.lists(st.floats(1, 40), min_size=len(columns), max_size=len(columns)))
    ends = st.integers(0, len(columns) - 1)
    return columns, tall, draw(st.lists(st.tuples(ends, ends), max_size=20))


@given(things(), st.floats(0, 20))
def test_nothing_in_a_column_lies_on_another(made, gap):
    columns, tall, links = made
    placed = layered(columns, tall, links, gap)
    for column in set(columns):
        here = sorted((placed.heights[i], tall[i]) for i, c in enumerate(columns) if c == column)
        for (one, a), (other, b) in pairwise(here):
            assert other - one >= (a + b) / 2 + gap - 1e-6
    for height, room in zip(placed.heights, tall, strict=True):
        assert height - room / 2 >= -1e-6
        assert height + room / 2 <= placed.height + 1e-6


@given(things())
def test_long_links_pass_every_column_between(made):
    columns, tall, links = made
    placed = layered(columns, tall, links, 5)
    for source, target in links:
        between = columns[target] - columns[source] - 1
        assert len(placed.ways.get((source, target), ())) == max(0, between)


def test_crossings_are_undone():
    columns, links = [0, 0, 0, 1, 1, 1], [(0, 5), (1, 4), (2, 3)]
    placed = layered(columns, [10.0] * 6, links, 5)
    first = sorted(range(3), key=lambda i: placed.heights[i])
    second = sorted(range(3, 6), key=lambda i: placed.heights[i])
    ahead = dict(links)
    assert [ahead[i] for i in first] == second


def test_ranks_are_kept():
    placed = layered([0, 0, 0], [10.0] * 3, [], 5, ranks=[2, 0, 1])
    assert placed.heights[1] < placed.heights[2] < placed.heights[0]
