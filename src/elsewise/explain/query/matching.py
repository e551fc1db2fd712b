"""Which events of a problem a formula means."""

from __future__ import annotations

from elsewise.grounding.tables import as_value
from elsewise.problem.problem import Event
from elsewise.world.questions import Happened


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
