from __future__ import annotations

import json
import re
import time
from html.parser import HTMLParser

import elsewise as ew
from browser import open_page
from elsewise.story.display import fact_rows
from many_states import many


def story_of(world):
    return ew.find(world, ending=world.endings[0].name).story


def pictures(name):
    world = ew.sample(name)
    story = story_of(world)
    yield "lanes", ew.draw(world, story)
    yield "table", ew.draw(world, story, what="minds")
    yield "mind", ew.draw(world, story, what="minds", mind=world.characters[0].name)
    yield "map", ew.draw(world)


def data_of(page: str):
    match = re.search(r'<script type="application/json" id="details">(.*?)</script>', page, re.S)
    assert match is not None
    return json.loads(match[1])


def test_a_page_opens_without_errors(tmp_path):
    for kind, picture in pictures("smoke"):
        path = tmp_path / f"{kind}.html"
        picture.save(path)
        opened = open_page(path, tmp_path / "profile")
        assert opened.console == ()
        assert picture.title in opened.dom
        assert ('role="button"' in opened.dom) == (kind != "table")


def test_a_chosen_state_shows_its_facts_minds_and_way(tmp_path):
    world = ew.sample("letter")
    graph = ew.explore(world)
    state = graph.reaching("ashes")[0]
    path = tmp_path / "map.html"
    ew.draw(world, graph=graph).save(path)
    opened = open_page(path, tmp_path / "profile", f"#state-{state}")
    assert opened.console == ()
    panel = opened.dom.partition('<aside id="panel"')[2].partition("</aside>")[0]
    assert "Reaches: ashes" in panel
    assert "<li>Ines slips the letter into the stove.</li>" in panel
    for row in fact_rows(graph.state(state, depth=1)):
        assert f'<th scope="row">{row.fluent}</th><td>{row.value.text}</td>' in panel
        for cell in row.beliefs:
            assert not cell.wrong or f'<td class="wrong">\u2717 {cell.text}</td>' in panel


def test_the_details_of_a_map_are_the_graph():
    world = ew.sample("smoke")
    graph = ew.explore(world)
    made = data_of(ew.draw(world, graph=graph).html())
    assert len(made["states"]) == len(graph)
    for state in range(0, len(graph), 7):
        name, beats, row, minds, before, came, goals, on = made["states"][state]
        assert name == graph.id_of(state)
        assert beats == graph.layer(state)
        values = {
            f: made["texts"][code]
            for f, code in zip(made["fluents"], made["rows"][row], strict=True)
        }
        shown = {row.fluent: row for row in fact_rows(graph.state(state, depth=1))}
        assert values == {name: row.value.text for name, row in shown.items()}
        for place, mind in enumerate(minds):
            believed = [made["texts"][code] for code in made["rows"][mind]]
            assert believed == [row.beliefs[place].text for row in shown.values()]
        assert [made["goals"][goal] for goal in goals] == list(graph.endings(state))
        assert [target for _, target in on] == [edge.target for edge in graph.edges(state)]
        assert (before is None) == (came is None) == (state == 0)


def test_a_page_needs_no_network():
    page = ew.draw(ew.sample("letter")).html()
    outside = re.findall(r'(?:src|href|url)\s*[=(]\s*["\']?([^"\'\s)>]+)', page)
    assert [one for one in outside if not one.startswith(("data:", "#"))] == []


def test_words_of_a_world_cannot_break_out_of_a_page():
    text = """
world Evil
character Ann
fact done
action end(Ann)
  then done
  by Ann
  tell "{Ann} [write] </script><script>alert(1)</script> & <b>"
Ann wants 1 if done
ending over if done
limits length 2, foresight 1, depth 0
"""
    page = ew.draw(ew.loads(text)).html()

    class Counting(HTMLParser):
        scripts = 0

        def handle_starttag(self, tag, _attributes):
            self.scripts += tag == "script"
            assert tag != "b"

    counting = Counting()
    counting.feed(page)
    assert counting.scripts == 2


def test_the_page_of_many_states(tmp_path):
    world = many(10, 10)
    graph = ew.explore(world)
    assert 10_000 <= len(graph) <= 20_000
    begun = time.perf_counter()
    picture = ew.draw(world, graph=graph)
    picture.save(tmp_path / "map.html")
    assert time.perf_counter() - begun < 5
    assert len(data_of(picture.html())["states"]) == len(graph)
    assert open_page(tmp_path / "map.html", tmp_path / "profile", "#state-9999").console == ()
