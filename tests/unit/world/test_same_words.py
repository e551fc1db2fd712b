"""Two facts whose values are the same words."""

from __future__ import annotations

import pytest

from elsewise.conversion.convert import convert
from elsewise.errors import WorldError
from elsewise.play.find import find
from elsewise.play.load import loads

WORLD = """\
character Vera
fact brewed: {brewed} = green
fact drunk: {drunk}
action brew(Vera)
  if not brewed = black
  then brewed = black
  by Vera
action drink(Vera)
  then drunk = brewed
  by Vera
Vera wants drunk = black
ending content if drunk = brewed and drunk = black
"""


@pytest.mark.parametrize("drunk", ["green or black", "black or green", "black or none or green"])
def test_one_fact_takes_the_value_of_another(drunk: str) -> None:
    world = loads(WORLD.format(brewed="green or black", drunk=drunk))
    for read in (world, loads(convert(world))):
        (story,) = find(read, ending="content").stories
        assert [beat.event for beat in story.beats] == ["brew(Vera)", "drink(Vera)"]


@pytest.mark.parametrize("drunk", ["green or none", "mild or black or none"])
def test_what_may_be_another_word_is_a_mistake_with_a_remedy(drunk: str) -> None:
    with pytest.raises(WorldError) as caught:
        loads(WORLD.format(brewed="green or black", drunk=drunk))
    (found,) = [d for d in caught.value.diagnostics if d.code.name == "wrong-value"]
    assert found.suggestion is not None
    assert "fact drunk: brewed" in found.suggestion
    loads(WORLD.format(brewed="green or black", drunk="brewed"))
