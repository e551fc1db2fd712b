"""A world with as many states as one likes, for what must go well with many."""

from __future__ import annotations

import elsewise as ew

MANY = """
world Many
character Ann
type lamp
lamp {lamps}
fact lit(lamp)
fact steps: 0 to 40
fact broken
action switch(Ann, which: lamp)
  if not lit(which) and not broken
  then lit(which), steps = steps + 1
  by Ann
action walk(Ann)
  if not broken
  then steps = steps + 1
  by Ann
action smash(Ann)
  if not broken
  then broken
  by Ann
Ann wants
  steps
  5 if broken
ending light if every lamp l: lit(l)
ending dark if broken and steps > 2
limits length {length}, foresight 1, depth 0
"""


def many(lamps: int, length: int) -> ew.World:
    names = ", ".join(f"L{n}" for n in range(lamps))
    return ew.loads(MANY.format(lamps=names, length=length), "many.ew")
