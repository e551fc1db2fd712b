"""The declarations of a world: types, entities, facts, events, wants, endings, forks, limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from elsewise.conversion.asking import Asking
from elsewise.conversion.comments import comments_of
from elsewise.conversion.happening import effect_lines, start_lines
from elsewise.conversion.naming import Names, fresh, key_of, legal, role_names
from elsewise.conversion.wording import Wording, literal
from elsewise.syntax import tree
from elsewise.syntax.printer import format_expression
from elsewise.syntax.tokens import RESERVED
from elsewise.world.expressions import (
    And,
    Choose,
    Constant,
    Effect,
    Expression,
    Term,
    Variable,
)
from elsewise.world.model import (
    Ending,
    Entity,
    EventKind,
    EventRule,
    EverySeer,
    Fork,
    Template,
    World,
)
from elsewise.world.model import Fact as WorldFact
from elsewise.world.types import CHARACTER, ENTITY, EntityType, NumberType, Value, YesNoType
from elsewise.world.walk import walk

WIDTH = 88
"""How long a row of several items may be."""

ALWAYS = tree.IfClause((tree.Row((tree.YesNo(True),)),))
"""A condition that always holds, where something must stand."""

_KINDS = {EventKind.ACTION: tree.EventKind.ACTION, EventKind.TRIGGER: tree.EventKind.TRIGGER}


class Declaring:
    """Writes the declarations of one world."""

    def __init__(self, world: World, names: Names) -> None:
        self.world = world
        self.names = names
        self.comments = comments_of(world)

    def declarations(self) -> Iterator[tree.Declaration]:
        """Write all of them, in the order in which a reader wants them."""
        world = self.world
        heading = tree.Name(fresh(legal(world.name, "world"), RESERVED, "world"))
        yield tree.WorldLine(heading, _texts(world.texts), trivia=self.comments.top)
        yield from self._types()
        yield from self._entities()
        yield from map(self._fact, world.facts)
        if world.start:
            yield tree.StartBlock(self._statements(world.start))
        rules = [*world.actions, *world.triggers]
        yield from map(self._event, self.names.events, rules)
        for owner, terms in world.wants.items():
            yield from self._wants(self.names.entities[owner], terms)
        yield from self._wants("story", world.story_wants)
        yield from map(self._ending, world.endings)
        yield from map(self._fork, world.forks)
        asking = Asking(world, self.names)
        for question in world.expectations:
            yield tree.ExpectLine(asking.question(question.formula))
        if world.limits:
            limits = [(tree.Name(w), tree.Number(float(n))) for w, n in world.limits.items()]
            yield tree.LimitsLine(tuple(limits))

    def _wording(self, parameters: Iterable[Term], *parts: Expression | Effect) -> Wording:
        variables = [p.name for p in parameters if isinstance(p, Variable)]
        for part in parts:
            for inner in walk(part):
                bound = getattr(inner, "variable", inner)
                if isinstance(bound, Variable):
                    variables.append(bound.name)
        return Wording(self.world, self.names, role_names(variables, self.names))

    # -- what exists --------------------------------------------------------------------------

    def _types(self) -> Iterator[tree.TypeLine]:
        """Types that are a kind of the same share a line."""
        shown = [
            (name, _told_parents(name, parents))
            for name, parents in self.world.types.parents.items()
            if name not in self.names.words and name != ENTITY
        ]
        told = [(name, parents) for name, parents in shown if name != CHARACTER or parents]
        for parents, group in groupby(told, key=lambda pair: pair[1]):
            yield tree.TypeLine(
                tuple(tree.Name(self.names.types[name]) for name, _ in group),
                tuple(tree.Name(self.names.types[parent]) for parent in parents),
            )

    def _entities(self) -> Iterator[tree.EntityLine]:
        """Entities in order, those of the same type on one line; further types below."""
        entities = [e for e in self.world.entities if e.types[0] not in self.names.words]
        for type_name, group in groupby(entities, key=lambda e: e.types[0]):
            yield self._entity_line(type_name, list(group), first=True)
        further = [(t, e) for e in entities for t in e.types[1:]]
        for type_name, pairs in groupby(further, key=lambda pair: pair[0]):
            yield self._entity_line(type_name, [e for _, e in pairs], first=False)

    def _entity_line(
        self, type_name: str, entities: Iterable[Entity], *, first: bool
    ) -> tree.EntityLine:
        items = []
        for entity in entities:
            name = tree.Name(self.names.entities[entity.name])
            said = entity.said
            if name.text != entity.name and said is None:
                said = entity.name  # how it was called is still how to say it
            pronoun = None if entity.pronoun is None else tree.Name(entity.pronoun)
            items.append(tree.EntityItem(name, said, pronoun) if first else tree.EntityItem(name))
        return tree.EntityLine(tree.Name(self.names.types[type_name]), tuple(items))

    # -- facts --------------------------------------------------------------------------------

    def _fact(self, fact: WorldFact) -> tree.FactLine:
        conditions = [t.condition for t in fact.tell if t.condition is not None]
        wording = self._wording(fact.parameters, *conditions)
        roles = tuple(
            _nameless(self.names, place, parameter) or self._role(wording, parameter)
            for place, parameter in enumerate(fact.parameters, start=1)
        )
        values, unsaid = self._values(fact)
        return tree.FactLine(
            tree.Signature(tree.Name(self.names.fact(fact)), roles),
            values,
            None if fact.initial == unsaid else literal(self.names, fact.initial),
            _texts(fact.texts),
            _templates(wording, fact.tell),
            trivia=self.comments.of(fact.span),
        )

    def _role(self, wording: Wording, parameter: Term) -> tree.Role | tree.Bare:
        if isinstance(parameter, Constant):
            return tree.Bare(literal(self.names, parameter.value))
        name = tree.Name(wording.roles[parameter.name])
        if isinstance(parameter.type, EntityType):
            return tree.Role(name, tree.Name(self.names.types[parameter.type.name]))
        return tree.Role(name, None)

    def _values(self, fact: WorldFact) -> tuple[tree.Values | None, Value]:
        """Write which values a fact has; return it with the value that is so if unsaid."""
        match fact.values:
            case YesNoType():
                return None, False
            case NumberType(low, high) if low is not None and high is not None:
                border = tree.RangeValues(tree.Number(low), tree.Number(high))
                return border, min(max(0.0, low), high)
            case NumberType():
                return tree.TypeValues(tree.Name("number")), 0.0
            case EntityType(name) if self.names.words.get(name) == key_of(fact):
                words = (e.name for e in self.world.entities_of(name))
                return tree.ChoiceValues(tuple(literal(self.names, w) for w in words)), None
            case EntityType(name):
                return tree.TypeValues(tree.Name(self.names.types[name])), None

    # -- the beginning --------------------------------------------------------------------------

    def _statements(self, effects: Iterable[Effect]) -> tuple[tree.Line, ...]:
        """Write the statements, those about one fact side by side where they fit on a line."""
        lines: list[tree.Line] = []
        for who, group in groupby(effects, key=lambda s: getattr(s, "who", None)):
            statements = list(group)
            if who is None or len(statements) == 1:
                for statement in statements:
                    lines.extend(start_lines(self._wording((), statement), statement))
                continue
            wording = self._wording((), *statements)
            lines.extend(start_lines(wording, *statements))
        return side_by_side(lines)

    # -- what can happen ------------------------------------------------------------------------

    def _event(self, name: str, rule: EventRule) -> tree.EventBlock:
        nouns = [s for s in rule.seen_by or () if isinstance(s, EverySeer)]
        asked = [*(noun.condition for noun in nouns), *(line.condition for line in rule.tell)]
        conditions = [condition for condition in asked if condition is not None]
        roles = [*rule.parameters, *(noun.variable for noun in nouns)]
        wording = self._wording(roles, rule.condition, rule.effect, *conditions)
        clauses: list[tree.Clause] = [*_texts(rule.texts), *_if(wording, rule.condition)]
        effects = effect_lines(wording, rule.effect)
        if effects:
            clauses.append(tree.ThenClause(_all_in_a_row(effects) or effects))
        if rule.by:
            clauses.append(tree.ByClause(tuple(wording.who(term) for term in rule.by)))
        if rule.kind is EventKind.ACTION:
            clauses.extend(_seen_by(wording, rule))
        if rule.tell:
            clauses.append(tree.TellClause(_templates(wording, rule.tell)))
        if not clauses:
            everyone = tree.SeenClause((tree.Name("everyone"),))
            clauses.append(everyone if rule.kind is EventKind.ACTION else ALWAYS)
        signature = tree.Signature(
            tree.Name(name), tuple(self._role(wording, p) for p in rule.parameters)
        )
        trivia = self.comments.of(rule.span)
        return tree.EventBlock(_KINDS[rule.kind], signature, tuple(clauses), trivia=trivia)

    # -- wants and endings ----------------------------------------------------------------------

    def _wants(self, owner: str, terms: tuple[Expression, ...]) -> Iterator[tree.WantsBlock]:
        if terms:
            rows = tuple(tree.Row((self._term(term),)) for term in terms)
            yield tree.WantsBlock(tree.Name(owner), _all_in_a_row(rows) or rows)

    def _term(self, term: Expression) -> tree.Item:
        wording = self._wording((), term)
        if isinstance(term, Choose) and term.otherwise == Constant(0.0):
            return tree.When(wording.number(term.then), wording.condition(term.test))
        return wording.number(term)

    def _fork(self, fork: Fork) -> tree.ForkBlock:
        wants = (
            block
            for owner, terms in fork.wants.items()
            for block in self._wants(self.names.entities[owner], terms)
        )
        lines = (*_texts(fork.texts), *self._statements(fork.statements), *wants)
        return tree.ForkBlock(tree.Name(fresh(fork.name, RESERVED, "fork")), lines)

    def _ending(self, ending: Ending) -> tree.EndingBlock:
        conditions = [t.condition for t in ending.tell if t.condition is not None]
        wording = self._wording((), ending.condition, *conditions)
        condition = _if(wording, ending.condition) or (ALWAYS,)
        clauses: list[tree.Clause] = [*_texts(ending.texts), *condition]
        if ending.tell:
            clauses.append(tree.TellClause(_templates(wording, ending.tell)))
        return tree.EndingBlock(tree.Name(fresh(ending.name, RESERVED, "ending")), tuple(clauses))


def _told_parents(name: str, parents: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out that a type is a kind of `entity`, where that goes without saying."""
    if parents == (ENTITY,) or name == CHARACTER:
        return tuple(parent for parent in parents if parent != ENTITY)
    return parents


