"""Worlds that nobody tuned, and what kind of course they have."""

from __future__ import annotations

import courses
import pytest

import elsewise as ew


def course_of(beats: tuple[str, ...], end: str | None, endings: tuple[str, ...] = ()) -> ew.Course:
    story = ew.Story(tuple(ew.Beat(event, {}) for event in beats), None, None)
    stopped_by = "seconds" if end is None else None
    times = tuple(range(len(beats)))
    return ew.Course(story, times, end, endings, ew.Statistics(), stopped_by=stopped_by)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("course", "sign"),
    [
        (course_of((), "quiet"), "nothing"),
        (course_of(("a()",), "quiet"), "open"),
        (course_of(("a()",), "quiet", ("good",)), "ends"),
        (course_of(("a()", "b()"), "round"), "to and fro"),
        (course_of(("a()", "b()", "a()", "a()"), "quiet", ("good",)), "to and fro"),
        (course_of(("a()",), None), "cut"),
    ],
)
def test_the_sign_of_a_course(course: ew.Course, sign: str):
    assert courses.sign(course) == sign


@pytest.mark.parametrize("name", courses.names())
def test_every_world_is_right_and_has_enough_people(name: str):
    world = ew.load(courses.WORLDS / f"{name}.ew")
    assert world.warnings == ()
    assert 4 <= len(world.characters) <= 8
    assert world.choosing is not None
    assert set(world.choosing.within) == {entity.name for entity in world.characters}
    assert world.endings


def test_a_course_is_measured():
    row, course = courses.measured("mine", courses.DEPTH, 2, 60)
    assert row["world"] == "mine"
    assert row["beats"] == len(course.story.beats)
    assert row["sign"] in ("ends", "open", "nothing", "to and fro")
