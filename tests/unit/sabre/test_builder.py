import pytest

from elsewise.sabre.load import load_text
from elsewise.world.expressions import Calculate, Constant, Variable
from elsewise.world.model import EventKind, EverySeer
from elsewise.world.types import EntityType, NumberType, YesNoType
from sabre_texts import codes, problem, world

# -- types and entities ------------------------------------------------------------------------


def test_types_gather_parents_and_are_declared_by_use():
    made = world(
        "type b : a; type b : c, character; type c; entity X : d, b; type character : place;"
    )
    assert made.types.ancestors("b") == {"a", "b", "c", "character", "entity", "place"}
    assert "d" in made.types
    assert [e.name for e in made.characters] == ["Ann", "Ben", "X"]


def test_characters_come_first_each_in_the_order_of_the_text():
    made = world("entity Stone : thing; entity Cat : pet; type pet : character; entity Zoe : pet;")
    assert [e.name for e in made.entities] == ["Ann", "Ben", "Cat", "Zoe", "Stone"]


def test_entities_gain_types():
    made = world("entity Lamp : item; entity Lamp : place, item;")
    lamp = made.entities[-1]
    assert lamp.types == ("item", "place")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("type a : b; type b : c; type c : a;", "type-cycle"),
        ("type a : a;", "type-cycle"),
        ("type entity : thing;", "type-cycle"),
        ("type number : thing;", "basic-type"),
        ("type price : number;", "basic-type"),
        ("entity X : boolean;", "basic-type"),
        ("property p(x : nothing) : boolean;", "unknown-type"),
        ("property p() : nothing;", "unknown-type"),
        ("property p(x : number) : boolean;", "number-variable"),
        ("property p(?) : boolean;", "unknown-argument"),
        ("property p(Anne) : boolean;", "unknown-name"),
        ("type place; entity X : palce;", "similar-type"),
    ],
)
def test_mistakes_in_declarations(text, code):
    assert codes(text) == [code]


# -- properties -----------------------------------------------------------------------------------


def test_values_and_what_holds_if_unsaid():
    made = world(
        "property p(b : boolean, 3, Ann, True) : boolean; property n() : number;"
        "property who() : character;"
    )
    p, n, who = made.facts
    assert p.parameters == (
        Variable("b", YesNoType()),
        Constant(3.0),
        Constant("Ann"),
        Constant(True),
    )
    assert (p.values, p.initial) == (YesNoType(), False)
    assert (n.values, n.initial) == (NumberType(), 0.0)
    assert (who.values, who.initial) == (EntityType("character"), None)


OVERLOADED = """
type place : entity; type item; entity Home : place; entity Key : item;
property at(c : character) : place; property at(i : item) : entity; property at(Home) : number;
"""


def test_the_first_declared_that_fits_is_meant():
    fits = world(OVERLOADED + "at(Ann) = Home; at(Key) = Ann; at(Home) = 3;")
    targets = [statement.target.fact for statement in fits.start]
    assert targets == list(fits.facts)
    twice = "property r(c : character) : number; property r(e : entity) : number; r(Ann) = 1;"
    made = world(twice)
    assert made.start[0].target.fact == made.facts[0]


def test_the_static_type_of_a_variable_counts():
    text = OVERLOADED + "action act(e : entity) { precondition: at(e) == Home; };"
    assert codes(text) == ["wrong-arguments"]
    text = OVERLOADED + "action act(p : place) { precondition: at(p) == 3; };"
    assert codes(text) == ["wrong-arguments"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("property p() : boolean; property p() : boolean;", "ambiguous"),
        ("property p(Ann) : boolean; property p(c : character) : boolean;", "ambiguous"),
        ("property p(Ann) : boolean; property p(Ann) : boolean;", "repeated"),
        ("property p(x : entity) : boolean; property p(y : entity) : boolean;", "repeated"),
        ("property p(x : entity) : boolean; property p(y : entity) : number;", "other-values"),
        ("action a() { }; trigger a() { };", "ambiguous"),
        ("action a(Ann) { }; action a(c : entity) { };", "ambiguous"),
    ],
)
def test_declarations_that_cannot_be_told_apart(text, code):
    assert codes(text) == [code]


