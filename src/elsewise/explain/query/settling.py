"""What is so at every moment of every story, however long: known without looking at any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from elsewise.explain.query.core import parts_of
from elsewise.explain.query.looking import Truths, is_event
from elsewise.grounding.reachability import Reached, relaxed
from elsewise.grounding.value_sets import can_fail, can_hold
from elsewise.problem.problem import Condition, Problem
from elsewise.story.watch import Stopped
from elsewise.world.questions import AllOf, Denied, Formula, Happened, Now, Until


@dataclass(frozen=True)
class Settling:
    """Says which parts of formulas are so at all moments, and which at none.

    It is told by what can ever be if all that was once so stays so. `conditions` are those of the
    formulas, ground, by the `id` of their part. `look` is called now and then; it raises `Stopped`
    when time is up, and then nothing is known.
    """

    problem: Problem
    conditions: Mapping[int, Condition]
    look: Callable[[], None]

    @cached_property
    def _reached(self) -> Reached | None:
        try:
            return relaxed(self.problem, look=self.look)
        except Stopped:
            return None

    def settled(self, formula: Formula) -> Truths:
        """Return the parts of a formula that are settled, by their `id`."""
        known: Truths = {}
        if self._reached is not None:
            for part in parts_of([formula]):
                known[id(part)] = self._everywhere(part, known, self._reached)
        return {part: so for part, so in known.items() if so is not None}

    def _everywhere(self, part: Formula, known: Truths, reached: Reached) -> bool | None:
        match part:
            case Now():
                condition = self.conditions[id(part)]
                if not can_hold(condition, reached.values):
                    return False
                return None if can_fail(condition, reached.values) else True
            case Happened():
                happens = zip(self.problem.actions, reached.happens, strict=False)
                comes = any(does and is_event(event, part) for event, does in happens)
                return None if comes else False
            case Denied(operand):
                so = known[id(operand)]
                return None if so is None else not so
            case AllOf(parts):
                every = {known[id(one)] for one in parts}
                return False if False in every else None if None in every else True
            case Until(_, _, reach, _):
                return known[id(reach)]  # what never is does not come, what always is has come
            case _:
                return None
