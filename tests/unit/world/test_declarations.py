"""What exists and what can be so: types, entities, facts."""

from __future__ import annotations

import pytest

from elsewise.errors import WorldError
from elsewise.world.expressions import Constant, Variable
from elsewise.world.load import load_text
from elsewise.world.model import Fact, World
from elsewise.world.types import EntityType, NumberType, YesNoType

ANN = "world Small\ncharacter Ann\n"


def codes(text: str) -> list[str]:
    try:
        return [d.code.name for d in load_text(text).warnings]
    except WorldError as error:
        return [d.code.name for d in error.diagnostics if d.is_error]


def fact(lines: str) -> Fact:
    return load_text(ANN + lines + "\n").facts[0]


def entity_types(world: World) -> dict[str, tuple[str, ...]]:
    return {entity.name: entity.types for entity in world.entities}


def test_types_have_several_parents_and_may_come_later() -> None:
    world = load_text(ANN + "type coin is item, treasure\ntype item\ntype treasure\ncoin Penny\n")
    assert world.types.parents["coin"] == ("item", "treasure")
    assert world.types.parents["item"] == ("entity",)
    assert [e.name for e in world.entities_of("treasure")] == ["Penny"]


def test_a_repeated_type_gains_parents() -> None:
    world = load_text(ANN + "type a\ntype b\ntype c is a\ntype c is b\nc X\n")
    assert world.types.parents["c"] == ("a", "b")


def test_characters_may_be_of_another_kind() -> None:
    world = load_text("world W\ntype room\ntype character is room\ncharacter Ann\n")
    assert world.types.parents["character"] == ("entity", "room")
    assert world.is_a(world.entities[0], "room")


def test_characters_come_first_then_the_others_in_the_order_of_the_text() -> None:
    text = "world W\ntype place, guard\ntype guard is character\nplace Home\nguard Tom\n"
    world = load_text(text + "place Well\ncharacter Ann\nfact mood: calm or angry\nplace Hall\n")
    names = [entity.name for entity in world.entities]
    assert names == ["Tom", "Ann", "Home", "Well", "calm", "angry", "Hall"]
    assert [e.name for e in world.characters] == ["Tom", "Ann"]


def test_how_to_say_a_name_and_a_repeated_name() -> None:
    world = load_text(ANN + 'type place\ncharacter Bo "old Bo" (he)\nplace Bo\n')
    bo = world.entities[1]
    assert (bo.said, bo.pronoun, bo.types) == ("old Bo", "he", ("character", "place"))


def test_words_as_values_are_entities_of_a_type_called_like_the_fact() -> None:
    world = load_text(ANN + "fact deed: none or left = none\nfact answer: deed\n")
    assert world.facts[0].values == world.facts[1].values == EntityType("deed")
    assert (world.facts[0].initial, world.facts[1].initial) == ("none", None)
    assert entity_types(world)["left"] == ("deed",)


def test_a_word_may_belong_to_several_facts_and_be_somebody() -> None:
    world = load_text(ANN + "fact thief: Ann or nobody\nfact liar: Ann or nobody\n")
    assert entity_types(world)["Ann"] == ("character", "thief", "liar")
    assert entity_types(world)["nobody"] == ("thief", "liar")


def test_overloaded_facts_may_share_their_words() -> None:
    lines = "type place\nplace Home\nfact mood(character): calm or angry\nfact mood(place): "
    assert len(load_text(ANN + lines + "calm or angry\n").facts) == 2
    assert codes(ANN + lines + "calm or wild\n") == ["choice-conflict"]


@pytest.mark.parametrize(
    ("line", "values", "initial"),
    [
        ("fact f", YesNoType(), False),
        ("fact f = yes", YesNoType(), True),
        ("fact f: yes or no", YesNoType(), False),
        ("fact f: no or yes = yes", YesNoType(), True),
        ("fact f: number", NumberType(), 0.0),
        ("fact f: number = ?", NumberType(), None),
        ("fact f: number = -1", NumberType(), -1.0),
        ("fact f: 0 to 4", NumberType(0.0, 4.0), 0.0),
        ("fact f: 2 to 4", NumberType(2.0, 4.0), 2.0),
        ("fact f: -4 to -2.5", NumberType(-4.0, -2.5), -2.5),
        ("fact f: -2 to 3.5 = 1", NumberType(-2.0, 3.5), 1.0),
        ("fact f: character", EntityType("character"), None),
        ("fact f: character = Ann", EntityType("character"), "Ann"),
        ("fact f: entity = ?", EntityType("entity"), None),
    ],
)
def test_values_and_what_holds_unsaid(line: str, values: object, initial: object) -> None:
    found = fact(line)
    assert found.values == values
    assert found.initial == initial
    assert type(found.initial) is type(initial)


