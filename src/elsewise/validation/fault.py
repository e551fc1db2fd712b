"""What can be wrong with a story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KINDS: Mapping[str, str] = {
    "unknown-event": "there is no such event, or it can never happen in this world",
    "not-possible": "the event's condition does not hold",
    "held-impossible": "somebody who must consent believes that the event is not possible",
    "no-reason": "somebody who must consent has no reason",
    "wrong-reason": "the reason given does not hold",
    "needless-reason": "a reason is given for somebody who need not consent",
    "too-long": "the story has more beats than the limit allows",
    "goal-not-reached": "the story does not end where it should",
    "wrong-utility": "the story's utility at the end is not the one given",
    "redundant": "some beats can be left out, and the rest does as well",
    "unreadable": "what should be a story is none (only where recorded stories are tested)",
    "unknown-goal": "there is nothing of the name that the story is for (only there as well)",
    "limit-reached": "a limit was reached before it was known whether the story holds",
}
"""Every kind of fault, and what it means. The words never change."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first fault of a story.

    `beat` is counted from 1; 0 stands for the story as a whole. `character` is whose reason is
    concerned, if it is about a reason. `kind` is one of `KINDS`; `sentence` says it in full.
    """

    beat: int
    event: str | None
    character: str | None
    kind: str
    sentence: str

    def __str__(self) -> str:
        where = f"Beat {self.beat}: " if self.beat else ""
        return where + self.sentence
