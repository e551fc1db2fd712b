"""What a review says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from elsewise.explain.review.event_matching import Certainty
from elsewise.explain.review.kinds import KINDS, RANK, Severity
from elsewise.explain.review.plot import Plot
from elsewise.show.frozen import freeze
from elsewise.show.shown import Shown
from elsewise.story.story import Reason
from elsewise.telling.words import sentence
from elsewise.world.types import Value


@dataclass(frozen=True, slots=True)
class Finding(Shown):
    """Something to be said about a plot.

    `kind` is one of `kinds.KINDS`. `line` is the line of the plot (0: none in particular), `beat`
    the beat, counted from 1, if it is about one. `related` are other lines that have to do with
    it. `remedy` is None where there is nothing to mend, or nothing is known that would.
    """

    kind: str
    severity: Severity
    line: int
    sentence: str
    remedy: str | None = None
    beat: int | None = None
    character: str | None = None
    related: tuple[int, ...] = ()

    @property
    def order(self) -> tuple[int, int, int]:
        """Where it stands: the worst first."""
        severities = list(Severity)
        return severities.index(self.severity), RANK[self.kind], self.line


def finding(
    kind: str,
    text: str,
    remedy: str | None = None,
    *,
    about: BeatReport | None = None,
    line: int = 0,
    beat: int | None = None,
    character: str | None = None,
    severity: Severity | None = None,
    related: tuple[int, ...] = (),
) -> Finding:
    """Return a finding, as bad as its kind is where no severity is said, in whole sentences."""
    if about is not None:
        line, beat = about.line, about.number
    mend = None if remedy is None else sentence(remedy)
    bad = severity or KINDS[kind][0]
    return Finding(kind, bad, line, sentence(text), mend, beat, character, related)


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether somebody who must consent to a beat does, and why.

    `reason` is None where there is none. `sentence` says it; `alternative` is the best other thing
    that this character had a reason to do then, with the utility it would have led to.
    """

    character: str
    reason: Reason | None
    sentence: str
    alternative: str | None = None
    alternative_gain: tuple[float, float] | None = None
    alternative_sentence: str | None = None


@dataclass(frozen=True, slots=True)
class NewBelief:
    """A belief that somebody came to hold: a fluent in that mind, with its value before and after.

    `how` is "did", "saw", "told", "concluded" or "start"; `source` is who told it. `about` are the
    characters whose mind it is a belief about, empty for what is so.
    """

    character: str
    fluent: str
    before: Value
    after: Value
    how: str
    source: str | None
    right: bool
    sentence: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BeatReport:
    """What a review says of one beat.

    `event` is None where none was found. `possible`: whether it can happen where it stands.
    `perceived_by` are those who notice it; `changed` the fluents that it changes in truth, by name,
    with their values before and after.
    """

    number: int
    line: int
    text: str
    event: str | None
    certainty: Certainty
    said: str
    possible: bool
    consents: tuple[Consent, ...] = ()
    perceived_by: tuple[str, ...] = ()
    changed: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    learnt: tuple[NewBelief, ...] = ()
    causes: tuple[int, ...] = ()
    continued: str | None = None

    def __post_init__(self) -> None:
        freeze(self, "changed")

    @property
    def stands(self) -> bool:
        """Whether it can happen, and everybody who must consent has a reason."""
        return self.possible and all(c.reason is not None for c in self.consents)


@dataclass(frozen=True, slots=True)
class Knowing:
    """Who knows what at the end, since when, from whom.

    `status` is "knows", "wrong" or "unaware". `line` is the line since when it is so (0: from the
    start); `how` and `source` as in `NewBelief`.
    """

    fluent: str
    character: str
    status: str
    value: Value
    line: int
    how: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch in which somebody is wrong about what matters to them.

    `opened` and `closed` are lines (0: from the start; None: never closed). `weight` is how much
    their utility, in their own mind, would differ if they knew. `about` are the characters in whose
    mind the fluent is misjudged, empty for what is so.
    """

    character: str
    fluent: str
    believed: Value
    real: Value
    opened: int
    closed: int | None
    weight: float
    sentence: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Review(Shown):
    """A plot's review: findings, the worst first; every beat; and the whole.

    `links` are the causal links between beats, as pairs of their numbers from 1. `stopped_by` is
    the limit that ended it before all was looked at ("interrupt": somebody did): then `beats` are
    those that were reviewed, and what is said of the whole may lack links, gaps, and findings.
    """

    plot: Plot
    world: str
    findings: tuple[Finding, ...]
    beats: tuple[BeatReport, ...]
    knowing: tuple[Knowing, ...] = ()
    gaps: tuple[Gap, ...] = ()
    links: tuple[tuple[int, int], ...] = ()
    stopped_by: str | None = None

    @property
    def stands(self) -> bool:
        """Whether every beat can stand, and the plot ends where it says."""
        return self.has_all_beats and not self.errors

    @property
    def has_all_beats(self) -> bool:
        """Whether no limit was reached before every beat was reviewed."""
        return len(self.beats) == len(self.plot.beats)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the plot from standing."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that a reader stumbles over."""
        return tuple(f for f in self.findings if f.severity is Severity.WARNING)

    @property
    def observations(self) -> tuple[Finding, ...]:
        """The findings that are no fault."""
        return tuple(f for f in self.findings if f.severity is Severity.OBSERVATION)

    def of_kind(self, kind: str) -> tuple[Finding, ...]:
        """Return the findings of one kind."""
        return tuple(f for f in self.findings if f.kind == kind)
