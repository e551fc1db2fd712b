"""Reading questions: from what is written to formulas. `docs/reference/questions.md` says how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from elsewise.diagnostics.catalogue import world as world_codes
from elsewise.diagnostics.catalogue import world_questions as codes
from elsewise.syntax import tree
from elsewise.syntax.print_expressions import format_expression
from elsewise.world.expressions import (
    And,
    Constant,
    Expression,
    InMind,
    Not,
    Or,
    Quantified,
    Quantity,
    Term,
    Variable,
)
from elsewise.world.kinds import listed
from elsewise.world.model import Ending, EventKind, EventRule
from elsewise.world.quantifiers import check_reach, read_noun
from elsewise.world.questions import (
    AllOf,
    AnyOf,
    CommonBelief,
    Formula,
    Happened,
    Intends,
    Now,
    Question,
)
from elsewise.world.references import find_term, known_names, read_argument, read_character
from elsewise.world.reports import FaultyError
from elsewise.world.table import NO_NAMES, Scope, Table, value_text
from elsewise.world.temporal_words import CourseReader, denied, same_for
from elsewise.world.types import CHARACTER, EntityType, YesNoType
from elsewise.world.values import read_condition


@dataclass(frozen=True)
class Askable:
    """What questions can name besides facts: the events and endings of a world."""

    actions: Mapping[str, Sequence[EventRule]]
    triggers: Mapping[str, Sequence[EventRule]]
    endings: Mapping[str, Ending]


def askable(rules: Iterable[EventRule], endings: Iterable[Ending]) -> Askable:
    """Return what questions can name, by name."""
    actions: dict[str, list[EventRule]] = {}
    triggers: dict[str, list[EventRule]] = {}
    for rule in rules:
        found = actions if rule.kind is EventKind.ACTION else triggers
        found.setdefault(rule.name, []).append(rule)
    return Askable(actions, triggers, {ending.name: ending for ending in endings})


def read_asked(table: Table, names: Askable, line: tree.ExpectLine) -> Question:
    """Return the question of a line. Raises FaultyError where a mistake has been reported."""
    formula = FormulaReader(table, names).read(line.question, NO_NAMES)
    return Question(formula, table.reports.text(line.question.span), line.question.span)


def read_expectations(
    table: Table, names: Askable, declarations: tuple[tree.Declaration, ...]
) -> tuple[Question, ...]:
    """Return what a world's `expect` lines say."""
    found: dict[str, Question] = {}  # as they are written in the canonical form
    for line in declarations:
        if not isinstance(line, tree.ExpectLine):
            continue
        with table.reports.skipping():
            question = read_asked(table, names, line)
            known = found.setdefault(format_expression(line.question), question)
            if known is not question:
                related = ((known.span, "first here"),)
                table.reports.add(codes.REPEATED_EXPECTATION, question.span, related=related)
    return tuple(found.values())


