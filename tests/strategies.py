"""Hypothesis strategies of small random problems, and a count of what stands in them.

The problems are made directly, not through a text, so that they hold what no text would say. Every
construct of `elsewise.problem.problem` is generated; `constructs` names those in a problem, and
a test sees to it that none is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar, cast

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from elsewise.problem.problem import (
    FALSE,
    TRUE,
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    Event,
    Fluent,
    FluentKind,
    FluentRead,
    GroundEffect,
    IfElse,
    MindLevels,
    Minds,
    Problem,
    ValueExpression,
)
from elsewise.world.expressions import Arithmetic, Comparison
from elsewise.world.types import Value

ENTITIES = ("A", "B", "X", "Y")
NUMBERS = (0.0, 1.0, 2.0, -1.0, 0.5, 3.0)
BOUNDS = ((None, None), (0.0, 3.0), (-1.0, 1.0), (0.0, None))
ORDERS = (Comparison.LESS, Comparison.GREATER, Comparison.AT_MOST, Comparison.AT_LEAST)
EQUALITIES = (Comparison.EQUAL, Comparison.EQUAL, Comparison.UNEQUAL)

_Part = TypeVar("_Part")

_often = st.sampled_from((True, True, True, False))
_seldom = st.sampled_from((False, False, False, True))


class Maker:
    """Draws the parts of one problem, given its characters and fluents."""

    def __init__(self, draw: DrawFn, characters: int, fluents: tuple[Fluent, ...]) -> None:
        self.draw = draw
        self.characters = characters
        self.fluents = fluents
        self.start = self._start()
        self.possible = list(self.start[()].items())
        self.aims: list[Condition] = []

    def minds(self, longest: int) -> Minds:
        """Draw a path of minds, short ones more often; nobody stands twice in a row."""
        path: list[int] = []
        for _ in range(self.draw(st.sampled_from((0, 0, 0, 0, 0, 1, 1, 2, 3)))):
            others = [c for c in range(self.characters) if not path or path[-1] != c]
            path.append(self.draw(st.sampled_from(others)))
        return tuple(path[:longest])

    def constant(self, fluent: Fluent) -> Value:
        """Draw a value that a fluent can have."""
        if fluent.kind is FluentKind.YES_NO:
            return self.draw(st.booleans())
        if self.draw(_seldom):
            return None
        if fluent.kind is FluentKind.ENTITY:
            return self.draw(st.sampled_from(ENTITIES))
        low = -10 if fluent.low is None else fluent.low
        high = 10 if fluent.high is None else fluent.high
        return self.draw(st.sampled_from([n for n in NUMBERS if low <= n <= high]))

    def number(self, fluent: Fluent, deep: int = 2) -> ValueExpression:
        """Draw an expression whose values such a fluent can have."""
        alike = [f for f, other in enumerate(self.fluents) if other.kind is fluent.kind]
        forms = ["known", "known"] + ["look", "look"] * bool(alike)
        if deep > 0:
            forms += ["chosen"]
            if fluent.kind is FluentKind.NUMBER:
                forms += ["calculated", "calculated"]
        match self.draw(st.sampled_from(forms)):
            case "known":
                return ConstantValue(self.constant(fluent))
            case "look":
                return FluentRead(self.minds(3), self.draw(st.sampled_from(alike)))
            case "chosen":
                return IfElse(
                    self.condition(deep - 1),
                    self.number(fluent, deep - 1),
                    self.number(fluent, deep - 1),
                )
            case _:
                return BinaryOperation(
                    self.draw(st.sampled_from(tuple(Arithmetic))),
                    self.number(fluent, deep - 1),
                    self.number(fluent, deep - 1),
                )

    def atom(self, deep: int) -> Condition:
        """Draw a comparison, mostly of a fluent with something."""
        number = self.draw(st.integers(0, len(self.fluents) - 1))
        fluent = self.fluents[number]
        left: ValueExpression = FluentRead(self.minds(3), number)
        if self.draw(_seldom):
            left = self.number(fluent, deep)
        order = fluent.kind is FluentKind.NUMBER and self.draw(st.booleans())
        signs = ORDERS if order else EQUALITIES
        return ComparisonTest(self.draw(st.sampled_from(signs)), left, self.number(fluent, deep))

    def condition(self, deep: int = 2) -> Condition:
        """Draw a condition."""
        forms = ["atom", "atom", "atom", "true", "false"]
        if deep > 0:
            forms += ["all", "any"]
        form = self.draw(st.sampled_from(forms))
        if form in ("all", "any"):
            parts = tuple(self.condition(deep - 1) for _ in range(self.draw(st.integers(0, 3))))
            return Conjunction(parts) if form == "all" else Disjunction(parts)
        if form in ("true", "false"):
            return TRUE if self.draw(_often) else FALSE
        return self.atom(deep - 1)

    def effect(self, minds: Minds) -> GroundEffect:
        """Draw an effect in a mind."""
        number = self.draw(st.integers(0, len(self.fluents) - 1))
        condition = self.condition(1) if self.draw(_seldom) else TRUE
        return GroundEffect(condition, minds, number, self.number(self.fluents[number]))

    def plain_condition(self, *, minds: int = 0) -> Condition:
        """Draw a condition that will hold at some time: it asks for what is, or can become so."""
        number, value = self.draw(st.sampled_from(self.possible))
        sign = self.draw(st.sampled_from(EQUALITIES))
        if isinstance(value, float) and self.draw(st.booleans()):
            sign, value = Comparison.AT_LEAST, value + 1
        plain = ComparisonTest(sign, FluentRead(self.minds(minds), number), ConstantValue(value))
        return Conjunction((plain, self.condition(1))) if self.draw(_seldom) else plain

    def plain_effect(self) -> GroundEffect:
        """Draw an effect on the world: a fluent becomes something else, or a number grows."""
        number = self.draw(st.integers(0, len(self.fluents) - 1))
        fluent = self.fluents[number]
        if fluent.kind is FluentKind.NUMBER and self.draw(st.booleans()):
            self.possible.insert(0, (number, 1.0))
            step = BinaryOperation(Arithmetic.ADD, FluentRead((), number), ConstantValue(1.0))
            return GroundEffect(TRUE, (), number, step)
        values = [False, True] if fluent.kind is FluentKind.YES_NO else [*ENTITIES, None]
        if fluent.kind is FluentKind.NUMBER:
            values = [2.0, 1.0, 0.0, None]
        others = [value for value in values if (number, value) not in self.possible]
        value = self.draw(st.sampled_from(others or values))
        self.possible.insert(0, (number, value))
        return GroundEffect(TRUE, (), number, ConstantValue(value))

    def event(self, name: str, rule: int) -> Event:
        """Draw an action."""
        effects = tuple(self.effect(self.minds(3)) for _ in range(self.draw(st.integers(0, 2))))
        form = self.draw(st.sampled_from(("any", "true", "plain", "plain", "mind")))
        condition = {
            "any": self.condition,
            "true": lambda: TRUE,
            "plain": self.plain_condition,
            "mind": lambda: self.plain_condition(minds=2),
        }[form]()
        if self.draw(_often):
            effects = (self.plain_effect(), *effects)
        everyone = st.permutations(range(self.characters))
        by = self.draw(everyone)[: self.draw(st.sampled_from((0, 1, 1, 1, 2)))]
        seen_by = tuple(
            TRUE if self.draw(_often) else self.condition(1) for _ in range(self.characters)
        )
        return Event(name, rule, (), condition, effects, tuple(by), seen_by)

    def chain(self, number: int, length: int) -> Iterator[Event]:
        """Draw actions of which each makes the next possible; only the last is wanted."""
        begin = self.start[()][number]
        assert isinstance(begin, float)
        self.aims.append(
            ComparisonTest(Comparison.EQUAL, FluentRead((), number), ConstantValue(begin + length))
        )
        for n in range(length):
            here = ComparisonTest(
                Comparison.EQUAL, FluentRead((), number), ConstantValue(begin + n)
            )
            step = GroundEffect(TRUE, (), number, ConstantValue(begin + n + 1))
            other = self.event(f"step{n}()", n)
            yield Event(
                other.name,
                other.rule,
                (),
                Conjunction((here, other.condition)) if self.draw(_seldom) else here,
                (step, *other.effects[1:]),
                other.by or (0,),
                other.seen_by if self.draw(_seldom) else (TRUE,) * self.characters,
            )

    def trigger(self, name: str, rule: int) -> Event:
        """Draw a trigger: mostly one that comes to rest, or anything."""
        form = self.draw(st.sampled_from(("set", "tell", "tell", "both", "anything")))
        if form == "anything":
            return Event(
                name,
                rule,
                (),
                self.condition(),
                tuple(self.effect(self.minds(2)) for _ in range(self.draw(st.integers(1, 2)))),
            )
        number = self.draw(st.integers(0, len(self.fluents) - 1))
        goal = ConstantValue(self.constant(self.fluents[number]))
        someone = self.minds(2) or (self.draw(st.integers(0, self.characters - 1)),)
        told = GroundEffect(
            TRUE, someone, number, goal if form == "tell" else FluentRead((), number)
        )
        is_not_yet = ComparisonTest(
            Comparison.UNEQUAL, FluentRead(someone if form == "tell" else (), number), goal
        )
        effects = {
            "set": (GroundEffect(TRUE, (), number, goal),),
            "tell": (told,),
            "both": (GroundEffect(TRUE, (), number, goal), told),
        }[form]
        return Event(name, rule, (), Conjunction((is_not_yet, self.condition(1))), effects)

    def want(self) -> ValueExpression:
        """Draw a utility: a sum of choices, at times an unbounded number or a belief."""
        if self.draw(_seldom):
            return self.number(Fluent("", "", (), FluentKind.NUMBER))
        want: ValueExpression = ConstantValue(0.0)
        for worth in self.draw(st.sampled_from(((1.0,), (1.0,), (1.0, 2.0), (3.0, -1.0), ()))):
            condition = self.plain_condition(minds=1) if self.draw(_often) else self.condition(1)
            if self.aims and self.draw(_often):
                condition = self.draw(st.sampled_from(self.aims))
            line = IfElse(condition, ConstantValue(worth), ConstantValue(0.0))
            want = (
                line if want == ConstantValue(0.0) else BinaryOperation(Arithmetic.ADD, want, line)
            )
        return want

    def _start(self) -> dict[Minds, dict[int, Value]]:
        """Draw the beginning: all values, and some beliefs."""
        start = {(): {f: self.constant(fluent) for f, fluent in enumerate(self.fluents)}}
        for _ in range(self.draw(st.integers(0, 4))):
            path = self.minds(3)
            if path:
                number = self.draw(st.integers(0, len(self.fluents) - 1))
                start.setdefault(path, {})[number] = self.constant(self.fluents[number])
        return start


def _fluent(draw: DrawFn, number: int) -> Fluent:
    kind = draw(st.sampled_from((FluentKind.NUMBER, *FluentKind)))
    low, high = draw(st.sampled_from(BOUNDS)) if kind is FluentKind.NUMBER else (None, None)
    return Fluent(f"f{number}", f"f{number}", (), kind, low, high)


@st.composite
def _problems(draw: DrawFn) -> Problem:
    characters = draw(st.sampled_from((2, 2, 3)))
    fluents = tuple(_fluent(draw, n) for n in range(draw(st.integers(2, 5))))
    maker = Maker(draw, characters, fluents)
    free = [
        number
        for number, fluent in enumerate(fluents)
        if fluent.kind is FluentKind.NUMBER
        and fluent.high is None
        and maker.start[()][number] is not None
    ]
    chain = maker.chain(draw(st.sampled_from(free)), draw(st.integers(1, 3))) if free else ()
    actions = (
        *chain,
        *(maker.event(f"do{n}()", n) for n in range(draw(st.sampled_from((1, 2, 3, 4, 5))))),
    )[:5]
    triggers = tuple(
        maker.trigger(f"then{n}()", n) for n in range(draw(st.sampled_from((0, 0, 1, 2, 3, 4))))
    )
    wants = tuple(maker.want() for _ in range(characters))
    endings = {
        f"end{n}": Conjunction((maker.plain_condition(), maker.condition(1)))
        for n in range(draw(st.integers(0, 2)))
    }
    story_wants = maker.want()
    asked = {c for look in _looks((actions, triggers, wants)) for c in look.minds}
    return Problem(
        name="random",
        characters=("A", "B", "C")[:characters],
        fluents=fluents,
        actions=actions,
        triggers=triggers,
        start=maker.start,
        wants=wants,
        story_wants=story_wants,
        endings=endings,
        limits={},
        levels=MindLevels(
            draw(st.sampled_from((0, 0, 1, 2))),
            tuple(c in asked for c in range(characters)),
            tuple(any(c in action.by for action in actions) for c in range(characters)),
        ),
        constants={},
    )


def problems() -> SearchStrategy[Problem]:
    """Small problems: 2 or 3 characters, 2 to 5 fluents, up to 5 actions and 4 triggers."""
    return _problems()


def standing_alone() -> SearchStrategy[Problem]:
    """The same, but what happens in the world does not depend on minds.

    Most written worlds are so, and the kernel takes a quicker way through them.
    """
    return _problems().map(_stand_alone)


def looping() -> SearchStrategy[Problem]:
    """The same, but after the first action two triggers undo each other, in the world or a mind."""
    return st.builds(_loop, problems(), st.sampled_from(((), (0,))))


def _loop(problem: Problem, minds: Minds) -> Problem:
    turning, side = len(problem.fluents), len(problem.fluents) + 1
    flags = tuple(Fluent(n, n, (), FluentKind.YES_NO) for n in ("turning", "side"))
    turn = ComparisonTest(Comparison.EQUAL, FluentRead((), turning), ConstantValue(True))
    triggers = tuple(
        Event(
            f"turn{value}",
            len(problem.triggers) + value,
            (),
            Conjunction(
                (
                    turn,
                    ComparisonTest(
                        Comparison.EQUAL, FluentRead(minds, side), ConstantValue(not value)
                    ),
                )
            ),
            (GroundEffect(TRUE, minds, side, ConstantValue(value)),),
        )
        for value in (False, True)
    )
    first, *others = problem.actions
    begin = GroundEffect(TRUE, (), turning, ConstantValue(True))
    return replace(
        problem,
        fluents=(*problem.fluents, *flags),
        actions=(replace(first, effects=(*first.effects, begin)), *others),
        triggers=(*problem.triggers, *triggers),
        start={**problem.start, (): {**problem.start[()], turning: False, side: False}},
        levels=replace(problem.levels, asked=(True, *problem.levels.asked[1:])),
    )


def _stand_alone(problem: Problem) -> Problem:
    return replace(
        problem,
        actions=tuple(
            replace(action, effects=tuple(map(_without_minds, action.effects)))
            for action in problem.actions
        ),
        triggers=tuple(
            replace(
                trigger,
                condition=_mindless(trigger.condition),
                effects=tuple(_without_minds(e) for e in trigger.effects if not e.minds),
            )
            if any(not effect.minds for effect in trigger.effects)
            else trigger
            for trigger in problem.triggers
        ),
    )


def _without_minds(effect: GroundEffect) -> GroundEffect:
    """Return a base effect that looks into no mind; other effects as they are."""
    if effect.minds:
        return effect
    return replace(effect, condition=_mindless(effect.condition), value=_mindless(effect.value))


def _mindless(part: _Part) -> _Part:
    """Return an expression in which every look into a mind is one at the world."""
    match part:
        case FluentRead(_, fluent):
            return cast("_Part", FluentRead((), fluent))
        case tuple():
            return cast("_Part", tuple(_mindless(inner) for inner in part))
        case ComparisonTest() | BinaryOperation() | IfElse() | Conjunction() | Disjunction():
            names = part.__dataclass_fields__
            return replace(part, **{name: _mindless(getattr(part, name)) for name in names})
    return part


# -- what stands in a problem -----------------------------------------------------------------


def parts(thing: object) -> Iterator[object]:
    """Yield everything that stands in a problem or a part of it, itself first."""
    yield thing
    if isinstance(thing, tuple):
        inner: tuple[object, ...] = thing
    elif isinstance(thing, dict):
        inner = tuple(thing.values())
    elif hasattr(thing, "__dataclass_fields__"):
        inner = tuple(getattr(thing, name) for name in thing.__dataclass_fields__)
    else:
        return
    for part in inner:
        yield from parts(part)


def _looks(thing: object) -> Iterator[FluentRead]:
    return (part for part in parts(thing) if isinstance(part, FluentRead))


def _kind(thing: object) -> str | None:
    match thing:
        case BinaryOperation(sign) | ComparisonTest(sign):
            return f"{type(thing).__name__} {sign.value}"
        case Conjunction(inner) | Disjunction(inner):
            return f"{type(thing).__name__} of {min(len(inner), 2)}"
        case ConstantValue(value):
            return f"known {type(value).__name__}"
        case IfElse():
            return "IfElse"
        case FluentRead(minds):
            return f"look {len(minds)} minds deep"
        case Fluent(kind=kind, low=low, high=high):
            return f"fluent {kind.name}, low {low is not None}, high {high is not None}"
        case GroundEffect(condition, minds):
            return f"effect {len(minds)} minds deep, conditional {condition != TRUE}"
    return None


def _event_kinds(problem: Problem) -> Iterator[str]:
    for action in problem.actions:
        yield f"action by {len(action.by)}"
        for seen in action.seen_by:
            yield "seen" if seen == TRUE else "unseen" if seen == FALSE else "seen under condition"
    for trigger in problem.triggers:
        yield "trigger in world " + str(any(not e.minds for e in trigger.effects))
        yield "trigger in minds " + str(any(e.minds for e in trigger.effects))


def constructs(problem: Problem) -> Counter[str]:
    """Count the constructs that stand in a problem, by a name of each."""
    count = Counter(kind for part in parts(problem) if (kind := _kind(part)) is not None)
    count.update(_event_kinds(problem))
    count.update(f"start {len(path)} minds deep" for path in problem.start)
    count.update("want with belief" for want in problem.wants if any(x.minds for x in _looks(want)))
    count.update(
        "ending with belief"
        for ending in problem.endings.values()
        if any(look.minds for look in _looks(ending))
    )
    return count
