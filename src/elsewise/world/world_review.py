"""What a whole world lacks, though each of its lines is right."""

from __future__ import annotations

from elsewise.diagnostics import Span
from elsewise.diagnostics.catalogue import world_declarations as codes
from elsewise.diagnostics.catalogue import world_warnings as warnings
from elsewise.syntax import tree
from elsewise.world.expressions import Effect, Expression, Read
from elsewise.world.model import EverySeer, World
from elsewise.world.secrets import check_open_secrets
from elsewise.world.table import Table
from elsewise.world.temporal_words import conditions_of
from elsewise.world.walk import walk


def review_world(table: Table, declarations: tuple[tree.Declaration, ...], world: World) -> None:
    """Report what is missing as a whole. Says nothing where lines are missing through mistakes."""
    if table.broken or any(isinstance(line, tree.Broken) for line in declarations):
        return
    heading = next((d.name.span for d in declarations if isinstance(d, tree.WorldLine)), None)
    span = heading or Span(0, min(1, len(table.reports.source.text)))
    if not world.characters:
        table.reports.add(codes.NO_CHARACTERS, span)
        return
    if table.reports.has_errors:
        return
    if not world.actions:
        table.reports.add(warnings.NO_ACTIONS, span)
    elif any(action.by for action in world.actions) and not world.wants:
        table.reports.add(warnings.NOBODY_WANTS, span)
    _check_unused_facts(table, world)
    check_open_secrets(table, world)


def _check_unused_facts(table: Table, world: World) -> None:
    if not world.actions:
        return
    used = {
        (part.fact.name, part.fact.parameters)
        for whole in _all_parts(world)
        for part in walk(whole)
        if isinstance(part, Read)
    }
    for fact in world.facts:
        if (fact.name, fact.parameters) not in used:
            table.reports.add(warnings.UNUSED_FACT, fact.span, fact=table.signature(fact))


def _all_parts(world: World) -> list[Expression | Effect]:
    parts: list[Expression | Effect] = [*world.start, *world.story_wants]
    for event in (*world.actions, *world.triggers):
        parts += [event.condition, event.effect]
        for seer in event.seen_by or ():
            if isinstance(seer, EverySeer) and seer.condition is not None:
                parts.append(seer.condition)
        parts += [t.condition for t in event.tell if t.condition is not None]
    for wants in world.wants.values():
        parts += wants
    for ending in world.endings:
        parts.append(ending.condition)
        parts += [t.condition for t in ending.tell if t.condition is not None]
    for fork in world.forks:
        parts += fork.statements
        for added in fork.wants.values():
            parts += added
    for question in world.expectations:
        parts += conditions_of(question.formula)
    for fact in world.facts:
        parts += [t.condition for t in fact.tell if t.condition is not None]
    return parts
