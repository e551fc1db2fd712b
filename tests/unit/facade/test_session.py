"""The session of the docstring and of the docs' page, step by step."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import elsewise as ew
from elsewise.cli.starter import starter_world

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def world():
    return ew.loads(starter_world("market"), "market.ew")


@pytest.fixture(scope="module")
def story(world):
    return ew.find(world, ending="fed").story


def test_load_from_a_file(world, tmp_path):
    path = tmp_path / "market.ew"
    path.write_text(starter_world("market"), "utf-8")
    assert ew.load(path) == world
    assert ew.load(str(path)) == world
    with pytest.raises(ew.UsageError):
        ew.load(tmp_path / "none.ew")


def test_the_peers_language_is_known_by_its_ending(tmp_path):
    path = tmp_path / "tiny.txt"
    path.write_text("property p() : boolean;\nutility(): p();\n", "utf-8")
    assert [fact.name for fact in ew.load(path).facts] == ["p"]
    assert ew.loads(path.read_text("utf-8"), "tiny.txt") == ew.load(path)


def test_mistakes_are_errors_with_diagnostics():
    with pytest.raises(ew.WorldError) as caught:
        ew.loads("world W\ncharacter Tom\nfact lit\nstart\n  lti\n")
    (wrong,) = caught.value.diagnostics
    assert isinstance(wrong, ew.Diagnostic)
    assert wrong.source.position(wrong.span.begin)[0] == 5


def test_check_returns_what_is_wrong(world, tmp_path):
    assert ew.check(world) == ()
    path = tmp_path / "bad.ew"
    path.write_text("world W\nfact lit\nstart\n  lti\n", "utf-8")
    assert any(diagnostic.is_error for diagnostic in ew.check(path))


def test_find_and_both_engines_agree(world, story):
    assert story.events[-1] == "eat(Ann, Bread)"
    slow = ew.find(world, ending="fed", engine="reference")
    assert slow.stories == (story,)
    assert slow.status is ew.Status.FOUND


def test_ground_is_done_once_for_each_world(world):
    from elsewise.play.ground import ground

    assert ground(world) is ground(world)
    assert ground(world) == ew.ground(world)
    assert ew.find(ew.ground(world), ending="fed").stories == ew.find(world, ending="fed").stories


def test_validate_tell_and_minds(world, story):
    assert ew.validate(world, story) is None
    fault = ew.validate(world, story.events[1:], goal="fed")
    assert isinstance(fault, ew.Fault)
    assert "Ann ate the bread" in ew.tell(world, story)
    assert ew.minds(world, story, 1).minds["Ben"].values["hungry(Ann)"] is False
    assert ew.minds(world, story, 2).minds["Ben"].values["hungry(Ann)"] is True


def test_format_is_a_fixed_point():
    tidy = ew.format(starter_world("market"))
    assert tidy == ew.format(tidy)


def test_convert_keeps_the_world(world):
    assert ew.ground(ew.loads(ew.convert(world), "market.ew")) == ew.ground(world)


def test_samples():
    assert "smoke" in ew.sample_names()
    assert ew.sample("smoke").name == "Smoke"


def test_limits_are_merged(world):
    assert ew.effective_limits(world).length == 6
    assert ew.effective_limits(world, length=3).length == 3


def test_values_show_themselves_in_notebooks(world, story):
    for value in (world, ew.ground(world), story, ew.find(world, ending="fed"), ew.minds(world)):
        html = value._repr_html_()
        assert html.startswith("<") and html.endswith(">")
        assert len(repr(value)) < 500
        assert str(value)


def test_the_docs_page_runs():
    page = (ROOT / "docs" / "reference" / "api.md").read_text("utf-8")
    sessions = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    parsed = doctest.DocTestParser().get_doctest("\n".join(sessions), {}, "api.md", "api.md", 0)
    ran = doctest.DocTestRunner().run(parsed)
    assert ran.attempted > 5
    assert ran.failed == 0
