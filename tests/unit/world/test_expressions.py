"""What conditions and values mean."""

from __future__ import annotations

import pytest

from elsewise.errors import WorldError
from elsewise.world.expressions import (
    And,
    Arithmetic,
    Calculate,
    Choose,
    Compare,
    Comparison,
    Constant,
    Expression,
    InMind,
    IsType,
    Not,
    Or,
    Quantified,
    Quantity,
    Read,
    Variable,
)
from elsewise.world.load import load_text
from elsewise.world.model import World
from elsewise.world.types import EntityType

BEGIN = """\
world Small
type place, item
type coin is item
character Ann, Bo
place Home, Hall
coin Penny
item Ring
fact at(character): place
fact at(item): place
fact rich
fact glad(who: character)
fact open(Hall)
fact pence(character): number
fact level: 0 to 3
fact mood: calm or angry
"""
ANN, BO = Constant("Ann"), Constant("Bo")
HOME, HALL = Constant("Home"), Constant("Hall")
CHARACTER = EntityType("character")


def world(lines: str) -> World:
    return load_text(f"{BEGIN}{lines}\n")


def condition(text: str) -> Expression:
    return world(f"ending e if {text}").endings[0].condition


def block(text: str) -> Expression:
    lines = "\n".join(f"    {line}" for line in text.splitlines())
    return world(f"ending e\n  if\n{lines}").endings[0].condition


def errors(text: str) -> list[str]:
    with pytest.raises(WorldError) as caught:
        condition(text)
    return [d.code.name for d in caught.value.diagnostics if d.is_error]


def read(name: str, *arguments: Constant | Variable) -> Read:
    facts = [f for f in world("").facts if f.name == name]
    if name == "at" and arguments[0] in (Constant("Penny"), Constant("Ring")):
        return Read(facts[1], arguments)
    return Read(facts[0], arguments)


RICH = read("rich")
CALM = Compare(Comparison.EQUAL, read("mood"), Constant("calm"))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("rich", RICH),
        ("not rich", Not(RICH)),
        ("rich = yes", RICH),
        ("rich = no", Not(RICH)),
        ("no = rich", Not(RICH)),
        ("rich and not glad(Ann)", And((RICH, Not(read("glad", ANN))))),
        ("rich or mood = calm", Or((RICH, CALM))),
        ("at(Ann) = Home", Compare(Comparison.EQUAL, read("at", ANN), HOME)),
        ("at(Ring) = ?", Compare(Comparison.EQUAL, read("at", Constant("Ring")), Constant(None))),
        ("open(Hall)", read("open", HALL)),
        ("level < 2", Compare(Comparison.LESS, read("level"), Constant(2.0))),
        ("1 >= level", Compare(Comparison.AT_LEAST, Constant(1.0), read("level"))),
        ("at(Ann) is place", IsType(read("at", ANN), "place")),
        ("at(Ann) is not place", Not(IsType(read("at", ANN), "place"))),
        ("Ann believes rich", InMind(ANN, RICH)),
        ("Ann believes Bo believes mood = calm", InMind(ANN, InMind(BO, CALM))),
        ("not Ann believes not rich", Not(InMind(ANN, Not(RICH)))),
        (
            "Ann's view of pence(Bo) < pence(Bo)",
            Compare(Comparison.LESS, InMind(ANN, read("pence", BO)), read("pence", BO)),
        ),
        (
            "Ann's view of Bo's view of mood = mood",
            Compare(Comparison.EQUAL, InMind(ANN, InMind(BO, read("mood"))), read("mood")),
        ),
        ("Ann's view of rich", InMind(ANN, RICH)),
        ("rich if glad(Ann) else mood = calm", Choose(read("glad", ANN), RICH, CALM)),
        (
            "at(Ann) = (Home if rich else ?)",
            Compare(Comparison.EQUAL, read("at", ANN), Choose(RICH, HOME, Constant(None))),
        ),
    ],
)
def test_meaning(text: str, meaning: Expression) -> None:
    assert condition(text) == meaning


def test_arithmetic() -> None:
    pence = read("pence", ANN)
    product = Calculate(Arithmetic.MULTIPLY, Constant(2.0), Constant(3.0))
    difference = Calculate(Arithmetic.SUBTRACT, pence, product)
    assert condition("pence(Ann) - 2 * 3 > -1") == Compare(
        Comparison.GREATER, difference, Constant(-1.0)
    )
    negative = Calculate(Arithmetic.SUBTRACT, Constant(0.0), pence)
    assert condition("-pence(Ann) <= 0") == Compare(Comparison.AT_MOST, negative, Constant(0.0))


def test_quantities() -> None:
    c = Variable("c", EntityType("coin"))
    at_hall = Compare(Comparison.EQUAL, Read(read("at", Constant("Penny")).fact, (c,)), HALL)
    assert condition("every coin c: at(c) = Hall") == Quantified(Quantity.EVERY, c, None, at_hall)
    assert condition("every coin c with rich: at(c) = Hall") == Quantified(
        Quantity.EVERY, c, RICH, at_hall
    )
    assert condition("some coin c with at(c) = Hall") == Quantified(Quantity.SOME, c, None, at_hall)
    assert condition("no coin c with at(c) = Hall") == Not(
        Quantified(Quantity.SOME, c, None, at_hall)
    )
    total = Quantified(Quantity.SUM, c, at_hall, Constant(1.0))
    assert condition("2 <= (sum of coin c with at(c) = Hall: 1)") == Compare(
        Comparison.AT_MOST, Constant(2.0), total
    )
    counted = Choose(at_hall, Constant(1.0), Constant(0.0))
    product = Quantified(Quantity.PRODUCT, c, None, counted)
    assert condition("1 = (product of coin c: at(c) = Hall)") == Compare(
        Comparison.EQUAL, Constant(1.0), product
    )


