import pytest

from elsewise.diagnostics.catalogue.every import CODES
from elsewise.errors import WorldError
from elsewise.sabre.load import MOST_DIAGNOSTICS, load_text
from peer_files import CONFORMANCE, PROBLEMS, needs_peer_files
from sabre_texts import PEOPLE, codes, world

DIALECT = [code for code in CODES.values() if code.dialect == "sabre"]


@pytest.mark.parametrize("code", DIALECT, ids=lambda code: code.name)
def test_every_example_triggers_its_code_alone(code):
    try:
        reported = load_text(code.example, "example.txt").warnings
    except WorldError as error:
        reported = error.diagnostics
    assert [d.code for d in reported] == [code]


def places(text):
    """Code, line and column of everything that is wrong with a text."""
    with pytest.raises(WorldError) as error:
        load_text(text, "small.txt")
    return [
        (d.code.name.removeprefix("sabre-"), *d.source.position(d.span.begin))
        for d in error.value.diagnostics
    ]


def test_a_missing_semicolon_is_reported_at_the_gap():
    text = "type a\ntype b;\nentity X : a\n\nproperty p() : boolean;"
    assert places(text) == [("missing-semicolon", 1, 7), ("missing-semicolon", 3, 13)]
    text = PEOPLE + "property p() : boolean;\np()\n!p();\np() p();"
    assert places(text) == [("missing-semicolon", 3, 4), ("missing-operator", 5, 4)]
    text = "property p() : boolean;\naction a() {\n  precondition: p()\n  effect: p()\n}\np();"
    assert places(text) == [("missing-semicolon", 3, 20), ("missing-semicolon", 5, 2)]


def test_an_unclosed_bracket_spoils_only_its_definition():
    text = (
        "property p() : boolean;\naction a() {\n  precondition: (p();\n  effect: q();\n};\n"
        "action b() {\n  effect: p();\n\naction c() { effect: r(); };\n"
    )
    assert places(text) == [
        ("unclosed-bracket", 3, 17),
        ("unclosed-bracket", 6, 12),
        ("unknown-property", 9, 22),
    ]


def test_nothing_is_said_about_what_follows_from_a_mistake():
    assert codes("property p( : boolean; p(); property q() : boolean; q() & qq();") == [
        "unclosed-bracket",
        "unknown-property",
    ]


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("utility(): 1 -> 2;", "arrow", 14),
        ("utility(): - x();", "unary-minus", 12),
        ("utility(): x() -1;", "glued-minus", 16),
        ("utility(): if(x()) 1 else if(x()) 2 else 3;", "else-if", 22),
        ("utility(): x() && x();", "doubled-operator", 16),
        ("utility(): x() || x();", "doubled-operator", 16),
        ("utility(): x() === x();", "doubled-operator", 16),
        ("utility(): not x();", "written-out", 12),
        ("utility(): x() or x();", "written-out", 16),
        ("utility(): 1e3;", "bad-number", 12),
        ("utility(): _x;", "bad-name", 12),
        ('utility(): "x";', "string", 12),
        ("utility(): x(y());", "nested-argument", 14),
        ("utility(): believes(y(), x());", "nested-argument", 21),
        ("utility(): ;", "expected", 11),
        ("utility(): x() == ;", "missing-operand", 18),
        ("utility(): == x();", "missing-operand", 12),
        ("utility(): x(,);", "expected", 14),
        ("utility(): forall(x) x();", "expected", 20),
        ("utility(): [x()];", "missing-operand", 12),
        ("utility() 3;", "missing-operator", 10),
        ("utility(Ann Ben): 3;", "expected", 13),
        ("entity X;", "expected", 9),
        ("property p : boolean;", "expected", 12),
        ("property p();", "expected", 13),
        ("type 3;", "expected", 6),
        ("action a() { because: x(); };", "expected", 14),
        ("trigger a() { consenting: x; };", "expected", 15),
        (";", "empty-statement", 1),
        ("x() & (x() | ) & x();", "missing-operand", 13),
    ],
)
def test_what_is_said_where(text, code, column):
    assert places(text)[0] == (code, 1, column)


def test_suggestions():
    with pytest.raises(WorldError) as error:
        world("property alive(c : character) : boolean; alive(Ane); alvie(Ann);")
    assert [d.suggestion for d in error.value.diagnostics] == [
        "Did you mean Ann?",
        "Did you mean alive?",
    ]


def test_at_most_so_many_are_reported():
    assert len(places("x(); " * 100)) == MOST_DIAGNOSTICS


def test_no_text_is_too_odd():
    for text in ("(" * 20000, "a & " * 8000, "if(a) " * 5000, "a == b & c != d | " * 2000):
        assert places(text)


@needs_peer_files
@pytest.mark.parametrize("path", [*PROBLEMS, *CONFORMANCE], ids=lambda path: path.stem)
def test_the_peers_files_are_read(path):
    text = path.read_text("utf-8")
    if path.stem == "s2":
        assert places(text) == [("expected", 4, 56)], "an empty effect is refused there too"
        return
    made = load_text(text, path.name)
    assert made.name == path.stem
    assert made.entities
