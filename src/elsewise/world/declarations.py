"""Reading what exists: types, entities, and the words that facts have as values."""

from __future__ import annotations

from dataclasses import replace

from elsewise.diagnostics.catalogue import world_declarations as codes
from elsewise.diagnostics.catalogue import world_warnings as warnings
from elsewise.diagnostics.catalogue.syntax import TOO_DEEP
from elsewise.syntax import tree
from elsewise.syntax.tokens import DECLARATIONS
from elsewise.world.kinds import listed
from elsewise.world.model import Entity
from elsewise.world.quantifiers import read_type
from elsewise.world.reports import FaultyError
from elsewise.world.table import Table
from elsewise.world.types import CHARACTER, ENTITY, TypeTable

PRONOUNS = ("he", "she", "it", "they", "plural")
OTHER_FORMS = {
    "him": "he",
    "his": "he",
    "her": "she",
    "hers": "she",
    "its": "it",
    "them": "they",
    "their": "they",
    "theirs": "they",
}
MARGIN_WORDS = (*DECLARATIONS, "every")
MOST_TYPES = 100
"""How deep types may be kinds of one another."""

RESERVED_TYPES = frozenset((*MARGIN_WORDS, "story", "number"))
RESERVED_ENTITIES = {
    "story": '"story wants" says what the author wants',
    "everyone": '"seen by everyone" means every character',
    "nobody": '"seen by nobody" means no character',
}


def declare_types(table: Table, declarations: tuple[tree.Declaration, ...]) -> None:
    """Fill in the types: those of `type` lines, and those made by facts with words as values."""
    parents: dict[str, list[str]] = {ENTITY: [], CHARACTER: [ENTITY]}
    lines = [line for line in declarations if isinstance(line, tree.TypeLine)]
    for line in lines:
        for name in line.names:
            if _may_name_type(table, name):
                parents.setdefault(name.text, [])
    for fact in declarations:
        if isinstance(fact, tree.FactLine) and choice_words(fact) is not None:
            name = fact.signature.name
            if name.text in parents and name.text not in table.choices:
                table.reports.add(
                    codes.NAME_TAKEN,
                    name.span,
                    name=name.text,
                    what="a type, and a fact with words as values makes a type of its own name",
                )
                table.broken.add(name.text)
            else:
                parents.setdefault(name.text, [])
                table.choices[name.text] = ()
    table.types = TypeTable(dict.fromkeys(parents, ()))
    for line in lines:
        _add_parents(table, parents, line)
    _break_circles(table, parents, lines)
    _break_chains(table, parents, lines)
    table.types = TypeTable(
        {name: tuple(of) or (() if name == ENTITY else (ENTITY,)) for name, of in parents.items()}
    )


def _may_name_type(table: Table, name: tree.Name) -> bool:
    if name.text in RESERVED_TYPES:
        table.reports.add(codes.RESERVED_NAME, name.span, name=name.text, what="a type", why="")
        table.broken.add(name.text)
        return False
    return True


def _add_parents(table: Table, parents: dict[str, list[str]], line: tree.TypeLine) -> None:
    for parent in line.parents:
        try:
            read_type(table, parent)
        except FaultyError:
            # The type exists, but what it is a kind of is not known: nothing more about it.
            table.broken.update(name.text for name in line.names)
            continue
        for name in line.names:
            if name.text == ENTITY:
                table.reports.add(codes.TYPE_CIRCLE, name.span, name=ENTITY)
            elif name.text in parents and parent.text not in parents[name.text]:
                parents[name.text].append(parent.text)


def _break_circles(table: Table, parents: dict[str, list[str]], lines: list[tree.TypeLine]) -> None:
    """Report types that would be a kind of themselves, and take such a parent away."""
    tidy = _depths(parents)
    for line in lines:
        for name in line.names:
            for parent in [] if name.text in tidy else list(parents.get(name.text, ())):
                if parent != ENTITY and _reaches(parents, parent, name.text):
                    table.reports.add(codes.TYPE_CIRCLE, name.span, name=name.text)
                    parents[name.text].remove(parent)


def _break_chains(table: Table, parents: dict[str, list[str]], lines: list[tree.TypeLine]) -> None:
    """Report types that stand too deep, and begin anew there."""
    depths = _depths(parents)
    for line in lines:
        for name in line.names:
            if depths.get(name.text, 0) % (MOST_TYPES + 1) == MOST_TYPES:
                table.reports.add(TOO_DEEP, name.span, what="Types stand", most=MOST_TYPES)
                parents[name.text].clear()


def _depths(parents: dict[str, list[str]]) -> dict[str, int]:
    """Return how many kinds each type is below the widest; those in circles are missing.

    Kahn 1962, "Topological sorting of large networks".
    """
    open_parents = {name: len(of) for name, of in parents.items()}
    children: dict[str, list[str]] = {name: [] for name in parents}
    for name, of in parents.items():
        for parent in of:
            children[parent].append(name)
    depths = {name: 0 for name, count in open_parents.items() if count == 0}
    ready = list(depths)
    while ready:
        name = ready.pop()
        for child in children[name]:
            open_parents[child] -= 1
            if open_parents[child] == 0:
                depths[child] = 1 + max(depths[parent] for parent in parents[child])
                ready.append(child)
    return depths


