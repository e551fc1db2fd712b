"""How a review shows itself."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from elsewise.explain.review.kinds import Severity
from elsewise.explain.review.report import (
    BeatReport,
    Consent,
    Finding,
    Gap,
    Knowing,
    NewBelief,
    Review,
)
from elsewise.problem.names import value_text
from elsewise.show.as_json import Json, keys
from elsewise.show.harmless import markup
from elsewise.show.layout import TextTable, aligned, counted, heading, listed, paragraphs, written
from elsewise.show.shown import Display, Displays
from elsewise.story.display import with_stop

HEADINGS = {
    Severity.ERROR: "What cannot stand",
    Severity.WARNING: "What a reader will stumble over",
    Severity.OBSERVATION: "What is good to know",
}
MOST_NEWS = 4
LEGEND = (
    "A cell says since which line, and how; ! is wrong, with what is believed; - does not know."
)


def review_text(review: Review, width: int | None = None) -> str:
    """Return the whole review: verdict, findings, beats, and who knows what.

    With a `width`, longer lines are broken; the table is not.
    """
    findings = ("\n".join((name, *said)) for name, said in _said(review))
    parts = [verdict(review), *findings, "\n".join(["Beat by beat", *_beats(review)])]
    if width is not None:
        parts = [_broken(part, width) for part in parts]
    if review.knowing:
        parts.append(f"Who knows what in the end\n{LEGEND}\n{aligned(_knowing(review))}")
    return written(parts)


def _broken(text: str, width: int) -> str:
    return "\n".join(
        fill(line, width, subsequent_indent=_indent(line) + "  ", break_on_hyphens=False)
        for line in text.split("\n")
    )


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _html(review: Review) -> str:
    findings = "".join(heading(name) + listed(map(markup, said)) for name, said in _said(review))
    return paragraphs(verdict(review)) + findings


def verdict(review: Review) -> str:
    """Return in one sentence whether the plot stands, and in another what stopped the review."""
    return with_stop(_verdict(review), review.stopped_by, "review")


def _verdict(review: Review) -> str:
    title = f"“{review.plot.title}”" if review.plot.title else "The plot"
    beats = counted(len(review.beats), "beat")
    warnings = counted(len(review.warnings), "warning")
    if not review.has_all_beats:
        beats = f"the first {len(review.beats)} of {len(review.plot.beats)} beats"
    if not review.has_all_beats and not review.errors:
        return f"It is open whether {title[0].lower()}{title[1:]} stands: no error in {beats}."
    if review.stands:
        rest = f", with {warnings}" if review.warnings else ""
        return f"{title} stands: {beats}, each possible and with reasons{rest}."
    errors = counted(len(review.errors), "error")
    also = f" and {warnings}" if review.warnings else ""
    return f"{title} does not stand yet: {errors}{also} in {beats}."


def _finding_text(finding: Finding, *same: Finding) -> str:
    """Return a finding with its line, its kind and its remedy, and the lines of those like it."""
    lines = list(dict.fromkeys(str(one.line) for one in (finding, *same)))
    where = f"line{'s' * (len(lines) > 1)} {', '.join(lines)}" if finding.line else "the whole"
    text = f"{where} [{finding.kind}]: {finding.sentence}"
    return text if finding.remedy is None else f"{text}\n  -> {finding.remedy}"


def _said(review: Review) -> Iterator[tuple[str, list[str]]]:
    """Yield a heading and the findings below it, the worst first."""
    for severity, name in HEADINGS.items():
        same: dict[tuple[object, ...], list[Finding]] = {}
        for found in review.findings:
            if found.severity is severity:
                key = (found.kind, found.sentence, found.remedy, bool(found.line))
                same.setdefault(key, []).append(found)
        if same:
            yield name, [_finding_text(*alike) for alike in same.values()]


# -- beats ------------------------------------------------------------------------------------


def _beats(review: Review) -> Iterator[str]:
    for beat in review.beats:
        yield f"{beat.line}. {beat.said}"
        for line in _beat(beat, review):
            yield f"   {line}"


def _beat(beat: BeatReport, review: Review) -> Iterator[str]:
    for consent in beat.consents:
        yield f"why: {consent.sentence}"
        if consent.alternative_sentence is not None and consent.alternative_gain is not None:
            other = consent.alternative_sentence.rstrip(".")
            gains = " to ".join(value_text(gain) for gain in consent.alternative_gain)
            yield f"given up: {other} (from {gains})"
    if beat.causes:
        yield f"follows from: {_lines(beat, review)}"
    if beat.perceived_by:
        yield f"perceived by: {', '.join(beat.perceived_by)}"
    news = [belief for belief in beat.learnt if _is_news(belief)]
    for belief in news[:MOST_NEWS]:
        yield f"learnt: {_learnt(belief)}"
    if len(news) > MOST_NEWS:
        yield f"learnt: and {len(news) - MOST_NEWS} more"
    if beat.continued is not None:
        yield f"the review goes on {beat.continued}"


def _lines(beat: BeatReport, review: Review) -> str:
    lines = [str(review.beats[cause - 1].line) for cause in beat.causes]
    return f"line{'s' * (len(lines) > 1)} {', '.join(lines)}"


def _is_news(belief: NewBelief) -> bool:
    """Whether a belief is more than what everybody sees who is there."""
    return belief.after is not None and (belief.how in ("told", "concluded") or not belief.right)


def _learnt(belief: NewBelief) -> str:
    source = f", told by {belief.source}" if belief.source is not None else ""
    wrong = "" if belief.right else ", wrongly"
    return f"{belief.sentence}{source}{wrong}"


# -- who knows what ---------------------------------------------------------------------------


def _knowing(review: Review) -> TextTable:
    """Return a table: a row for each fact that somebody sees otherwise, a column for each mind."""
    people = list(dict.fromkeys(one.character for one in review.knowing))
    rows: dict[str, dict[str, str]] = {}
    for one in review.knowing:
        rows.setdefault(one.fluent, {})[one.character] = _cell(one)
    body = [(name, *(cells.get(person, "") for person in people)) for name, cells in rows.items()]
    return TextTable(("", *people), body)


def _cell(one: Knowing) -> str:
    if one.status == "unaware":
        return "-"
    since = "start" if one.line == 0 else f"{one.line} {one.how}"
    by = "" if one.source is None else f" by {one.source}"
    wrong = f"! {value_text(one.value)} " if one.status == "wrong" else ""
    return f"{wrong}{since}{by}"


# -- as JSON ----------------------------------------------------------------------------------

FORMAT = "elsewise review"
FORMAT_VERSION = 1

_review_keys = keys(
    "title=plot.title world ending=plot.ending stands findings beats knowing gaps links stopped_by"
)
_beat_keys = keys(
    "beat=number line text event certainty said possible stands consents perceived_by changed "
    "learnt causes continued"
)


def _review_json(review: Review) -> Json:
    return {"format": FORMAT, "version": FORMAT_VERSION, **_review_keys(review)}


def _beat_json(beat: BeatReport) -> Json:
    return _beat_keys(beat) | {"stands": beat.event is not None and beat.stands}


DISPLAYS: Displays = {
    Review: Display(review_text, lambda review: f"Review({verdict(review)})", _html, _review_json),
    Finding: Display(
        _finding_text,
        json=keys("kind severity line beat character sentence remedy related"),
    ),
    BeatReport: Display(json=_beat_json),
    Consent: Display(json=keys("character reason sentence alternative alternative_gain")),
    NewBelief: Display(json=keys("character about fluent before after how source right sentence")),
    Knowing: Display(json=keys("fluent character status value line how source")),
    Gap: Display(json=keys("character about fluent believed real opened closed weight sentence")),
}
