"""Effects of the peer's text, with names looked up and types checked."""

from __future__ import annotations

from elsewise.diagnostics.catalogue import dialect
from elsewise.sabre.conditions import FALSE, TRUE, Expressions, strip
from elsewise.sabre.names import MistakeError, Scope
from elsewise.sabre.tree import (
    Assignment,
    Believes,
    Comparison,
    Conditional,
    Conjunction,
    Disjunction,
    Fluent,
    Literal,
    Negation,
    Quantified,
)
from elsewise.sabre.tree import Expression as Written
from elsewise.world.expressions import (
    NOTHING,
    Assign,
    Constant,
    Effect,
    Expression,
    ForEvery,
    If,
    InMind,
    Not,
    Read,
    Together,
    Variable,
)
from elsewise.world.types import ValueType, YesNoType


class Effects:
    """Makes effects."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        self.names = expressions.names

    def effect(self, expression: Written, scope: Scope) -> Effect:
        """Make an effect; unconditional ones that contradict each other are an error."""
        made = self._effect(expression, scope)
        self._refuse_contradictions(made, expression)
        return made

    def _effect(self, expression: Written, scope: Scope) -> Effect:
        bare = strip(expression)
        match bare:
            case Literal(value=True):
                return NOTHING
            case Fluent():
                return self._set(bare, bare, True, scope)
            case Believes() if is_fluent(bare.body):
                return self._set(bare, bare, True, scope)
            case Believes():
                who = self.names.character(bare.who, scope)
                return InMind(who, self._effect(bare.body, scope))
            case Conjunction():
                parts = self.expressions.each(bare.parts, lambda p: self._effect(p, scope))
                return Together(tuple(parts))
            case Disjunction():
                return self._only_possible(bare, scope)
            case Negation():
                return self._opposite(bare, scope)
            case Conditional():
                return self._conditional(bare, scope)
            case Quantified(word="forall" | "exists"):
                return self._for_every(bare, bare.word, bare.body, scope)
            case Assignment():
                return self._assign(bare.target, bare.value, scope)
            case Comparison(sign="==") if is_fluent(bare.left):
                return self._assign(bare.left, bare.right, scope)
            case Comparison(sign="!=") if is_fluent(bare.left):
                return self._assign_opposite(bare, scope)
        raise self._not_an_effect(bare)

    def _not_an_effect(self, expression: Written) -> MistakeError:
        return self.names.mistake(dialect.NOT_AN_EFFECT, expression)

    # -- assignments ------------------------------------------------------------------------

    def target(self, expression: Written, scope: Scope) -> tuple[Read | InMind, ValueType]:
        """Make a fluent, perhaps in minds; return it and the type of its value."""
        bare = strip(expression)
        if isinstance(bare, Believes):
            who = self.names.character(bare.who, scope)
            inner, type_ = self.target(bare.body, scope)
            return InMind(who, inner), type_
        assert isinstance(bare, Fluent), "asked by is_fluent, or given by the grammar"
        return self.expressions.read(bare, scope)

    def _set(self, fluent: Written, whole: Written, value: bool, scope: Scope) -> Effect:
        target, type_ = self.target(fluent, scope)
        if not isinstance(type_, YesNoType):
            raise self._not_an_effect(whole)
        return assigned(target, TRUE if value else FALSE)

    def _assign(self, fluent: Written, value: Written, scope: Scope) -> Effect:
        target, type_ = self.target(fluent, scope)
        return assigned(target, self.expressions.assigned(type_, value, scope))

    def _assign_opposite(self, comparison: Comparison, scope: Scope) -> Effect:
        target, type_ = self.target(comparison.left, scope)
        if not isinstance(type_, YesNoType):
            raise self._not_an_effect(comparison)
        return Assign(target, Not(self.expressions.condition(comparison.right, scope)))

    # -- the opposite -----------------------------------------------------------------------

    def _opposite(self, negation: Negation, scope: Scope) -> Effect:
        """`! E`: the negation is moved inwards until it meets something that can be set."""
        span, bare = negation.span, strip(negation.operand)
        match bare:
            case Literal(value=False):
                return NOTHING
            case Fluent():
                return self._set(bare, negation, False, scope)
            case Believes() if is_fluent(bare.body):
                return self._set(bare, negation, False, scope)
            case Believes():
                body = Negation(span, bare.body)
                return self._effect(Believes(span, bare.who, body), scope)
            case Negation():
                return self._effect(bare.operand, scope)
            case Disjunction():
                parts = tuple(Negation(p.span, p) for p in bare.parts)
                return self._effect(Conjunction(span, parts), scope)
            case Conjunction():
                parts = tuple(Negation(p.span, p) for p in bare.parts)
                return self._effect(Disjunction(span, parts), scope)
            case Conditional():
                branches = tuple((t, Negation(b.span, b)) for t, b in bare.branches)
                otherwise = bare.otherwise or Literal(span, True)
                turned = Conditional(span, branches, Negation(span, otherwise))
                return self._effect(turned, scope)
            case Quantified(word="forall" | "exists"):
                word = "exists" if bare.word == "forall" else "forall"
                return self._for_every(bare, word, Negation(bare.body.span, bare.body), scope)
            case Comparison(sign="==" | "!="):
                sign = "==" if bare.sign == "!=" else "!="
                return self._effect(Comparison(span, sign, bare.left, bare.right), scope)
        raise self._not_an_effect(negation)

    # -- several, perhaps -------------------------------------------------------------------

    def _only_possible(self, disjunction: Disjunction, scope: Scope) -> Effect:
        """Make of `A | B` the only part that is not simply false; nothing if one is simply true."""
        parts = disjunction.parts
        if any(_truth(part) is True for part in parts):
            return NOTHING
        possible = [part for part in parts if _truth(part) is not False]
        if len(possible) != 1:
            raise self._not_an_effect(disjunction)
        return self._effect(possible[0], scope)

    def _conditional(self, conditional: Conditional, scope: Scope) -> Effect:
        tests = self.expressions.each(
            [test for test, _ in conditional.branches],
            lambda test: self.expressions.condition(test, scope),
        )
        bodies = self.expressions.each(
            [body for _, body in conditional.branches], lambda body: self._effect(body, scope)
        )
        result: Effect | None = None
        if conditional.otherwise is not None:
            result = self._effect(conditional.otherwise, scope)
            result = None if result == NOTHING else result
        for test, body in zip(reversed(tests), reversed(bodies), strict=True):
            result = If(test, body, result)
        assert result is not None, "there is at least one branch"
        return result

    def _for_every(self, quantified: Quantified, word: str, body: Written, scope: Scope) -> Effect:
        inner, variable = self.expressions.bind(quantified, scope)
        if word == "exists" and len(self.names.values_of(variable.type)) != 1:
            raise self._not_an_effect(quantified)
        return ForEvery(variable, None, self._effect(body, inner))

    def _refuse_contradictions(self, effect: Effect, whole: Written) -> None:
        """Refuse an effect that gives one fluent two values whatever holds."""
        parts = _unconditional(effect)
        if len(parts) < 2:
            return
        seen: dict[object, object] = {}
        for part in parts:
            if seen.setdefault(part.target, part.value) != part.value:
                raise self.names.mistake(dialect.CONTRADICTORY_EFFECT, whole)


def _truth(expression: Written) -> bool | None:
    """Return True or False where just that is written, else None."""
    bare = strip(expression)
    if isinstance(bare, Negation):
        inner = _truth(bare.operand)
        return None if inner is None else not inner
    return bare.value if isinstance(bare, Literal) and isinstance(bare.value, bool) else None


def assigned(target: Read | InMind, value: Expression) -> Effect:
    """Make an assignment; one of a value that is the same everywhere is made within the minds."""
    if isinstance(target, InMind) and isinstance(value, Constant | Variable):
        assert isinstance(target.body, Read | InMind)
        return InMind(target.who, assigned(target.body, value))
    return Assign(target, value)


def _unconditional(effect: Effect) -> list[Assign]:
    if isinstance(effect, Assign):
        return [effect]
    if isinstance(effect, Together):
        return [assign for part in effect.effects for assign in _unconditional(part)]
    if isinstance(effect, InMind) and isinstance(effect.body, Assign | Together | InMind):
        inner = _unconditional(effect.body)
        return [Assign(InMind(effect.who, part.target), part.value) for part in inner]
    return []


def is_fluent(expression: Written) -> bool:
    """Whether an expression names a fluent, perhaps in minds: it can be assigned to."""
    bare = strip(expression)
    while isinstance(bare, Believes):
        bare = strip(bare.body)
    return isinstance(bare, Fluent)
