"""The answer to a question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from elsewise.show.as_json import Json, json_object
from elsewise.show.shown import Shown
from elsewise.story.limits import Limits
from elsewise.story.story import Story


class Verdict(Enum):
    """Yes and no hold for all stories, of whatever length; otherwise the limits are too small."""

    YES = "yes"
    NO = "no"
    OPEN = "not within these limits"


@dataclass(frozen=True, slots=True)
class Size:
    """How much a graph has, and what cut it off (None: only its limit of length, if that).

    All stories of up to `complete_to` beats are in it.
    """

    states: int
    explored: int
    edges: int
    stopped_by: str | None
    complete_to: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Answer(Shown):
    """What was asked, and what is so.

    `story` shows it, from where it was asked (after the events `after`): a witness if the answer
    is yes, a counter-story if it is no, None where no one story shows it. After `beat` of its beats
    the question is decided. `ends`: nothing goes on after its last one. `returns_to`: after its
    last beat everything is as after this one, and can go on like that for ever.

    `any_event`: about everything that could physically happen; reasons are then left out.
    `common_depth`: so many minds deep was common belief followed. `counts`: how many sequences of
    0, 1, … events there are after which it is so.
    """

    world: str
    question: str
    verdict: Verdict
    limits: Limits
    size: Size
    after: tuple[str, ...] = ()
    any_event: bool = False
    story: Story | None = None
    beat: int | None = None
    ends: bool = False
    returns_to: int | None = None
    common_depth: int | None = None
    counts: tuple[int, ...] | None = None

    def __bool__(self) -> bool:
        """Whether the answer is yes."""
        return self.verdict is Verdict.YES

    def to_json(self) -> Json:
        """Return the answer as JSON has it."""
        return json_object(self)
