"""Reading what can be so: the declarations of facts."""

from __future__ import annotations

from collections.abc import Hashable

from elsewise.diagnostics.catalogue import world as world_codes
from elsewise.diagnostics.catalogue import world_declarations as codes
from elsewise.diagnostics.catalogue import world_warnings as warnings
from elsewise.syntax import tree
from elsewise.world.declarations import choice_words
from elsewise.world.expressions import Constant, Term, Variable
from elsewise.world.kinds import Single, kind_of, number_text, same_constant
from elsewise.world.model import Fact
from elsewise.world.numbers import number_constant
from elsewise.world.quantifiers import read_type
from elsewise.world.references import unknown_name
from elsewise.world.reports import FaultyError
from elsewise.world.table import NO_NAMES, Table
from elsewise.world.types import EntityType, NumberType, Value, ValueType, YesNoType

MOST_COMPARED = 20
"""Of one name, this many signatures are compared with the next, so that a check stays linear."""


def declare_facts(
    table: Table, declarations: tuple[tree.Declaration, ...]
) -> tuple[tuple[tree.FactLine, Fact], ...]:
    """Fill in the facts, and return them with their lines (for what is told about them)."""
    found: list[tuple[tree.FactLine, Fact]] = []
    for line in declarations:
        if not isinstance(line, tree.FactLine):
            continue
        name = line.signature.name
        try:
            fact = _read_fact(table, line)
        except FaultyError:
            table.broken.add(name.text)
            table.facts.setdefault(name.text, [])
            continue
        if not fact.parameters and name.text in table.entities:
            what = table.describe(Single(name.text))
            table.broken.add(name.text)
            table.reports.add(
                codes.NAME_TAKEN,
                name.span,
                name=name.text,
                what=what,
                related=((table.entities[name.text].span, f"{what} here"),),
            )
        if _is_new(table, fact):
            table.facts.setdefault(name.text, []).append(fact)
            found.append((line, fact))
    return tuple(found)


def _read_fact(table: Table, line: tree.FactLine) -> Fact:
    parameters, faulty = read_roles(table, line.signature, nameless=True)
    values: ValueType | None = None
    try:
        values = _read_values(table, line)
    except FaultyError:
        faulty = True
    if faulty or values is None:
        raise FaultyError
    initial = _read_initial(table, line, values)
    return Fact(
        line.signature.name.text,
        parameters,
        values,
        initial,
        (),
        tuple(text.text for text in line.texts),
        line.signature.span,
    )


def read_roles(
    table: Table, signature: tree.Signature, *, nameless: bool
) -> tuple[tuple[Term, ...], bool]:
    """Return the parameters of a signature that are in order, and whether some are not.

    `nameless`: a role may be only a type, as in `fact at(character)`. It is then called by its
    place, `1` for the first; templates may write `{1}`.
    """
    found: list[Term] = []
    faulty = False
    seen: set[str] = set()
    for place, role in enumerate(signature.roles, start=1):
        try:
            if isinstance(role, tree.Bare):
                term = _read_bare(table, signature, role, place, nameless)
            else:
                term = _read_role(table, role, place)
        except FaultyError:
            faulty = True
            continue
        if isinstance(term, Variable):
            if term.name in seen:
                table.reports.add(codes.REPEATED_ROLE, role.span, name=term.name)
                faulty = True
            seen.add(term.name)
        found.append(term)
    return tuple(found), faulty


def _read_role(table: Table, role: tree.Role, place: int) -> Variable:
    name = str(place) if role.name is None else role.name.text
    if role.type is None:
        return Variable(name, YesNoType())
    if role.type.text == "number":
        raise table.reports.fault(codes.NUMBER_ROLE, role.type.span)
    return Variable(name, EntityType(read_type(table, role.type)))


def _read_bare(
    table: Table, signature: tree.Signature, role: tree.Bare, place: int, nameless: bool
) -> Term:
    value = role.value
    match value:
        case tree.Number():
            return number_constant(table.reports, value)
        case tree.YesNo(yes):
            return Constant(yes)
        case tree.Unknown():
            raise table.reports.fault(world_codes.UNKNOWN_ARGUMENT, value.span)
        case tree.Name(text):
            if text in table.entities:
                if text in table.broken:
                    raise FaultyError
                return Constant(text)
            if text == "number":
                raise table.reports.fault(codes.NUMBER_ROLE, value.span)
            if text not in table.types:
                raise unknown_name(table, NO_NAMES, value)
            if not nameless:
                raise table.reports.fault(
                    codes.NAMELESS_ROLE,
                    value.span,
                    name=text,
                    suggestion=f"Give the role a name: {signature.name.text}(who: {text}).",
                )
            return Variable(str(place), EntityType(text))


