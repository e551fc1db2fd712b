"""Random trees of the world language: every node there is, in every place where it may stand.

The trees are such as code may build: expressions nest freely (brackets are the printer's affair),
special words are names wherever the language lets them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from elsewise.syntax import tree


@st.composite
def built(draw: st.DrawFn, make: Callable[..., Any], *parts: Any, **named: Any) -> Any:
    """What `make` makes of drawn parts. (Hypothesis takes forever to show nested `st.builds`.)"""
    drawn = [draw(part) for part in parts]
    return make(*drawn, **{name: draw(part) for name, part in named.items()})


NAMES = st.sampled_from(
    ["Lex", "at", "deed", "x_1", "Über", "名", "tell", "wants", "then", "by", "to", "world", "seen"]
).map(tree.Name)
PLAIN_NAMES = st.sampled_from(["Lex", "place", "coin", "Über"]).map(tree.Name)
TEXTS = st.text(max_size=12).map(
    lambda text: text.replace("\n", " ").replace("\t", " ").replace("”", "’")
)
COMMENTS = st.text(max_size=8).map(lambda text: text.replace("\n", " "))
WHOLE_LINES = st.lists(st.none() | COMMENTS, max_size=2).map(tuple)
TRIVIA = st.just(tree.NO_TRIVIA) | built(
    tree.Trivia,
    before=WHOLE_LINES,
    behind=st.none() | COMMENTS,
    blank=st.booleans(),
    after=WHOLE_LINES,
)

VALUES = st.integers(0, 99).map(float) | st.floats(0, 2.0**53)
POSITIVE = VALUES.map(tree.Number)
NUMBERS = (VALUES | VALUES.map(lambda value: -value)).map(tree.Number)
YES_NO = st.booleans().map(tree.YesNo)
LITERALS = st.one_of(NAMES, NUMBERS, YES_NO, st.just(tree.Unknown()))


def several(
    items: st.SearchStrategy[Any], least: int = 1, most: int = 3
) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some items."""
    return st.lists(items, min_size=least, max_size=most).map(tuple)


REFS = built(tree.Ref, NAMES, st.none() | several(LITERALS, 0))
VIEWS = st.recursive(REFS, lambda inner: built(tree.View, NAMES, inner), max_leaves=2)


def nouns(expressions: st.SearchStrategy[Any]) -> st.SearchStrategy[tree.Noun]:
    """Nouns with or without a condition."""
    return built(tree.Noun, NAMES, NAMES, st.none() | expressions)


