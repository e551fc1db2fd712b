"""Every kind of finding of a review, and what it means. The words never change."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Severity(Enum):
    """How bad a finding is.

    An error: the beat cannot stand. A warning: it can, but a reader will stumble. An observation
    is no fault, but good to know.
    """

    ERROR = "error"
    WARNING = "warning"
    OBSERVATION = "observation"


E, W, O = Severity.ERROR, Severity.WARNING, Severity.OBSERVATION  # noqa: E741

KINDS: Mapping[str, tuple[Severity, str]] = {
    # beats that cannot stand, the worst first
    "dead-person-acts": (E, "somebody acts who is dead"),
    "not-understood": (E, "no event of the world could be found that the line means"),
    "never-possible": (E, "nothing in the world ever lets this happen"),
    "person-elsewhere": (E, "somebody acts, or is met, where the plot does not have them"),
    "unexplained-arrival": (E, "somebody is where this happens without having come"),
    "thing-elsewhere": (E, "a thing is used, given or found where the plot does not have it"),
    "effect-before-cause": (E, "what makes this possible comes only later in the plot"),
    "out-of-order": (E, "this could have happened before, but an earlier beat has undone it"),
    "repeated-beat": (E, "this has happened already, and cannot happen or does nothing again"),
    "cannot-happen": (E, "what this needs is not so here"),
    "known-too-early": (E, "somebody acts on what they learn only later in the plot"),
    "missing-knowledge": (E, "somebody acts on what they do not know"),
    "wrong-belief-needed": (E, "this needs somebody to be mistaken, and nothing has misled them"),
    "told-what-they-know": (E, "somebody is told what they know already"),
    "unmotivated-sacrifice": (E, "somebody harms what they want, for nothing that they want more"),
    "missing-motive": (E, "somebody has no reason to do this"),
    "ending-missed": (E, "the plot does not end where it says"),
    # what a reader stumbles over
    "viewpoint-absent": (W, "the eyes of the scene do not perceive this"),
    "scene-elsewhere": (W, "this happens somewhere else than the scene"),
    "no-effect": (W, "nothing changes by this"),
    "unused-set-up": (W, "something is made ready here and never used"),
    "nothing-follows": (W, "nothing in the plot depends on this"),
    "uncertain-match": (W, "the line can mean several events"),
    # what is good to know
    "gave-up-more": (O, "somebody could have gained more by something else"),
    "irony-gap": (O, "somebody is wrong about what matters to them, from here to there"),
    "idle-belief": (O, "somebody is wrong about something, and it never matters"),
    "unused-fact": (O, "the start says something that this plot never uses"),
    "no-stakes": (O, "nothing that happens matters to somebody who is in the plot"),
}
"""Kinds with their usual severity and meaning, the worst first.

`repeated-beat` and `told-what-they-know` are warnings where the beat can happen.
"""

RANK: Mapping[str, int] = {kind: place for place, kind in enumerate(KINDS)}
