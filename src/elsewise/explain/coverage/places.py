"""Where in the text of a world its effects, wants and `tell` lines stand.

A world keeps the places of its rules, facts and endings. Those of their lines are found by reading
the text once more: what the checker made of a tree stands in the order of the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from elsewise.diagnostics import Span
from elsewise.syntax import tree
from elsewise.syntax.parser import parse
from elsewise.world.model import World


@dataclass
class Places:
    """Places by what they are of: a rule, fact or ending is known by the place of its name.

    `effects` are those of single effects, in order; `wants` those of single wants by who has them
    (None: the author).
    """

    effects: dict[Span, list[Span]] = field(default_factory=dict)
    tells: dict[Span, list[Span]] = field(default_factory=dict)
    wants: dict[str | None, list[Span]] = field(default_factory=dict)


def places(world: World) -> Places:
    """Return the places in a world's text; none for a world of the other dialect, or without one.

    Lines that stand nowhere are missing, so that a list may be shorter than what it is of.
    """
    found = Places()
    file, mistakes = parse(world.source)
    if any(mistake.is_error for mistake in mistakes):
        return found
    for part in file.declarations:
        match part:
            case tree.FactLine(signature, tell=tell):
                found.tells[signature.span] = [line.span for line in tell]
            case tree.EventBlock(_, signature, clauses):
                found.effects[signature.span] = list(_effects(clauses))
                found.tells[signature.span] = list(_tells(clauses))
            case tree.EndingBlock(name, clauses):
                found.tells[name.span] = list(_tells(clauses))
            case tree.WantsBlock(subject, body):
                spans = list(_terms(body))
                for who in _wanting(world, subject):
                    found.wants.setdefault(who, []).extend(spans)
            case _:
                pass
    return found


def _tells(clauses: Iterable[tree.Clause]) -> Iterator[Span]:
    for clause in clauses:
        if isinstance(clause, tree.TellClause):
            yield from (line.span for line in clause.lines)


def _effects(clauses: Iterable[tree.Clause]) -> Iterator[Span]:
    for clause in clauses:
        if isinstance(clause, tree.ThenClause):
            yield from _assigned(clause.body)


def _assigned(body: tree.Body) -> Iterator[Span]:
    """Yield the places of single effects."""
    for line in body:
        match line:
            case tree.Row(items):
                for item in items:
                    whole = item.span
                    yield from _single(item.body if isinstance(item, tree.When) else item, whole)
            case tree.BelievesBlock(_, inner) | tree.EveryBlock(_, inner):
                yield from _assigned(inner)
            case tree.Secret(_, row):
                yield from (item.span for item in row.items)
            case tree.IfBlock(branches, otherwise):
                for _, inner in branches:
                    yield from _assigned(inner)
                yield from _assigned(otherwise or ())
            case _:
                pass


def _single(node: tree.Expression, whole: Span) -> Iterator[Span]:
    """Yield the places of the effects that an expression consists of; of one, all that is said."""
    match node:
        case tree.And(parts):
            for part in parts:
                yield from _single(part, part.span)
        case tree.Believes(_, inner) | tree.Quantified(_, _, inner):
            yield from _single(inner, whole)
        case tree.Choose(then, _, otherwise):
            yield from _single(then, then.span)
            yield from _single(otherwise, otherwise.span)
        case _:
            yield whole


def _terms(body: tree.Body) -> Iterator[Span]:
    """Yield the places of single wants."""
    for line in body:
        match line:
            case tree.Row(items):
                yield from (item.span for item in items)
            case tree.EveryBlock() | tree.Secret():
                yield line.span
            case tree.BelievesBlock(_, inner):
                yield from _terms(inner)
            case tree.IfBlock(branches, otherwise):
                for _, inner in branches:
                    yield from _terms(inner)
                yield from _terms(otherwise or ())
            case _:
                pass


def _wanting(world: World, subject: tree.Name | tree.Noun) -> Iterator[str | None]:
    if isinstance(subject, tree.Noun):
        yield from (entity.name for entity in world.entities_of(subject.type.text))
    else:
        yield None if subject.text == "story" else subject.text