def _texts(texts: Iterable[str]) -> tuple[tree.Text, ...]:
    return tuple(tree.Text(text) for text in texts)


def _templates(wording: Wording, templates: Iterable[Template]) -> tuple[tree.TellLine, ...]:
    return tuple(
        tree.TellLine(t.text, None if t.condition is None else wording.condition(t.condition))
        for t in templates
    )


def _nameless(names: Names, place: int, parameter: Term) -> tree.Role | tree.Bare | None:
    """Write a role of a fact that has a type only; its name is its place."""
    if isinstance(parameter, Constant) or parameter.name != str(place):
        return None
    if isinstance(parameter.type, EntityType):
        return tree.Bare(tree.Name(names.types[parameter.type.name]))
    return tree.Role(None, None)


def _if(wording: Wording, condition: Expression) -> tuple[tree.IfClause, ...]:
    """Write a condition, each part of a conjunction on a line; none if it always holds."""
    if condition in (Constant(True), And(())):
        return ()
    parts = condition.parts if isinstance(condition, And) and condition.parts else (condition,)
    lines = tuple(tree.Row((wording.condition(part),)) for part in parts)
    return (tree.IfClause(lines),)


def _seen_by(wording: Wording, rule: EventRule) -> tuple[tree.SeenClause, ...]:
    if rule.seen_by is None:
        return ()
    seers: list[tree.Name | tree.Noun] = [
        wording.noun(seer.variable, seer.condition)
        if isinstance(seer, EverySeer)
        else wording.who(seer)
        for seer in rule.seen_by
    ]
    return (tree.SeenClause(tuple(seers) or (tree.Name("nobody"),)),)


