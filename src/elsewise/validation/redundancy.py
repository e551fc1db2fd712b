"""Whether events can be left out of a sequence for nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from elsewise.engines.reference.reasons import Reasons
from elsewise.engines.reference.states import StateNode

Step = tuple[int, int]
"""An action, and the foresight with which others must have a reason for it."""


def left_out(
    reasons: Reasons, start: StateNode, steps: Sequence[Step], good: Callable[[StateNode], bool]
) -> tuple[int, ...] | None:
    """Return which steps (their places, from 0) can be left out so that the rest ends well.

    What is kept must be possible where it then stands, and everyone else must have a reason.
    Returns None if nothing can be left out; of several ways, any.

    Reasons are the dear part, so they are asked for only where an end that is good enough can be
    reached if reasons do not matter.
    """
    useful = _useful(reasons, start, steps, good)
    whole = start
    shortened: dict[StateNode, tuple[int, ...]] = {}  # where one gets to, and what was left out
    for place, (action, foresight) in enumerate(steps):
        ways: dict[StateNode, tuple[int, ...]] = {whole: (place,)}
        ways |= {state: (*places, place) for state, places in shortened.items()}
        longer = {state: places for state, places in ways.items() if state in useful[place]}
        for state, places in shortened.items():
            if (
                reasons.transitions.is_possible(state, action)
                and (after := reasons.transitions.after(state, action)) in useful[place]
                and after not in longer
                and reasons.explained(state, action, foresight)
            ):
                longer[after] = places
        shortened = longer
        whole = reasons.transitions.after(whole, action)
    return next(iter(shortened.values()), None)


def _useful(
    reasons: Reasons, start: StateNode, steps: Sequence[Step], good: Callable[[StateNode], bool]
) -> list[set[StateNode]]:
    """Return, for each step, the states behind it from which the rest can end well.

    They are states that one gets to with something left out; reasons do not matter.
    """
    whole = start
    layers: list[dict[StateNode, set[StateNode]]] = []  # what each state behind a step came from
    for action, _ in steps:
        layer: dict[StateNode, set[StateNode]] = {whole: set()}
        for state in layers[-1] if layers else ():
            layer.setdefault(state, set()).add(state)
            if reasons.transitions.is_possible(state, action):
                layer.setdefault(reasons.transitions.after(state, action), set()).add(state)
        layers.append(layer)
        whole = reasons.transitions.after(whole, action)
    useful = [{state for state in layers[-1] if good(state)}] if layers else []
    for layer in reversed(layers[1:]):
        useful.insert(0, {origin for state in useful[0] for origin in layer[state]})
    return useful
