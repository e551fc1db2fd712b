"""The review of the plots beside `smoke`, and of stories that were found."""

from __future__ import annotations

import json

import pytest

import elsewise as ew
from elsewise.explain.review.display import review_text
from elsewise.explain.review.kinds import KINDS
from elsewise.explain.review.plot import Plot, PlotBeat
from elsewise.samples import sample_plot_names, sample_plot_path
from elsewise.show.as_json import json_of


def plot_of(*beats: str) -> Plot:
    """A plot of `smoke`, its beats on lines 1, 2, and so on."""
    found = tuple(PlotBeat(line, text) for line, text in enumerate(beats, start=1))
    return Plot(None, "smoke", found)


@pytest.fixture(scope="module")
def smoke() -> ew.Review:
    return ew.review("smoke")


@pytest.fixture(scope="module")
def flawed() -> ew.Review:
    return ew.review("smoke_flawed")


def test_the_day_stands(smoke):
    assert smoke.stands
    assert not smoke.warnings
    assert smoke.plot.ending == "left"
    assert "each possible and with reasons" in str(smoke)
    assert "Smoke" in smoke._repr_html_()


def test_reasons_are_shown(smoke):
    leaves = smoke.beats[2]
    (why,) = leaves.consents
    assert why.reason is not None
    assert "wanted to be out in the open" in why.sentence
    assert why.alternative == "climb(Lex, Ladder, Tunnel)"


def test_who_perceives_what_and_learns_what(smoke):
    lie = smoke.beats[7]
    assert lie.perceived_by == ("Lex", "Lana", "Chloe")
    told = [belief for belief in lie.learnt if belief.how == "told"]
    assert [(b.character, b.fluent, b.after, b.source, b.right) for b in told] == [
        ("Lana", "deed", "tried", "Lex", False)
    ]
    dead = [b for b in smoke.beats[5].learnt if b.fluent == "alive(Clark)"]
    assert [(b.character, b.how, b.right) for b in dead] == [("Chloe", "concluded", True)]


def test_who_knows_what_since_when_from_whom(smoke):
    rows = {(one.fluent, one.character): one for one in smoke.knowing}
    deed = rows["deed", "Lana"]
    assert (deed.status, deed.value, deed.how, deed.source) == ("wrong", "tried", "told", "Lex")
    assert deed.line == smoke.beats[7].line
    assert rows["deed", "Chloe"].status == "unaware"
    assert rows["alive(Clark)", "Lana"].source == "Chloe"
    assert ("alive(Clark)", "Clark") not in rows


def test_irony_opens_and_closes(smoke):
    gaps = {(gap.character, gap.fluent): gap for gap in smoke.gaps}
    hurt = gaps["Lex", "mortal(Clark)"]
    assert (hurt.opened, hurt.closed) == (0, smoke.beats[1].line)
    death = gaps["Lana", "alive(Clark)"]
    assert (death.opened, death.closed) == (smoke.beats[3].line, smoke.beats[8].line)
    assert death.weight == 3.0


def test_what_follows_from_what(smoke):
    assert (1, 2) not in smoke.links
    assert (2, 3) in smoke.links
    assert (7, 8) in smoke.links


def test_the_flaws_of_the_flawed_day(flawed):
    assert not flawed.stands
    found = {(one.kind, one.line) for one in (*flawed.errors, *flawed.warnings)}
    assert found >= {
        ("repeated-beat", 8),
        ("effect-before-cause", 10),
        ("viewpoint-absent", 13),
        ("dead-person-acts", 15),
        ("person-elsewhere", 18),
        ("unmotivated-sacrifice", 21),
        ("person-elsewhere", 22),
        ("repeated-beat", 24),
        ("not-understood", 25),
    }
    sound_lines = {7, 9, 14, 19, 20, 23}
    assert not sound_lines & {one.line for one in (*flawed.errors, *flawed.warnings)}


def test_findings_come_worst_first(flawed):
    severities = [one.severity.value for one in flawed.findings]
    order = ["error", "warning", "observation"]
    assert severities == sorted(severities, key=order.index)
    assert all(one.remedy for one in flawed.errors)


def test_a_missing_beat_is_named():
    found = ew.review(
        plot_of("Lex makes for the ladder", "Lex climbs out onto the grass", "Lana comes running")
    )
    (finding,) = found.errors
    assert finding.kind == "cannot-happen"
    assert finding.line == 3
    assert "the tunnel blows up" in (finding.remedy or "")


def test_what_somebody_would_have_to_know():
    found = ew.review(plot_of("Lex drags the stones off Clark"))
    (finding,) = found.errors
    assert finding.kind == "missing-knowledge"
    assert "Lex would if Lex knew that Clark could be hurt" in (finding.remedy or "")


def test_a_belief_that_is_offered_is_enough():
    """What the remedy says is tried in the world itself."""
    world = ew.sample("smoke")
    wrong = "  Lex believes\n    # Bullets, a car: nothing ever hurt him.\n    not mortal(Clark)"
    text = world.source.text.replace(wrong, wrong.replace("not mortal", "mortal"))
    assert text != world.source.text
    knowing = ew.loads(text)
    assert ew.review(plot_of("Lex drags the stones off Clark"), knowing).stands


def test_a_story_that_was_found_is_reviewed():
    world = ew.sample("smoke")
    story = ew.find(world, ending="left").story
    assert story is not None
    found = ew.review(story, world)
    assert found.stands
    assert not found.warnings
    assert found.plot.ending == "left"


@pytest.mark.parametrize("name", ["letter", "bridge", "gift", "honey", "drawer", "quarrel"])
def test_stories_of_all_example_worlds_stand(name):
    world = ew.sample(name)
    outcome = ew.find(world, ending=world.endings[0].name)
    assert outcome.story is not None
    assert ew.review(outcome.story, world).stands


def test_json_has_it_all(flawed):
    made = json.loads(json.dumps(json_of(flawed)))
    assert made["format"] == "elsewise review"
    assert made["stands"] is False
    assert len(made["beats"]) == len(flawed.beats)
    assert {finding["kind"] for finding in made["findings"]} <= set(KINDS)
    assert made["beats"][-1]["event"] is None


def test_the_same_review_every_time(flawed):
    assert review_text(ew.review("smoke_flawed")) == review_text(flawed)


@pytest.mark.slow
def test_both_engines_say_the_same(flawed):
    assert json_of(ew.review("smoke_flawed", engine="reference")) == json_of(flawed)


def test_example_plots():
    assert sample_plot_names() == ("smoke", "smoke_flawed")
    assert sample_plot_path("nothing") is None
