"""The story-graph exchange format of researchers, as a value, and as a file.

The format is that of the Story Graph Library (Stephen G. Ware, 2025), version 1.1, as its readme
describes it: text files in a zip or a folder, in which the number of a line is an id, from 0 on.
"""

from __future__ import annotations

import math
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import count
from pathlib import Path

import msgspec

from elsewise.errors import FormatError
from elsewise.files.read import reading
from elsewise.files.write import replacing

Value = str | float | None
"""A name, a number, or unknown."""

Row = tuple[Value, ...]
Edge = tuple[int, int, int]
Explanation = tuple[int, int | None, int]


class ExchangedGraph(msgspec.Struct, frozen=True):
    """A story graph as other programs know it.

    `states` are the different rows of values by fluent, then the author's utility and one per
    character. `places` are what the format calls nodes: the state of each, those in minds included;
    place 0 is the start. `temporal` edges are (place, action, place), `epistemic` ones (place,
    character, place believed in), `explanations` (place, character or None for the author, plan).
    """

    characters: tuple[str, ...]
    players: tuple[str, ...]
    fluents: tuple[str, ...]
    actions: tuple[str, ...]
    consent: tuple[tuple[int, ...], ...]
    states: tuple[Row, ...]
    plans: tuple[tuple[int, ...], ...]
    places: tuple[int, ...]
    temporal: tuple[Edge, ...]
    epistemic: tuple[Edge, ...]
    explanations: tuple[Explanation, ...]
    comments: dict[str, tuple[str | None, ...]] = {}
    meta: dict[str, str] = {}

    def values(self, place: int) -> dict[str, Value]:
        """Return the values of a place by fluent."""
        row = self.states[self.places[place]]
        return dict(zip(self.fluents, row, strict=False))

    def utility(self, place: int, character: str | None = None) -> Value:
        """Return a character's utility in a place; without one, the author's."""
        who = 0 if character is None else 1 + self.characters.index(character)
        return self.states[self.places[place]][len(self.fluents) + who]


COMMENTS = "_comments.txt"
"""How files end that comment on what stands in others."""


# -- writing ----------------------------------------------------------------------------------


def write_exchanged(graph: ExchangedGraph, path: Path | str) -> None:
    """Write a story graph to a zip. The same graph gives the same file, to the byte.

    Raises `UsageError` if it cannot be written.
    """
    with replacing(path) as file, zipfile.ZipFile(file, "w") as archive:
        for name, lines in _files(graph):
            content = "".join(f"{line}\n" for line in lines)
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _files(graph: ExchangedGraph) -> Iterator[tuple[str, Iterable[str]]]:
    names = defaultdict[str, int](count().__next__)  # each gets the next number
    rows = [",".join(_cell(value, names) for value in row) for row in graph.states]
    yield "characters.txt", map(_line, graph.characters)
    yield "players.txt", map(_line, graph.players)
    yield "fluents.txt", map(_line, graph.fluents)
    yield "values.txt", map(_line, names)
    yield "states.csv", rows
    yield "actions.txt", map(_line, graph.actions)
    yield "consent.csv", map(_row, graph.consent)
    yield "plans.csv", map(_row, graph.plans)
    yield "nodes.csv", map(str, graph.places)
    yield "temporal.csv", map(_row, graph.temporal)
    yield "epistemic.csv", map(_row, graph.epistemic)
    yield "explanations.csv", map(_row, graph.explanations)
    for about, comments in graph.comments.items():
        yield f"{about}{COMMENTS}", map(_line, comments)
    yield "meta.csv", (f"{_line(key)},{_line(value)}" for key, value in graph.meta.items())


def _cell(value: Value, names: Mapping[str, int]) -> str:
    """Write a value: a name as its id, a number with a point, unknown as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return str(names[value])
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    written = format(Decimal(repr(value)), "f")  # a readme of the format knows no exponents
    return written if "." in written else f"{written}.0"


def _row(numbers: Sequence[int | None]) -> str:
    return ",".join("" if number is None else str(number) for number in numbers)


def _line(text: str | None) -> str:
    if text is None:
        return ""
    if not any(c in text for c in '"\n\r'):
        return text
    escaped = text.replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


# -- reading ----------------------------------------------------------------------------------


def read_exchanged(path: Path | str) -> ExchangedGraph:
    """Read a story graph from a zip or a folder.

    Raises `UsageError` if there is no such file, and `FormatError` if it holds no story graph.
    """
    path = Path(path)
    try:
        with reading(path):
            return _read(_texts(path))
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, msgspec.MsgspecError) as error:
        raise FormatError(f"{path} holds no story graph: {error}.") from None


def _texts(path: Path) -> Mapping[str, list[str]]:
    """Return the lines of every file, by its name."""
    if path.is_dir():
        found = {p.name: p.read_text("utf-8") for p in path.iterdir() if p.is_file()}
    else:
        with zipfile.ZipFile(path) as archive:
            found = {Path(n).name: archive.read(n).decode("utf-8") for n in archive.namelist()}
    return {
        name: text.removesuffix("\n").split("\n") if text else [] for name, text in found.items()
    }


def _read(texts: Mapping[str, list[str]]) -> ExchangedGraph:
    names = _names(texts["values.txt"])
    meta = (line.partition(",") for line in texts.get("meta.csv", ()))
    made = {
        "characters": _names(texts["characters.txt"]),
        "players": _names(texts.get("players.txt", ())),
        "fluents": _names(texts["fluents.txt"]),
        "actions": _names(texts["actions.txt"]),
        "consent": _numbers(texts["consent.csv"]),
        "states": [[_value(c, names) for c in row.split(",")] for row in texts["states.csv"]],
        "plans": _numbers(texts.get("plans.csv", ())),
        "places": [int(line) for line in texts["nodes.csv"]],
        "temporal": _numbers(texts["temporal.csv"]),
        "epistemic": _numbers(texts.get("epistemic.csv", ())),
        "explanations": _numbers(texts.get("explanations.csv", ())),
        "comments": {
            name.removesuffix(COMMENTS): [*map(_unquoted, lines)]
            for name, lines in texts.items()
            if name.endswith(COMMENTS)
        },
        "meta": {_unquoted(key) or "": _unquoted(value) or "" for key, _, value in meta},
    }
    return msgspec.convert(made, ExchangedGraph)


def _names(lines: Iterable[str]) -> list[str]:
    return [_unquoted(line) or "" for line in lines]


def _numbers(lines: Iterable[str]) -> list[list[int | None]]:
    """Return the numbers of each line; where one is missing, it is None."""
    rows = (line.split(",") if line else () for line in lines)
    return [[int(cell) if cell else None for cell in row] for row in rows]


def _value(cell: str, names: Sequence[str]) -> Value:
    if not cell:
        return None
    if cell.lstrip("-").isdigit():
        return names[int(cell)]
    return float(cell.replace("Infinity", "inf"))


def _unquoted(line: str) -> str | None:
    """Return the text of a line; an empty one says nothing."""
    line = line.removesuffix("\r")
    if not line.startswith('"'):
        return line or None
    return line[1:-1].replace('\\"', '"').replace("\\n", "\n").replace("\\r", "\r")
