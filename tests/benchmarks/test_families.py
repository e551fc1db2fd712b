"""The worlds that grow are what they say, and their stories as long as they say."""

from __future__ import annotations

from dataclasses import fields

import families
import pytest
from families import FAMILIES, PROOF, STORY, Family, Size, world_text

import elsewise as ew

SMALLEST = [(family, family.grown[0]) for family in FAMILIES]


def test_every_number_of_a_size_but_the_length_grows_somewhere():
    assert {family.grows for family in FAMILIES} == {f.name for f in fields(Size)} - {"length"}
    assert all(list(family.grown) == sorted(set(family.grown)) for family in FAMILIES)
    assert all(len(family.grown) >= 4 for family in FAMILIES)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.grows)
def test_worlds_have_their_sizes(family: Family):
    for grown in family.grown:
        size = family.size(grown)
        world = ew.loads(world_text(size))
        assert getattr(size, family.grows) == grown
        counted = {"character": size.characters, "place": size.places, "item": size.items}
        assert {name: len(world.entities_of(name)) for name in counted} == counted
        assert ew.effective_limits(world).foresight == size.foresight
        assert ew.effective_limits(world).depth == size.depth


@pytest.mark.parametrize(("family", "grown"), SMALLEST, ids=lambda part: str(part))
def test_known_stories_are_reproduced(family: Family, grown: int):
    problem = ew.ground(ew.loads(world_text(family.size(grown))))
    outcome = ew.find(problem, ending=STORY)
    assert outcome.story is not None
    assert len(outcome.story.beats) == family.known_length(grown)
    assert outcome.proven_shortest
    assert ew.validate(problem, outcome.story) is None


def test_the_proof_is_one():
    outcome = ew.find(ew.loads(world_text(families.family("characters").size(3))), ending=PROOF)
    assert outcome.status is ew.Status.NONE


@pytest.mark.slow
def test_the_reference_knows_the_smallest_story_too():
    problem = ew.ground(ew.loads(world_text(families.family("characters").size(3))))
    outcome = ew.find(problem, ending=STORY, engine="reference")
    assert outcome.story is not None
    assert len(outcome.story.beats) == 6
