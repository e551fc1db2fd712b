from __future__ import annotations

from elsewise.cli.starter import starter_world
from elsewise.world.display import world_rows
from elsewise.world.load import load_text


def test_a_world_shows_what_is_in_it():
    world = load_text(starter_world("market"))
    assert repr(world) == "World('Market': 2 characters, 4 actions, 0 triggers, 1 ending)"
    lines = str(world).splitlines()
    assert lines[0] == "world Market"
    assert lines[1] == world.texts[0]
    assert "  characters      Ann, Ben" in lines
    assert "  endings         fed" in lines
    assert world._repr_html_().startswith("<h4>Market</h4><p>")


def test_many_names_are_cut_short():
    facts = "".join(f"fact f{i}\n" for i in range(50))
    rows = dict(world_rows(load_text("world Many\ncharacter Tom\n" + facts)))
    assert rows["facts"].endswith("f29, and 20 more")
