"""A story graph as a file: see `docs/reference/graph-format.md`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from elsewise.errors import FormatError, UsageError
from elsewise.graph.graph_data import KINDS, GraphData, Part
from elsewise.graph.section_file import Section, open_sections, write_sections
from elsewise.problem.problem_file import from_json, to_json
from elsewise.story.limits import Limits, Statistics, limit_table
from elsewise.world.types import Value


class _Info(msgspec.Struct):
    """What a file says beside the problem and the arrays."""

    limits: Limits
    stopped_by: str | None
    statistics: Statistics
    states: int
    explored: int
    layer_ends: tuple[int, ...]
    parts: tuple[Part, ...]
    codes: tuple[Value, ...]
    explained: bool = True  # files of before it could be otherwise do not say


# -- writing ----------------------------------------------------------------------------------


def write(data: GraphData, path: Path | str) -> None:
    """Write a graph to a file. It is there whole or, on failure, as it was before.

    What was asked about its states is left out. Raises `UsageError` if it cannot be written, and
    `FormatError` if the graph is itself one of a file that turns out to be damaged.
    """
    info = _Info(*(getattr(data, name) for name in _Info.__struct_fields__))
    arrays = {name: getattr(data, name) for name in KINDS}
    arrays["endings"] = _endings(data)
    write_sections(
        path,
        {
            "info": Section(msgspec.json.encode(info), "B"),
            "problem": Section(to_json(data.problem), "B"),
            **arrays,
        },
    )


def _endings(data: GraphData) -> Section:
    """Return which endings each state reaches, without what else was asked."""
    if not data.problem.asked:
        return data.endings
    count, width = len(data.problem.ending_names), data.ending_bytes
    rows = data.endings.whole().reshape(-1, width)
    bits = np.unpackbits(rows, axis=1, count=count, bitorder="little")
    return Section(np.packbits(bits, axis=1, bitorder="little").tobytes(), "B")


# -- reading ----------------------------------------------------------------------------------


def read(path: Path | str) -> GraphData:
    """Open a graph in a file; its arrays are read when they are asked for.

    Raises `UsageError` if there is no such file, and `FormatError` if it holds no graph that this
    version can read.
    """
    try:
        return _data(open_sections(path))
    except FormatError as error:
        raise FormatError(f"`{path}`: {error}") from None


def _data(sections: Mapping[str, Section]) -> GraphData:
    for name, kinds in {"info": "B", "problem": "B", **KINDS}.items():
        if name not in sections or sections[name].kind not in kinds:
            raise FormatError(f"This graph file is damaged: it lacks its {name}.")
    try:
        info = msgspec.json.decode(sections["info"].whole().tobytes(), type=_Info)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise FormatError(f"This graph file is damaged: {error}.") from None
    fields: dict[str, Any] = {name: getattr(info, name) for name in _Info.__struct_fields__}
    fields |= {name: sections[name] for name in KINDS}
    try:
        for limit in limit_table():
            limit.checked(getattr(info.limits, limit.name))
    except UsageError as error:
        raise FormatError(f"This graph file is damaged: {error}") from None
    fields["problem"] = from_json(sections["problem"].whole().tobytes())
    data = GraphData(**fields)
    if not (_counts_fit(data) and _parts_fit(data)):
        raise FormatError("This graph file is damaged: its parts do not fit together.")
    return data


def _counts_fit(data: GraphData) -> bool:
    """Whether the arrays are as long as they must be."""
    edges = data.edge_ends[data.explored - 1] if data.explored else 0
    ends = data.layer_ends
    return (
        0 <= data.explored <= data.states
        and len(data.edge_ends) == data.explored
        and len(data.events) == len(data.targets) == edges
        and len(data.utilities) == data.states
        and len(data.endings) == data.states * data.ending_bytes
        and all(a < b for a, b in zip((0, *ends), ends, strict=False))
        and (ends[-1] if ends else 0) == data.states
    )


def _parts_fit(data: GraphData) -> bool:
    """Whether every state has its place, its row and its minds."""
    everybody, first = {*range(len(data.problem.characters))}, 0
    known = {(part.level, part.owner) for part in data.parts}
    for number, part in enumerate(data.parts):
        is_authors = part.owner is None and part.count == data.states
        if part.first != first or part.count < 1 or is_authors != (number == 0):
            return False
        whose = {*part.slots}
        if len(whose) < len(part.slots) or not whose <= everybody - {part.owner}:
            return False
        if not 0 <= part.level <= 100 or not {(part.level - 1, who) for who in whose} <= known:
            return False
        first += part.count
    fluents = len(data.problem.fluent_names)
    return (
        bool(data.parts) == bool(data.states)
        and len(known) == len(data.parts)
        and len(data.rows) == first
        and len(data.minds) == sum(part.count * len(part.slots) for part in data.parts)
        and (len(data.values) % fluents == 0 if fluents else not len(data.values))
    )
