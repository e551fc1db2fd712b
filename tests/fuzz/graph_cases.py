"""Graph files with right checksums, of which the content does not fit together."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np

import elsewise as ew
from elsewise.errors import ElsewiseError
from elsewise.graph.section_file import ALIGNMENT, BLOCK, MAGIC, open_sections
from elsewise.show.as_json import json_of
from fuzz.mutated_json import NUMBERS, mutate_json

WORLDS = ("quarrel", "smoke", "letter")
HEADER, ENTRY = struct.Struct("<8sIIQQII"), struct.Struct("<16s8sQQ")
SIZES = {"B": 1, "H": 2, "I": 4, "Q": 8, "d": 8}

Use = Callable[[], object]
Sections = dict[str, tuple[str, bytes]]
"""The kind and the bytes of each section, by name."""


@cache
def originals() -> tuple[tuple[str, Sections], ...]:
    """Graphs as they are changed, each with the name of its world."""
    found = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "some.graph"
        for name in WORLDS:
            ew.explore(ew.sample(name), length=3, states=2000).save(path)
            sections = open_sections(path).items()
            found.append((name, {n: (s.kind, bytes(s.to_write())) for n, s in sections}))
    return tuple(found)


def packed(sections: Sections, version: int = 1) -> bytes:
    """Write sections as a graph file, all checksums right."""
    start = HEADER.size + 4
    at = -(-(start + ENTRY.size * len(sections)) // ALIGNMENT) * ALIGNMENT
    table, body, checks = b"", b"", b""
    for name, (kind, content) in sections.items():
        table += ENTRY.pack(name.encode(), kind.encode(), at + len(body), len(content))
        blocks = [content[n : n + BLOCK] for n in range(0, len(content), BLOCK)]
        checks += b"".join(struct.pack("<I", zlib.crc32(block)) for block in blocks)
        body += content + bytes(-len(content) % ALIGNMENT)
    begin = at + len(body)
    sums = zlib.crc32(table), zlib.crc32(checks)
    header = HEADER.pack(MAGIC, version, len(sections), begin + len(checks), begin, *sums)
    head = header + struct.pack("<I", zlib.crc32(header)) + table
    return head.ljust(at, b"\0") + body + checks


def case(seed: int) -> bytes:
    """Return a graph file in which a few things are otherwise."""
    random = Random(seed)
    sections = dict(random.choice(originals())[1])
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        name = random.choice([*sections, "info", "problem"])
        if name in ("info", "problem") and name in sections:
            tree = json.loads(sections[name][1])
            mutate_json(tree, random)
            sections[name] = "B", json.dumps(tree).encode()
        elif name in sections:
            _mutate(sections, name, random)
    content = packed(sections, random.choice((1,) * 30 + (0, 2, 2**32 - 1)))
    return _damaged(content, random) if random.random() < 0.1 else content


def _mutate(sections: Sections, name: str, random: Random) -> None:
    """Change numbers of an array, or how many there are, or what they are said to be."""
    kind, content = sections[name]
    items = np.frombuffer(content, kind).copy()
    match random.randrange(10):
        case 0:
            del sections[name]
        case 1:
            sections[name] = random.choice([*SIZES]), content[: len(content) // 8 * 8]
        case 2:
            sections[name] = kind, items[: random.randrange(len(items) + 1)].tobytes()
        case 3:
            sections[name] = kind, np.append(items, items[-3:]).tobytes()
        case 4:
            random.shuffle(items)
            sections[name] = kind, items.tobytes()
        case _ if len(items):
            for _ in range(random.choice((1, 1, 2, 9))):
                place = random.randrange(len(items))
                if kind == "d":
                    items[place] = random.choice((np.nan, np.inf, -np.inf, 0.0, 1e308))
                else:
                    near = int(items[place]) + random.choice((-2, -1, 1, 2))
                    most = 1 << 8 * SIZES[kind]
                    items[place] = random.choice((near, *NUMBERS)) % most
            sections[name] = kind, items.tobytes()


def _damaged(content: bytes, random: Random) -> bytes:
    """Cut a file off, or change what says how it is made; its checksum is made right again."""
    if random.random() < 0.3:
        return content[: random.randrange(len(content))]
    head = bytearray(content)
    for _ in range(random.choice((1, 2))):
        at = random.choice((12, 16, 24, *(44 + 40 * n + k for n in range(10) for k in (24, 32))))
        head[at : at + 8] = (random.choice(NUMBERS) % 2**64).to_bytes(8, "little")
    table = bytes(head[44 : 44 + 40 * int.from_bytes(head[12:16], "little") % len(head)])
    head[32:36] = zlib.crc32(table).to_bytes(4, "little")
    head[40:44] = zlib.crc32(head[:40]).to_bytes(4, "little")
    return bytes(head)


def run(content: bytes) -> str:
    """Open a graph and do with it what users do."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "some.graph"
        path.write_bytes(content)
        try:
            graph = ew.open_graph(path)
        except ElsewiseError:
            return "refused"
        worlds = [ew.sample(world) for world in WORLDS if world in graph.problem.name]
        failed = sum(_fails(use) for use in _uses(graph, worlds[0] if worlds else None, folder))
        return "partly damaged" if failed else "all answered"


def _fails(use: Use) -> bool:
    try:
        use()
    except ElsewiseError:
        return True
    return False


def _uses(graph: ew.StoryGraph, world: ew.World | None, folder: Path) -> Iterator[Use]:
    """Yield what users do with a graph."""
    last = len(graph) - 1
    yield lambda: (str(graph), repr(graph), json_of(graph))
    yield lambda: graph.named(graph.id_of(last))
    yield lambda: (graph.state(last), graph.utilities(last), graph.endings(0))
    yield lambda: [graph.reasons(e.state, e.event) for e in list(graph.edges())[:3]]
    yield lambda: (graph.counts, graph.way_to(last), graph.layers)
    yield lambda: graph.save(folder / "again.graph")
    yield lambda: ew.draw(graph).save(folder / "map.html")
    for ending in ("dot", "graphml", "json", "mmd", "zip"):
        yield lambda ending=ending: ew.export(graph, folder / f"all.{ending}", reasons=False)
    if world is not None:
        yield lambda: ew.draw(world, graph=graph)
        yield lambda: ew.coverage(world, graph=graph, seconds=2.0)
        for question in ("possible left", "Lana knows at(Lana)"):
            yield lambda question=question: ew.ask(world, question, graph=graph, seconds=2.0)
