"""Prepared questions, each with the answer that it must get."""

from __future__ import annotations

import re
from typing import Any

import pytest

import elsewise as ew
from elsewise.explain.absence.answer import Layer, Proof
from whynot_worlds import CHAIN, DOUBLE, ISLAND, NUMBERS, SALE, SECRET, TOWN


def ask(world: str, aim: str, **said: Any) -> ew.WhyNot:
    loaded = ew.loads(world) if "\n" in world else ew.sample(world)
    return ew.why_not(loaded, aim, **said)


# -- it does happen ---------------------------------------------------------------------------

HAPPENS = [
    ("quarrel", "peace", 2),
    ("letter", "letter = Desk", 0),
    ("letter", "possible ashes", 3),
    ("smoke", "flinch", 7),  # a trigger
    ("smoke", "come(Lana)", 4),
    ("smoke", "free", 3),
    ("smoke", "climb(Grass)", 2),  # only a later role can be that
    ("smoke", "climb(_, _, Tunnel)", 2),
    ("drawer", "take(Tess)", 2),
]


@pytest.mark.parametrize(("world", "aim", "beats"), HAPPENS)
def test_what_happens_is_shown(world, aim, beats):
    found = ask(world, aim)
    assert found.layer is Layer.HAPPENS
    assert found.story is not None
    assert len(found.story.beats) == beats
    assert found.proof is None


# -- it can never be --------------------------------------------------------------------------

NO_EVENT = [
    (
        "smoke",
        "clmb(Lana)",
        "called clmb. Did you mean climb(who: character, from: place",
    ),
    ("smoke", "come(Lanna)", "There is no Lanna in Smoke. Did you mean Lana?"),
    ("smoke", "climb(Lex, Tunnel, Lana)", "to one of Tunnel, Ladder, Grass, Town"),
    ("smoke", "come(Lex, Grass)", "come takes 1 argument, not 2"),
    ("gift", "give(Emil, Rosa)", "Rosa alone; Emil alone"),
    ("smoke", "dance(Lex)", "There is no action or trigger called dance"),
]


@pytest.mark.parametrize(("world", "aim", "why"), NO_EVENT)
def test_no_such_event(world, aim, why):
    found = ask(world, aim)
    assert (found.layer, found.proof) == (Layer.IMPOSSIBLE, Proof.NO_SUCH_EVENT)
    assert why in found.text


