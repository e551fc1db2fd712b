"""Actions, triggers, endings, wants, templates."""

from __future__ import annotations

import pytest

from elsewise.diagnostics.catalogue.world_examples import BEGIN
from elsewise.errors import WorldError
from elsewise.world.expressions import (
    And,
    Choose,
    Compare,
    Comparison,
    Constant,
    InMind,
    Not,
    Quantified,
    Quantity,
    Read,
    Variable,
)
from elsewise.world.load import load_text
from elsewise.world.model import EventKind, EventRule, EverySeer, Template, World
from elsewise.world.types import EntityType, YesNoType

LEX, LANA = Constant("Lex"), Constant("Lana")
ZERO, ONE = Constant(0.0), Constant(1.0)


def world(lines: str) -> World:
    return load_text(f"{BEGIN}\n{lines}\n")


def codes(lines: str) -> list[str]:
    try:
        return [d.code.name for d in world(lines).warnings]
    except WorldError as error:
        return [d.code.name for d in error.diagnostics]


def event(head: str, *clauses: str) -> EventRule:
    made = world("\n  ".join([head, *clauses]))
    return (made.actions[1:] + made.triggers)[0]


def fact(name: str, *arguments: Constant | Variable) -> Read:
    return Read(next(f for f in world("").facts if f.name == name), arguments)


BLOWN = fact("blown")


def test_an_action_with_everything() -> None:
    found = event(
        "action act(who: character, Lana, flag: yes or no, 3)",
        '"Said of it."',
        "if at(who) = Town and flag",
        "then blown",
        "by who, Lana",
        "seen by who, every character c with at(c) = Town",
        'tell "{who} [acts]" if flag, "{who} [waits]"',
    )
    who, c = Variable("who", EntityType("character")), Variable("c", EntityType("character"))
    assert found.kind is EventKind.ACTION
    assert found.parameters == (who, LANA, Variable("flag", YesNoType()), Constant(3.0))
    assert found.by == (who, LANA)
    at_town = Compare(Comparison.EQUAL, fact("at", c), Constant("Town"))
    assert found.seen_by == (who, EverySeer(c, at_town))
    flag = Variable("flag", YesNoType())
    assert found.tell == (Template("{who} [acts]", flag), Template("{who} [waits]"))
    assert found.texts == ("Said of it.",)


def test_what_is_left_out() -> None:
    found = event("action burst", "then blown")
    assert (found.condition, found.by, found.seen_by) == (And(()), (), None)


@pytest.mark.parametrize(
    ("clause", "seers"),
    [("seen by everyone", None), ("seen by nobody", ()), ("seen by Lex", (LEX,))],
)
def test_who_sees_it(clause: str, seers: object) -> None:
    assert event("action burst", "then blown", clause).seen_by == seers


def test_a_trigger_is_seen_by_nobody() -> None:
    found = event("trigger burst", "if not blown", "then blown")
    assert (found.kind, found.by, found.seen_by) == (EventKind.TRIGGER, (), ())


def test_events_may_share_a_name() -> None:
    lines = "action go(what: place)\n  if not blown\n  then blown\n  seen by nobody"
    assert "{what}" not in lines
    assert codes(lines) == ["unused-role"]
    assert len(world(lines).actions) == 2


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("action act(Lxe)\n  if not at(Lxe) = Town\n  then blown\n  by Lxe", ["unknown-name"]),
        ("action act(who: persn)\n  if at(who) = who\n  then blown\n  by who", ["unknown-type"]),
        ("action act(character)\n  if at(who) = x\n  then blown\n  by y", ["nameless-role"]),
        ("action act(who: place)\n  if at(Lex) = who\n  then blown\n  by who", ["not-a-character"]),
        ("action act\n  then blown\n  seen by Town", ["not-a-character"]),
        ("action act\n  then blown\n  seen by every plaice p", ["unknown-type"]),
        ("action act\n  then blown\n  seen by every place p", ["seer-without-mind"]),
        ("action act\n  then blown\n  seen by nobody, Lex", ["everyone-and-others"]),
        ("action act\n  then blown\n  by Lex, Tunnel, Lax", ["not-a-character", "unknown-name"]),
        ("action go(a: character, b: place)\n  if at(a) = b\n  then blown", ["repeated-event"]),
        ("trigger go(a: character, b: place)\n  if at(a) = b\n  then blown", ["repeated-event"]),
        ("action act\n  if not blown", ["changes-nothing"]),
        ("trigger act\n  if not blown", ["changes-nothing"]),
        ("action act(who: character)\n  then blown", ["unused-role"]),
        ('action act(who: character)\n  then blown\n  tell "{who} [acts]"', []),
        ('action act(who: character)\n  then blown\n  tell "{who\'s} day [ends]"', []),
        ("action act(who: character)\n  then blown\n  seen by who", []),
        ("action act(blown: character)\n  then at(blown) = ?", ["hidden-name"]),
        (
            "action act(c: character)\n  then at(c) = ?\n  seen by every character c",
            ["hidden-name"],
        ),
        ("ending e\n  if not blown\nending e if blown", ["repeated-ending"]),
        ('ending e\n  tell "All is quiet."', ["ending-without-if"]),
        ('ending e\n  if blown\n  tell "All is quiet."', []),
    ],
)
def test_mistakes_and_warnings(lines: str, expected: list[str]) -> None:
    assert codes(lines) == expected


