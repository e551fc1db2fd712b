"""A review as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from elsewise.reviewing.kinds import Severity
from elsewise.reviewing.values import BeatReport, Finding, NewBelief, Review
from elsewise.telling.words import join
from elsewise.world.display import counted

_HEADINGS = {
    Severity.ERROR: "What cannot stand",
    Severity.WARNING: "What a reader will stumble over",
    Severity.OBSERVATION: "What is good to know",
}
MOST_NEWS = 4


def review_text(review: Review) -> str:
    """Return the whole review: verdict, findings, beats, and who knows what."""
    parts = [verdict(review), *_findings(review), "Beat by beat\n\n" + _beats(review)]
    return "\n\n".join(part for part in parts if part)


def verdict(review: Review) -> str:
    """Return in one sentence whether the plot stands."""
    title = f"“{review.plot.title}”" if review.plot.title else "The plot"
    beats = counted(len(review.beats), "beat")
    if review.stands:
        rest = f", with {counted(len(review.warnings), 'warning')}" if review.warnings else ""
        return f"{title} stands: {beats}, each possible and with reasons{rest}."
    warnings = f" and {counted(len(review.warnings), 'warning')}" if review.warnings else ""
    return (
        f"{title} does not stand yet: {counted(len(review.errors), 'error')}{warnings} in {beats}."
    )


def _findings(review: Review) -> Iterator[str]:
    for severity, heading in _HEADINGS.items():
        found = [f for f in review.findings if f.severity is severity]
        if found:
            yield "\n".join([heading, "", *(finding_text(f) for f in found)])


def finding_text(finding: Finding) -> str:
    """Return a finding with its line, its kind and its remedy."""
    where = f"line {finding.line}" if finding.line else "the whole"
    text = f"  {where} [{finding.kind}]: {finding.sentence}"
    return text if finding.remedy is None else f"{text}\n    → {finding.remedy}"


def _beats(review: Review) -> str:
    return "\n".join(line for beat in review.beats for line in _beat(beat))


def _beat(beat: BeatReport) -> Iterator[str]:
    yield f"  {beat.line}. {beat.said}"
    for consent in beat.consents:
        yield f"      why: {consent.sentence}"
        if consent.alternative_sentence is not None and consent.alternative_gain is not None:
            before, after = consent.alternative_gain
            other = consent.alternative_sentence.rstrip(".")
            yield f"      instead: {other} ({before:g} to {after:g})"
    if beat.perceived_by:
        yield f"      noticed by: {join(beat.perceived_by)}"
    news = [belief for belief in beat.learnt if _is_news(belief)]
    if news:
        yield f"      learnt: {'; '.join(_learnt(b) for b in news[:MOST_NEWS])}"
    if beat.continued is not None:
        yield f"      from here on: {beat.continued}"


def _is_news(belief: NewBelief) -> bool:
    """Whether a belief is more than what everybody sees who is there."""
    return belief.how in ("told", "concluded") or not belief.right


def _learnt(belief: NewBelief) -> str:
    source = f", told by {belief.source}" if belief.source is not None else ""
    wrong = "" if belief.right else ", wrongly"
    return f"{belief.sentence}{source}{wrong}"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return columns, parted by two spaces."""
    from elsewise.graph.display import aligned

    return aligned([tuple(header), *(tuple(row) for row in rows)])
