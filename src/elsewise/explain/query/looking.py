"""What a formula is worth at one moment, as far as that moment tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from elsewise.explain.query.core import parts_of
from elsewise.grounding.tables import as_value
from elsewise.play.moment import Moment
from elsewise.problem.problem import Condition, Event
from elsewise.world.questions import AllOf, Denied, Formula, Happened, Now, Until

Truths = dict[int, bool | None]
"""What parts of formulas are worth, by their `id`; None: what lies ahead must be known."""

Tells = Callable[[Now | Happened], bool]
"""Says whether a condition is so at a moment, or an event has just happened."""


def looked_at(formula: Formula, tells: Tells, known: Truths) -> bool | None:
    """Return whether a formula of a core is so at the moment of which something `tells`.

    What has been worked out at this moment is taken from `known`, and added. (Three values: Kleene,
    "Introduction to metamathematics", 1952, §64.)
    """
    for part in parts_of([formula]):
        if id(part) not in known:
            known[id(part)] = _worth(part, tells, known)
    return known[id(formula)]


def _worth(part: Formula, tells: Tells, known: Truths) -> bool | None:
    match part:
        case Now() | Happened():
            return tells(part)
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


def told_at(
    moment: Moment, conditions: Mapping[int, Condition], event: Event | None = None
) -> Tells:
    """Return what tells of a moment to which an event has just led (None: nothing happened).

    `conditions` are those of the formulas, ground, by the `id` of their part.
    """

    def tells(part: Now | Happened) -> bool:
        if isinstance(part, Now):
            return moment.holds(conditions[id(part)])
        return event is not None and is_event(event, part)

    return tells


def is_event(event: Event, meant: Happened) -> bool:
    """Whether a formula means an event: by the name of its rule, and arguments where they are said.

    It goes by name so that it holds for a world in which the rule was changed, too.
    """
    return (
        event.name.partition("(")[0] == meant.rule.name
        and len(event.arguments) == len(meant.arguments)
        and all(
            said is None or as_value(said.value) == value
            for said, value in zip(meant.arguments, event.arguments, strict=True)
        )
    )
