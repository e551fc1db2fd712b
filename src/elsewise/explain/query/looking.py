"""What a formula is worth at one moment, as far as that moment tells."""

from __future__ import annotations

from collections.abc import Callable

from elsewise.explain.query.core import parts_of
from elsewise.world.questions import AllOf, Denied, Formula, Happened, Now, Until

Truths = dict[int, bool | None]
"""What parts of formulas are worth, by their `id`; None: what lies ahead must be known."""


def looked_at(formula: Formula, holds: Callable[[Now], bool], known: Truths) -> bool | None:
    """Return whether a formula of a core is so at a moment at which nothing has just happened.

    `holds` says of its conditions whether they are so. What has been worked out at this moment is
    taken from `known`, and added. (Three values: Kleene, "Introduction to metamathematics",
    1952, §64.)
    """
    for part in parts_of([formula]):
        if id(part) not in known:
            known[id(part)] = _worth(part, holds, known)
    return known[id(formula)]


def _worth(part: Formula, holds: Callable[[Now], bool], known: Truths) -> bool | None:
    match part:
        case Now():
            return holds(part)
        case Happened():
            return False
        case Denied(operand):
            found = known[id(operand)]
            return None if found is None else not found
        case AllOf(parts):
            values = {known[id(one)] for one in parts}
            return False if False in values else None if None in values else True
        case Until(_, keep, reach, within):
            reached = known[id(reach)]
            over = within == 0 or known[id(keep)] is False
            return reached if reached or over else None
        case _:
            return None
