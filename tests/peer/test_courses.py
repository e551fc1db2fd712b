"""Courses of the peer's problems and of our sample worlds, if everybody in them chooses.

Which deeds they should be, and why, was worked out before by another program (a prototype over the
states of the kernel); every one of them was judged: why would they?
"""

from __future__ import annotations

import pytest

import elsewise as ew
from peer_files import PEER as FOLDER
from peer_files import needs_peer_files

SAMPLES = {
    "drawer": (2, 3, ["go_home(Tess)", "take(Rolf)", "pay(Rolf)"], ("too_late",)),
    "bridge": (
        1,
        5,
        ["hand_over(Odo, Nell)", "tell_truth(Odo, Nell)", "cross(Nell)"],
        ("delivered",),
    ),
    "honey": (1, 5, ["walk(Ada, Meadow, Bakery)", "swap(Ada, Ben, Honey, Bread)"], ("fed",)),
    "letter": (
        1,
        5,
        ["hide(Ines, Stove)", "say(Ines, Tomas, Desk)", "light(Tomas)"],
        ("ashes",),
    ),
    "quarrel": (1, 5, ["apologise(Ann, Bo)", "apologise(Bo, Ann)"], ("peace",)),
    "gift": (2, 3, ["give(Rosa, Emil)", "gasp(Emil, Rosa)"], ()),
}
PEER = {
    "fantasy": (1, 4, 6, "travel(Rory, Village, Cave)"),
    "gramma": (0, 5, 8, "walk(Tom, Crossroads, Cottage)"),
    "deerhunter": (1, 5, 0, None),
}


def choosing(world: ew.World) -> ew.World:
    return ew.loads(f"{ew.convert(world)}\neveryone chooses\n")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_course_of_a_sample(name: str):
    depth, foresight, events, endings = SAMPLES[name]
    course = ew.run(choosing(ew.sample(name)), depth=depth, foresight=foresight)
    assert list(course.story.events) == events
    assert course.endings == endings
    assert course.end == "quiet"


@needs_peer_files
@pytest.mark.parametrize("name", PEER)
def test_the_course_of_a_problem_of_the_peer(name: str):
    depth, foresight, beats, last = PEER[name]
    world = choosing(ew.load(FOLDER / "problems" / f"{name}.txt"))
    course = ew.run(world, depth=depth, foresight=foresight)
    assert len(course.story.beats) == beats
    assert course.story.events[-1:] == (() if last is None else (last,))
    assert course.end == "quiet"
