"""Whatever the peer calls things, the converted world checks and means the same."""

from __future__ import annotations

import pytest

import elsewise as ew
from elsewise.sabre.load import load_text
from elsewise.syntax.tokens import BEFORE_OPERANDS, BEHIND_OPERANDS, KEPT, RESERVED, SPECIAL

WORDS = sorted(
    {*SPECIAL, *KEPT, *BEFORE_OPERANDS, *BEHIND_OPERANDS}
    | {"character", "entity", "everyone", "nobody", "number", "story", "none", "value", "he", "her"}
)
TEXT = """
type {type} : entity;
entity {hero} : character; entity Bob : character; entity {thing} : {type};
property {flag}() : boolean;
property {quality}({role} : character) : boolean;
property owner({role} : {type}) : character;
action {act}({role} : character) {{
  precondition: !{quality}({role}) & !{flag}();
  effect: {quality}({role}) & owner({thing}) = {role};
  consenting: {role};
}};
trigger {follows}() {{ precondition: {quality}({hero}) & !{flag}(); effect: {flag}(); }};
utility(): if({flag}()) 1 else 0;
utility({hero}): if({quality}({hero})) 1 else 0;
"""
USUAL = {
    "type": "gem",
    "hero": "Ann",
    "thing": "Ruby",
    "flag": "over",
    "quality": "rich",
    "role": "somebody",
    "act": "dig",
    "follows": "close",
}


@pytest.mark.parametrize("place", USUAL)
def test_every_word_with_a_meaning_can_stand_where_the_peer_has_a_name(place):
    tried = 0
    for word in WORDS:
        try:
            world = load_text(TEXT.format(**{**USUAL, place: word}), "made.txt")
        except ew.WorldError:
            continue  # the peer has a meaning for it, too
        tried += 1
        again = ew.loads(ew.convert(world))
        one, two = ew.explore(world), ew.explore(again)
        assert (len(one), one.edge_count, one.counts) == (len(two), two.edge_count, two.counts), (
            word
        )
    assert tried > 30


@pytest.mark.parametrize("name", [*sorted(RESERVED), "world", "2x", "a b", "…"])
def test_a_file_may_be_called_anything(name):
    world = load_text(TEXT.format(**USUAL), f"{name}.txt")
    assert len(ew.explore(ew.loads(ew.convert(world)))) == len(ew.explore(world))
