from __future__ import annotations

import json
import re

import pytest

import elsewise as ew
from drawn import labels, outside, overlaps, words_of
from elsewise.errors import UsageError
from elsewise.explain.counterfactual.whatif import whatif
from elsewise.present.drawing.fork import fork_of_comparison, fork_of_stories

LIGHT = "light(Tunnel), not light(Ladder)"


@pytest.fixture(scope="module")
def smoke():
    return ew.sample("smoke")


@pytest.fixture(scope="module")
def changed(smoke):
    return {
        "start": whatif(smoke, set=LIGHT),
        "beat": whatif(smoke, at=1, believe="Lex believes mortal(Clark)"),
        "nothing": whatif(smoke, skip="come(Chloe)"),
    }


@pytest.mark.parametrize("kind", ["start", "beat", "nothing"])
@pytest.mark.parametrize("known", [True, False])
def test_a_what_if_side_by_side(smoke, changed, kind, known):
    made = changed[kind]
    picture = ew.draw(smoke, made) if known else ew.draw(made)
    assert overlaps(picture.svg) == []
    assert outside(picture.svg) == []
    assert words_of(picture.svg) == (picture.title, picture.description)
    written = " ".join(label.text for label in labels(picture.svg))
    for course in (made.original, made.forked):
        assert f"Ending: {course.aim}" in written if course.story else "No story reaches" in written
    for difference in made.changed:
        if not difference.minds:
            assert f"\n{difference.fluent}: " in picture.description


def test_the_courses_part_where_the_change_is_made(smoke, changed):
    fork = fork_of_comparison(changed["beat"], smoke)
    first, second = (branch.story for branch in fork.branches)
    assert fork.shared == 1
    assert first.events[:1] == second.events[:1] == ("plead(Clark, Lex)",)
    assert first.words[0] == "Clark begs Lex not to leave him there."
    assert [branch.story.endings for branch in fork.branches] == [("left",), ("saved",)]
    assert fork_of_comparison(changed["start"], smoke).shared == 0


def test_two_stories(smoke):
    graph = ew.explore(smoke)
    one, two = (graph.way_to(state) for state in graph.reaching("left")[:2])
    fork = fork_of_stories(smoke, one, two)
    assert one[: fork.shared] == two[: fork.shared]
    assert one[fork.shared] != two[fork.shared]
    picture = ew.draw(smoke, one, two)
    assert overlaps(picture.svg) == []
    for events in (one, two):
        state = ew.minds(smoke, events)
        assert {what for what, *_ in fork.differences} >= {
            name
            for name, value in state.values.items()
            if value != ew.minds(smoke, one).values[name]
        }


def test_its_page_has_the_states_of_both(smoke):
    graph = ew.explore(smoke)
    one, two = (graph.way_to(state) for state in graph.reaching("left")[:2])
    page = ew.draw(smoke, one, two).html()
    found = re.search(r'id="details">(.*?)</script>', page, re.S)
    assert found is not None
    made = json.loads(found[1])
    shared = fork_of_stories(smoke, one, two).shared
    assert len(made["states"]) == len(one) + len(two) - shared + 1
    last = made["states"][-1]
    assert last[1] == len(two)
    values = [made["texts"][code] for code in made["rows"][last[2]]]
    assert values[made["fluents"].index("deed")] == ew.minds(smoke, two).values["deed"]


def test_what_cannot_be_drawn(smoke, changed):
    with pytest.raises(UsageError, match="the same"):
        ew.draw(smoke, ["plead(Clark, Lex)"], ["plead(Clark, Lex)"])
    with pytest.raises(UsageError, match="two stories"):
        ew.draw(smoke, ["plead(Clark, Lex)"], what="fork")
    with pytest.raises(UsageError, match="Of a what-if"):
        ew.draw(smoke, changed["start"], what="lanes")
