"""Why something does not happen, as JSON; the keys are stable."""

from __future__ import annotations

from elsewise.explain.absence.values import Missing, Refusal, Source, WhyNot
from elsewise.story.story_json import Json, limits_json, story_json, value_json


def why_not_json(found: WhyNot) -> Json:
    """Return an answer as JSON. What has no place in its layer is null or empty."""
    miss = found.miss
    return {
        "world": found.world,
        "aim": found.aim,
        "after": list(found.events),
        "layer": found.layer.value,
        "proof": None if found.proof is None else found.proof.value,
        "missing": [_missing_json(one) for one in found.missing],
        "nearest": None
        if miss is None
        else {"events": list(miss.events), "unexplained": list(miss.unexplained)},
        "refusals": [_refusal_json(one) for one in found.refusals],
        "story": None if found.story is None else story_json(found.story),
        "limits": limits_json(found.limits),
        "needed": None if found.needed is None else limits_json(found.needed),
        "tried": [limits_json(one) for one in found.tried],
        "complete": found.complete,
        "text": found.text,
    }


def _missing_json(missing: Missing) -> Json:
    return {
        "fact": missing.fact,
        "said": missing.said,
        "sources": [_source_json(source) for source in missing.sources],
    }


def _source_json(source: Source) -> Json:
    return {
        "event": source.event,
        "like": source.like,
        "missing": [_missing_json(one) for one in source.missing],
    }


def _refusal_json(refusal: Refusal) -> Json:
    return {
        "beat": refusal.beat,
        "event": refusal.event,
        "character": refusal.character,
        "kind": refusal.kind,
        "needs_to_believe": list(refusal.believes),
        "wrong": list(refusal.wrong),
        "unknown": list(refusal.unknown),
        "utility": value_json(refusal.utility),
        "best": value_json(refusal.best),
        "plan": list(refusal.plan),
        "cannot_count_on": list(refusal.needs),
        "remedies": [
            {
                "kind": remedy.kind,
                "change": remedy.change,
                "said": remedy.said,
                "to_truth": remedy.to_truth,
                "gives_aim": remedy.gives_aim,
            }
            for remedy in refusal.remedies
        ],
    }
