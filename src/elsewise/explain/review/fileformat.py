"""A review as JSON. Keys stay as they are; new ones may come."""

from __future__ import annotations

from typing import Any

from elsewise.explain.review.values import (
    BeatReport,
    Consent,
    Finding,
    Gap,
    Knowing,
    NewBelief,
    Review,
)
from elsewise.story.story_json import number_json, reason_json, value_json

FORMAT = "elsewise review"
FORMAT_VERSION = 1

Json = dict[str, Any]


def review_json(review: Review) -> Json:
    """Return a review as JSON."""
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "title": review.plot.title,
        "world": review.world,
        "ending": review.plot.ending,
        "stands": review.stands,
        "findings": [_finding(finding) for finding in review.findings],
        "beats": [_beat(beat) for beat in review.beats],
        "knowing": [_knowing(one) for one in review.knowing],
        "gaps": [_gap(gap) for gap in review.gaps],
        "links": [list(link) for link in review.links],
    }


def _finding(finding: Finding) -> Json:
    return {
        "kind": finding.kind,
        "severity": finding.severity.value,
        "line": finding.line,
        "beat": finding.beat,
        "character": finding.character,
        "sentence": finding.sentence,
        "remedy": finding.remedy,
        "related": list(finding.related),
    }


def _beat(beat: BeatReport) -> Json:
    return {
        "beat": beat.number,
        "line": beat.line,
        "text": beat.text,
        "event": beat.event,
        "certainty": beat.certainty.value,
        "said": beat.said,
        "possible": beat.possible,
        "stands": beat.event is not None and beat.stands,
        "consents": [_consent(consent) for consent in beat.consents],
        "perceived_by": list(beat.perceived_by),
        "changed": {
            name: [value_json(value) for value in pair] for name, pair in beat.changed.items()
        },
        "learnt": [_new_belief(belief) for belief in beat.learnt],
        "causes": list(beat.causes),
        "continued": beat.continued,
    }


def _consent(consent: Consent) -> Json:
    gain = consent.alternative_gain
    return {
        "character": consent.character,
        "reason": None if consent.reason is None else reason_json(consent.reason),
        "sentence": consent.sentence,
        "alternative": consent.alternative,
        "alternative_gain": None if gain is None else [number_json(utility) for utility in gain],
    }


def _new_belief(belief: NewBelief) -> Json:
    return {
        "character": belief.character,
        "about": list(belief.about),
        "fluent": belief.fluent,
        "before": value_json(belief.before),
        "after": value_json(belief.after),
        "how": belief.how,
        "source": belief.source,
        "right": belief.right,
        "sentence": belief.sentence,
    }


def _knowing(one: Knowing) -> Json:
    return {
        "fluent": one.fluent,
        "character": one.character,
        "status": one.status,
        "value": value_json(one.value),
        "line": one.line,
        "how": one.how,
        "source": one.source,
    }


def _gap(gap: Gap) -> Json:
    return {
        "character": gap.character,
        "about": list(gap.about),
        "fluent": gap.fluent,
        "believed": value_json(gap.believed),
        "real": value_json(gap.real),
        "opened": gap.opened,
        "closed": gap.closed,
        "weight": number_json(gap.weight),
        "sentence": gap.sentence,
    }