def _read_values(table: Table, line: tree.FactLine) -> ValueType:
    match line.values:
        case None:
            return YesNoType()
        case tree.TypeValues(name):
            if name.text == "number":
                return NumberType()
            return EntityType(read_type(table, name))
        case tree.RangeValues(low, high):
            bottom = number_constant(table.reports, low).value
            top = number_constant(table.reports, high).value
            assert isinstance(bottom, float)
            assert isinstance(top, float)
            if bottom > top:
                raise table.reports.fault(
                    codes.EMPTY_RANGE,
                    low.span + high.span,
                    suggestion=f"Write {number_text(top)} to {number_text(bottom)}.",
                )
            return NumberType(bottom, top)
        case tree.ChoiceValues(values):
            if choice_words(line) is not None:
                name = line.signature.name
                if name.text in table.broken:
                    raise FaultyError
                return EntityType(name.text)
            if len(values) == 2 and {_yes_or_no(v) for v in values} == {True, False}:
                return YesNoType()
            raise table.reports.fault(codes.STRANGE_VALUES, values[0].span + values[-1].span)


def _yes_or_no(value: tree.Literal) -> bool | None:
    return value.value if isinstance(value, tree.YesNo) else None


def _read_initial(table: Table, line: tree.FactLine, values: ValueType) -> Value:
    literal = line.initial
    if literal is None:
        return _unsaid(values)
    match literal:
        case tree.Number():
            constant = number_constant(table.reports, literal)
        case tree.YesNo(yes):
            constant = Constant(yes)
        case tree.Unknown():
            constant = Constant(None)
        case tree.Name(text):
            if text in table.broken:
                raise FaultyError
            if text not in table.entities:
                raise _unknown_initial(table, literal, values)
            constant = Constant(text)
    value = constant.value
    if not table.fits(kind_of(constant), values) or not _within(value, values):
        raise table.reports.fault(
            codes.WRONG_INITIAL,
            literal.span,
            value=table.reports.text(literal.span),
            fact=line.signature.name.text,
            wanted=_values_text(table, values),
        )
    return value


def _unknown_initial(table: Table, name: tree.Name, values: ValueType) -> FaultyError:
    if isinstance(values, EntityType) and values.name in table.choices:
        words = table.choices[values.name]
        return table.reports.fault(
            codes.WRONG_INITIAL,
            name.span,
            value=name.text,
            fact=values.name,
            wanted=_values_text(table, values),
            suggestion=table.reports.did_you_mean(name.text, words),
        )
    return unknown_name(table, NO_NAMES, name)


def _values_text(table: Table, values: ValueType) -> str:
    if isinstance(values, EntityType):
        return table.choice_text(values.name) or table.describe(values)
    return table.describe(values)


def _within(value: Value, values: ValueType) -> bool:
    if not isinstance(values, NumberType) or not isinstance(value, float):
        return True
    return (values.low is None or value >= values.low) and (
        values.high is None or value <= values.high
    )


def _unsaid(values: ValueType) -> Value:
    match values:
        case YesNoType():
            return False
        case NumberType(low, high):
            nearest = 0.0
            if low is not None and high is not None:
                nearest = min(max(0.0, low), high)
            return nearest
        case EntityType():
            return None


def _is_new(table: Table, fact: Fact) -> bool:
    """Check a fact against those of the same name; False if it is one of them again."""
    key = ("fact", fact.name, parameters_key(fact.parameters))
    first = table.first_spans.setdefault(key, fact.span)
    if first != fact.span:
        related = ((first, "first here"),)
        table.reports.add(
            codes.REPEATED_FACT, fact.span, fact=table.signature(fact), related=related
        )
        return False
    for other in table.facts.get(fact.name, ())[-MOST_COMPARED:]:
        if len(other.parameters) != len(fact.parameters):
            continue
        related = ((other.span, "first here"),)
        if parameters_meet(table, other.parameters, fact.parameters):
            table.reports.add(
                warnings.OVERLAPPING_FACTS,
                fact.span,
                one=table.signature(other),
                other=table.signature(fact),
                related=related,
            )
    return True


def parameters_key(parameters: tuple[Term, ...]) -> Hashable:
    """Return what is equal for signatures that take the same, whatever their roles are called."""
    return tuple(
        (type(term.value), term.value) if isinstance(term, Constant) else term.type
        for term in parameters
    )


def parameters_meet(table: Table, left: tuple[Term, ...], right: tuple[Term, ...]) -> bool:
    """Whether some arguments fit both signatures, of the same length."""
    return all(
        same_constant(one, other)
        if isinstance(one, Constant) and isinstance(other, Constant)
        else _terms_meet(table, one, other)
        for one, other in zip(left, right, strict=True)
    )


def _terms_meet(table: Table, one: Term, other: Term) -> bool:
    kinds = kind_of(one), kind_of(other)
    if all(isinstance(kind, EntityType) for kind in kinds):
        left, right = (table.members(kind.name) for kind in kinds if isinstance(kind, EntityType))
        return not left.isdisjoint(right)
    return table.meet(*kinds)
