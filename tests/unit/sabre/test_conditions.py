import pytest

from elsewise.world.expressions import (
    And,
    Choose,
    Compare,
    Comparison,
    Constant,
    InMind,
    Not,
    Or,
    Quantified,
    Read,
    Variable,
)
from sabre_texts import codes, utility, world

NUMBERS = "property x() : number; property y() : number; property z() : number;\n"
SET = NUMBERS + "x() = 10; y() = 3; z() = 2;\n"
FACTS = """
property p() : boolean; property q() : boolean; property n() : number; property m() : number;
property at(c : character) : place; property mate() : character;
type place; entity Home : place; entity Inn : place;
"""


def condition(text):
    return world(FACTS + f"action act() {{ precondition: {text}; }};").actions[0].condition


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("x() + y() * z()", 26.0),
        ("x() * y() + z()", 50.0),
        ("x() - y() - z()", 9.0),
        ("x() - y() + z()", 9.0),
        ("x() + y() - z()", 11.0),
        ("x() / y() / z()", 10.0 / 1.5),
        ("x() / y() * z()", 10.0 / 3.0 * 2.0),
        ("(x() - y()) - z()", 5.0),
        ("if(x() > 3 & y() == 3 | z() == 9) 1 else 0", 1.0),
        ("if(z() == 9 | x() > 3 & y() == 4) 1 else 0", 0.0),
        ("if(!x() == 3 & y() == 3) 1 else 0", 1.0),
        ("sum(c : character) x() + 1", 22.0),
        ("product(c : character) z()", 4.0),
        ("sum(c : nobody) x()", 0.0),
        ("product(c : nobody) x()", 1.0),
        ("if(x() == 1) 1 elseif(x() == 10) 2 else 3", 2.0),
        ("if(x() == 11 & y() == 4) 1 else 2", 2.0),
    ],
)
def test_values_follow_the_peers_grouping(expression, value):
    assert utility(f"type nobody; {SET}utility(): {expression};") == value


def test_a_boolean_utility_counts_one():
    assert utility(f"{SET}utility(): x() == 10;") == 1.0
    assert utility(f"{SET}utility(): x() == 11;") == 0.0
    assert utility(SET) == 0.0


@pytest.mark.parametrize(
    ("comparison", "value"),
    [
        ("mate() == ?", 1.0),
        ("mate() != Ann", 1.0),
        ("Ann == Ben", 0.0),
        ("mate() == 3", 0.0),
        ("mate() != 3", 1.0),
        ("p() == ?", 0.0),
        ("p() != ?", 1.0),
        ("n() == ?", 0.0),
        ("n() < Ann", 0.0),
        ("Ann <= Ann", 1.0),
        ("Ann >= Ben", 0.0),
        ("Ann < Ben", 0.0),
        ("n() <= ?", 0.0),
        ("Ann : character", 1.0),
        ("Ann : place", 0.0),
        ("Ann : entity", 1.0),
        ("mate() : character", 0.0),
        ("n() : place", 0.0),
        ("Home : boolean", 0.0),
        ("p() == (q() != (n() == 1))", 1.0),
        ("(p() == q()) == True", 1.0),
    ],
)
def test_comparisons_of_any_kinds(comparison, value):
    assert utility(f"{FACTS}utility(): {comparison};") == value


def test_order_of_other_things_than_numbers_is_warned_of():
    assert codes(f"{FACTS}utility(): mate() < Ann;") == ["order-of-non-numbers"]


def test_negation_is_pushed_to_comparisons_with_unknown():
    text = f"{FACTS}n() = ?; utility(): "
    assert utility(text + "!(n() < 1);") == 0.0
    assert utility(text + "n() >= 1;") == 0.0
    assert utility(text + "!(n() == 1);") == 1.0


def test_an_if_without_else_is_satisfied_elsewhere():
    made = condition("if(p()) q()")
    assert isinstance(made, Choose)
    assert made.otherwise == Constant(True)
    assert utility(f"{FACTS}utility(): (if(p()) q());") == 1.0
    assert utility(f"{FACTS}p(); utility(): (if(p()) q());") == 0.0


