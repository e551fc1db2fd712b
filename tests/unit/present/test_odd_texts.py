"""Texts that are code elsewhere stay texts, in pictures, pages and exports; and all may be sent."""

from __future__ import annotations

import json
import pickle
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

import elsewise as ew

ODD = "\x1bc\x9b2J\x7f\u202eevil\u2066<!--<script>></script><b>&amp;'$x"
WORLD = ew.loads(f"""world Den
character Ada (she), Udo (he)
fact warm(who: character)
  tell "{{who}} [is] {ODD}"
action sit(who: character)
  if      not warm(who)
  then    warm(who)
  by      who
  tell    "{{who}} [sits] {ODD}"
every character c wants 1 if warm(c)
ending all if warm(Ada) and warm(Udo)
""")
STORY = ("sit(Ada)", "sit(Udo)")
FORK = ("sit(Udo)", "sit(Ada)")
PICTURES = {
    "lanes": lambda: ew.draw(WORLD, STORY),
    "minds": lambda: ew.draw(WORLD, STORY, at=1),
    "timeline": lambda: ew.draw(WORLD, STORY, mind="Ada"),
    "map": lambda: ew.draw(WORLD),
    "fork": lambda: ew.draw(WORLD, STORY, FORK),
    "what-if": lambda: ew.draw(WORLD, ew.whatif(WORLD, set="not warm(Udo)", seconds=10)),
}
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Scripts(HTMLParser):
    """Collects what stands in the scripts of a page, with the rule that a browser has for them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, *_: object) -> None:
        self._inside = tag == "script"

    def handle_endtag(self, *_: object) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)


@pytest.mark.parametrize("kind", PICTURES)
def test_pictures_and_pages(kind: str) -> None:
    picture = PICTURES[kind]()
    page = picture.html()
    assert fromstring(picture.svg).tag.endswith("svg")
    assert not HARMFUL.search(picture.svg + page)
    data, script = Scripts(page).found
    assert "<" not in data  # nothing in it can end a script, or turn how it is read
    assert "use strict" in script
    assert not any(HARMFUL.search(text) for text in json.loads(data)["says"])


@pytest.mark.parametrize("ending", ["dot", "graphml", "mmd"])
def test_exports(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"all.{ending}"
    ew.export(WORLD, path)
    content = path.read_text("utf-8")
    assert not HARMFUL.search(content)
    if ending == "graphml":
        assert r"\x1bc" in "".join(fromstring(content).itertext())


@pytest.mark.parametrize("kind", PICTURES)
def test_pictures_can_be_sent_to_other_processes(kind: str) -> None:
    picture = PICTURES[kind]()
    again = pickle.loads(pickle.dumps(picture))
    assert again == picture
    assert again.html() == picture.html()


def test_graphs_can_be_sent_to_other_processes(tmp_path: Path) -> None:
    graph = ew.explore(WORLD)
    graph.save(tmp_path / "some.graph")
    for one in (graph, ew.open_graph(tmp_path / "some.graph")):
        again = pickle.loads(pickle.dumps(one))
        assert list(again.edges()) == list(graph.edges())
        assert again.reasons(0, "sit(Ada)") == graph.reasons(0, "sit(Ada)")
        assert again.id_of(1) == graph.id_of(1)
        assert ew.draw(WORLD, graph=again).svg == ew.draw(WORLD, graph=graph).svg


def test_notebooks() -> None:
    page = ew.coverage(WORLD)._repr_html_()
    assert r"\x1bc" in page
    assert not HARMFUL.search(page)
