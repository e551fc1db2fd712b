"""Public values and errors go to other processes, and nobody can change them."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

import pytest

import elsewise as ew
from elsewise.show.frozen import FrozenMap

WORLD = ew.sample("smoke")


SWITCH = """\
world Switch
character Ann
fact on
action press
  if on
  then not on
ending off
  if not on
"""


def values():
    """A value of every public class, by its name."""
    outcome, start, graph = (
        ew.find(WORLD, ending="left"),
        ew.begin(WORLD),
        ew.explore(WORLD, length=4),
    )
    beat = outcome.story.beats[0]
    reason = next(iter(beat.reasons.values()))
    step = start.step(start.possible()[0])
    with pytest.raises(ew.WorldError) as wrong:
        ew.loads("world W\nfact\nfact")
    tests = ew.run_tests(ew.loads("world W\ncharacter Ann\nfact on\nexpect not on\n"))
    progress = []
    ew.explore(WORLD, length=6, report=progress.append)
    return {
        "World": WORLD,
        "Problem": ew.ground(WORLD),
        "Outcome": outcome,
        "Status": outcome.status,
        "Statistics": outcome.statistics,
        "Progress": ew.Progress(1, 0, outcome.statistics),
        "Story": outcome.story,
        "Beat": beat,
        "Reason": reason,
        "Planned": reason.plan[0],
        "Limits": ew.Limits(seconds=2.0),
        "State": start.state(2),
        "Step": step,
        "How": next(iter(ew.How)),
        "Situation": start.after(start.possible()[0]),
        "StoryGraph": graph,
        "Answer": ew.ask(WORLD, "possible blown", length=6),
        "Course": ew.run(ew.loads(SWITCH + "Ann wants 1 if not on\neveryone chooses\n")),
        "Rejected": ew.Rejected("walk(Ann)", 1.0),
        "Verdict": ew.Verdict.OPEN,
        "WhyNot": ew.why_not(WORLD, "saved", length=6),
        "Comparison": ew.whatif(WORLD, forks="light", length=6),
        "WouldTake": ew.would_take(ew.loads(SWITCH), "off"),
        "Coverage": ew.coverage(WORLD, length=4),
        "Review": ew.review(outcome.story, WORLD),
        "Fault": ew.validate(WORLD, outcome.story.events[1:], goal="left"),
        "WorldTest": tests,
        "Picture": ew.draw(WORLD, outcome.story),
        "Diagnostic": wrong.value.diagnostics[0],
        "WorldError": wrong.value,
        "UsageError": ew.UsageError("a"),
        "FormatError": ew.FormatError("b"),
        "EngineError": ew.EngineError("c"),
        "ElsewiseError": ew.ElsewiseError("d"),
    }


VALUES = values()


def test_every_public_class_is_here():
    classes = {name for name in ew.__all__ if isinstance(getattr(ew, name), type)}
    assert classes <= set(VALUES), classes - set(VALUES)


@pytest.mark.parametrize("name", list(VALUES))
def test_they_pickle(name):
    value = VALUES[name]
    again = pickle.loads(pickle.dumps(value))
    assert type(again) is type(value)
    if name == "Situation":
        assert again.is_same(value)
        assert again.events == value.events
        assert again.possible() == value.possible()
        assert again.reasons(again.possible()[0]) == value.reasons(value.possible()[0])
    elif name == "StoryGraph":
        assert [*again.edges()] == [*value.edges()]
        assert [again.id_of(s) for s in again.states] == [value.id_of(s) for s in value.states]
        edge = next(value.edges())
        assert again.reasons(0, edge.event) == value.reasons(0, edge.event)
    elif isinstance(value, Exception):
        assert str(again) == str(value)
        assert vars(again) == vars(value)
    else:
        assert again == value
        assert str(again) == str(value)
    if name == "Picture":
        assert again.html() == value.html()


def test_a_pool_returns_values_and_errors():
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        told = pool.apply_async(ew.tell, (WORLD, VALUES["Story"])).get(timeout=60)
        assert told == ew.tell(WORLD, VALUES["Story"])
        with pytest.raises(ew.WorldError) as wrong:
            pool.apply_async(ew.loads, ("fact",)).get(timeout=60)
        assert wrong.value.diagnostics
        assert pool.apply_async(ew.sample, ("smoke",)).get(timeout=60) == WORLD


def mappings(value, path=""):
    """Every mapping within a value, with where it is."""
    if isinstance(value, Mapping):
        yield path, value
        for key, one in value.items():
            yield from mappings(one, f"{path}[{key}]")
    elif isinstance(value, tuple):
        for one in value[:3]:
            yield from mappings(one, f"{path}[]")
    elif is_dataclass(value):
        for field in fields(value):
            if not field.name.startswith("_"):
                yield from mappings(getattr(value, field.name), f"{path}.{field.name}")


@pytest.mark.parametrize("name", [name for name in VALUES if name not in ("World", "Problem")])
def test_nobody_can_change_them(name):
    for path, mapping in mappings(VALUES[name], name):
        if not path.startswith(("Comparison.original.world", "Comparison.forked.world")):
            assert isinstance(mapping, FrozenMap), path


def test_a_frozen_mapping_is_like_any_other():
    frozen = FrozenMap({"a": 1, "b": 2})
    assert frozen == {"a": 1, "b": 2}
    assert frozen == {"a": 1, "b": 2}
    assert list(frozen.items()) == [("a", 1), ("b", 2)]
    assert repr(frozen) == "{'a': 1, 'b': 2}"
    assert not hasattr(frozen, "clear")
    with pytest.raises(TypeError):
        frozen["a"] = 3
