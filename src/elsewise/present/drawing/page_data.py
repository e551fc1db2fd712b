"""What the HTML page of a picture shows beside it: facts, minds and the way to every state."""

from __future__ import annotations

from collections import defaultdict
from itertools import count

import msgspec
from msgspec import structs

from elsewise.present.drawing.drawn_story import DrawnStory
from elsewise.problem.names import value_text
from elsewise.show.harmless import harmless
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

    def harmless(self) -> PageData:
        """Return the same tables; no text in them changes how others are shown."""
        texts = ("people", "fluents", "goals", "texts", "says")
        return structs.replace(self, **{t: [*map(harmless, getattr(self, t))] for t in texts})


def no_data() -> PageData:
    """Return the data of a picture in which nothing can be chosen."""
    return PageData([], [], [])


def story_data(*stories: DrawnStory, shared: int = 0) -> PageData:
    """Return the states of stories, of which the first `shared` beats are the same.

    Each state is a thing of its own, the shared ones first. Empty if some are not known.
    """
    if not all(story.states for story in stories):
        return no_data()
    first, start = stories[0], stories[0].states[0]
    endings = dict.fromkeys(ending for story in stories for ending in story.endings)
    data = PageData(list(start.minds), list(start.changing), list(endings))
    texts, says = (defaultdict[str, int](count().__next__) for _ in range(2))

    def row(state: State) -> int:
        data.rows.append([texts[value_text(state.changing[name])] for name in data.fluents])
        return len(data.rows) - 1

    def add(state: State, before: int | None = None, words: str = "") -> int:
        number, beats, came = len(data.states), 0, None
        if before is not None:
            beats, came = data.states[before].beats + 1, says[words]
            data.states[before].ways.append((came, number))
        minds: list[int | None] = [row(state.minds[name]) for name in data.people]
        data.states.append(PageState("", beats, row(state), minds, before, came, [], []))
        data.spots.append([number])
        data.sizes.append(1)
        return number

    parting = add(start)
    for state, words in zip(first.states[1 : shared + 1], first.words, strict=False):
        parting = add(state, parting, words)
    for story in stories:
        last = parting
        for state, words in zip(story.states[shared + 1 :], story.words[shared:], strict=True):
            last = add(state, last, words)
        data.states[last].goals = [data.goals.index(ending) for ending in story.endings]
    data.texts, data.says = list(texts), list(says)
    return data
