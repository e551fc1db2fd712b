"""What `start` and `then` bring about, and what is warned about."""

from __future__ import annotations

import pytest

from elsewise.errors import WorldError
from elsewise.world.expressions import (
    NOTHING,
    Arithmetic,
    Assign,
    Calculate,
    Choose,
    Compare,
    Comparison,
    Constant,
    Effect,
    ForEvery,
    If,
    InMind,
    Not,
    Read,
    Together,
    Variable,
)
from elsewise.world.load import load_text
from elsewise.world.model import World
from elsewise.world.types import EntityType

BEGIN = """\
world Small
type place
character Ann, Bo
place Home, Hall
fact at(who: character): place
fact rich
fact glad(who: character)
fact level: 0 to 3
fact count: number
fact mood: calm or angry
"""
ANN, BO = Constant("Ann"), Constant("Bo")
YES, NO = Constant(True), Constant(False)


def world(lines: str) -> World:
    return load_text(f"{BEGIN}{lines}\n")


def start(text: str) -> tuple[Effect, ...]:
    return world("start\n" + "\n".join(f"  {line}" for line in text.splitlines())).start


def read(name: str, *arguments: Constant | Variable) -> Read:
    fact = next(f for f in world("").facts if f.name == name)
    return Read(fact, arguments)


RICH = read("rich")
MAKE_RICH = Assign(RICH, YES)
CALM = Assign(read("mood"), Constant("calm"))
IS_CALM = Compare(Comparison.EQUAL, read("mood"), Constant("calm"))
C = Variable("c", EntityType("character"))


@pytest.mark.parametrize(
    ("text", "effects"),
    [
        ("rich", (MAKE_RICH,)),
        ("not rich", (Assign(RICH, NO),)),
        ("rich = no", (Assign(RICH, NO),)),
        ("rich = (mood = calm)", (Assign(RICH, IS_CALM),)),
        ("rich = (not rich)", (Assign(RICH, Not(RICH)),)),
        ("at(Ann) = ?", (Assign(read("at", ANN), Constant(None)),)),
        ("at(Ann) = at(Bo)", (Assign(read("at", ANN), read("at", BO)),)),
        ("rich, mood = calm", (MAKE_RICH, CALM)),
        ("rich\nmood = calm", (MAKE_RICH, CALM)),
        (
            "count = count + 1",
            (Assign(read("count"), Calculate(Arithmetic.ADD, read("count"), Constant(1.0))),),
        ),
        (
            "mood = calm if rich else angry",
            (Assign(read("mood"), Choose(RICH, Constant("calm"), Constant("angry"))),),
        ),
        ("mood = calm if rich", (If(RICH, CALM),)),
        (
            "rich if mood = calm else glad(Ann)",
            (If(IS_CALM, MAKE_RICH, Assign(read("glad", ANN), YES)),),
        ),
        ("Ann believes rich", (InMind(ANN, MAKE_RICH),)),
        ("not Ann believes rich", (InMind(ANN, Assign(RICH, NO)),)),
        ("Ann believes not rich", (InMind(ANN, Assign(RICH, NO)),)),
        ("Ann believes Bo believes rich", (InMind(ANN, InMind(BO, MAKE_RICH)),)),
        ("Ann believes mood = calm if rich", (If(RICH, InMind(ANN, CALM)),)),
        ("Ann believes (rich and mood = calm)", (InMind(ANN, Together((MAKE_RICH, CALM))),)),
        ("Ann believes\n  rich, mood = calm", (InMind(ANN, MAKE_RICH), InMind(ANN, CALM))),
        (
            "Ann believes Bo believes\n  rich\n  mood = calm if rich",
            (
                InMind(ANN, InMind(BO, MAKE_RICH)),
                InMind(ANN, InMind(BO, If(RICH, CALM))),
            ),
        ),
        ("Ann's view of rich", (Assign(InMind(ANN, RICH), YES),)),
        ("not Ann's view of rich", (Assign(InMind(ANN, RICH), NO),)),
        (
            "Ann's view of Bo's view of mood = Ann's view of mood",
            (Assign(InMind(ANN, InMind(BO, read("mood"))), InMind(ANN, read("mood"))),),
        ),
        (
            "every character c: glad(c)",
            (ForEvery(C, None, Assign(Read(read("glad", ANN).fact, (C,)), YES)),),
        ),
        (
            "every character c with rich\n  glad(c)\n  mood = calm",
            (ForEvery(C, RICH, Together((Assign(Read(read("glad", ANN).fact, (C,)), YES), CALM))),),
        ),
        ("if rich\n  mood = calm\n  rich", (If(RICH, Together((CALM, MAKE_RICH))),)),
        (
            "if rich\n  mood = calm\nelse if mood = calm\n  rich\nelse\n  glad(Ann)",
            (If(RICH, CALM, If(IS_CALM, MAKE_RICH, Assign(read("glad", ANN), YES))),),
        ),
    ],
)
def test_meaning(text: str, effects: tuple[Effect, ...]) -> None:
    assert start(text) == effects


