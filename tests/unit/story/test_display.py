from __future__ import annotations

from elsewise.play.find import find
from elsewise.story.display import fact_rows
from elsewise.story.limits import Outcome, Statistics
from elsewise.story.story import Beat, Planned, Reason, State, Story
from problems import coin_problem

NESTED = Reason(
    "Tom",
    (
        Planned("a(Tom)"),
        Planned(
            "b(Ann)", {"Ann": Reason("Ann", (Planned("b(Ann)"), Planned("c(Ann)")), (0.0, 2.5))}
        ),
    ),
    (0.0, 1.0),
)
STATE = State(
    {"at(Tom)": "Home", "n": None, "p": True},
    {
        "Tom": State({"at(Tom)": "Home", "n": 2.0, "p": False}),
        "<Ann>": State({"at(Tom)": None, "n": None, "p": True}),
    },
)


def test_a_story_shows_its_reasons():
    story = Story((Beat("a(Tom)", {"Tom": NESTED}), Beat("rain()", {})), "left", None)
    assert str(story) == (
        "1. a(Tom)\n"
        "    Tom (0 to 1): then b(Ann)\n"
        "        for b(Ann), Ann (0 to 2.5): then c(Ann)\n"
        "2. rain()"
    )
    assert repr(story) == "Story(2 beats: a(Tom); rain())"
    assert story._repr_html_().startswith("<ol><li><code>a(Tom)</code><ul><li>Tom (0 to 1)")
    assert str(NESTED).splitlines()[0] == "Tom (0 to 1): then b(Ann)"
    assert "<code>b(Ann)</code>" in NESTED._repr_html_()
    assert str(Story((), "left", None)) == "(nothing needs to happen)"


def test_a_state_is_a_table_with_wrong_beliefs_marked():
    assert str(STATE).splitlines() == [
        "         is    Tom   <Ann>",
        "at(Tom)  Home  Home  ?",
        "n        ?     ! 2   ?",
        "p        yes   ! no  yes",
    ]
    html = STATE._repr_html_()
    assert html.count("! ") == 2
    assert "&lt;Ann&gt;" in html and "<Ann>" not in html
    assert repr(STATE) == "State(3 fluents; Tom, <Ann>)"


def test_not_to_know_is_no_wrong_belief():
    rows = fact_rows(STATE)
    assert [row.disputed for row in rows] == [True, True, True]
    assert [cell.wrong for cell in rows[0].beliefs] == [False, False]


def test_an_outcome_says_how_the_search_ended():
    found = find(coin_problem(), ending="away", engine="reference")
    assert str(found).startswith("Found 1 story that reaches the ending away, in 1 beat.\n\n1. ")
    assert "1 story" in repr(found)
    assert "<ol>" in found._repr_html_()
    none = Outcome(None, (), 2.0, 0.0, True, Statistics())
    assert str(none) == "No story reaches a utility of 2 within the limits."
    stopped = Outcome("memory", (), 2.0, 0.0, False, Statistics())
    assert "is open" in str(stopped) and "limit of memory" in str(stopped)


def test_a_problem_shows_its_size():
    problem = coin_problem()
    assert repr(problem) == "Problem('Coin': 2 characters, 2 fluents, 7 actions, 0 triggers)"
    assert "<table>" in problem._repr_html_()
