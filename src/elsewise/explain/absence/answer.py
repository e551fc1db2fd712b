"""What is found out about why something does not happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from elsewise.show.shown import Shown
from elsewise.story.limits import Limits
from elsewise.story.story import Story


class Layer(Enum):
    """Where the answer was found.

    `HAPPENS`: a story within the limits has it. `IMPOSSIBLE`: it can never be, whatever anybody
    wants, within no limits; this is proven. `LIMITS`: only a limit is too small. `REASONS`: it
    could happen, but somebody has no reason for a step. `OPEN`: it was not found, and a limit cut
    off the proof that it cannot be.
    """

    HAPPENS = "happens"
    IMPOSSIBLE = "impossible"
    LIMITS = "limits"
    REASONS = "reasons"
    OPEN = "open"


class Proof(Enum):
    """How it is known that something can never be.

    `NO_SUCH_EVENT`: no event is called so, or takes such arguments. `NO_CHANGE`: it would change
    nothing and teach nobody anything, so no story holds it. `RULED_OUT`: its arguments alone make
    its condition fail. `NEVER_SO`: a fact that it takes is never so in any mind, even if all that
    was once so stayed so. `ALL_STATES`: every state that can physically be reached was looked at.
    """

    NO_SUCH_EVENT = "no such event"
    NO_CHANGE = "changes nothing"
    RULED_OUT = "ruled out"
    NEVER_SO = "never so"
    ALL_STATES = "all states"


@dataclass(frozen=True, slots=True)
class Achiever:
    """An event that alone could bring a fact about, and what keeps it from it.

    `missing` is what it lacks, to happen at all or, if it `happens`, to bring the fact about; it is
    empty if it happens, but never so that the fact comes about. `like` is how many other events of
    the same name could do it as well.
    """

    event: str
    missing: tuple[Missing, ...] = ()
    like: int = 0
    happens: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that is lacking: as it is written, and in words.

    `sources` are what alone could bring it about; none: nothing that can happen does, if it was
    `looked` for.
    """

    fact: str
    said: str
    sources: tuple[Achiever, ...] = ()
    looked: bool = True


@dataclass(frozen=True, slots=True)
class Remedy:
    """A smallest change of one character under which it would consent, as it would be written.

    `kind` is "belief" or "want". `to_truth`: it would only have to know what is so. `gives_aim`:
    with this change alone the whole is found within the limits. Each was tried.
    """

    kind: str
    change: str
    said: str
    to_truth: bool = False
    gives_aim: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Somebody who has no reason for a beat.

    `kind` says why: "held impossible", "no gain", "without it" (there is as much to gain without
    this beat), "others" (there would be a gain, but `needs` cannot be counted on), or "unknown"
    (what there is to gain). `believes` are the conditions of the event that are false in that
    mind. Of what matters for it, `wrong` says which beliefs are wrong and `unknown` what it does
    not know. `utility` is how things stand in that mind, `best` the most it could make of it by a
    `plan` that begins so, everybody else willing.
    """

    beat: int
    event: str
    character: str
    kind: str
    believes: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    utility: float | None = None
    best: float | None = None
    plan: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    remedies: tuple[Remedy, ...] = ()


@dataclass(frozen=True, slots=True)
class Miss:
    """The story that comes nearest: all its events, and the numbers of the beats without reasons.

    It has as few of these as can be, then as few beats, then the first of them as late as can be;
    unless it is not known to be `nearest`, and just one of which there may be better ones.
    """

    events: tuple[str, ...]
    unexplained: tuple[int, ...]
    nearest: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class WhyNot(Shown):
    """Why something does not happen in a world, or that it does.

    `aim` is what was asked about, `events` what had happened before. `story` is the shortest
    that reaches the aim: within the limits, or within those `needed`. `tried` are the larger
    limits within which nothing was found. `complete`: no limit of time, memory or states cut an
    answer off, else `stopped_by` says which did ("interrupt": somebody). `text` says all of it.
    """

    world: str
    aim: str
    events: tuple[str, ...]
    layer: Layer
    text: str
    limits: Limits
    proof: Proof | None = None
    missing: tuple[Missing, ...] = ()
    miss: Miss | None = None
    refusals: tuple[Refusal, ...] = ()
    story: Story | None = None
    needed: Limits | None = None
    tried: tuple[Limits, ...] = ()
    complete: bool = field(default=True)
    stopped_by: str | None = None
