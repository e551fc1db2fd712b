"""Reads a plot: one line for each thing that happens, in the author's own words.

plot "The day it happened" of smoke
ending left

scene "Below" in Tunnel seen by Lex
Clark begs Lex not to leave him.   # a comment
note He counts on the old friendship.
climb(Lex, Tunnel, Ladder)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from elsewise.diagnostics import NOWHERE, Code, Diagnostic, Source, Span, diagnose
from elsewise.diagnostics.catalogue import plots as codes
from elsewise.errors import WorldError
from elsewise.explain.review.plot import Note, Plot, PlotBeat, PlotScene
from elsewise.world.decoding import judge_damage

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)
_KEYWORD = re.compile(r"(?P<word>plot|ending|scene|note)\b(?!\s*\()")
_HEADER = re.compile(
    r'plot\s+(?:"(?P<title>[^"]*)"\s+)?of\s+(?:"(?P<file>[^"]+)"|(?P<name>[^\s"]+))'
)
_ENDING = re.compile(r"ending\s+(?P<name>\w+)")
_TITLE = re.compile(r'\s*"(?P<name>[^"]*)"')
_PLACE = re.compile(r"\s*,?\s*(?:in|at|on)\s+(?P<name>\S.*?)(?=\s*,?\s+seen\s+by\b|\s*,?\s*$)")
_EYES = re.compile(r"\s*,?\s*seen\s+by\s+(?P<name>\S.*?)(?=\s*,?\s+(?:in|at|on)\s|\s*,?\s*$)")
_TITLE_HELP = 'Write it like this: scene "Below" in Tunnel seen by Lex.'


def read_plot(text: str, name: str = "<text>", *, headless: bool = False) -> Plot:
    """Read a plot. `name` is what messages call the text.

    `headless`: the line that names the world may be missing. Raises `WorldError` with everything
    that is wrong with the text; whether names exist is for those to say who know the world.
    """
    source = Source(name, text)
    judge_damage(source, _comment_spans(text))
    reader = _PlotReader(source)
    begin = 0
    for number, line in enumerate(text.split("\n"), start=1):
        reader.line(number, begin, line.rstrip("\r"))
        begin += len(line) + 1
    return reader.plot(headless=headless)


def _comment_spans(text: str) -> Iterator[Span]:
    return (Span(*found.span()) for found in _COMMENT.finditer(text))


@dataclass
class _PlotReader:
    source: Source
    faults: list[Diagnostic] = field(default_factory=list)
    beats: list[PlotBeat] = field(default_factory=list)
    scenes: list[PlotScene] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    header: re.Match[str] | None = None
    header_begin: int = 0
    named: bool = False  # a line that should name the world was met
    ending: str | None = None
    ending_span: Span = NOWHERE

    def line(self, number: int, begin: int, line: str) -> None:
        """Read one line; `begin` is the offset of its first character in the text."""
        text = _COMMENT.sub("", line).rstrip()
        begin += len(text) - len(text.lstrip())
        text = text.lstrip()
        if not text:
            return
        span = Span(begin, begin + len(text))
        keyword = _KEYWORD.match(text)
        match keyword["word"] if keyword is not None else None:
            case "plot":
                self._plot_line(text, span)
            case "ending" if (found := _ENDING.fullmatch(text)) is not None:
                self._ending_line(found, span)
            case "scene":
                self._scene_line(number, text, span)
            case "note":
                self.notes.append(Note(number, text[4:].strip(" :")))
            case _:
                scene = len(self.scenes) - 1 if self.scenes else None
                self.beats.append(PlotBeat(number, text, scene, span))

    def _plot_line(self, text: str, span: Span) -> None:
        if self.named or self.beats or self.scenes:
            self._fault(codes.HEADER_LATE, span)
        elif (found := _HEADER.fullmatch(text)) is not None:
            self.header, self.header_begin = found, span.begin
        else:
            help_text = 'Write it like this: plot "The day it happened" of smoke.'
            self._fault(codes.BAD_HEADER, span, help_text)
        self.named = True

    def _ending_line(self, found: re.Match[str], span: Span) -> None:
        if self.ending is not None:
            self._fault(codes.TWO_ENDINGS, span)
        else:
            self.ending = found["name"]
            self.ending_span = Span(span.begin + found.start("name"), span.end)

    def _scene_line(self, number: int, text: str, span: Span) -> None:
        rest = len("scene")
        found: dict[str, tuple[str, Span]] = {}
        patterns = {"title": _TITLE, "place": _PLACE, "eyes": _EYES}
        for _ in range(len(patterns)):
            for key, pattern in patterns.items():
                match = None if key in found else pattern.match(text, rest)
                if match is not None:
                    begin, end = match.span("name")
                    found[key] = (match["name"], Span(span.begin + begin, span.begin + end))
                    rest = match.end()
        if text[rest:].strip(" ,"):
            part = text[rest:].strip(" ,")
            begin = span.begin + text.index(part, rest)
            self._fault(codes.BAD_SCENE, Span(begin, span.end), _TITLE_HELP, part=part)
        nothing = (None, NOWHERE)
        title, place, eyes = (found.get(key, nothing) for key in patterns)
        self.scenes.append(PlotScene(number, title[0], place[0], eyes[0], place[1], eyes[1]))

    def _fault(self, code: Code, span: Span, suggestion: str | None = None, part: str = "") -> None:
        self.faults.append(diagnose(code, self.source, span, suggestion=suggestion, part=part))

    def plot(self, *, headless: bool) -> Plot:
        """Return what was read, or raise what is wrong."""
        if not self.named and not headless:
            first = self.beats[0].span if self.beats else NOWHERE
            help_text = "Begin with a line such as: plot of smoke."
            self._fault(codes.NO_WORLD, first, help_text)
        elif not self.beats:
            self._fault(codes.NO_BEATS, Span(0, len(self.source.text.split("\n")[0])))
        if self.faults:
            raise WorldError(sorted(self.faults, key=lambda fault: fault.span))
        title = world = None
        world_span = NOWHERE
        if self.header is not None:
            group = "file" if self.header["file"] else "name"
            title, world = self.header["title"], self.header[group]
            begin, end = self.header.span(group)
            world_span = Span(self.header_begin + begin, self.header_begin + end)
        return Plot(
            title,
            world,
            tuple(self.beats),
            tuple(self.scenes),
            tuple(self.notes),
            self.ending,
            self.source,
            world_span,
            self.ending_span,
        )