def _all_in_a_row(lines: Iterable[tree.Line]) -> tuple[tree.Line, ...] | None:
    """Put all items of some lines on one row, or return None if they do not fit."""
    items: list[tree.Item] = []
    for line in lines:
        if not isinstance(line, tree.Row):
            return None
        items.extend(line.items)
    return (tree.Row(tuple(items)),) if _width(items) <= WIDTH else None


def _width(items: Iterable[tree.Item]) -> int:
    return sum(len(format_expression(item)) + 2 for item in items)


def side_by_side(lines: Iterable[tree.Line]) -> tuple[tree.Line, ...]:
    """Put rows about the same fact that follow each other on one row, as long as they fit."""
    result: list[tree.Line] = []
    for line in lines:
        if isinstance(line, tree.BelievesBlock):
            line = tree.BelievesBlock(line.minds, side_by_side(line.body))
        last = result[-1] if result else None
        if isinstance(line, tree.Row) and isinstance(last, tree.Row):
            items = (*last.items, *line.items)
            same = _subject(last.items[-1]) == _subject(line.items[0]) is not None
            if same and _width(items) <= WIDTH:
                result[-1] = tree.Row(items)
                continue
        result.append(line)
    return tuple(result)


def _subject(item: tree.Item) -> str | None:
    """Return the name of the fact that a plain item is about."""
    if isinstance(item, tree.Binary) and item.operator is tree.Operator.EQUAL:
        item = item.left
    if isinstance(item, tree.Not):
        item = item.operand
    return item.name.text if isinstance(item, tree.Ref) else None
