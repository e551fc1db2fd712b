"""Says in words why a condition does not hold."""

from __future__ import annotations

from elsewise.engines.reference.states import StateNode
from elsewise.problem.evaluate import disjuncts, failing
from elsewise.problem.names import value_text
from elsewise.problem.problem import FALSE, Condition, Problem
from elsewise.problem.reads import fluent_reads
from elsewise.problem.wording import condition_text, number_text
from elsewise.world.kinds import listed

_MOST = 3


def what_is_missing(problem: Problem, condition: Condition, state: StateNode) -> str:
    """Return what a condition that fails in a state would need, and what is so instead."""
    # Of the requirements that must all hold, each that does not.
    failed = [part for part in failing(condition, state.value) if part != FALSE]
    needs = [
        listed([condition_text(problem, part) for part in disjuncts(missing)][:_MOST])
        for missing in failed
    ]
    if not needs:
        return "it can never happen"
    seen = dict.fromkeys(look for part in failed for look in fluent_reads(part))
    so = [
        f"{number_text(problem, look)} is {value_text(state.value(look.minds, look.fluent))}"
        for look in seen
    ]
    return (
        f"it needs {listed(needs[:_MOST], 'and')}, but {listed(so[:_MOST], 'and')}"
        if so
        else "it never is"
    )
