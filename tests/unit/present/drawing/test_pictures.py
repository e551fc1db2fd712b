"""What holds for every picture of every example world."""

from __future__ import annotations

import pytest

import elsewise as ew
from drawn import outside, overlaps, words_of

WORLDS = ew.sample_names()


@pytest.fixture(scope="module", params=WORLDS)
def told(request):
    world = ew.sample(request.param)
    story = ew.find(world, ending=world.endings[0].name).story
    assert story is not None
    return world, story


def pictures(world, story):
    yield ew.draw(world, story)
    for beat in range(len(story.beats) + 1):
        yield ew.draw(world, story, what="minds", at=beat)
    for character in world.characters:
        yield ew.draw(world, story, what="minds", mind=character.name)
        yield ew.draw(world, story, what="minds", mind=character.name, at=1)


def test_no_label_lies_on_another_or_is_cut(told):
    for picture in pictures(*told):
        assert overlaps(picture.svg) == []
        assert outside(picture.svg) == []
        assert picture.width <= 1000


def test_the_words_are_in_the_picture(told):
    for picture in pictures(*told):
        assert words_of(picture.svg) == (picture.title, picture.description)
        assert str(picture) == f"{picture.title}\n\n{picture.description}"
        assert picture._repr_svg_() == picture.svg


def test_lanes_say_every_beat_in_words(told):
    world, story = told
    lines = ew.draw(world, story).description.splitlines()
    beats = [line for line in lines if line.startswith("Beat ")]
    assert [line.partition(":")[0] for line in beats] == [
        f"Beat {n}" for n in range(1, len(story.beats) + 1)
    ]


def test_a_table_says_every_fact_and_every_wrong_belief(told):
    world, story = told
    state = ew.minds(world, story, 1)
    words = ew.draw(world, story, what="minds", at=1).description
    for fluent, value in state.changing.items():
        line = next(line for line in words.splitlines() if line.startswith(f"{fluent} is "))
        wrong = [
            name for name, mind in state.minds.items() if mind.values[fluent] not in (None, value)
        ]
        assert ("wrongly" in line) == bool(wrong)
        assert all(name in line for name in wrong)


@pytest.mark.parametrize("look", ["auto", "light", "dark"])
def test_the_looks_differ_and_do_not_touch_each_other(look):
    world = ew.sample("letter")
    svg = ew.draw(world, ["hide(Ines, Stove)"], look=look).svg
    assert f'class="ew-{look}"' in svg
    rules = svg.partition("<style>")[2].partition("</style>")[0]
    assert ("prefers-color-scheme: dark" in rules) == (look == "auto")
    lines = [line for line in rules.splitlines() if "{" in line and not line.startswith("@")]
    assert lines and all(line.startswith(f"svg.ew-{look} ") for line in lines if line != "}")


def test_the_same_picture_twice_is_the_same_to_the_byte():
    world = ew.sample("quarrel")
    story = ew.find(world, ending="peace").story
    assert ew.draw(world, story).svg == ew.draw(world, story).svg
