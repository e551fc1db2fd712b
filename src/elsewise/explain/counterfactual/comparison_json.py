"""Two courses side by side as JSON: what `elsewise whatif --json` writes."""

from __future__ import annotations

from typing import Any

from elsewise.explain.counterfactual.causes import Cause
from elsewise.explain.counterfactual.comparison import Comparison, Course, Difference, Side
from elsewise.explain.counterfactual.interventions import Forced, Intervention, Skipped, Wanted
from elsewise.story.story_json import goal_json, limits_json, story_json, value_json

Json = dict[str, Any]

FORMAT = "elsewise comparison"
FORMAT_VERSION = 1


def comparison_json(made: Comparison) -> Json:
    """Return a comparison as JSON. Beats are counted from the start of the world, from 1."""
    parting, breaks, graphs = made.parting, made.breaks, made.graph_parting
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "world": made.name,
        "limits": limits_json(made.limits),
        "after": list(made.original.before),
        "changes": [change_json(change) for change in made.changes],
        "original": _course(made.original),
        "forked": _course(made.forked),
        "won": list(made.won),
        "lost": list(made.lost),
        "open": list(made.open),
        "parting": parting
        and {"beat": parting.beat, "original": parting.original, "forked": parting.forked},
        "graphs_compared": made.graphs_compared,
        "graph_parting": graphs
        and {
            "beat": graphs.beat,
            "way": list(graphs.way),
            "lost": list(graphs.lost),
            "won": list(graphs.won),
        },
        "breaks": breaks
        and {
            "beat": breaks.beat,
            "event": breaks.event,
            "possible": bool(breaks.unwilling),
            "unwilling": list(breaks.unwilling),
        },
        "changed": [_difference(made, difference) for difference in made.changed],
        "stayed": [
            {"fluent": one.fluent, "minds": list(one.minds), "value": value_json(one.value)}
            for one in made.stayed
        ],
        "stakes": [
            {
                "character": stake.character,
                "original": value_json(stake.original),
                "forked": value_json(stake.forked),
                "gain": value_json(stake.gain),
                "original_believed": value_json(stake.original_believed),
                "forked_believed": value_json(stake.forked_believed),
            }
            for stake in made.stakes
        ],
        "stopped_by": made.stopped_by,
    }


def change_json(change: Intervention) -> Json:
    """Return a change as JSON: its kind, and how it was written."""
    kind = {Wanted: "want", Skipped: "skip", Forced: "force"}.get(type(change), "set")
    return {"kind": kind, "text": change.text}


def _course(course: Course) -> Json:
    return {
        "before": list(course.before),
        "endings": {name: reach.value for name, reach in course.endings.items()},
        "aim": None if course.aim is None else goal_json(course.aim),
        "story": None if course.story is None else story_json(course.story),
    }


def _difference(made: Comparison, difference: Difference) -> Json:
    course = made.forked if difference.side is Side.FORKED else made.original
    return {
        "fluent": difference.fluent,
        "minds": list(difference.minds),
        "original": value_json(difference.original),
        "forked": value_json(difference.forked),
        "course": difference.side.value,
        "chain": [_cause(course, cause) for cause in difference.chain],
    }


def _cause(course: Course, cause: Cause) -> Json:
    """Return one link: the event that is the cause (null: the change itself), and how."""
    return {
        "beat": len(course.before) + cause.source if cause.source else None,
        "event": course.beats[cause.source - 1].event if cause.source else None,
        "kind": cause.kind.value,
        "fluent": cause.fluent,
        "minds": list(cause.minds),
    }