def _reaches(parents: dict[str, list[str]], start: str, goal: str) -> bool:
    seen, stack = {start}, [start]
    while stack:
        current = stack.pop()
        if current == goal:
            return True
        for parent in parents.get(current, ()):
            if parent not in seen:
                seen.add(parent)
                stack.append(parent)
    return False


def choice_words(fact: tree.FactLine) -> tuple[tree.Name, ...] | None:
    """Return the words of a fact such as `deed: none or left`, or None if its values are others."""
    if not isinstance(fact.values, tree.ChoiceValues):
        return None
    words = tuple(value for value in fact.values.values if isinstance(value, tree.Name))
    return words if words and len(words) == len(fact.values.values) else None


def declare_entities(table: Table, declarations: tuple[tree.Declaration, ...]) -> None:
    """Fill in the entities, in the order of the text."""
    for line in declarations:
        if isinstance(line, tree.EntityLine):
            _declare_line(table, line)
        elif isinstance(line, tree.FactLine):
            words = choice_words(line)
            if words is not None and line.signature.name.text in table.choices:
                _declare_words(table, line.signature.name, words)


def _declare_line(table: Table, line: tree.EntityLine) -> None:
    try:
        type_name = _entity_type(table, line)
    except FaultyError:
        # Who stands here exists, but as what is not known: nothing is said about them.
        for item in line.entities:
            table.broken.add(item.name.text)
        return
    for item in line.entities:
        name = item.name
        if name.text in RESERVED_ENTITIES and table.types.is_kind(type_name, CHARACTER):
            table.reports.add(
                codes.RESERVED_NAME,
                name.span,
                name=name.text,
                what="a character",
                why=f": {RESERVED_ENTITIES[name.text]}",
            )
        elif name.text in table.types and name.text not in table.choices:
            table.reports.add(codes.NAME_TAKEN, name.span, name=name.text, what="a type")
        _declare(table, item, type_name)


def _entity_type(table: Table, line: tree.EntityLine) -> str:
    name = line.type
    if name.text not in table.types and name.text not in (*table.broken, "number"):
        table.broken.add(name.text)
        raise table.reports.fault(
            codes.UNKNOWN_MARGIN_WORD,
            name.span,
            name=name.text,
            suggestion=table.reports.did_you_mean(name.text, [*table.types.parents, *MARGIN_WORDS]),
        )
    return read_type(table, name)


def _declare(table: Table, item: tree.EntityItem, type_name: str) -> None:
    name, span = item.name.text, item.name.span
    pronoun = _pronoun(table, item)
    known = table.entities.get(name)
    if known is None:
        table.entities[name] = Entity(name, (type_name,), item.said, pronoun, span)
        return
    related = ((known.span, "first here"),)
    for old, new in ((known.said, item.said), (known.pronoun, pronoun)):
        if old is not None and new is not None and old != new:
            table.reports.add(codes.SAID_TWICE, span, name=name, old=old, new=new, related=related)
    if type_name in known.types:
        table.reports.add(
            warnings.REPEATED_ENTITY,
            span,
            name=name,
            what=table.describe_type(type_name),
            related=related,
        )
        types = known.types
    else:
        types = (*known.types, type_name)
    table.entities[name] = replace(
        known, types=types, said=known.said or item.said, pronoun=known.pronoun or pronoun
    )


def _pronoun(table: Table, item: tree.EntityItem) -> str | None:
    if item.pronoun is None:
        return None
    if item.pronoun.text in PRONOUNS:
        return item.pronoun.text
    word = item.pronoun.text
    near = OTHER_FORMS.get(word) or table.reports.nearest(word, PRONOUNS)
    table.reports.add(
        codes.UNKNOWN_PRONOUN,
        item.pronoun.span,
        word=word,
        pronouns=listed(list(PRONOUNS)),
        suggestion=None if near is None else f"Did you mean {near}?",
    )
    return None


def _declare_words(table: Table, fact: tree.Name, words: tuple[tree.Name, ...]) -> None:
    texts = tuple(word.text for word in words)
    known = table.choices[fact.text]
    if known and known != texts:
        table.reports.add(
            codes.CHOICE_CONFLICT,
            words[0].span + words[-1].span,
            fact=fact.text,
            values=listed(list(known)),
        )
        table.broken.add(fact.text)
        return
    table.choices[fact.text] = texts
    for place, word in enumerate(words):
        if word.text in texts[:place]:
            table.reports.add(codes.REPEATED_VALUE, word.span, name=word.text, fact=fact.text)
        elif word.text in table.types and word.text not in table.choices:
            table.reports.add(
                codes.NAME_TAKEN,
                word.span,
                name=word.text,
                what="a type",
                suggestion="For values of several types, declare a type that all of them are.",
            )
            table.broken.add(fact.text)
        entity = table.entities.get(word.text)
        if entity is None:
            table.entities[word.text] = Entity(word.text, (fact.text,), span=word.span)
        elif fact.text not in entity.types:
            table.entities[word.text] = replace(entity, types=(*entity.types, fact.text))


def ordered_entities(table: Table) -> tuple[Entity, ...]:
    """Return the entities in the order of a world: characters first, then the others."""
    characters = table.members(CHARACTER)
    everything = table.entities.values()
    return (
        *(entity for entity in everything if entity.name in characters),
        *(entity for entity in everything if entity.name not in characters),
    )
