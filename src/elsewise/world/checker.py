"""From the tree of a text to its typed world: every name looked up, every mistake reported.

The declarations are read in the order in which they need each other (types, entities, facts, then
all that speaks of facts), whatever their order in the text. A line with a mistake is left out, and
nothing is said about what follows from that mistake alone.
"""

from __future__ import annotations

from dataclasses import replace

from elsewise.diagnostics import NOWHERE, Diagnostic, Source
from elsewise.diagnostics.catalogue import world_declarations as codes
from elsewise.diagnostics.catalogue.syntax import TOO_DEEP
from elsewise.syntax import tree
from elsewise.world.clocks import declare_clocks, read_choosing
from elsewise.world.declarations import declare_entities, declare_types, ordered_entities
from elsewise.world.effects import read_effects
from elsewise.world.events import read_endings, read_events
from elsewise.world.expressions import Effect, Variable
from elsewise.world.facts import declare_facts
from elsewise.world.forks import read_forks
from elsewise.world.formulas import askable, read_expectations
from elsewise.world.limits import read_limits
from elsewise.world.model import Fact, World
from elsewise.world.reports import Reports
from elsewise.world.table import NO_NAMES, Scope, Table
from elsewise.world.templates import Slots, read_templates
from elsewise.world.types import CHARACTER, ENTITY
from elsewise.world.wants import read_wants
from elsewise.world.world_review import review_world

Declarations = tuple[tree.Declaration, ...]


def check(file: tree.File, source: Source) -> tuple[World | None, tuple[Diagnostic, ...]]:
    """Return the world that a tree describes, and all that is to be said about it.

    The world is None only if some diagnostic is an error. Never raises.
    """
    reports = Reports(source)
    world: World | None = None
    try:
        world = _check(file, Table(reports))
    except RecursionError:
        reports.add(TOO_DEEP, NOWHERE, what="Parts of a line stand", most="a hundred")
    found = reports.diagnostics()
    if world is None or reports.has_errors:
        return None, found
    return replace(world, warnings=found), found


def _check(file: tree.File, table: Table) -> World:
    declarations = file.declarations
    _note_broken(table, declarations)
    name, texts = _read_heading(table, declarations)
    table.events.update(_event_names(declarations))
    declare_types(table, declarations)
    declare_entities(table, declarations)
    fact_lines = declare_facts(table, declarations)
    table.clocks = declare_clocks(table, declarations)
    start = _read_start(table, declarations)
    actions, triggers = read_events(table, declarations)
    wants, story_wants = read_wants(table, declarations)
    endings = read_endings(table, declarations)
    names = askable((*actions, *triggers), endings)
    world = World(
        name=name,
        texts=texts,
        types=table.types,
        entities=ordered_entities(table),
        facts=(*_told_facts(table, fact_lines), *(table.clocks.facts if table.clocks else ())),
        start=start,
        actions=actions,
        triggers=triggers,
        wants=wants,
        story_wants=story_wants,
        endings=endings,
        limits=read_limits(table, declarations),
        forks=read_forks(table, declarations),
        expectations=read_expectations(table, names, declarations),
        choosing=read_choosing(table, declarations, actions),
        source=table.reports.source,
    )
    review_world(table, declarations, world)
    return world


def _note_broken(table: Table, declarations: Declarations) -> None:
    """Take the words of lines that could not be read for names that they may have declared."""
    words = {w for line in declarations if isinstance(line, tree.Broken) for w in line.words}
    if words:
        table.broken.update(words - {ENTITY, CHARACTER} - _declared_names(declarations))


def _declared_names(declarations: Declarations) -> set[str]:
    names: set[str] = set()
    for line in declarations:
        match line:
            case tree.TypeLine():
                names.update(name.text for name in line.names)
            case tree.EntityLine():
                names.update(item.name.text for item in line.entities)
            case tree.FactLine():
                names.add(line.signature.name.text)
            case _:
                continue
    return names


def _event_names(declarations: Declarations) -> dict[str, str]:
    return {
        block.signature.name.text: f"{'an' if block.kind is tree.EventKind.ACTION else 'a'} "
        f"{block.kind.value}"
        for block in declarations
        if isinstance(block, tree.EventBlock)
    }


def _read_heading(table: Table, declarations: Declarations) -> tuple[str, tuple[str, ...]]:
    lines = [line for line in declarations if isinstance(line, tree.WorldLine)]
    if not lines:
        return table.reports.source.name.rpartition("/")[2].partition(".")[0], ()
    first, *others = lines
    for other in others:
        table.reports.add(
            codes.REPEATED_WORLD, other.name.span, related=((first.name.span, "first here"),)
        )
    return first.name.text, tuple(text.text for text in first.texts)


def _read_start(table: Table, declarations: Declarations) -> tuple[Effect, ...]:
    return tuple(
        effect
        for block in declarations
        if isinstance(block, tree.StartBlock)
        for effect in read_effects(table, NO_NAMES, block.body)
    )


def _told_facts(table: Table, lines: tuple[tuple[tree.FactLine, Fact], ...]) -> tuple[Fact, ...]:
    """Return the facts with their templates, whose conditions may speak of any fact.

    A fact that stands in an expression has no templates; facts are the same by what they say.
    """
    found: list[Fact] = []
    for line, fact in lines:
        variables = {p.name: p for p in fact.parameters if isinstance(p, Variable)}
        tell = read_templates(
            table, Scope(variables), line.tell, Slots(fact.parameters, value=True)
        )
        found.append(replace(fact, tell=tell))
    return tuple(found)