def _larger(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    plain = built(tree.Noun, NAMES, NAMES)
    every = st.just(tree.Quantity.EVERY)
    some = st.sampled_from([tree.Quantity.SOME, tree.Quantity.NO])
    return st.one_of(
        built(tree.Minus, inner),
        built(tree.Binary, st.sampled_from(tree.Operator), inner, inner),
        built(tree.IsType, inner, st.booleans(), NAMES),
        built(tree.Not, inner),
        built(tree.And, several(inner, 2)),
        built(tree.Or, several(inner, 2)),
        built(tree.Believes, NAMES, inner),
        built(tree.Choose, inner, inner, inner),
        built(tree.Quantified, every, nouns(inner), inner),
        built(tree.Quantified, some, plain, inner),
        built(tree.Total, st.sampled_from(tree.Totalled), nouns(inner), inner),
    )


EXPRESSIONS: st.SearchStrategy[Any] = st.recursive(
    st.one_of(NUMBERS, YES_NO, st.just(tree.Unknown()), VIEWS), _larger, max_leaves=8
)


def _questions(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """What stands in questions only, and what may stand around it."""
    words = several(NAMES, 2)
    verbs = st.sampled_from(tree.Verb)
    manners = st.none() | st.sampled_from(tree.Manner)
    knowing = st.sampled_from([tree.Verb.KNOWS, tree.Verb.KNOWS_WHETHER])
    return st.one_of(
        _larger(inner),
        built(tree.Course, st.sampled_from(tree.CourseWord), inner),
        built(tree.Ordered, st.sampled_from(tree.OrderWord), inner, inner),
        built(tree.Within, inner, POSITIVE),
        built(tree.IfThen, inner, inner),
        built(tree.Intends, NAMES, inner),
        built(tree.Attitude, st.tuples(NAMES), st.none(), knowing, inner),
        built(tree.Attitude, st.just(()) | words, manners, verbs, inner),
    )


QUESTIONS: st.SearchStrategy[Any] = st.recursive(
    st.one_of(NUMBERS, YES_NO, st.just(tree.Unknown()), VIEWS), _questions, max_leaves=8
)
ITEMS = EXPRESSIONS | built(tree.When, EXPRESSIONS, EXPRESSIONS)
NOUNS = nouns(EXPRESSIONS)


def statements(make: Callable[..., Any], *parts: st.SearchStrategy[Any]) -> Any:
    """Statements with comments around them."""
    return built(make, *parts, trivia=TRIVIA)


TEXT_LINES = statements(tree.Text, TEXTS)
ROWS = statements(tree.Row, several(ITEMS))


def _blocks(lines: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    body = several(lines)
    branches = several(st.tuples(EXPRESSIONS, body), 1, 2)
    return st.one_of(
        statements(tree.BelievesBlock, several(NAMES, 1, 2), body),
        statements(tree.EveryBlock, NOUNS, body),
        statements(tree.IfBlock, branches, st.none() | body),
    )


SECRETS = statements(tree.Secret, several(NAMES, 1, 3), built(tree.Row, several(ITEMS)))
LINES: st.SearchStrategy[Any] = st.recursive(ROWS | TEXT_LINES | SECRETS, _blocks, max_leaves=4)
BODIES = several(LINES)
TEMPLATES = TEXTS.map(lambda text: text.replace("\\", "/"))
TELL_LINES = statements(tree.TellLine, TEMPLATES, st.none() | EXPRESSIONS)
CLAUSES = st.one_of(
    statements(tree.IfClause, BODIES),
    statements(tree.ThenClause, BODIES),
    statements(tree.ByClause, several(NAMES)),
    statements(tree.TakesClause, POSITIVE, several(NAMES, 0)),
    statements(tree.BeforeClause, NAMES),
    statements(tree.AfterClause, NAMES),
    statements(tree.SeenClause, several(NAMES | NOUNS)),
    statements(tree.TellClause, several(TELL_LINES)),
    TEXT_LINES,
)


def _event_clauses(
    kinds: tuple[type, ...],
) -> st.SearchStrategy[tuple[tree.Clause, ...]]:
    """Clauses of some kinds, each at most once; texts as often as they like."""

    def allowed(clauses: tuple[Any, ...]) -> tuple[Any, ...]:
        texts = [clause for clause in clauses if isinstance(clause, tree.Text)]
        others = {type(clause): clause for clause in clauses if isinstance(clause, kinds)}
        return (*texts, *others.values())

    return several(CLAUSES, 1, 5).map(allowed).filter(bool)


TRIGGER_CLAUSES = (tree.IfClause, tree.ThenClause, tree.AfterClause, tree.TellClause)
ACTION_CLAUSES = (
    *TRIGGER_CLAUSES,
    tree.ByClause,
    tree.TakesClause,
    tree.BeforeClause,
    tree.SeenClause,
)
ENDING_CLAUSES = (tree.IfClause, tree.TellClause)

ROLES = st.one_of(
    built(tree.Role, NAMES, st.none() | NAMES),
    st.just(tree.Role(None, None)),
    built(tree.Bare, LITERALS),
)
SIGNATURES = built(tree.Signature, NAMES, several(ROLES, 0))
FACT_VALUES = st.one_of(
    built(tree.TypeValues, NAMES),
    built(tree.ChoiceValues, several(LITERALS, 2)),
    built(tree.ChoiceValues, st.tuples(YES_NO | NUMBERS)),
    built(tree.RangeValues, NUMBERS, NUMBERS),
)
ENTITIES = statements(tree.EntityItem, NAMES, st.none() | TEXTS, st.none() | NAMES)
FIRST_ENTITY = statements(tree.EntityItem, PLAIN_NAMES, st.none() | TEXTS, st.none() | NAMES)

WANTS = statements(tree.WantsBlock, PLAIN_NAMES | built(tree.Noun, PLAIN_NAMES, NAMES), BODIES)

DECLARATIONS: st.SearchStrategy[Any] = st.one_of(
    statements(tree.WorldLine, NAMES, several(TEXT_LINES, 0, 2)),
    statements(tree.TypeLine, several(NAMES), several(NAMES, 0)),
    statements(
        tree.EntityLine,
        PLAIN_NAMES,
        built(lambda first, more: (first, *more), FIRST_ENTITY, several(ENTITIES, 0, 8)),
    ),
    statements(
        tree.FactLine,
        SIGNATURES,
        st.none() | FACT_VALUES,
        st.none() | LITERALS,
        several(TEXT_LINES, 0, 2),
        several(TELL_LINES, 0, 2),
    ),
    statements(tree.StartBlock, BODIES),
    statements(
        tree.EventBlock,
        st.just(tree.EventKind.ACTION),
        SIGNATURES,
        _event_clauses(ACTION_CLAUSES),
    ),
    statements(
        tree.EventBlock,
        st.just(tree.EventKind.TRIGGER),
        SIGNATURES,
        _event_clauses(TRIGGER_CLAUSES),
    ),
    WANTS,
    statements(tree.ForkBlock, NAMES, several(LINES | WANTS)),
    statements(tree.ExpectLine, QUESTIONS),
    statements(tree.EndingBlock, NAMES, _event_clauses(ENDING_CLAUSES)),
    statements(tree.LimitsLine, several(st.tuples(NAMES, POSITIVE))),
    statements(tree.ChoosesLine, PLAIN_NAMES, st.none() | POSITIVE),
    statements(tree.ExplainedLine, PLAIN_NAMES),
    statements(tree.DeadlineLine, NAMES, POSITIVE),
)
FILES = built(tree.File, several(DECLARATIONS, 0, 4), closing_comments=WHOLE_LINES)
"""Whole texts."""
