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

    Reasons are the dear part, so they are asked for only where an end that is good enough can be
    reached if reasons do not matter.
    """
    useful = _useful(reasons, start, steps, good)
    whole = start
    shortened: dict[Node, tuple[int, ...]] = {}  # where one gets to, and what was left out
    for place, (action, foresight) in enumerate(steps):
        ways: dict[Node, tuple[int, ...]] = {whole: (place,)}
        ways |= {node: (*places, place) for node, places in shortened.items()}
        longer = {node: places for node, places in ways.items() if node in useful[place]}
        for node, places in shortened.items():
            if (
                reasons.progress.is_possible(node, action)
                and (after := reasons.progress.after(node, action)) in useful[place]
                and after not in longer
                and reasons.explained(node, action, foresight)
            ):
                longer[after] = places
        shortened = longer
        whole = reasons.progress.after(whole, action)
    return next(iter(shortened.values()), None)


def _useful(
    reasons: Reasons, start: Node, steps: Sequence[Step], good: Callable[[Node], bool]
) -> list[set[Node]]:
    """Return, for each step, the states behind it from which the rest can end well.

    They are states that one gets to with something left out; reasons do not matter.
    """
    whole = start
    layers: list[dict[Node, set[Node]]] = []  # what each state behind a step came from
    for action, _ in steps:
        layer: dict[Node, set[Node]] = {whole: set()}
        for node in layers[-1] if layers else ():
            layer.setdefault(node, set()).add(node)
            if reasons.progress.is_possible(node, action):
                layer.setdefault(reasons.progress.after(node, action), set()).add(node)
        layers.append(layer)
        whole = reasons.progress.after(whole, action)
    useful = [{node for node in layers[-1] if good(node)}] if layers else []
    for layer in reversed(layers[1:]):
        useful.insert(0, {origin for node in useful[0] for origin in layer[node]})
    return useful
