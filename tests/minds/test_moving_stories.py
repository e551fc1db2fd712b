"""Where does one think that another thinks that … a thing is? Judged by an independent tracker."""

from __future__ import annotations

import pytest

import elsewise as ew
from elsewise.story.story import State
from minds.moving_stories import DEPTH, THINGS, Chain, chains, story, tracked, world_text

STORIES = 240
BATCH = 40
HOUSE = ew.loads(world_text(), "house.ew")


def mind(state: State, chain: Chain) -> State:
    for who in chain:
        state = state.minds[who]
    return state


@pytest.mark.parametrize("first", range(0, STORIES, BATCH))
def test_every_order_agrees_with_the_tracker(first: int) -> None:
    for seed in range(first, first + BATCH):
        steps = story(seed)
        state = ew.minds(HOUSE, [step.event for step in steps], depth=DEPTH)
        found = {
            (chain, thing): mind(state, chain).values[f"in({thing})"]
            for chain in chains()
            for thing in THINGS
        }
        assert found == tracked(steps), (seed, [step.event for step in steps])


def test_the_stories_tell_minds_apart() -> None:
    """Most stories have somebody who is wrong, at every order, and somebody who has no idea."""
    wrong, ignorant = [0] * (DEPTH + 1), 0
    for seed in range(STORIES):
        places = tracked(story(seed))
        for order in range(1, DEPTH + 1):
            wrong[order] += any(
                place is not None and place != places[chain[1:], thing]
                for (chain, thing), place in places.items()
                if len(chain) == order
            )
        ignorant += None in places.values()
    assert min(wrong[1:]) > STORIES / 2
    assert ignorant > STORIES / 2