QUESTIONS = [
    "always alive(Lex)",
    "never deed = saved",
    "alive(Lex) until blown",
    "free(Lex, Clark) before blow",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_questions_about_whole_stories_are_for_ask(question):
    with pytest.raises(ew.UsageError, match="elsewise ask"):
        ask("smoke", question)


def test_a_question_whether_something_is_possible_is_reduced_to_it():
    found = ask("smoke", "possible (deed = saved and answered)")
    assert found.layer is Layer.REASONS
    assert ask("smoke", "possible free(Lex, Clark)").layer is Layer.HAPPENS


NEVER = [
    # nothing brings it about
    ("smoke", "light(Tunnel)", [("light(Tunnel)", [])]),
    # a dead person acts
    (TOWN, "sing(Zed)", [("alive(Zed)", [])]),
    # a place that no way leads to
    (TOWN, "at(Tom) = Tower", [("at(Tom) = Tower", ["walk"])]),
    # only a trigger could make it so
    (TOWN, "bell", [("bell", ["ring"])]),
    # a number that nothing makes so large: it stops at its border
    (TOWN, "coins > 3", [("coins > 3", [])]),
]


@pytest.mark.parametrize(("world", "aim", "missing"), NEVER)
def test_a_fact_that_can_never_be(world, aim, missing):
    found = ask(world, aim)
    assert (found.layer, found.proof) == (Layer.IMPOSSIBLE, Proof.NEVER_SO)
    assert [
        (one.fact, [source.event.partition("(")[0] for source in one.sources])
        for one in found.missing
    ] == missing


RULED_OUT = [
    ("quarrel", "apologise(Ann, Ann)", "not who = other"),
    ("letter", "hide(Ines, Desk)", "not where = Desk"),
]


@pytest.mark.parametrize(("world", "aim", "condition"), RULED_OUT)
def test_arguments_that_are_ruled_out(world, aim, condition):
    found = ask(world, aim)
    assert (found.layer, found.proof) == (Layer.IMPOSSIBLE, Proof.RULED_OUT)
    assert [one.fact for one in found.missing] == [condition]


def test_a_chain_of_missing_facts_goes_back_to_what_nothing_brings_about():
    found = ask(TOWN, "at(Tom) = Tower")
    assert found.text == (
        "`at(Tom) = Tower` can never be so, whatever anybody wants and within no limits.\n\n"
        "It takes that Tom is at the tower. Only walk(Tom, Home, Tower) (or 1 more like it) could "
        "bring that about. walk(Tom, Home, Tower) cannot happen: it takes that a road leads from "
        "home to the tower. Nothing brings about that a road leads from home to the tower."
    )


def test_a_chain_through_several_events():
    found = ask("smoke", "not alive(Chloe)")
    assert found.proof is Proof.NEVER_SO
    (source,) = found.missing[0].sources
    assert source.event == "blow()"
    assert "Nothing brings about that the grass leads to the ladder." in found.text


WELL = """\
world Well
character Ida (she)
fact depth: number
fact rope: number = 2
fact copied: number
fact found
fact lit
fact glow
action dig
  then depth = depth + 1, glow if lit
action measure
  then copied = rope
action bury
  if depth < 0
  then found
limits length 3, foresight 1, depth 0
"""

IT_HAPPENS = [
    (
        "found",
        "bury() cannot happen: it takes `depth < 0`. Only dig() could bring about `depth < 0`. "
        "dig() can happen, but never brings that about.",
    ),
    ("depth < 0", "Only dig() could bring that about. It can happen, but it never brings"),
    ("copied = 5", "measure() can happen, but to bring that about it takes that the"),
    ("glow", 'dig() can happen, but to bring that about it takes that "lit" is true.'),
]


@pytest.mark.parametrize(("aim", "text"), IT_HAPPENS)
def test_what_can_happen_is_not_said_to_be_impossible(aim, text):
    found = ask(WELL, aim)
    assert (found.layer, found.proof) == (Layer.IMPOSSIBLE, Proof.NEVER_SO)
    assert text in found.text


def test_a_trigger_needs_what_never_comes():
    found = ask(TOWN, "ring")
    assert (found.proof, found.missing[0].fact) == (Proof.NEVER_SO, "storm")


def test_what_changes_nothing_is_in_no_story():
    found = ask(TOWN, "gaze(Ann)")
    assert (found.layer, found.proof) == (Layer.IMPOSSIBLE, Proof.NO_CHANGE)


ALL_STATES = [
    ("letter", "letter = Coat and burnt", ["letter = Coat", "burnt"]),
    ("gift", "surprised and peeked", ["surprised", "peeked"]),
    ("honey", "owner(Bread) = Ada and owner(Honey) = Ada", None),
    (TOWN, "coins = 2", ["coins = 2"]),  # one at a time is earned
    (SECRET, "Bob believes gold", ["Bob believes gold"]),  # nobody tells him
    ("bridge", "not bridge", ["not bridge"]),  # only believed
]


@pytest.mark.parametrize(("world", "aim", "facts"), ALL_STATES)
def test_all_states_were_looked_at(world, aim, facts):
    found = ask(world, aim)
    assert (found.layer, found.proof) == (Layer.IMPOSSIBLE, Proof.ALL_STATES)
    if facts is not None:
        assert [one.fact for one in found.missing] == facts
    assert "states that can come about" in found.text


def test_what_came_before_counts():
    loaded = ew.sample("letter")
    assert ew.why_not(loaded, "burnt").layer is Layer.HAPPENS
    found = ew.why_not(loaded, "burnt", after="light(Tomas)")
    assert (found.layer, found.events) == (Layer.IMPOSSIBLE, ("light(Tomas)",))
    earlier = ew.why_not(loaded, "burnt", at=0, after="light(Tomas)")
    assert (earlier.layer, earlier.events) == (Layer.HAPPENS, ())


# -- a limit is too small ---------------------------------------------------------------------


def test_the_length_is_too_small():
    found = ask("smoke", "left", length=8)
    assert found.layer is Layer.LIMITS
    assert found.needed is not None
    assert (found.needed.length, found.needed.foresight, found.needed.depth) == (9, 5, 2)
    assert found.story is not None
    assert len(found.story.beats) == 9
    assert "only with a length of 9 (instead of 8)" in found.text


def test_the_foresight_is_too_small():
    found = ask(CHAIN, "done", foresight=2)
    assert found.layer is Layer.LIMITS
    assert found.needed is not None
    assert (found.needed.length, found.needed.foresight, found.needed.depth) == (3, 3, 2)


def test_the_depth_is_too_small():
    found = ask(CHAIN, "begin(Ann)", depth=1)
    assert found.layer is Layer.LIMITS
    assert found.needed is not None
    assert (found.needed.length, found.needed.foresight, found.needed.depth) == (3, 3, 2)


def test_several_limits_are_too_small():
    found = ask(CHAIN, "done", length=1, foresight=1, depth=1)
    assert found.layer is Layer.LIMITS
    assert found.needed is not None
    assert (found.needed.length, found.needed.foresight, found.needed.depth) == (3, 3, 2)


# -- somebody has no reason -------------------------------------------------------------------


def refusal(found: ew.WhyNot) -> Any:
    assert found.layer is Layer.REASONS
    return found.refusals[0]


def test_a_wrong_belief_keeps_him_from_it():
    found = ask("smoke", "saved")
    one = refusal(found)
    assert (one.character, one.event, one.beat) == ("Lex", "free(Lex, Clark)", 1)
    assert one.wrong == ("Clark cannot be hurt",)
    best = one.remedies[0]
    assert (best.kind, best.change) == ("belief", "Lex believes mortal(Clark)")
    assert best.to_truth
    assert best.gives_aim
    assert found.miss is not None
    assert found.miss.unexplained == (1,)
    assert {one.length for one in found.tried} >= {24}


def test_a_remedy_does_what_it_says():
    from elsewise.explain.counterfactual.interventions import believed, forked, wanted

    found = ask("smoke", "saved")
    world = ew.sample("smoke")
    for remedy in refusal(found).remedies:
        change = (believed if remedy.kind == "belief" else wanted)(world, remedy.change)
        changed = forked(world, (), (change,))
        assert ew.find(changed, ending="saved").story is not None
        assert remedy.gives_aim


def test_she_holds_it_for_impossible():
    one = refusal(ask(ISLAND, "at(Nell) = Mill"))
    assert (one.character, one.kind) == ("Nell", "held impossible")
    assert one.believes == ("bridge",)
    assert one.wrong == ("the bridge is down",)
    assert [r.change for r in one.remedies] == ["Nell believes bridge"]


def test_he_does_not_know_where_it_is():
    found = ask(ISLAND, "unlock(Odo)")
    one = refusal(found)
    assert (one.kind, one.believes) == ("held impossible", ("chest = Mill",))
    assert one.remedies[0].change == "Odo believes chest = Mill"
    assert one.remedies[0].gives_aim


def test_nobody_wants_it():
    one = refusal(ask(SALE, "cheer(Ann)"))
    assert (one.kind, one.utility, one.best) == ("no gain", 0.0, 0.0)
    assert [r.change for r in one.remedies] == ["Ann wants 1 if cheered"]


def test_the_want_is_too_weak():
    one = refusal(ask(SALE, "fetched"))
    assert (one.kind, one.utility, one.best) == ("no gain", 0.0, -1.0)
    assert "Ann wants 2 if fetched" in [r.change for r in one.remedies]


def test_another_must_consent():
    found = ask(SALE, "sell(Tom, Ann)", after="pay(Tom)")
    one = refusal(found)
    assert (one.character, one.event) == ("Ann", "sell(Tom, Ann)")
    assert all(r.character == "Ann" for r in found.refusals)
    assert "Ann wants 1 if owner = Tom" in [r.change for r in one.remedies]


def test_the_helper_would_not_join():
    one = refusal(ask(SALE, "pay(Tom)"))
    assert (one.character, one.kind) == ("Tom", "others")
    assert (one.needs, one.plan) == (("Ann",), ("pay(Tom)", "sell(Tom, Ann)"))


def test_two_have_no_reason():
    found = ask("letter", "Tomas believes burnt and letter = Desk")
    assert found.layer is Layer.REASONS
    assert {one.character for one in found.refusals} >= {"Tomas"}


SMITHY = """\
world Smithy
character Smith "the smith" (he), Maid "the maid" (she)
fact iron
  tell "the iron [is] hot"
fact key: character = Smith
  tell "{value} [has] the key"
fact thanked
start
  Maid believes key = Maid
  Smith believes key = Maid
action heat(Smith)
  if not iron
  then iron
  by Smith
action open(Maid)
  if key = Smith
  then key = Maid
  by Maid
action thank(Maid, Smith)
  if iron and not thanked
  then thanked
  by Maid
Maid wants iron
ending hot if iron
limits length 2, foresight 2, depth 1
"""


@pytest.mark.parametrize("aim", ["hot", "open(Maid)", "thanked", "heat(Smith)"])
def test_every_sentence_begins_with_a_capital(aim):
    text = ask(SMITHY, aim).text
    assert "he smith" in text or "he maid" in text
    for begin in re.findall(r"(?:^|[.!?]\s+)([^\s]+)", text):
        assert not begin.startswith("the"), text


def test_nobody_knows_what_there_is_to_gain():
    text = SALE.replace("Ann wants 2 if fetched", "Ann wants mood, 2 if fetched")
    one = refusal(ask(text, "cheer(Ann)"))
    assert (one.kind, one.utility) == ("unknown", None)


def test_a_beat_that_is_good_for_nothing():
    one = refusal(ask(SALE.replace(", -3 if tired(Ann)", ""), "cheer(Ann)"))
    assert (one.kind, one.utility, one.best) == ("without it", 0.0, 2.0)
    assert one.plan == ("cheer(Ann)", "fetch(Ann)")


# -- it is not known --------------------------------------------------------------------------


def test_a_limit_on_states_leaves_it_open():
    found = ask(NUMBERS, "count = 5000 and not even", states=200)
    assert (found.layer, found.proof, found.complete) == (Layer.OPEN, None, False)
    assert "not proven" in found.text


WHISPER = """\
world Whisper
"Only Rita knows who hid the crown, and nobody knows that the others do not."
character Rita (she), Otto (he)
fact thief: character = Otto
  tell "{value} [has] the crown"
start
  Otto believes thief = ?
action whisper(who: character, other: character)
  if
    not who = other and who believes not thief = ?
    who believes other believes thief = ?
  then other's view of thief = who's view of thief
  by who
Rita wants Otto believes thief = Otto
ending out if Otto believes thief = Otto
limits length 3, foresight 2, depth 2
"""


def test_the_condition_that_fails_is_named_where_nobody_knows_who_is_ignorant():
    found = ask(WHISPER, "out")
    assert (found.layer, found.proof) == (Layer.OPEN, None)
    (one,) = found.missing
    assert [(source.event, source.happens) for source in one.sources] == [
        ("whisper(Rita, Otto)", False)
    ]
    assert [part.fact for part in one.sources[0].missing] == [
        "Rita believes Otto believes thief = ?"
    ]
    assert "Nothing brings about" not in found.text


def test_no_proof_for_every_depth_where_minds_look_into_minds():
    found = ask(DOUBLE, "both")
    assert (found.layer, found.proof) == (Layer.OPEN, None)
    assert [one.fact for one in found.missing] == ["lamp", "shut"]
    assert "no proof for every depth" in found.text