def test_declarations_that_differ_enough():
    assert codes("property p(Ann) : boolean; property p(Ben) : boolean;") == []
    assert codes("property p(x : character) : boolean; property p(x : entity) : boolean;") == []
    assert codes("action a(x : character) { }; action a(x : character) { };") == []
    assert (
        codes("property p(1, x : character) : boolean; property p(2, x : entity) : number;") == []
    )


# -- events ---------------------------------------------------------------------------------------


def test_parts_may_be_missing():
    made = world("action act(c : character) { }; trigger tick() { };")
    (action,), (trigger,) = made.actions, made.triggers
    assert action.condition == Constant(True)
    assert action.by == ()
    assert action.seen_by is None
    assert trigger.kind is EventKind.TRIGGER
    assert trigger.seen_by == ()


def test_parts_in_any_order_and_the_last_counts():
    text = """property p() : boolean; action act(c : character) {
      consenting: c; effect: p(); consenting: (c, Ann,); precondition: !p() };"""
    action = world(text).actions[0]
    assert [getattr(t, "name", None) or t.value for t in action.by] == ["c", "Ann"]
    assert codes(text) == ["repeated"]


def test_nobody_consents():
    assert world("action act() { consenting: ; };").actions[0].by == ()
    assert world("action act() { consenting: (); };").actions[0].by == ()


def test_who_observes():
    text = "property p(c : character) : boolean; action act() {{ observing(c : {}): {}; }};"
    seer = world(text.format("character", "p(c)")).actions[0].seen_by[0]
    assert isinstance(seer, EverySeer)
    assert seer.variable == Variable("c", EntityType("character"))
    assert world(text.format("entity", "True")).actions[0].seen_by is None
    assert world(text.format("entity", "False")).actions[0].seen_by == ()


def test_the_observing_variable_may_be_called_like_a_parameter():
    text = """property p(c : character) : boolean;
    action act(c : character) { observing(c : character): p(c); };"""
    action = world(text).actions[0]
    assert action.seen_by[0].variable.name == "c_2"
    seen = problem(text).actions[0].seen_by
    assert seen[0] != seen[1]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("type guard : character; action a() { observing(c : guard): True; };", "not-an-observer"),
        ("type place; action a() { observing(c : place): True; };", "not-an-observer"),
        ("entity X : thing; action a() { consenting: X; };", "not-a-character"),
        ("action a(e : entity) { consenting: e; };", "not-a-character"),
        ("action a() { consenting: Anna; };", "unknown-name"),
        ("utility(Anna): 1;", "unknown-name"),
        ("entity X : thing; utility(X): 1;", "not-a-character"),
        ("utility(): Ann;", "wrong-type"),
        ("utility(): ?;", "wrong-type"),
        ("property who() : character; utility(): if(who() == Ann) who() else 1;", "mixed-branches"),
    ],
)
def test_mistakes_in_events_and_utilities(text, code):
    assert codes(text) == [code]


# -- utilities -------------------------------------------------------------------------------------


def test_a_later_utility_replaces_an_earlier_one():
    text = "utility(Ann): 1; utility(): 2; utility(Ann): 3; utility(): 4;"
    made = world(text)
    assert made.wants == {"Ann": (Constant(3.0),)}
    assert made.story_wants == (Constant(4.0),)
    assert codes(text) == ["repeated", "repeated"]


def test_sums_are_told_apart_where_that_changes_nothing():
    text = "property n() : number; utility(): (n() + 1) + (n() + {});"
    assert len(world(text.format("2")).story_wants) == 4
    fractions = world(text.format("0.1")).story_wants
    assert len(fractions) == 2
    assert isinstance(fractions[0], Calculate)


def test_the_name_is_the_files():
    assert load_text("utility(): 0;", "a/b/Some Day.txt").name == "Some Day"
