"""Turns the expressions of a world into functions from role values to ground conditions.

An expression is walked once; what comes out is called for every instance of its rule. A function
takes the values of the variables in scope (by slot) and the path of minds it is read in. Negation
is pushed to the comparisons on the way: every condition is compiled for the answer wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from operator import itemgetter
from typing import TypeVar

from elsewise.errors import EngineError
from elsewise.grounding.expression_factory import NO, YES, ExpressionFactory
from elsewise.grounding.lifted import Part, choice_outside, free_variables, is_condition
from elsewise.grounding.scope import Scope, Slots, extended
from elsewise.grounding.tables import Tables, as_value
from elsewise.problem.problem import (
    FALSE,
    TRUE,
    Condition,
    ConstantValue,
    FluentRead,
    Minds,
    ValueExpression,
)
from elsewise.world.expressions import (
    OPPOSITE,
    And,
    Arithmetic,
    Calculate,
    Choose,
    Compare,
    Comparison,
    Constant,
    Expression,
    InMind,
    IsType,
    Not,
    Or,
    Quantified,
    Quantity,
    Read,
    Term,
    Variable,
)
from elsewise.world.types import EntityType, Value

_T = TypeVar("_T")

MOST_IN_A_ROW = 100
"""A sum of more numbers is put together from sums of this many, so that none nests too deep."""

MakeValue = Callable[[Slots, Minds], ValueExpression]
MakeCondition = Callable[[Slots, Minds], Condition]
MakeTerm = Callable[[Slots], Value]


class Compiler:
    """Compiles expressions over the tables of one world.

    `constants` are the fluents known to be the same in every mind for ever; reading one gives
    its value.
    """

    def __init__(
        self, tables: Tables, factory: ExpressionFactory, constants: Mapping[int, Value]
    ) -> None:
        self.tables = tables
        self.factory = factory
        self.constants = constants
        # By id(): expressions are large, and to compare two would mean to read both.
        self._compiled: dict[Hashable, tuple[Expression, MakeCondition]] = {}

    # -- terms and values -----------------------------------------------------------------

    def term(self, term: Term, scope: Scope) -> MakeTerm:
        """Compile a term."""
        if isinstance(term, Constant):
            value = as_value(term.value)
            return lambda _: value
        slot = scope.slots[term.name]
        return lambda slots: slots[slot]

    def mind(self, who: Term, scope: Scope) -> Callable[[Slots, Minds], Minds]:
        """Compile the step into somebody's mind."""
        term = self.term(who, scope)
        numbers = self.tables.character_number

        def step(slots: Slots, path: Minds) -> Minds:
            name = term(slots)
            if not isinstance(name, str) or name not in numbers:
                raise EngineError(f"{name} has no mind.")
            return extended(path, numbers[name])

        return step

    def value(self, expression: Expression, scope: Scope) -> MakeValue:
        """Compile a value; a yes/no value becomes a choice between yes and no."""
        factory = self.factory
        match expression:
            case Constant(value):
                known = factory.constant(as_value(value))
                return lambda _, __: known
            case Variable():
                term = self.term(expression, scope)
                return lambda slots, _: factory.constant(term(slots))
            case Read():
                return self._read(expression, scope)
            case _ if is_condition(expression):
                test = self.condition(expression, scope)
                return lambda slots, path: factory.if_else(test(slots, path), YES, NO)
            case InMind(who, body):
                step = self.mind(who, scope)
                inner = self.value(body, scope)  # type: ignore[arg-type]
                return lambda slots, path: inner(slots, step(slots, path))
            case Calculate(operator, left, right):
                return self._calculate(operator, left, right, scope)
            case Choose(test, then, otherwise):
                holds = self.condition(test, scope)
                yes, no = self.value(then, scope), self.value(otherwise, scope)
                return lambda slots, path: factory.if_else(
                    holds(slots, path), yes(slots, path), no(slots, path)
                )
            case Quantified():
                return self._total(expression, scope)
        raise EngineError(f"A {type(expression).__name__} is not a value.")

    def number(self, expression: Expression, scope: Scope) -> MakeValue:
        """Compile a number; a condition counts 1."""
        if not is_condition(expression):
            return self.value(expression, scope)
        test = self.condition(expression, scope)
        factory, one, nothing = self.factory, self.factory.constant(1.0), self.factory.constant(0.0)
        return lambda slots, path: factory.if_else(test(slots, path), one, nothing)

    def _read(self, read: Read, scope: Scope) -> MakeValue:
        tables, factory, constants = self.tables, self.factory, self.constants
        fact = tables.fact_number(read.fact)
        numbers = tables.fluents_of[fact]
        arguments = [self.term(term, scope) for term in read.arguments]

        def make(slots: Slots, path: Minds) -> ValueExpression:
            values = tuple([argument(slots) for argument in arguments])
            fluent = numbers.get(values)
            if fluent is None:
                fluent = tables.fluent(fact, values)
            if fluent in constants:
                return factory.constant(constants[fluent])
            return factory.fluent_read(path, fluent)

        return make

    def _calculate(
        self, operator: Arithmetic, left: Expression, right: Expression, scope: Scope
    ) -> MakeValue:
        first, second = self.number(left, scope), self.number(right, scope)
        factory = self.factory
        return lambda slots, path: factory.operation(
            operator, first(slots, path), second(slots, path)
        )

    def _total(self, quantified: Quantified, scope: Scope) -> MakeValue:
        """Compile a sum or product, the first value outermost; long ones in several rows."""
        each = self._each(quantified, scope, self.number, condition_yes=True)
        factory = self.factory
        adding = quantified.quantity is Quantity.SUM
        operator = Arithmetic.ADD if adding else Arithmetic.MULTIPLY
        neutral = factory.constant(0.0 if adding else 1.0)

        def total(numbers: list[ValueExpression]) -> ValueExpression:
            if len(numbers) > MOST_IN_A_ROW:
                rows = range(0, len(numbers), MOST_IN_A_ROW)
                return total([total(numbers[row : row + MOST_IN_A_ROW]) for row in rows])
            made: ValueExpression = neutral
            for number in reversed(numbers):
                made = factory.operation(operator, number, made)
            return made

        return lambda slots, path: total(
            [factory.if_else(holds, number, neutral) for holds, number in each(slots, path)]
        )

    # -- conditions ------------------------------------------------------------------------

    def condition(self, expression: Expression, scope: Scope, yes: bool = True) -> MakeCondition:
        """Compile that a condition holds (or, with `yes` false, that it does not)."""
        factory = self.factory
        match expression:
            case Constant() | Variable() | Read():
                value = self.value(expression, scope)
                return lambda slots, path: factory.is_yes(value(slots, path), yes)
            case InMind(who, body):
                step = self.mind(who, scope)
                inner = self.condition(body, scope, yes)  # type: ignore[arg-type]
                return lambda slots, path: inner(slots, step(slots, path))
            case Not(operand):
                return self.condition(operand, scope, not yes)
            case And(parts):
                return self._joined([self.condition(p, scope, yes) for p in parts], every=yes)
            case Or(parts):
                return self._joined([self.condition(p, scope, yes) for p in parts], every=not yes)
            case Choose(test, then, otherwise):
                return self._cases(
                    test,
                    self.condition(then, scope, yes),
                    self.condition(otherwise, scope, yes),
                    scope,
                )
            case Compare(operator, left, right):
                return self._compare(operator, left, right, scope, yes)
            case IsType(operand, type_name):
                return self._is_type(operand, type_name, scope, yes)
            case Quantified():
                return self._quantified(expression, scope, yes)
        raise EngineError(f"A {type(expression).__name__} is not a condition.")

    def _joined(self, parts: list[MakeCondition], *, every: bool) -> MakeCondition:
        join = self.factory.conjunction if every else self.factory.disjunction
        return lambda slots, path: join([part(slots, path) for part in parts])

    def _cases(
        self, test: Expression, then: MakeCondition, otherwise: MakeCondition, scope: Scope
    ) -> MakeCondition:
        """Compile a case split: the test and the one, or the opposite test and the other."""
        holds = self._shared(test, scope, yes=True)
        fails = self._shared(test, scope, yes=False)
        factory = self.factory
        return lambda slots, path: factory.disjunction(
            [
                factory.conjunction([holds(slots, path), then(slots, path)]),
                factory.conjunction([fails(slots, path), otherwise(slots, path)]),
            ]
        )

    def _shared(self, expression: Expression, scope: Scope, *, yes: bool) -> MakeCondition:
        """Compile a condition that is asked for more than once.

        Both the function and what it makes are made once. Otherwise case splits in the tests of
        case splits would take twice as long with each level.
        """
        key = (id(expression), tuple(scope.slots.items()), yes)
        known = self._compiled.get(key)
        if known is None:
            made = self.remembered(self.condition(expression, scope, yes), expression, scope)
            known = self._compiled[key] = (expression, made)
        return known[1]

    def _compare(
        self, operator: Comparison, left: Expression, right: Expression, scope: Scope, yes: bool
    ) -> MakeCondition:
        left, right = choice_outside(left), choice_outside(right)
        if is_condition(left) or is_condition(right):
            return self._compare_yes_no(operator, left, right, scope, yes)
        if isinstance(left, Choose):
            return self._cases(
                left.test,
                self._compare(operator, left.then, right, scope, yes),
                self._compare(operator, left.otherwise, right, scope, yes),
                scope,
            )
        if isinstance(right, Choose):
            return self._cases(
                right.test,
                self._compare(operator, left, right.then, scope, yes),
                self._compare(operator, left, right.otherwise, scope, yes),
                scope,
            )
        first, second = self.value(left, scope), self.value(right, scope)
        asked = operator if yes else OPPOSITE[operator]
        compared = self.factory.comparison
        return lambda slots, path: compared(asked, first(slots, path), second(slots, path))

    def _compare_yes_no(
        self, operator: Comparison, left: Expression, right: Expression, scope: Scope, yes: bool
    ) -> MakeCondition:
        """Compile a comparison of yes/no values: both hold or neither does (or the opposite).

        A yes/no value never equals one of another kind, and none is less than another.
        """
        asked = operator if yes else OPPOSITE[operator]
        if asked not in (Comparison.EQUAL, Comparison.UNEQUAL):
            return lambda _, __: FALSE
        equal = asked is Comparison.EQUAL
        if not (is_condition(left) and is_condition(right)):
            answer = FALSE if equal else TRUE
            return lambda _, __: answer
        return self._cases(
            left,
            self._shared(right, scope, yes=equal),
            self._shared(right, scope, yes=not equal),
            scope,
        )

    def _is_type(
        self, operand: Expression, type_name: str, scope: Scope, yes: bool
    ) -> MakeCondition:
        operand = choice_outside(operand)
        if isinstance(operand, Choose):
            return self._cases(
                operand.test,
                self._is_type(operand.then, type_name, scope, yes),
                self._is_type(operand.otherwise, type_name, scope, yes),
                scope,
            )
        value = self.value(operand, scope)
        factory, tables = self.factory, self.tables
        answers = (FALSE, TRUE) if yes else (TRUE, FALSE)
        operator = Comparison.EQUAL if yes else Comparison.UNEQUAL
        join = factory.disjunction if yes else factory.conjunction

        def make(slots: Slots, path: Minds) -> Condition:
            found = value(slots, path)
            if isinstance(found, ConstantValue):
                known = found.value
                return answers[isinstance(known, str) and tables.is_a(known, type_name)]
            if not isinstance(found, FluentRead):
                return answers[False]
            members = self._members(found.fluent, type_name)
            return join([factory.comparison(operator, found, factory.constant(m)) for m in members])

        return make

    def _members(self, fluent: int, type_name: str) -> Iterator[str]:
        """Yield the entities of a type that a fluent can be."""
        values = self.tables.world.facts[self.tables.fact_of[fluent]].values
        if isinstance(values, EntityType):
            for name in self.tables.entities_of(type_name):
                if self.tables.is_a(name, values.name):
                    yield name

    def _quantified(self, quantified: Quantified, scope: Scope, yes: bool) -> MakeCondition:
        factory = self.factory
        every = (quantified.quantity is Quantity.EVERY) is yes
        each = self._each(
            quantified,
            scope,
            lambda body, inner: self.condition(body, inner, yes),
            condition_yes=not every,
        )
        join, both = (
            (factory.conjunction, factory.disjunction)
            if every
            else (factory.disjunction, factory.conjunction)
        )
        return self.remembered(
            lambda slots, path: join([both(pair) for pair in each(slots, path)]), quantified, scope
        )

    def _each(
        self,
        quantified: Quantified,
        scope: Scope,
        compile_body: Callable[[Expression, Scope], Callable[[Slots, Minds], _T]],
        *,
        condition_yes: bool,
    ) -> Callable[[Slots, Minds], Iterator[tuple[Condition, _T]]]:
        """Compile the condition (or its opposite) and the body for each value of the variable.

        Values that the condition leaves out for certain are skipped.
        """
        inner, slot = scope.with_variable(quantified.variable.name)
        values = self.tables.values_of_term(quantified.variable)
        asked = And(()) if quantified.condition is None else quantified.condition
        test = self.condition(asked, inner, condition_yes)
        body = compile_body(quantified.body, inner)
        left_out = FALSE if condition_yes else TRUE

        def each(slots: Slots, path: Minds) -> Iterator[tuple[Condition, _T]]:
            own = [*slots[:slot], None]
            for value in values:
                own[slot] = value
                tested = test(own, path)
                if tested is not left_out:
                    yield tested, body(own, path)

        return each

    # -- memory -----------------------------------------------------------------------------

    def remembered(
        self, make: Callable[[Slots, Minds], _T], part: Part, scope: Scope
    ) -> Callable[[Slots, Minds], _T]:
        """Return a function that makes its answer once for all that the part depends on."""
        used = sorted(scope.slots[name] for name in free_variables(part))
        # itemgetter picks several values as a tuple, one as itself; either will do.
        pick = itemgetter(*used) if used else lambda _: None
        known: dict[object, _T] = {}

        def recall(slots: Slots, path: Minds) -> _T:
            key = (path, pick(slots))
            try:
                return known[key]
            except KeyError:
                made = known[key] = make(slots, path)
                return made

        return recall
