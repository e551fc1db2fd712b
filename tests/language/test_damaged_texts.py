"""Whatever is done to a world's text, there is a world or there are messages."""

from __future__ import annotations

import random
import re

import pytest

from elsewise.diagnostics.render import render_all
from elsewise.errors import WorldError
from elsewise.samples import sample_names, sample_text
from elsewise.world.load import load_text

WORDS = {name: re.findall(r"\s+|\w+|[^\w\s]", sample_text(name)) for name in sample_names()}


def damaged(words: list[str], chance: random.Random) -> str:
    words = list(words)
    for _ in range(chance.randint(1, 4)):
        place, other = chance.randrange(len(words)), chance.randrange(len(words))
        match chance.randrange(5):
            case 0:
                del words[place]
            case 1:
                words[place], words[other] = words[other], words[place]
            case 2:
                words.insert(place, words[place])
            case 3:
                words[place] = words[other]
            case _:
                words[place] = chance.choice(["\t", "(", '"', "'s", "?", "\x00", "é", "{", "9e9"])
    return "".join(words)


@pytest.mark.parametrize("seed", range(400))
def test_a_damaged_world(seed: int) -> None:
    chance = random.Random(seed)
    text = damaged(WORDS[chance.choice(sample_names())], chance)
    try:
        assert load_text(text).characters
    except WorldError as error:
        assert any(d.is_error for d in error.diagnostics)
        assert render_all(error.diagnostics)
        for found in error.diagnostics:
            assert 0 <= found.span.begin <= found.span.end <= len(text)