def test_parameters_are_roles_bare_types_and_fixed_values() -> None:
    found = fact("fact f(who: character, character, Ann, yes or no, flag: yes or no, no, -2)")
    assert found.parameters == (
        Variable("who", EntityType("character")),
        Variable("2", EntityType("character")),
        Constant("Ann"),
        Variable("4", YesNoType()),
        Variable("flag", YesNoType()),
        Constant(False),
        Constant(-2.0),
    )


def test_texts_are_kept() -> None:
    world = load_text('world W\n"One."\n"Two."\ncharacter Ann\nfact f\n  "Said of it."\n')
    assert world.texts == ("One.", "Two.")
    assert world.facts[0].texts == ("Said of it.",)


def test_a_world_without_a_first_line_is_called_like_its_file() -> None:
    assert load_text("character Ann\n", "some/where/harbour.ew").name == "harbour"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("type a is b, c\ntype b is a\ntype c", ["type-circle"]),
        ("type a is a", ["type-circle"]),
        ("type entity is character", ["type-circle"]),
        ("type number", ["reserved-name"]),
        ("number One", ["numbers-cannot-be-listed"]),
        ("character nobody", ["reserved-name"]),
        ("type box\ncharacter box", ["name-taken"]),
        ("fact deed: none or left\ntype deed", ["name-taken"]),
        ("fact f: Ann or character", ["name-taken"]),
        ("fact Ann", ["name-taken"]),
        ("fact f: 1 or 2", ["strange-values"]),
        ("fact f: yes", ["strange-values"]),
        ("fact f: calm or yes", ["strange-values"]),
        ("fact f: calm or calm", ["repeated-value"]),
        ("fact f: yes or no = ?", ["wrong-initial"]),
        ("fact f = 1", ["wrong-initial"]),
        ("fact f: number = yes", ["wrong-initial"]),
        ("fact f: calm or angry = Ann", ["wrong-initial"]),
        ("fact f: calm or angry = clam", ["wrong-initial"]),
        ("fact f: character = Bob", ["unknown-name"]),
        ("fact f(?)", ["unknown-argument"]),
        ("fact f(number)", ["number-role"]),
        ("fact f(n: number)", ["number-role"]),
        ("fact f(a: character, a: character)", ["repeated-role"]),
        ("fact f(a: character)\nfact f(b: character): number", ["repeated-fact"]),
        ("fact f(Ann)\nfact f(Ann)", ["repeated-fact"]),
        ("world Another", ["repeated-world"]),
        ("limits length 3, length 4", ["repeated-limit"]),
        ("limits length 3\nlimits length 4", ["repeated-limit"]),
        ("limits depth 17", ["bad-limit"]),
        ("limits length 1001", ["bad-limit"]),
    ],
)
def test_mistakes(lines: str, expected: list[str]) -> None:
    assert codes(f"{ANN}{lines}\n") == expected


def test_limits() -> None:
    world = load_text(ANN + "limits length 10, foresight 0\nlimits depth 16\n")
    assert world.limits == {"length": 10, "foresight": 0, "depth": 16}


@pytest.mark.parametrize(
    "lines",
    [
        "thing Rope, Box\nstart\n  tied(Rope)\nfact tied(thing)\nfact on: thing = Box",
        "fact f(who: persn)\nstart\n  f(Ann)\n  f(Bob)\n",
        "type a is b\na X\nfact f(character)\nstart\n  f(X)\n",
        "fact Ann\nstart\n  Ann\nending e if not Ann\n",
    ],
)
def test_what_refers_to_a_broken_declaration_is_not_reported(lines: str) -> None:
    text = ANN + lines + "\n"
    with pytest.raises(WorldError) as caught:
        load_text(text)
    lines_of = [d.source.position(d.span.begin)[0] for d in caught.value.diagnostics]
    assert lines_of in ([3], [3, 6])


def test_a_line_that_cannot_be_read_may_have_declared_its_words() -> None:
    lines = "type place\nplace Home and Well\nfact at: place\nstart\n  at = Well\n"
    with pytest.raises(WorldError) as caught:
        load_text(ANN + lines + "  at = Ann\n")
    assert [d.code.name for d in caught.value.diagnostics[1:]] == ["wrong-value"]
