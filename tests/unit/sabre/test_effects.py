import pytest

from elsewise.problem.problem import ConstantValue, FluentRead
from elsewise.world.expressions import (
    NOTHING,
    Assign,
    Constant,
    ForEvery,
    If,
    InMind,
    Not,
    Read,
    Together,
)
from sabre_texts import codes, problem, start, world

FACTS = """
type place; entity Home : place; entity Inn : place; entity Key : key;
property p() : boolean; property q() : boolean; property n() : number; property m() : number;
property at(c : character) : place; property mate() : character;
property open(k : key) : boolean; property some() : entity;
"""


def effect(text):
    return world(FACTS + f"action act() {{ effect: {text}; }};").actions[0].effect


def ground_effects(text):
    """The effects of an action that has these: (minds, fluent, value)."""
    found = problem(FACTS + f"action act() {{ effect: {text}; }};")
    return [(e.minds, found.fluents[e.fluent].name, e.value) for e in found.actions[0].effects]


def assigned(text):
    """What one assignment sets to what; minds are left out."""
    made = effect(text)
    while isinstance(made, InMind):
        made = made.body
    assert isinstance(made, Assign)
    return made


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("p()", Constant(True)),
        ("!p()", Constant(False)),
        ("!!p()", Constant(True)),
        ("p() = True", Constant(True)),
        ("p() == False", Constant(False)),
        ("n() == 3", Constant(3.0)),
        ("n() = -3", Constant(-3.0)),
        ("mate() = ?", Constant(None)),
        ("(((mate() = Ann)))", Constant("Ann")),
        ("p() | False", Constant(True)),
        ("False | !p() | False", Constant(False)),
        ("!(p() & True)", Constant(False)),
        ("believes(Ann, p())", Constant(True)),
        ("!believes(Ann, p())", Constant(False)),
        ("believes(Ann, !p())", Constant(False)),
        ("believes(Ann, believes(Ben, p()))", Constant(True)),
    ],
)
def test_assignments(text, value):
    assert assigned(text).value == value


def test_not_equal_assigns_the_opposite_of_a_boolean():
    made = assigned("p() != q()")
    assert isinstance(made.value, Not)
    assert isinstance(made.value.operand, Read)
    same = assigned("!(p() == q())")
    assert same == made


def test_nothing():
    assert effect("True") == NOTHING
    assert effect("p() | True") == NOTHING
    assert effect("!False") == NOTHING
    assert world("action act() { };").actions[0].effect == NOTHING


def test_several():
    made = effect("p() & n() = 3")
    assert isinstance(made, Together)
    assert len(made.effects) == 2
    assert effect("!(p() | q())") == effect("!p() & !q()")


def test_conditional():
    made = effect("if(p()) n() = 1 elseif(q()) n() = 2 else n() = 3")
    assert isinstance(made, If)
    assert isinstance(made.otherwise, If)
    assert isinstance(made.otherwise.otherwise, Assign)
    alone = effect("if(p()) q()")
    assert isinstance(alone, If)
    assert alone.otherwise is None
    turned = effect("!(if(p()) q() else n() != 3)")
    assert turned == effect("if(p()) !q() else n() = 3")


def test_for_every():
    made = effect("forall(c : character) at(c) = Home")
    assert isinstance(made, ForEvery)
    assert effect("!exists(c : character) at(c) != Home") == made


def test_exists_is_an_effect_only_where_there_is_one_value():
    made = effect("exists(k : key) open(k)")
    assert isinstance(made, ForEvery)
    assert codes(FACTS + "exists(c : character) at(c) = Home;") == ["not-an-effect"]


def test_the_right_side_is_read_in_the_mind_or_outside_it():
    ann = 0
    inside = ground_effects("believes(Ann, n() = m())")
    outside = ground_effects("believes(Ann, n()) = m()")
    m = next(i for i, f in enumerate(problem(FACTS).fluents) if f.name == "m")
    assert inside == [((ann,), "n", FluentRead((ann,), m))]
    assert outside == [((ann,), "n", FluentRead((), m))]


def test_conditions_within_a_mind_are_the_minds():
    made = effect("believes(Ann, if(p()) n() = 4 else n() = 9)")
    assert isinstance(made, InMind)
    assert isinstance(made.body, If)


def test_a_belief_set_to_a_fixed_value():
    assert effect("believes(Ann, n()) = 3") == effect("believes(Ann, n() = 3)")
    assert ground_effects("believes(Ann, believes(Ben, n())) = 3") == [
        ((0, 1), "n", ConstantValue(3.0))
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("n()", "not-an-effect"),
        ("!n()", "not-an-effect"),
        ("n() > 3", "not-an-effect"),
        ("n() != 3", "not-an-effect"),
        ("mate() : place", "not-an-effect"),
        ("Ann", "not-an-effect"),
        ("3", "not-an-effect"),
        ("False", "not-an-effect"),
        ("p() | q()", "not-an-effect"),
        ("Ann == Ben", "not-an-effect"),
        ("3 == n()", "not-an-effect"),
        ("p() = ?", "unknown-boolean"),
        ("p() = 3", "cannot-assign"),
        ("n() = p()", "cannot-assign"),
        ("n() = m() = 3", "not-a-condition"),
        ("at(Ann) = Ben", "cannot-assign"),
        ("at(Ann) = some()", "cannot-assign"),
        ("at(Ann) = (if(p()) Home else Ben)", "cannot-assign"),
        ("p() & !p()", "contradictory-effect"),
        ("n() = 1 & (p() & n() = 2)", "contradictory-effect"),
        ("believes(Ann, p() & !p())", "contradictory-effect"),
    ],
)
def test_mistakes(text, code):
    assert codes(f"{FACTS}action act() {{ effect: {text}; }};") == [code]


def test_what_is_no_contradiction():
    assert codes(f"{FACTS}action act() {{ effect: p() & (if(q()) !p()) & p(); }};") == []
    assert codes(f"{FACTS}action act() {{ effect: p() & believes(Ann, !p()); }};") == []


# -- the beginning -----------------------------------------------------------------------------


def test_what_is_so_if_nothing_is_said():
    said = start(FACTS)
    assert said["p"] is False
    assert said["n"] == 0.0
    assert said["mate"] is None


def test_parts_of_a_conjunction_are_made_one_after_the_other():
    said = start(FACTS + "n() = 1 & m() = n();")
    assert (said["n"], said["m"]) == (1.0, 1.0)
    said = start(FACTS + "(n() = 1 & (m() = n())) & n() = 2;")
    assert (said["n"], said["m"]) == (2.0, 1.0)


def test_an_elementary_statement_reads_all_before_it_writes():
    said = start(FACTS + "n() = 1; m() = 2; if(n() == 1) (n() = m() & m() = n());")
    assert (said["n"], said["m"]) == (2.0, 1.0)
    said = start(FACTS + "n() = 5; believes(Ann, n() = 1 & m() = n());", "Ann")
    assert (said["n"], said["m"]) == (1.0, 5.0)


def test_later_statements_override_and_unsaid_beliefs_follow():
    text = (
        FACTS + "n() = 1; believes(Ann, n() = 5); believes(Ben, believes(Ann, n() = 7)); n() = 2;"
    )
    assert start(text)["n"] == 2.0
    assert start(text, "Ann")["n"] == 5.0
    assert start(text, "Ann", "Ben")["n"] == 5.0
    assert start(text, "Ben")["n"] == 2.0
    assert start(text, "Ben", "Ann")["n"] == 7.0


def test_statements_are_read_wherever_they_stand():
    assert start("n() = 3; property n() : number;")["n"] == 3.0
