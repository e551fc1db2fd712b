"""The keys that other programs rely on, in their order. New ones may come; none may go."""

from __future__ import annotations

import pytest

import elsewise as ew
from elsewise.cli.starter import starter_world
from elsewise.samples import sample_plot_path
from elsewise.show.as_json import json_of

DOOR = """
world Door
character Ann (she)
fact key
fact open
action forge(Ann)
  if    key and not open
  then  key
action push(Ann)
  if    key
  then  open
"""
LIMITS = "length foresight depth seconds memory states"
STORY = "beats utility goal"
ANSWER = (
    "world question verdict after any story beat ends returns_to counts common_belief_depth "
    "limits states explored edges stopped_by complete_to"
)
BY_NAME = {"values", "minds", "reasons", "endings", "counts"}
"""Objects whose keys are names of the world."""

KEYS = {
    "whatif": {
        "": "format version world limits after changes original forked won lost open parting "
        "graphs_compared graph_parting breaks changed stayed stakes stopped_by",
        "limits": LIMITS,
        "changes": "kind text",
        "original": "before endings aim story",
        "original.story": STORY,
        "original.story.beats": "event reasons",
        "parting": "beat original forked",
        "graph_parting": "beat way lost won",
        "breaks": "beat event possible unwilling",
        "changed": "fluent minds original forked course chain",
        "changed.chain": "beat event kind fluent minds",
        "stayed": "fluent minds value",
        "stakes": "character original forked gain original_believed forked_believed",
    },
    "would-take": {
        "": "world ending limits after already needed found tried unsettled size stopped_by",
        "found": "changes outright story",
        "found.changes": "kind text",
        "found.story": STORY,
    },
    "why-not": {
        "": "world aim after layer proof missing nearest refusals story limits needed tried "
        "complete stopped_by text",
        "nearest": "events unexplained",
        "refusals": "beat event character kind needs_to_believe wrong unknown utility best plan "
        "cannot_count_on remedies",
        "refusals.remedies": "kind change said to_truth gives_aim",
        "tried": LIMITS,
    },
    "impossible": {"missing": "fact said sources", "missing.sources": "event like missing"},
    "review": {
        "": "format version title world ending stands findings beats knowing gaps links stopped_by",
        "findings": "kind severity line beat character sentence remedy related",
        "beats": "beat line text event certainty said possible stands consents perceived_by "
        "changed learnt causes continued",
        "beats.consents": "character reason sentence alternative alternative_gain",
        "beats.learnt": "character about fluent before after how source right sentence",
        "knowing": "fluent character status value line how source",
        "gaps": "character about fluent believed real opened closed weight sentence",
    },
    "coverage": {
        "": "world limits complete stopped_by length stories states edges counts lines",
        "lines": "kind name text line column covered stories share edges states in_minds "
        "acted_for witness never",
    },
    "explore": {
        "": "world limits explained complete stopped_by incomplete_from states explored edges "
        "new_states stories endings statistics",
        "statistics": "states transitions seconds peak_memory_bytes",
    },
    "test": {
        "": "world passed expectations stories",
        "expectations": "question line result answer",
        "expectations.answer": ANSWER,
        "stories": "story beats result fault changed_reasons remark",
    },
}


def made(command, folder):
    smoke = ew.sample("smoke")
    market = ew.loads(starter_world("market") + "expect possible fed\n", "market")
    match command:
        case "whatif":
            return ew.whatif(smoke, set=["light(Tunnel), not light(Ladder)"])
        case "would-take":
            return ew.would_take(ew.loads(starter_world("market"), "m"), "fed", length=3)
        case "why-not":
            return ew.why_not(smoke, "saved")
        case "impossible":
            return ew.why_not(ew.loads(DOOR, "door"), "open")
        case "review":
            return ew.review(sample_plot_path("smoke_flawed"))
        case "coverage":
            return ew.coverage(market)
        case "explore":
            return ew.explore(market, length=2)
    events = folder / "events.txt"
    events.write_text("walk(Ann, Market)\n", "utf-8")
    return ew.run_tests(market, [events])


def shape(value, path="", found=None):
    """The keys of every object, by the path to it; of several with one path, of the first."""
    found = {} if found is None else found
    if isinstance(value, dict):
        if path.rpartition(".")[2] not in BY_NAME:
            found.setdefault(path, " ".join(value))
        for key, inner in value.items():
            shape(inner, f"{path}.{key}".strip("."), found)
    if isinstance(value, list):
        for inner in value:
            shape(inner, path, found)
    return found


@pytest.mark.parametrize("command", KEYS)
def test_keys_stay_as_they_are(command, tmp_path):
    found = shape(json_of(made(command, tmp_path)))
    assert {path: found.get(path) for path in KEYS[command]} == KEYS[command]