def test_several_starts_follow_each_other() -> None:
    assert world("start\n  rich\nstart\n  mood = calm").start == (MAKE_RICH, CALM)


def test_an_event_without_then_does_nothing() -> None:
    event = world("action wait(who: character)\n  if glad(who)\n  by who").actions[0]
    assert event.effect == NOTHING


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("level > 1", ["not-an-effect"]),
        ("rich or mood = calm", ["not-an-effect"]),
        ("some character c with glad(c)", ["not-an-effect"]),
        ("no character c with glad(c)", ["not-an-effect"]),
        ("not mood = calm", ["not-an-effect"]),
        ("not (rich and glad(Ann))", ["not-an-effect"]),
        ("at(Ann) is place", ["not-an-effect"]),
        ("Ann believes level > 1", ["not-an-effect"]),
        ("3", ["not-an-effect"]),
        ("mood", ["no-value"]),
        ("not level", ["no-value"]),
        ("Ann's view of mood", ["no-value"]),
        ("3 = level", ["not-on-the-left"]),
        ("Ann = Bo", ["not-changeable"]),
        ("Home", ["not-changeable"]),
        ("rich = ?", ["yes-no-unknown"]),
        ("rich = 1", ["wrong-value"]),
        ("level = rich", ["wrong-value"]),
        ("at(Ann) = Bo", ["wrong-value"]),
        ("mood = Home", ["wrong-value"]),
        ("mood = clam", ["not-a-value"]),
        ("at(Home) = Ann", ["wrong-argument"]),
        ("every entity e: at(Ann) = e", ["wrong-value"]),
        ("at(Ann) = (Home if rich else Bo)", ["wrong-value"]),
        ("at(Anne) = Hom", ["unknown-name", "unknown-name"]),
        ("at(Ann) = Hom, glad(Home)", ["unknown-name", "wrong-argument"]),
        ("Home believes rich", ["not-a-character"]),
        ("if mood\n  rich\nelse\n  rish", ["not-a-condition", "unknown-name"]),
        ("every plaice p\n  rich", ["unknown-type"]),
    ],
)
def test_mistakes(text: str, expected: list[str]) -> None:
    with pytest.raises(WorldError) as caught:
        start(text)
    assert sorted(d.code.name for d in caught.value.diagnostics) == expected


def warnings(text: str) -> list[str]:
    lines = "".join(f"    {line}\n" for line in text.splitlines())
    found = world(
        f"action act(who: character)\n  if glad(who) and level < 3\n  then\n{lines}  by who\n"
        "Ann wants rich and mood = calm and count = 1 and at(Ann) = Home and level = 1"
    ).warnings
    return [d.code.name for d in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("level = 5", ["beyond-range"]),
        ("level = level + 1", []),
        ("level = level + 2", ["may-leave-range"]),
        ("level = level - 1", ["may-leave-range"]),
        ("level = level - 1 if level > 0", []),
        ("level = level - 1 if 0 < level", []),
        ("level = level - 1 if not level = 0", []),
        ("level = level - 1 if not level <= 0", []),
        ("level = level - 1 if not level = 1", ["may-leave-range"]),
        ("level = level - 1 if not (level = 0 and rich)", ["may-leave-range"]),
        ("if level = 0\n  level = 3\nelse\n  level = level - 1", []),
        ("level = count", ["may-leave-range"]),
        ("level = (sum of place p with at(who) = p: 1)", ["may-leave-range"]),
        ("level = 3 - level", []),
        ("level = level / 2", []),
        ("level = level * 2", ["may-leave-range"]),
        ("level = (level if rich else 2)", []),
        ("count = count * 2", []),
        ("rich\nnot rich", ["set-twice"]),
        ("rich\nrich", []),
        ("mood = calm\nmood = angry if rich", []),
        ("mood = calm if rich\nmood = angry", ["set-twice"]),
        ("mood = calm if rich\nmood = angry if at(who) = Home", ["set-twice"]),
        ("mood = calm if rich\nmood = angry if not rich", []),
        ("mood = calm if at(who) = Hall\nmood = angry if at(who) = Home", []),
        ("mood = calm if rich and level = 1\nmood = angry if level = 2", []),
        ("if rich\n  mood = calm\nelse\n  mood = angry", []),
        ("rich\nwho believes not rich", []),
        ("glad(who)\nnot glad(Ann)", []),
    ],
)
def test_warnings(text: str, expected: list[str]) -> None:
    assert warnings(text) == expected