def test_a_block_asks_for_all_its_lines() -> None:
    assert block("rich\nmood = calm\n'".rstrip("'")) == And((RICH, CALM))
    assert block("Ann believes\n  rich\n  mood = calm") == InMind(ANN, And((RICH, CALM)))
    assert block("Ann believes Bo believes\n  rich") == InMind(ANN, InMind(BO, RICH))
    assert block("if rich\n  mood = calm\nelse\n  glad(Ann)") == Choose(
        RICH, CALM, read("glad", ANN)
    )
    c = Variable("c", CHARACTER)
    assert block("every character c with rich\n  glad(c)\n  mood = calm") == Quantified(
        Quantity.EVERY, c, RICH, And((Read(read("glad", ANN).fact, (c,)), CALM))
    )


def test_the_first_declared_fact_that_takes_the_arguments_is_meant() -> None:
    lines = "fact f(character): number\nfact f(entity): place\n"
    found = world(f"{lines}ending e if f(Ann) = 1 and f(Ring) = Home").endings[0].condition
    assert isinstance(found, And)
    facts = [part.left.fact for part in found.parts if isinstance(part, Compare)]
    assert [str(fact.values) for fact in facts] == [
        "NumberType(low=None, high=None)",
        "EntityType(name='place')",
    ]


def test_a_wider_role_is_not_taken_for_a_narrower_one() -> None:
    assert errors("some entity e with glad(e)") == ["wrong-argument"]


def test_yes_and_1_are_different_arguments() -> None:
    lines = "fact f(1): place\nfact f(yes): number\n"
    found = world(f"{lines}ending e if f(yes) = 3 and f(1) = Home").endings[0].condition
    assert isinstance(found, And)
    assert world(lines + "fact f(no)").facts[-1].parameters == (Constant(False),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rish", ["unknown-name"]),
        ("glad(Anne)", ["unknown-name"]),
        ("glud(Ann)", ["unknown-fact"]),
        ("Home(Ann)", ["not-a-fact"]),
        ("place(Home)", ["not-a-fact"]),
        ("glad(place)", ["type-as-value"]),
        ("glad", ["missing-arguments"]),
        ("rich(Ann)", ["wrong-count"]),
        ("glad(Home)", ["wrong-argument"]),
        ("open(Home)", ["wrong-argument"]),
        ("glad(rich)", ["fact-as-argument"]),
        ("glad(?)", ["unknown-argument"]),
        ("Ann", ["not-a-condition"]),
        ("level", ["not-a-condition"]),
        ("?", ["not-a-condition"]),
        ("rich > 1", ["not-a-number"]),
        ("level + at(Ann) = 1", ["not-a-number"]),
        ("level < ?", ["not-a-number"]),
        ("level / 0 = 1", ["division-by-zero"]),
        ("level / (1 - 1) = 1", ["division-by-zero"]),
        ("rich = ?", ["yes-no-unknown"]),
        ("rich = Home", ["never-equal"]),
        ("at(Ann) = Bo", ["never-equal"]),
        ("at(Ann) = at(Bo) and Ann = Bo", ["never-equal"]),
        ("mood = Home", ["not-a-value"]),
        ("mood = clam", ["not-a-value"]),
        ("mood = level", ["not-a-value"]),
        ("at(Ann) is Home", ["is-needs-type"]),
        ("at(Ann) is plase", ["unknown-type"]),
        ("level is place", ["type-of-value"]),
        ("Home believes rich", ["not-a-character"]),
        ("rich believes rich", ["not-a-character"]),
        ("Home's view of rich", ["not-a-character"]),
        ("Ann's view of Home = Hall", ["not-changeable"]),
        ("some number n with level = 1", ["numbers-cannot-be-listed"]),
        ("some plaice p with rich", ["unknown-type"]),
        ("(1 if rich else Home) = 1", ["mixed-choice"]),
        ("(rich if rich else 1) = 1", ["mixed-choice"]),
        # Two mistakes that have nothing to do with each other are both found.
        ("glad(Anne) and glad(Home)", ["unknown-name", "wrong-argument"]),
        ("level + rich < pence(Ring)", ["not-a-number", "wrong-argument"]),
        ("at(Anne) = Hom", ["unknown-name", "unknown-name"]),
        # The same mistake is reported once.
        ("glad(Anne) and not glad(Anne)", ["unknown-name"]),
    ],
)
def test_mistakes(text: str, expected: list[str]) -> None:
    assert errors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("level = 4", ["decided-comparison"]),
        ("level > 3", ["decided-comparison"]),
        ("4 > level", ["decided-comparison"]),
        ("Ann believes level <= 3", ["decided-comparison"]),
        ("Ann's view of level < 0", ["decided-comparison"]),
        ("level = 3", []),
        ("level >= 3 and 0 = level", []),
        ("at(Ann) is character", ["never-of-type"]),
        ("no coin c with at(c) = Home and rich", ["reaches-too-far"]),
        ("no coin c with at(c) = Home or rich", ["reaches-too-far"]),
        ("every coin c with rich: at(c) = Home and rich", ["reaches-too-far"]),
        ("every coin c with rich: at(c) = Home or rich", []),
        ("every coin c: at(c) = Home and rich", []),
        ("some coin c with at(c) = Home and rich", []),
        ("rich and (no coin c with at(c) = Home)", []),
        ("some character Ann with glad(Ann)", ["hidden-name"]),
    ],
)
def test_warnings(text: str, expected: list[str]) -> None:
    found = world(f"ending e if {text}").warnings
    assert [d.code.name for d in found if d.code.name != "no-actions"] == expected
