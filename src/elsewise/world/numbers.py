"""Numbers in a text: their size, and what can be worked out at once."""

from __future__ import annotations

import math

from elsewise.diagnostics.catalogue.syntax import NUMBER_TOO_LARGE
from elsewise.syntax import tree
from elsewise.world.expressions import Constant
from elsewise.world.reports import Reports
from elsewise.world.types import LARGEST_NUMBER


def number_constant(reports: Reports, number: tree.Number) -> Constant:
    """Return a written number; raises where it is too large to be exact."""
    value = float(number.value)
    if not math.isfinite(value) or abs(value) > LARGEST_NUMBER:
        raise reports.fault(NUMBER_TOO_LARGE, number.span, number=number.value)
    return Constant(value + 0.0)


def constant_value(expression: tree.Expression) -> float | None:
    """Return the number that an expression always is, if it holds nothing but numbers."""
    match expression:
        case tree.Number(value):
            return value
        case tree.Minus(operand):
            inner = constant_value(operand)
            return None if inner is None else -inner
        case tree.Binary(operator, left, right):
            one, other = constant_value(left), constant_value(right)
            if one is None or other is None:
                return None
            match operator:
                case tree.Operator.ADD:
                    return one + other
                case tree.Operator.SUBTRACT:
                    return one - other
                case tree.Operator.MULTIPLY:
                    return one * other
                case tree.Operator.DIVIDE:
                    return one / other if other else None
                case _:
                    return None
        case _:
            return None