@dataclass(frozen=True)
class FormulaReader:
    """Reads the parts of one question."""

    table: Table
    names: Askable
    courses: CourseReader = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "courses", CourseReader(self.table.reports, self.read))

    def read(self, node: tree.Expression, scope: Scope, within: int | None = None) -> Formula:
        """Return the formula of a part. `within` belongs to the innermost word of its course."""
        match node:
            case tree.Course() | tree.Ordered() | tree.Within():
                return self.courses.read(node, scope, within)
            case tree.Not(operand):
                return denied(self.read(operand, scope, within))
            case tree.And(parts):
                self._check_verb(parts, scope)
                self.courses.check_reach(parts)
                return all_of(self._all(parts, scope))
            case tree.Or(parts):
                self.courses.check_reach(parts)
                return any_of(self._all(parts, scope))
            case tree.IfThen(test, then):
                condition, result = self._all((test, then), scope)
                return any_of((denied(condition), result))
            case tree.Choose():
                return self._choice(node, scope)
            case tree.Quantified():
                return self._quantified(node, scope)
            case tree.Believes(who, operand):
                mind = read_character(self.table, scope, who)
                return Now(InMind(mind, self.state(self.table, scope, operand)))
            case tree.Attitude():
                return self._attitude(node, scope)
            case tree.Intends():
                return self._intends(node, scope)
            case tree.Ref():
                return self._reference(node, scope)
            case _:
                return Now(read_condition(self.table, scope, node))

    def state(self, table: Table, scope: Scope, node: tree.Expression) -> Expression:
        """Return what must be so at one moment."""
        formula = self.read(node, scope)
        if isinstance(formula, Now):
            return formula.condition
        common = isinstance(formula, CommonBelief)
        raise table.reports.fault(
            codes.COMMON_INSIDE if common else codes.NOT_AT_ONE_MOMENT,
            node.span,
            text=table.reports.text(node.span),
        )

    def _all(self, parts: Iterable[tree.Expression], scope: Scope) -> tuple[Formula, ...]:
        """Return parts that stand beside each other; the mistakes of all of them are found."""
        found: list[Formula] = []
        nodes = tuple(parts)
        for node in nodes:
            with self.table.reports.skipping():
                found.append(self.read(node, scope))
        if len(found) < len(nodes):
            raise FaultyError
        return tuple(found)

    def _choice(self, node: tree.Choose, scope: Scope) -> Formula:
        then, test, otherwise = self._all((node.then, node.test, node.otherwise), scope)
        return any_of((all_of((test, then)), all_of((denied(test), otherwise))))

    def _quantified(self, node: tree.Quantified, scope: Scope) -> Formula:
        """Read `every t x: …`; where it is about stories, write it out for all of them."""
        table = self.table
        variable, condition, inside = read_noun(table, scope, node.noun, self.state)
        body = self.read(node.body, inside)
        every = node.quantity is tree.Quantity.EVERY
        some: Formula
        if isinstance(body, Now):
            check_reach(table, node, variable, body.condition)
            if every:
                return Now(Quantified(Quantity.EVERY, variable, condition, body.condition))
            some = Now(Quantified(Quantity.SOME, variable, None, body.condition))
        else:
            if condition is not None:
                body = any_of((Now(Not(condition)), body))
            each = [same_for(body, variable.name, one) for one in self._members(variable)]
            if every:
                return all_of(each)
            some = any_of(each)
        return denied(some) if node.quantity is tree.Quantity.NO else some

    def _members(self, variable: Variable) -> list[Constant]:
        assert isinstance(variable.type, EntityType)
        members = self.table.members(variable.type.name)
        return [Constant(name) for name in self.table.entities if name in members]

    # -- minds ----------------------------------------------------------------------------------

    def _attitude(self, node: tree.Attitude, scope: Scope) -> Formula:
        table = self.table
        if node.manner is tree.Manner.TOGETHER:
            raise table.reports.fault(codes.KNOWN_TOGETHER, node.span)
        if node.who:
            self._check_group(node, scope)
            group = tuple(dict.fromkeys(read_character(table, scope, who) for who in node.who))
        else:
            group = tuple(self._members(Variable("everyone", EntityType(CHARACTER))))
        condition = self.state(table, scope, node.operand)
        believed = _common if node.manner is tree.Manner.COMMONLY else _each
        if node.verb is tree.Verb.BELIEVES:
            return believed(group, condition)
        known = all_of((Now(condition), believed(group, condition)))
        if node.verb is tree.Verb.KNOWS:
            return known
        opposite = Not(condition)
        if node.manner is tree.Manner.COMMONLY:
            return any_of((known, all_of((Now(opposite), _common(group, opposite)))))
        # Each of them may be asked apart: all know the same truth.
        return all_of(
            [
                any_of(all_of((Now(side), _each((who,), side))) for side in (condition, opposite))
                for who in group
            ]
        )

    def _check_group(self, node: tree.Attitude, scope: Scope) -> None:
        """Explain `blown and Lana and Lex believe …`, where a fact is read as one of the group."""
        first, *others = node.who
        facts = first.text in self.table.facts or first.text in self.names.endings
        if others and facts and find_term(self.table, scope, first) is None:
            text = self.table.reports.text(first.span + node.operand.span)
            raise self.table.reports.fault(
                world_codes.NOT_A_CHARACTER,
                first.span,
                name=first.text,
                what="a fact" if first.text in self.table.facts else "an ending",
                suggestion=f"Write {first.text} and ({text.partition(' and ')[2]}).",
            )

    def _check_verb(self, parts: tuple[tree.Expression, ...], scope: Scope) -> None:
        """Explain `Lana and Lex believes …`."""
        for part, following in pairwise(parts):
            if not isinstance(part, tree.Ref) or part.arguments is not None:
                continue
            if not isinstance(following, tree.Believes | tree.Attitude | tree.Intends):
                continue
            term = find_term(self.table, scope, part.name)
            if term is not None and self.table.is_character(term):
                raise self.table.reports.fault(codes.SEVERAL_MINDS, part.span + following.span)

    def _intends(self, node: tree.Intends, scope: Scope) -> Formula:
        from typing import cast  # few worlds ask

        who = read_character(self.table, scope, node.who)
        aim = self.read(node.operand, scope)
        aims = aim.parts if isinstance(aim, AnyOf) else (aim,)  # events that share a name
        if not all(isinstance(one, Now | Happened) for one in aims):
            raise self.table.reports.fault(codes.INTENDED_WHAT, node.operand.span)
        return any_of([Intends(cast(Constant, who), cast(Happened | Now, one)) for one in aims])

    # -- names ----------------------------------------------------------------------------------

    def _reference(self, node: tree.Ref, scope: Scope) -> Formula:
        """Return what a name asks for: a yes/no fact, an ending, or an event, in this order."""
        table, name = self.table, node.name.text
        facts = table.facts.get(name, ())
        if node.arguments is None:
            plain = any(not f.parameters and isinstance(f.values, YesNoType) for f in facts)
            if plain or name in scope.variables or name in scope.broken:
                return Now(read_condition(table, scope, node))
            if name in self.names.endings:
                return Now(self.names.endings[name].condition)
            if find_term(table, scope, node.name) is None and self._is_event(name):
                return self._event(node, scope)
        elif self._is_event(name) and not (node.arguments and self._is_fact(node, scope)):
            return self._event(node, scope)
        if not facts and not self._is_declared(name):
            names = [*known_names(table, scope), *self.names.endings, *self.names.actions]
            raise table.reports.fault(
                world_codes.UNKNOWN_NAME,
                node.name.span,
                once=name,
                name=name,
                suggestion=table.reports.did_you_mean(name, names),
            )
        return Now(read_condition(table, scope, node))

    def _is_event(self, name: str) -> bool:
        return name in self.names.actions or name in self.names.triggers

    def _is_declared(self, name: str) -> bool:
        table = self.table
        return any(
            name in names for names in (table.entities, table.types, table.events, table.broken)
        )

    def _is_fact(self, node: tree.Ref, scope: Scope) -> bool:
        """Whether a name with arguments is a fact rather than an event."""
        table = self.table
        arguments = node.arguments or ()
        if any(isinstance(argument, tree.Unknown) for argument in arguments):
            return False
        with table.reports.skipping():
            terms = [read_argument(table, scope, argument) for argument in arguments]
            return any(
                len(fact.parameters) == len(terms)
                and all(map(table.accepts, fact.parameters, terms))
                for fact in table.facts.get(node.name.text, ())
            )
        raise FaultyError

    def _event(self, node: tree.Ref, scope: Scope) -> Formula:
        table, name = self.table, node.name.text
        rules = self.names.actions.get(name, ())
        if not rules:
            raise table.reports.fault(codes.TRIGGER_ASKED, node.name.span, name=name)
        terms = [
            None if isinstance(a, tree.Unknown) else read_argument(table, scope, a)
            for a in node.arguments or ()
        ]
        found = [
            Happened(rule, _filled_up(terms, len(rule.parameters)))
            for rule in rules
            if len(terms) <= len(rule.parameters)
            and all(
                term is None or table.accepts(parameter, term)
                for parameter, term in zip(rule.parameters, terms, strict=False)
            )
        ]
        if found:
            return found[0] if len(found) == 1 else AnyOf(tuple(found))
        raise table.reports.fault(
            codes.WRONG_EVENT,
            node.span,
            name=name,
            given=listed([table.reports.text(a.span) for a in node.arguments or ()], "and"),
            forms=f"it is {listed([_event_text(table, rule) for rule in rules])}",
        )


