"""Reading a piece of the world language that stands by itself, by the names of a world.

That is what somebody types at a command: a condition, something to be changed, a want, a question.
All mistakes of a piece are found at once, and their places are places in the piece.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from elsewise.diagnostics import NOWHERE, Diagnostic, Source
from elsewise.diagnostics.catalogue.syntax import TOO_DEEP
from elsewise.errors import WorldError
from elsewise.syntax import tree
from elsewise.syntax.parser import Piece, parse_piece
from elsewise.world.conditions import read_requirements
from elsewise.world.effects import read_effects
from elsewise.world.expressions import Effect, Expression
from elsewise.world.forks import read_added_wants
from elsewise.world.formulas import askable, read_asked
from elsewise.world.model import World
from elsewise.world.questions import Question
from elsewise.world.reports import FaultyError, Reports
from elsewise.world.table import NO_NAMES, Table
from elsewise.world.types import EntityType

Result = TypeVar("Result")


def read_condition(world: World, text: str, name: str = "condition") -> Expression:
    """Return a condition; several lines are several requirements, as under `if`.

    `name` is what messages call the text. Raises WorldError with all mistakes in it.
    """

    def read(table: Table, body: tree.Body) -> Expression:
        found = read_requirements(table, NO_NAMES, body)
        if found is None:
            raise FaultyError
        return found

    return _read(world, text, name, Piece.LINES, read)


def read_statements(world: World, text: str, name: str = "change") -> tuple[Effect, ...]:
    """Return what is to become so, as under `start`: `light(Tunnel), not light(Ladder)`.

    `name` is what messages call the text. Raises WorldError with all mistakes in it.
    """

    def read(table: Table, body: tree.Body) -> tuple[Effect, ...]:
        return read_effects(table, NO_NAMES, body)

    return _read(world, text, name, Piece.LINES, read)


def read_wants(world: World, text: str, name: str = "want") -> Mapping[str, tuple[Expression, ...]]:
    """Return what characters want besides, as numbers to be added: `Lex wants 3 if deed = saved`.

    `name` is what messages call the text. Raises WorldError with all mistakes in it.
    """

    def read(
        table: Table, blocks: tuple[tree.WantsBlock | tree.Broken, ...]
    ) -> Mapping[str, tuple[Expression, ...]]:
        wanted = tuple(block for block in blocks if isinstance(block, tree.WantsBlock))
        return read_added_wants(table, wanted)

    return _read(world, text, name, Piece.WANTS, read)


def read_question(world: World, text: str, name: str = "question") -> Question:
    """Return a question about the stories of a world; `docs/reference/questions.md` has the words.

    `name` is what messages call the text. Raises WorldError with all mistakes in it.
    """
    names = askable((*world.actions, *world.triggers), world.endings)

    def read(table: Table, lines: tuple[tree.ExpectLine | tree.Broken, ...]) -> Question:
        if not lines or isinstance(lines[0], tree.Broken):
            raise FaultyError
        return read_asked(table, names, lines[0])

    return _read(world, text, name, Piece.QUESTION, read)


def table_of(world: World, reports: Reports) -> Table:
    """Return the names of a world, to read a text by them."""
    table = Table(reports, world.types, {entity.name: entity for entity in world.entities})
    for fact in world.facts:
        table.facts.setdefault(fact.name, []).append(fact)
        if fact.values == EntityType(fact.name):
            words = tuple(entity.name for entity in world.entities_of(fact.name))
            table.choices[fact.name] = words
    for event in (*world.actions, *world.triggers):
        article = "an" if event.kind.value == "action" else "a"
        table.events[event.name] = f"{article} {event.kind.value}"
    return table


def _read(
    world: World,
    text: str,
    name: str,
    piece: Piece,
    read: Callable[[Table, tuple[Any, ...]], Result],
) -> Result:
    """Parse a piece and read it by the names of a world."""
    source = Source(name, text)
    statements, mistakes = parse_piece(source, piece)
    reports = Reports(source)
    result: Result | None = None
    try:
        with reports.skipping():
            result = read(table_of(world, reports), statements)
    except RecursionError:
        reports.add(TOO_DEEP, NOWHERE, what="Parts of a line stand", most="a hundred")
    errors = [d for d in (*mistakes, *reports.diagnostics()) if d.is_error]
    if errors or result is None:
        raise WorldError(sorted(errors, key=_place))
    return result


def _place(mistake: Diagnostic) -> tuple[int, int]:
    return mistake.span.begin, mistake.span.end
