"""What the HTML page of a picture shows beside it: facts, minds and the way to every state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import count

import msgspec

from elsewise.present.drawing.drawn_story import DrawnStory
from elsewise.problem.names import value_text
from elsewise.story.story import State


class PageState(msgspec.Struct, array_like=True):
    """A state on a page. Values are rows of the page's data; events are places in its `says`.

    `id` is None where it is not known, and empty in a story. `minds` are the rows of the people's
    minds (None: not kept). `before` is the state that it came from, by the event `came`. `ways`
    are the events that can follow, with the states that they lead to (None: not on the page).
    """

    id: str | None
    beats: int
    row: int
    minds: list[int | None]
    before: int | None
    came: int | None
    goals: list[int]
    ways: list[tuple[int, int | None]]


class PageData(msgspec.Struct):
    """Tables for the page's script.

    `rows` are values by fluent, as places in `texts`. `spots` are the states behind each thing of
    the picture that can be chosen, and `sizes` how many there really are.
    """

    people: list[str]
    fluents: list[str]
    goals: list[str]
    texts: list[str] = []
    says: list[str] = []
    rows: list[list[int]] = []
    states: list[PageState] = []
    spots: list[list[int]] = []
    sizes: list[int] = []


def no_data() -> PageData:
    """Return the data of a picture in which nothing can be chosen."""
    return PageData([], [], [])


def story_data(story: DrawnStory) -> PageData:
    """Return the states of a story; thing n is the state after n beats."""
    made = StoryData(story.states[0], story.endings)
    made.add(story.states, [None, *story.words], story.endings)
    return made.done()


class StoryData:
    """The data of one or more stories in the making; each state is a thing of its own."""

    def __init__(self, like: State, endings: Sequence[str]) -> None:
        self._data = PageData(list(like.minds), list(like.values), list(endings))
        self._texts = defaultdict[str, int](count().__next__)
        self._says = defaultdict[str, int](count().__next__)

    def add(
        self,
        states: Sequence[State],
        words: Sequence[str | None],
        endings: Sequence[str],
        before: int | None = None,
    ) -> None:
        """Add states that follow each other, the first one behind the state `before`.

        `words` say how each state came to be; the last one reaches `endings`.
        """
        data = self._data
        for state, said in zip(states, words, strict=True):
            number = len(data.states)
            came = None if said is None else self._says[said]
            beat = 0
            if before is not None and came is not None:
                beat = data.states[before].beats + 1
                data.states[before].ways.append((came, number))
            minds = [self._row(state.minds[name]) for name in data.people]
            row = self._row(state)
            data.states.append(PageState("", beat, row, [*minds], before, came, [], []))
            data.spots.append([number])
            data.sizes.append(1)
            before = number
        if states:
            data.states[-1].goals = [data.goals.index(ending) for ending in endings]

    def done(self) -> PageData:
        """Return the data."""
        self._data.texts, self._data.says = list(self._texts), list(self._says)
        return self._data

    def _row(self, state: State) -> int:
        values = (state.values[name] for name in self._data.fluents)
        self._data.rows.append([self._texts[value_text(value)] for value in values])
        return len(self._data.rows) - 1