def test_forms():
    made = condition("p() & (!q() | n() > 3) & exists(c : character) at(c) == Home")
    assert isinstance(made, And)
    read, either, some = made.parts
    assert isinstance(read, Read)
    assert isinstance(either, Or)
    assert isinstance(either.parts[0], Not)
    assert isinstance(some, Quantified)
    assert some.variable == Variable("c", some.variable.type)


def test_beliefs_about_fixed_values_are_believed_comparisons():
    inside = condition("believes(Ann, n() == 3)")
    outside = condition("believes(Ann, n()) == 3")
    assert inside == outside
    assert isinstance(inside, InMind)
    assert isinstance(inside.body, Compare)


def test_beliefs_compared_with_facts_are_read_where_they_stand():
    made = condition("believes(Ann, n()) > believes(Ben, believes(Ann, m()))")
    assert isinstance(made, Compare)
    assert made.operator is Comparison.GREATER
    assert isinstance(made.left, InMind)
    assert made.left.who == Constant("Ann")
    assert isinstance(made.right, InMind)
    assert isinstance(made.right.body, InMind)


def test_a_belief_about_a_boolean_variable():
    text = "action act(b : boolean) { precondition: believes(Ann, b); };"
    made = world(text).actions[0].condition
    assert isinstance(made, InMind)
    assert isinstance(made.body, Variable)


def test_variables_hide_entities_and_inner_variables_outer_ones():
    text = FACTS + (
        "action act(Ann : place) { precondition: exists(c : character) (at(c) == Ann"
        " & forall(c : character) at(c) == Ann); };"
    )
    made = world(text).actions[0].condition
    assert isinstance(made, Quantified)
    assert made.variable.name == "c"
    assert isinstance(made.body, And)
    first, second = made.body.parts
    assert isinstance(first, Compare)
    assert isinstance(first.right, Variable)
    assert isinstance(second, Quantified)
    assert second.variable.name == "c_2"
    assert isinstance(second.body, Compare)
    assert isinstance(second.body.left, Read)
    assert second.body.left.arguments == (second.variable,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("p() = True", "not-a-condition"),
        ("n()", "wrong-type"),
        ("p() & 3", "wrong-type"),
        ("!n()", "wrong-type"),
        ("if(n()) p()", "wrong-type"),
        ("n() + p() > 3", "wrong-type"),
        ("n() + ? > 3", "wrong-type"),
        ("(sum(c : character) p()) > 3", "wrong-type"),
        ("(if(p()) 3) > 3", "missing-else"),
        ("(if(p()) 3 else p()) == 3", "mixed-branches"),
        ("(if(p()) 3 else Ann) == 3", "mixed-branches"),
        ("n() / 0 > 1", "division-by-zero"),
        ("at(Anne) == Home", "unknown-name"),
        ("at(Home) == Home", "wrong-arguments"),
        ("at(Ann, Ben) == Home", "wrong-arguments"),
        ("at(?) == Home", "unknown-argument"),
        ("att(Ann) == Home", "unknown-property"),
        ("believes(Home, p())", "not-a-character"),
        ("forall(c : place) at(c) == Home", "wrong-arguments"),
        ("forall(c : number) p()", "number-variable"),
        ("forall(c : plase) p()", "unknown-type"),
        ("Ann : plase", "unknown-type"),
        ("forall(c : character) at(c) == Home & at(c) == Inn", "out-of-reach"),
        ("n() > 99999999999999999", "number-too-large"),
    ],
)
def test_mistakes(text, code):
    assert codes(f"{FACTS}action act() {{ precondition: {text}; }};") == [code]


def test_several_mistakes_in_one_condition():
    text = "action act() { precondition: p() & att(Ann) & at(Ben) == Hoem; effect: nn() = 3; };"
    assert codes(FACTS + text) == ["unknown-property", "unknown-name", "unknown-property"]