def _filled_up(terms: list[Term | None], count: int) -> tuple[Constant | None, ...]:
    from typing import cast

    # A quantified name may stand here until `same_for` puts every value for it.
    given = cast(list[Constant | None], terms)
    return (*given, *[None] * (count - len(given)))


def _event_text(table: Table, rule: EventRule) -> str:
    roles = ", ".join(
        value_text(p) if isinstance(p, Constant) else f"{p.name}: {table.parameter_text(p)}"
        for p in rule.parameters
    )
    return f"{rule.name}({roles})"


def _each(group: tuple[Term, ...], condition: Expression) -> Formula:
    return all_of([Now(InMind(who, condition)) for who in group])


def _common(group: tuple[Term, ...], condition: Expression) -> Formula:
    from typing import cast

    return CommonBelief(cast(tuple[Constant, ...], group), condition)


def all_of(parts: Iterable[Formula]) -> Formula:
    """Return that all parts are true; as one condition if they are about one moment."""
    return _joined(tuple(parts), AllOf, And)


def any_of(parts: Iterable[Formula]) -> Formula:
    """Return that some part is true; as one condition if they are about one moment."""
    return _joined(tuple(parts), AnyOf, Or)


def _joined(
    parts: tuple[Formula, ...],
    formulas: Callable[[tuple[Formula, ...]], Formula],
    conditions: Callable[[tuple[Expression, ...]], Expression],
) -> Formula:
    if len(parts) == 1:
        return parts[0]
    states = [part.condition for part in parts if isinstance(part, Now)]
    if len(states) == len(parts):
        return Now(conditions(tuple(states)))
    return formulas(parts)
