"""How many sequences of events lead to a moment at which something is so."""

from __future__ import annotations

import numpy as np

from elsewise.explain.query.fixpoints import Ways
from elsewise.explain.query.labels import Label
from elsewise.graph.arrays import Numbers

LARGEST = 2.0**62


def counts(ways: Ways, label: Label, start: int, lengths: int) -> tuple[int, ...]:
    """Return how many sequences of 0, 1, … events from a state end where a label is true.

    They are counted along the graph, not listed. For `lengths` numbers, so far as all are known: up
    to before the first length at which a sequence may go on from a state that was not explored.
    """
    after = label.behind(ways.targets).sure
    reach: Numbers = np.zeros(ways.states, np.int64)
    reach[start] = 1
    found = [int(label.quiet.sure[start])]
    while len(found) < lengths and not reach[ways.unexplored].any():
        if float(reach.astype(np.float64) @ ways.degrees) > LARGEST:
            reach = reach.astype(object)  # Python's own numbers, which never overflow
        steps = reach[ways.sources]
        found.append(int(steps[after].sum()))
        reach = np.zeros(ways.states, steps.dtype)
        np.add.at(reach, ways.targets, steps)
    return tuple(found)
