"""A recorded story, played again in its world."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from elsewise.errors import ElsewiseError, UsageError
from elsewise.play.moment import begin
from elsewise.play.settings import Said, effective_limits
from elsewise.story.limits import Limits
from elsewise.story.story import Beat, Story
from elsewise.story.story_file import StoryFile
from elsewise.testing.values import ChangedReason, Replayed, Result
from elsewise.validation.fault import Fault
from elsewise.validation.validate import validate
from elsewise.world.model import World


def replay(
    world: World, file: StoryFile | ElsewiseError, name: str, said: Said
) -> tuple[Replayed, ...]:
    """Play every story of a file again; one that holds none (an error says why) fails.

    Each beat must be possible, everybody who must consent must have some reason for it, and the
    story must come to what it was for (a list of events is for nothing). That a reason is another
    than the recorded one, or a beat no longer needed, is told and does not count.

    Limits that are not `said` are those of the file, else the world's; a story may be as long as it
    is.
    """
    if isinstance(file, ElsewiseError):
        return (_unplayable(name, 0, "unreadable", str(file)),)
    try:
        limits = effective_limits(world, **file.limits_beside(said))
    except UsageError as error:
        return (_unplayable(name, 0, "unreadable", str(error)),)
    one = len(file.stories) == 1
    return tuple(
        _replayed(world, story, name if one else f"{name}, story {number}", limits, file.plain)
        for number, story in enumerate(file.stories, start=1)
    )


def _replayed(world: World, story: Story, name: str, limits: Limits, plain: bool) -> Replayed:
    limits = replace(limits, length=max(limits.length, len(story.beats)))
    bare = tuple(Beat(beat.event, {}) for beat in story.beats)
    goal = None if plain else story.goal
    try:
        fault = validate(world, Story(bare, goal, None), limits=limits)
    except UsageError as error:
        return _unplayable(name, len(story.beats), "unknown-goal", str(error))
    remark = None
    if fault is not None and fault.kind == "redundant":
        remark, fault = fault.sentence, None
    held = len(story.beats) if fault is None or fault.beat == 0 else fault.beat - 1
    changes = () if plain else tuple(_changes(world, story.beats[:held], limits))
    return Replayed(name, len(story.beats), _result(fault), fault, changes, remark)


def _unplayable(name: str, beats: int, kind: str, why: str) -> Replayed:
    return Replayed(name, beats, Result.FAILED, Fault(0, None, None, kind, why))


def _result(fault: Fault | None) -> Result:
    if fault is None:
        return Result.PASSED
    return Result.UNDECIDED if fault.kind == "limit-reached" else Result.FAILED


def _changes(world: World, beats: tuple[Beat, ...], limits: Limits) -> Iterator[ChangedReason]:
    """Compare the reasons that beats record with those that their engine gives now."""
    moment = begin(world, limits)
    for number, beat in enumerate(beats, start=1):
        now = moment.reasons(beat.event) or {}
        for character in dict.fromkeys((*beat.reasons, *now)):
            recorded, found = beat.reasons.get(character), now.get(character)
            if recorded != found:
                yield ChangedReason(number, beat.event, character, recorded, found)
        moment = moment.after(beat.event)
