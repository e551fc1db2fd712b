from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from elsewise.present.drawing.layered_layout import LayerItem, layered


@st.composite
def things(draw):
    item = st.builds(LayerItem, st.integers(0, 4), st.floats(1, 40))
    items = draw(st.lists(item, min_size=1, max_size=14))
    ends = st.integers(0, len(items) - 1)
    return items, draw(st.lists(st.tuples(ends, ends), max_size=20))


@given(things(), st.floats(0, 20))
def test_nothing_in_a_column_lies_on_another(made, gap):
    items, links = made
    placed = layered(items, links, gap)
    every = list(zip(placed.heights, items, strict=True))
    for column in range(5):
        here = sorted((height, item.tall) for height, item in every if item.column == column)
        for (one, a), (other, b) in pairwise(here):
            assert other - one >= (a + b) / 2 + gap - 1e-6
    for height, item in every:
        assert height - item.tall / 2 >= -1e-6
        assert height + item.tall / 2 <= placed.height + 1e-6


@given(things())
def test_long_links_pass_every_column_between(made):
    items, links = made
    placed = layered(items, links, 5)
    for source, target in links:
        between = items[target].column - items[source].column - 1
        assert len(placed.ways.get((source, target), ())) == max(0, between)


def test_crossings_are_undone():
    columns, links = [0, 0, 0, 1, 1, 1], [(0, 5), (1, 4), (2, 3)]
    placed = layered([LayerItem(column, 10) for column in columns], links, 5)
    first = sorted(range(3), key=lambda i: placed.heights[i])
    second = sorted(range(3, 6), key=lambda i: placed.heights[i])
    ahead = dict(links)
    assert [ahead[i] for i in first] == second


def test_ranks_are_kept():
    placed = layered([LayerItem(0, 10, rank) for rank in (2, 0, 1)], [], 5)
    assert placed.heights[1] < placed.heights[2] < placed.heights[0]
