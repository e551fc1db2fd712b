"""One person's mind through a story as a timeline: a bar for every belief, from beat to beat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from elsewise.present.drawing.canvas import LINE
from elsewise.present.drawing.drawn_story import DrawnStory
from elsewise.present.drawing.page_data import story_data
from elsewise.present.drawing.picture import Picture
from elsewise.present.drawing.sheet import MARGIN, SIZE, SMALL, WIDTH, WRONG, Sheet
from elsewise.present.drawing.text_metrics import text_width, wrapped
from elsewise.problem.names import value_text
from elsewise.show.layout import counted
from elsewise.world.types import Value

LEAST_WIDTH = 560.0
LEAST_BEAT = 58.0
MOST_BEAT = 150.0
MOST_LABEL = 240.0


@dataclass(frozen=True, slots=True)
class BeliefBar:
    """A belief that is held from one beat to another, both included.

    `wrong` if it is not so; `is_so` then has what is so in the meantime, one after the other.
    """

    first: int
    last: int
    value: Value
    wrong: bool
    is_so: tuple[Value, ...]

    @property
    def when(self) -> str:
        """From when to when it is held, in words."""
        if self.first == self.last:
            return "at the start" if self.first == 0 else f"after beat {self.first}"
        begin = "the start" if self.first == 0 else f"beat {self.first}"
        return f"from {begin} to beat {self.last}"

    @property
    def words(self) -> str:
        """What is believed, in words."""
        if self.wrong:
            is_so = ", then ".join(map(value_text, self.is_so))
            return f"wrongly {value_text(self.value)} (it is {is_so})"
        return "not known" if self.value is None else value_text(self.value)


Beliefs = Mapping[str, Sequence[BeliefBar]]
"""What one person believes through a story, by the fluents that are worth drawing."""


def beliefs_of(story: DrawnStory, who: str) -> Beliefs:
    """Return what a character believes of every fluent, but for what is rightly held throughout."""
    bars = {fluent: _bars(story, who, fluent) for fluent in story.states[0].values}
    return {fluent: some for fluent, some in bars.items() if len(some) > 1 or some[0].wrong}


def _bars(story: DrawnStory, who: str, fluent: str) -> list[BeliefBar]:
    held = [(state.minds[who].values[fluent], state.values[fluent]) for state in story.states]
    wrong = [believed is not None and believed != so for believed, so in held]
    bars = []
    for (value, is_wrong), some in groupby(range(len(held)), lambda n: (held[n][0], wrong[n])):
        beats = list(some)
        is_so = tuple(dict.fromkeys(held[n][1] for n in beats)) if is_wrong else ()
        bars.append(BeliefBar(beats[0], beats[-1], value, is_wrong, is_so))
    return bars


def draw_mind_timeline(story: DrawnStory, who: str, title: str, theme: str) -> Picture:
    """Draw what one character believes through a story, a bar per belief, wrong ones marked.

    Facts of which the character believes one thing all the time, rightly, are only counted.
    """
    beliefs = beliefs_of(story, who)
    sheet = _TimelineSheet(title, theme, story, who, beliefs)
    sheet.draw()
    return sheet.picture(lambda: story_data(story))


class _TimelineSheet(Sheet):
    """Draws bands of beats one below the other; beats begin at `_left` and are `_step` wide."""

    def __init__(
        self, title: str, theme: str, story: DrawnStory, who: str, beliefs: Beliefs
    ) -> None:
        label = max((text_width(fluent, SIZE) for fluent in beliefs), default=60.0) + 10
        self._left = MARGIN + min(label, MOST_LABEL)
        beats, room = len(story.states), WIDTH - MARGIN - self._left
        bands = -(-beats // max(1, min(beats, int(room / LEAST_BEAT))))
        self._in_band = -(-beats // bands)
        self._step = min(MOST_BEAT, room / self._in_band)
        width = self._left + self._step * self._in_band + MARGIN
        super().__init__(title, theme, max(width, LEAST_WIDTH))
        self._story, self._who, self._beliefs = story, who, beliefs
        self._same = (
            f"{who} is right about everything from the start, and nothing changes for {who}."
        )

    def draw(self) -> None:
        """Draw everything from top to bottom."""
        beats, who = len(self._story.states), self._who
        for first in range(0, beats, self._in_band):
            self._band(first, min(beats, first + self._in_band) - 1)
        for number, beat in enumerate(self._story.beats, start=1):
            with self.group(beat.event, data_spot=number):
                self.numbered(number, beat.words, SMALL, MARGIN + 20, self.width - 2 * MARGIN - 30)
            self.say(f"Beat {number}: {beat.words}", number)
        self.y += 8
        self.say(f"What {who} believes:" if self._beliefs else self._same)
        for fluent, some in self._beliefs.items():
            self.say(f"{fluent}: {'; '.join(f'{bar.when} {bar.words}' for bar in some)}.")
        bars = [bar for some in self._beliefs.values() for bar in some]
        self.belief_notes(any(bar.wrong for bar in bars), any(bar.value is None for bar in bars))
        left_out = len(self._story.states[0].values) - len(self._beliefs)
        if left_out:
            facts = counted(left_out, "fact")
            self.note(f"Not shown: {facts} of which one thing is believed throughout, rightly")
            self.say(f"Not shown: facts of which {who} believes one thing, rightly: {left_out}.")
        self.y += 12

    def _band(self, first: int, last: int) -> None:
        """Draw what is believed from one beat to another."""
        for beat in range(first, last + 1):
            x = self._left + (beat - first + 0.5) * self._step
            self.text("ew-bold", x, self.y + SIZE, str(beat or "start"), SIZE, "middle")
        self.y += SIZE * LINE + 6
        below, top = self.layer(), self.y
        for fluent, bars in self._beliefs.items():
            here = [bar for bar in bars if bar.last >= first and bar.first <= last]
            self._fluent(fluent, here, first, last)
        if not self._beliefs:
            self.note(self._same, "ew-ink", SIZE)
        for edge in range(last - first + 2):
            below.path("ew-line", "M", self._left + edge * self._step, top, "V", self.y)
        self.y += 14

    def _fluent(self, fluent: str, bars: Sequence[BeliefBar], first: int, last: int) -> None:
        """Draw what is believed of one fluent."""
        name = wrapped(fluent, SIZE, self._left - MARGIN - 8)
        placed = []
        for bar in bars:
            begin, end = max(bar.first, first) - first, min(bar.last, last) - first + 1
            wide = (end - begin) * self._step - 4
            text = WRONG * bar.wrong + value_text(bar.value)
            lines = wrapped(text, SMALL, wide - 6, bold=bar.wrong)
            placed.append((bar, self._left + begin * self._step + 2, wide, lines))
        tall = max(len(lines) for lines in (name, *(lines for *_, lines in placed))) * SIZE * LINE
        self.lines("ew-ink", MARGIN, self.y + SIZE + 5, name, SIZE)
        for bar, x, wide, lines in placed:
            tip = f"{self._who}, {bar.when}: {fluent} is {bar.words}"
            box = (x, self.y + 2, wide, tall + 4)
            if bar.wrong:
                self.wrong_box(box, tip)
            else:
                self.rect("ew-box", box, tip, rx=3)
            kind = "ew-wrong" if bar.wrong else "ew-quiet" if bar.value is None else "ew-ink"
            self.lines(kind, x + 4, self.y + SMALL + 5.5, lines, SMALL)
        self.y += tall + 9
