"""Whether events can be left out of a sequence for nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from elsewise.reference.reasons import Reasons
from elsewise.reference.states import Node

Step = tuple[int, int]
"""An action, and the foresight with which others must have a reason for it."""


def left_out(
    reasons: Reasons, start: Node, steps: Sequence[Step], good: Callable[[Node], bool]
) -> tuple[int, ...] | None:
    """Return which steps (their places, from 0) can be left out so that the rest ends well.

    What is kept must be possible where it then stands, and everyone else must have a reason.
    Returns None if nothing can be left out; of several ways, any.
    """
    if _left_out(reasons, start, steps, good, ask_for_reasons=False) is None:
        return None  # not even if reasons do not matter, which is much cheaper to find out
    return _left_out(reasons, start, steps, good, ask_for_reasons=True)


def _left_out(
    reasons: Reasons,
    start: Node,
    steps: Sequence[Step],
    good: Callable[[Node], bool],
    *,
    ask_for_reasons: bool,
) -> tuple[int, ...] | None:
    whole = start
    shortened: dict[Node, tuple[int, ...]] = {}  # where one gets to, and what was left out
    for place, (action, foresight) in enumerate(steps):
        longer: dict[Node, tuple[int, ...]] = {whole: (place,)}
        longer |= {node: (*places, place) for node, places in shortened.items()}
        for node, places in shortened.items():
            if reasons.progress.is_possible(node, action) and (
                not ask_for_reasons or reasons.explained(node, action, foresight)
            ):
                longer[reasons.progress.after(node, action)] = places
        shortened = longer
        whole = reasons.progress.after(whole, action)
    return next((places for node, places in shortened.items() if good(node)), None)