def test_endings() -> None:
    lines = 'ending e\n  "Why."\n  if\n    blown\n    stones = 0\n  tell "{Lex} [is] gone."'
    ending = world(lines).endings[0]
    stones = Compare(Comparison.EQUAL, fact("stones"), ZERO)
    assert ending.condition == And((BLOWN, stones))
    assert ending.tell == (Template("{Lex} [is] gone."),)
    assert ending.texts == ("Why.",)


def wants(lines: str) -> dict[str, tuple[object, ...]]:
    begin = BEGIN.partition("Lex wants")[0]
    return dict(load_text(f"{begin}{lines}\n").wants)


@pytest.mark.parametrize(
    ("body", "terms"),
    [
        (" blown", (BLOWN,)),
        (" 2 if blown", (Choose(BLOWN, Constant(2.0), ZERO),)),
        (" stones, 2 if blown", (fact("stones"), Choose(BLOWN, Constant(2.0), ZERO))),
        (" blown if stones = 0", None),
        ("\n  -1 if blown else 2", (Choose(BLOWN, Constant(-1.0), Constant(2.0)),)),
        ("\n  Lana believes\n    blown", (InMind(LANA, BLOWN),)),
        (
            "\n  if blown\n    stones\n  else\n    blown",
            (
                Choose(BLOWN, fact("stones"), ZERO),
                Choose(BLOWN, ZERO, Choose(BLOWN, ONE, ZERO)),
            ),
        ),
    ],
)
def test_wants(body: str, terms: tuple[object, ...] | None) -> None:
    found = wants(f"Lex wants{body}")
    if terms is None:
        stones = Compare(Comparison.EQUAL, fact("stones"), ZERO)
        terms = (Choose(stones, Choose(BLOWN, ONE, ZERO), ZERO),)
    assert found == {"Lex": terms}


def test_a_block_for_every_thing_counts_once() -> None:
    found = wants("Lex wants\n  every place p with blown\n    at(Lex) = p")
    p = Variable("p", EntityType("place"))
    at = Compare(Comparison.EQUAL, fact("at", LEX), p)
    assert found == {"Lex": (Quantified(Quantity.EVERY, p, BLOWN, at),)}


def test_blocks_for_one_character_add_up_and_those_for_all_are_filled_in() -> None:
    found = wants(
        "Lana wants blown\nevery character c wants\n  at(c) = Town\n"
        "  2 if not (every character c: at(c) = Town)\nLana wants not blown"
    )
    c = Variable("c", EntityType("character"))
    town = Constant("Town")
    all_there = Quantified(Quantity.EVERY, c, None, Compare(Comparison.EQUAL, fact("at", c), town))
    shared = Choose(Not(all_there), Constant(2.0), ZERO)
    lex = Compare(Comparison.EQUAL, fact("at", LEX), town)
    lana = Compare(Comparison.EQUAL, fact("at", LANA), town)
    assert found == {"Lex": (lex, shared), "Lana": (BLOWN, lana, shared, Not(BLOWN))}


def test_what_the_author_wants() -> None:
    assert world("story wants blown, 2 if not blown").story_wants == (
        BLOWN,
        Choose(Not(BLOWN), Constant(2.0), ZERO),
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Lex wants at(Lex)", ["not-a-number"]),
        ("Lex wants Town if blown", ["not-a-number"]),
        ("Town wants blown", ["not-a-character"]),
        ("Lax wants blown, blwn", ["unknown-name", "unknown-name"]),
        ("every place p wants blown", ["wants-without-mind"]),
        ("every guard g wants blown", ["unknown-type"]),
    ],
)
def test_mistaken_wants(lines: str, expected: list[str]) -> None:
    assert codes(lines) == expected


