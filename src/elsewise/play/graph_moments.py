"""The moments of a story graph: its states, to go on from and to ask for reasons."""

from __future__ import annotations

from elsewise.graph.story_graph import StoryGraph
from elsewise.play.moment import Moment


class GraphMoments:
    """The moment of each state of a graph; it is worked out when it is first asked for."""

    def __init__(self, graph: StoryGraph) -> None:
        self._arrays = graph.arrays
        self._start = Moment.start(graph.problem, graph.limits)
        self._known = {0: self._start}

    def at(self, state: int) -> Moment:
        """Return the moment of a state, come to on a shortest way."""
        arrays, back = self._arrays, []
        while state not in self._known:
            back.append(state)
            state = int(arrays.sources[arrays.first_edges[state]])
        here = self._known[state]
        for state in reversed(back):
            here = here.after(int(arrays.events[arrays.first_edges[state]]))
            self._known[state] = here
        return here
