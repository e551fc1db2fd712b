"""No damage to a text can break the reader, and none makes it slow."""

from __future__ import annotations

import time

import pytest

from elsewise.diagnostics import Diagnostic, Source
from elsewise.diagnostics.render import as_json, render_all
from elsewise.syntax import tree
from elsewise.syntax.parser import parse
from elsewise.syntax.printer import format_file
from mutations import mutations, noise

WORLD = """# A world with one of everything.
world Everything
"Each construct once."

type place, room is location
type coin is item, treasure
type location, item, treasure
character Ann (she), Bo "the old man" (he)
place
  Home, Hall  # indoors
  Well
fact at(who: character): location = ?
  "Where somebody is."
  tell "{who} [is] in {value}"
fact open(Well) = no
fact flag(yes or no, 3): number = -1
fact mood: calm or angry = calm
fact level: -2 to 3.5 = 0

start
  at(Ann) = Home, at(Bo) = Hall,
  every character c: level = 2
  every character c with not c = Ann
    mood = calm
  Ann believes Bo believes
    if open(Well)
      level = 1
    else if mood = calm
      level = (2 + 1) * -3
    else
      level = Bo's view of level

action trade(who: character, other: character, flag: yes or no, Hall, 3)
  "Two people swap."
  if
    not who = other and (at(who) = Hall or
      at(who) = Home)
    (sum of coin c with at(c) = Hall: 1) >= 2
    what is coin and some item i with at(i) = Well
  then
    mood = calm if open(Well) else angry, Bo believes mood = calm if open(Well)
    level = product of item i: 2
  by who, other
  seen by who, every character c with at(c) = Hall
  tell
    "{who} [gives] {other} {his} hand" if flag
    "{who's} hand [meets] {other's}"

trigger rain
  if not open(Well)
     and mood = angry
  then open(Well)

every character c wants 1 if at(c) = Home
Ann wants
  -1 if mood = angry
story wants at(Ann) = Well
ending wet
  if open(Well)
  tell "It rains on {Ann}."
limits length 6, foresight 5, depth 2
"""


def read(text: str) -> tuple[tree.File, tuple[Diagnostic, ...]]:
    """Read and show a text, which must not take long."""
    begin = time.process_time()
    source = Source("page.ew", text)
    file, found = parse(source)
    render_all(found)
    for one in found:
        as_json(one)
        assert 0 <= one.span.begin <= one.span.end <= len(text)
    assert time.process_time() - begin < 2
    return file, found


def test_the_undamaged_world_has_no_mistakes() -> None:
    assert read(WORLD)[1] == ()


@pytest.mark.parametrize("seed", range(8))
def test_damaged_worlds(seed: int) -> None:
    clean = 0
    for text in mutations(WORLD, 75, seed):
        file, found = read(text)
        if found:
            continue
        clean += 1
        printed = format_file(file)
        again, mistakes = parse(Source("page.ew", printed))
        assert mistakes == (), text
        assert again == file, text
        assert format_file(again) == printed, text
    assert clean < 75


def test_noise() -> None:
    for seed in range(150):
        read(noise(seed))


def test_a_cut_text_at_every_place() -> None:
    for end in range(0, len(WORLD), 13):
        read(WORLD[:end])


def test_every_line_left_out() -> None:
    lines = WORLD.splitlines(keepends=True)
    for number in range(len(lines)):
        read("".join(lines[:number] + lines[number + 1 :]))