def told(template: str) -> list[tuple[str, str]]:
    """The codes for a template, each with the piece of it that they point to."""
    text = (
        f"{BEGIN}\naction act(who: character, other: character, Town)\n"
        f"  if at(who) = Town and at(other) = Town\n  then blown\n  by who\n  tell “{template}”\n"
    )
    try:
        found = load_text(text).warnings
    except WorldError as error:
        found = error.diagnostics
    return [(d.code.name, text[d.span.begin : d.span.end]) for d in found]


@pytest.mark.parametrize(
    "template",
    [
        "{who} [acts] upon {other} in {Town}",
        "{who's} hand [meets] {other’s}, and {their} eyes [shine]",
        "{who} [gives] {other} {other their} due, by {themselves}",
        "{who} [sees] {Lana} and {Tunnel}",
        "{who} [lies/lied/lain] and [lies/lied]",
        "{who} [picks up] the stone, {he} {him} {his} {she} {her} {hers}",
        "nobody says a word",
    ],
)
def test_right_templates(template: str) -> None:
    assert told(template) == []


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{whom} [acts]", ("unknown-slot", "{whom}")),
        ("{who} {other thier}", ("unknown-slot", "{other thier}")),
        ("{who} {othr their}", ("unknown-slot", "{othr their}")),
        ("{who} {value}", ("unknown-slot", "{value}")),
        ("{who} {1}", ("unknown-slot", "{1}")),
        ("{who} {}", ("unknown-slot", "{}")),
        ("{they} [acts]", ("pronoun-for-nobody", "{they}")),
        ("{who} [acts", ("open-bracket-in-template", "[")),
        ("{who} acts}", ("open-bracket-in-template", "}")),
        ("{who} [1]", ("strange-verb", "[1]")),
        ("{who} []", ("strange-verb", "[]")),
        ("{who} [a/b/c/d]", ("strange-verb", "[a/b/c/d]")),
        ("{who} [acts].", ("full-stop", ".")),
    ],
)
def test_wrong_templates(template: str, expected: tuple[str, str]) -> None:
    assert told(template) == [expected]


PAIR = """\
world Pair
character Edith (she), Hugo (he), Sam, Twins (plural)
type thing
thing Cup, Swan (she)
fact glad
action act(Edith, other: character, what: thing)
  if not glad
  then glad
  by Edith
  tell "{line}"
Edith wants glad
"""


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("{Edith} [lifts] {her} cup", []),
        ("{Edith} [lifts] {his} cup", ["{his}"]),
        ("{Edith} [lifts] {their} cup", []),
        ("{Edith} [sees] {Hugo}, and {he} [waves]", ["{he}"]),
        ("{Edith} [sees] {Hugo}, and {Hugo he} [waves]", []),
        ("{Edith} [sees] {Hugo}, and {Hugo she} [waves]", ["{Hugo she}"]),
        ("{Sam} [washes] {himself}", ["{himself}"]),
        ("{Twins} [lift] {its} end", ["{its}"]),
        ("{Cup} [lies] on {its} side", []),
        ("{Swan} [lies] on {its} side", ["{its}"]),
        ("{other} [lifts] {his} cup", []),
        ("{what} [lies] on {his} side", ["{his}"]),
    ],
)
def test_a_pronoun_is_that_of_whom_it_stands_for(line: str, places: list[str]) -> None:
    text = PAIR.replace("{line}", line)
    found = [d for d in load_text(text).warnings if d.code.name == "other-pronoun"]
    assert [text[d.span.begin : d.span.end] for d in found] == places


def test_whom_a_pronoun_could_stand_for_is_offered() -> None:
    world = load_text(PAIR.replace("{line}", "{Hugo} [sees] {Edith}, and {she} [waves]"))
    found = [d for d in world.warnings if d.code.name == "other-pronoun"]
    assert [d.suggestion for d in found] == ["To mean another, write {Edith she}."]
    assert '{she} stands for Hugo here, and is told as a form of "he".' in found[0].message


def test_templates_of_facts() -> None:
    made = world('fact on(place, what: place): place\n  tell "{1} [is] on {what}, {value}"\n')
    on = made.facts[-1]
    assert on.tell == (Template("{1} [is] on {what}, {value}"),)
    wrong = 'fact on(place): place\n  tell "{2} [is] on {value}"\nstart\n  on(Town) = Town'
    assert codes(wrong) == ["unknown-slot"]


def test_a_fact_may_ask_for_itself_where_it_is_told() -> None:
    made = world('fact on(place): place\n  tell "{1} [is] on" if on(Town) = Town\n')
    condition = made.facts[-1].tell[0].condition
    assert isinstance(condition, Compare)
    assert isinstance(condition.left, Read)
    assert condition.left.fact == made.facts[-1]
    assert hash(condition.left.fact) == hash(made.facts[-1])
