"""Swim lanes: a lane per person, beats from top to bottom; who acts, who saw, what led to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import count

from elsewise.present.drawing.canvas import LINE, Canvas
from elsewise.present.drawing.drawn_story import DrawnBeat, DrawnStory, DrawnTrigger
from elsewise.present.drawing.page_data import story_data
from elsewise.present.drawing.picture import Picture
from elsewise.present.drawing.sheet import MARGIN, SIZE, SMALL, WIDTH, Sheet
from elsewise.present.drawing.text_metrics import text_width, unbroken_width, wrapped
from elsewise.telling.words import join

TEXT_LEFT = 58.0
LEAST_TEXT, MOST_TEXT = 240.0, 420.0
LEAST_LANE, MOST_LANE = 44.0, 120.0
MOST_NAME, BESIDE_NAME = 200.0, 8.0
"""The widest word of a name that is not broken, and the room between two names."""
INDENT = 16.0
TRACK = 9.0
MOST_GUTTER = 200.0
GAP = 14.0
RADIUS = 8.0
REASON_DASHES = "3 2"
NOTHING = "Nothing needs to happen."

Pair = tuple[int, int]
"""Two beats by their numbers from 1, the earlier one first."""

Causes = Mapping[Pair, bool]
"""Beats that are causes of others; True where it made the other possible, and did not only give
somebody a reason."""


def draw_lanes(story: DrawnStory, causes: Causes, title: str, theme: str) -> Picture:
    """Draw a story, with arrows from the beats that are causes of others to these."""
    sheet = _LaneSheet(story, causes, title, theme)
    sheet.draw()
    return sheet.picture(lambda: story_data(story))


def _needed(story: DrawnStory) -> float:
    """Return the width in which every sentence of a story stands in one line."""
    followed = [*story.at_start, *(trigger for beat in story.beats for trigger in beat.followed)]
    widths = [text_width(words, SIZE) for words in story.words]
    widths += [text_width(trigger.words, SMALL) + INDENT for trigger in followed]
    return max(widths, default=0.0) + 1


def _tracks(causes: Iterable[Pair]) -> dict[Pair, int]:
    """Give every arrow a track so that none lies on another; short ones run nearest the words."""
    taken: dict[int, list[Pair]] = defaultdict(list)
    found: dict[Pair, int] = {}
    for cause in sorted(set(causes), key=lambda c: (c[1] - c[0], c)):
        found[cause] = next(t for t in count() if all(_apart(cause, c) for c in taken[t]))
        taken[found[cause]].append(cause)
    return found


def _apart(one: Pair, other: Pair) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


# -- drawing ----------------------------------------------------------------------------------


class _LaneSheet(Sheet):
    """Draws lanes. `_text` is the width of the words; `_lanes` are the middles of the lanes.

    `_out` is where arrows begin, and `_tracks` where each runs down.
    """

    def __init__(self, story: DrawnStory, causes: Causes, title: str, theme: str) -> None:
        tracks = _tracks(causes)
        many_tracks = max(tracks.values(), default=-1) + 1
        track = min(TRACK, MOST_GUTTER / max(1, many_tracks))
        gutter = track * many_tracks + (24 if many_tracks else 10)
        names = max((text_width(n, SIZE, bold=True) for n in story.characters), default=0.0)
        words = (unbroken_width(n, SIZE, bold=True) for n in story.characters)
        least = max(LEAST_LANE, min(MOST_NAME, max(words, default=0.0)) + BESIDE_NAME)
        many = max(1, len(story.characters))
        free = WIDTH - TEXT_LEFT - gutter - MARGIN
        most = min(MOST_TEXT, max(LEAST_TEXT, free - many * names))
        self._text = min(max(_needed(story), LEAST_TEXT), most)
        self._lane = max(least, min(MOST_LANE, (free - self._text) / many))
        left = TEXT_LEFT + self._text + gutter
        middles = (left + self._lane * (n + 0.5) for n in range(many))
        self._lanes = dict(zip(story.characters, middles, strict=False))
        self._out = TEXT_LEFT + self._text + 6
        self._tracks = {p: self._out + 12 + n * track for p, n in sorted(tracks.items())}
        self._story, self._causes = story, causes
        super().__init__(title, theme, left + self._lane * many + MARGIN)

    def draw(self) -> None:
        """Draw everything from top to bottom."""
        self._names()
        below, top = self.layer(), self.y
        rows: dict[int, float] = {}
        if self._story.characters:
            self.say(f"People: {join(self._story.characters)}.")
        for trigger in self._story.at_start:
            self.say(trigger.words)
        self._followed(self._story.at_start)
        for number, beat in enumerate(self._story.beats, start=1):
            self.y += GAP / 2
            rows[number] = self.y + SIZE * 0.85
            self._row(number, beat)
            self._followed(beat.followed)
            self.say(self._words_of(number, beat), number)
            self.y += GAP / 2
        if not self._story.beats:
            self.text("ew-ink", TEXT_LEFT, self.y + SIZE, NOTHING, SIZE)
            self.say(NOTHING)
            self.y += 2 * SIZE
        for x in self._lanes.values():
            below.path("ew-line", "M", x, top - 6, "V", self.y)
        for pair in self._tracks:
            self._cause(below, rows, pair)
        if self._story.endings:
            ending = f"Ending: {join(self._story.endings)}"
            self.text("ew-bold", TEXT_LEFT, self.y + SIZE + 4, ending, SIZE)
            self.say(f"{ending}.")
            self.y += SIZE * LINE + 8
        self.y += 16
        self.legend([(20, partial(self._sign, sign), _MEANINGS[sign]) for sign in self._used()])

    def _names(self) -> None:
        """Write the names above the lanes."""
        lanes = self._lanes
        names = {n: wrapped(n, SIZE, self._lane - BESIDE_NAME + 1, bold=True) for n in lanes}
        deepest = max(map(len, names.values()), default=1)
        for name, lines in names.items():
            first = self.y + (deepest - len(lines)) * SIZE * LINE + 8
            self.lines("ew-bold", lanes[name], first, lines, SIZE, "middle")
        self.y += deepest * SIZE * LINE + 4

    def _row(self, number: int, beat: DrawnBeat) -> None:
        self.text("ew-quiet", TEXT_LEFT - 10, self.y + SIZE, str(number), SIZE, "end")
        tip = "\n".join((f"{number}. {beat.event}", *beat.because))
        with self.group(tip, data_spot=number):
            y = self.y + SIZE
            tall = self.paragraph("ew-ink", TEXT_LEFT, y, beat.words, SIZE, self._text)
            self._people(beat, self.y + SIZE * 0.65)
        self.y += max(tall, 2 * RADIUS + 4)

    def _words_of(self, number: int, beat: DrawnBeat) -> str:
        """Say a beat, who sees it and is told, what follows, and its causes."""
        said = [f"Beat {number}: {beat.words}"]
        if beat.seers:
            said.append(f"{join(beat.seers)} {'sees' if len(beat.seers) == 1 else 'see'} it.")
        if beat.told:
            verb = "is" if len(beat.told) == 1 else "are"
            said.append(f"{join(beat.told)} {verb} told something by it.")
        said += [trigger.words for trigger in beat.followed]
        for enables, how in ((True, "Made possible by"), (False, "With a reason from")):
            causes = self._causes.items()
            beats = [str(p[0]) for p, made in sorted(causes) if p[1] == number and made is enables]
            if beats:
                said.append(f"{how} {'beat' if len(beats) == 1 else 'beats'} {join(beats)}.")
        return " ".join(said)

    def _people(self, beat: DrawnBeat, y: float) -> None:
        """Draw who acts, who sees it, and who is told."""
        lane = self._lanes
        there = [lane[name] for name in (*beat.actors, *beat.seers, *beat.told)]
        if len(there) > 1:
            self.path("ew-line", "M", min(there), y, "H", max(there), wide=2)
        for name in beat.seers:
            self._sign("saw", lane[name], y, f"{name} sees it")
        for name in beat.actors:
            self._sign("acts", lane[name], y, f"{name} acts")
        for name in beat.told if beat.actors else ():
            tip = f"{name} comes to believe something by it"
            self._telling(lane[beat.actors[0]], lane[name], y, tip)

    def _telling(self, begin: float, end: float, y: float, tip: str) -> None:
        """Draw an arrow in a bow from who says something to who is told."""
        on = 1 if end > begin else -1
        start, goal = begin + 4 * on, end - (RADIUS + 1) * on
        bow = ("M", start, y - RADIUS, "Q", (start + goal) / 2, y - RADIUS - 15, goal, y - 4)
        self.path("ew-tells", *bow, tip=tip, wide=2, dashed="5 3")
        self.arrow("ew-tells-tip", goal + 2 * on, y - 3, "right" if on > 0 else "left")

    def _followed(self, followed: Sequence[DrawnTrigger]) -> None:
        """Draw what followed a beat by itself, and in whose mind."""
        for trigger in followed:
            self.path("ew-thick", "M", TEXT_LEFT + 1, self.y + 1, "v8h8")
            place = (TEXT_LEFT + INDENT, self.y + SMALL)
            tall = self.paragraph("ew-quiet", *place, trigger.words, SMALL, self._text - INDENT)
            for name in trigger.minds:
                x, y = self._lanes[name], self.y + SMALL * 0.6
                self._sign("follows", x, y, f"{name}: {trigger.words}")
            self.y += tall + 2

    def _cause(self, canvas: Canvas, rows: Mapping[int, float], cause: Pair) -> None:
        early, late = rows[cause[0]], rows[cause[1]]
        x, out = self._out, self._tracks[cause]
        enables = self._causes[cause]
        did = f"made beat {cause[1]} possible" if enables else f"gave a reason for beat {cause[1]}"
        way = ("M", x, early, "H", out - 4, "q4 0 4 4V", late - 10, "q0 4 -4 4H", x + 6)
        canvas.path(
            "ew-thick", *way, tip=f"Beat {cause[0]} {did}", dashed="" if enables else REASON_DASHES
        )
        canvas.arrow("ew-tip", x, late - 6, "left", 3.5)

    def _used(self) -> list[str]:
        """Return the signs that are used."""
        beats = self._story.beats
        used = {
            "acts": True,
            "saw": any(beat.seers for beat in beats),
            "tells": any(beat.told for beat in beats),
            "follows": any(trigger.minds for beat in beats for trigger in beat.followed),
            "cause": True in self._causes.values(),
            "reason": False in self._causes.values(),
        }
        return [sign for sign in _MEANINGS if used[sign]]

    def _sign(self, sign: str, x: float, y: float, tip: str | None = None) -> None:
        with self.group(tip):
            match sign:
                case "acts":
                    self.circle("ew-acts", x, y, RADIUS)
                case "saw":
                    self.circle("ew-saw", x, y, RADIUS - 1, wide=2)
                    self.circle("ew-acts", x, y, 2.5)
                case "tells":
                    self.path("ew-tells", "M", x - 10, y, "h14", wide=2, dashed="5 3")
                    self.arrow("ew-tells-tip", x + 11, y, "right")
                case "follows":
                    self.path("ew-follows", "M", x, y - 6, "l6 6l-6 6l-6 -6Z", wide=2)
                case _:
                    way = ("M", x - 8, y - 6, "h12q4 0 4 4v4q0 4 -4 4h-6")
                    self.path("ew-thick", *way, dashed=REASON_DASHES if sign == "reason" else "")
                    self.arrow("ew-tip", x - 8, y + 6, "left", 3.5)


_MEANINGS = {
    "acts": "acts",
    "saw": "sees it",
    "tells": "is told something",
    "follows": "comes to think so",
    "cause": "made possible",
    "reason": "gave a reason",
}
