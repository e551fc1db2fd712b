"""Families of worlds that grow in one thing at a time: characters, places, items, foresight, depth.

All are one world in different sizes. People live in houses around a square, like company, and
have things that are meant for others; but whoever is to get a thing believes that somebody else
has it, and does not take what, as she thinks, the giver has not got. The giver knows nothing of
that. People see what is done where they are, find out who is there and who is not, tell each other
who has what, and are mistaken about the rest.

Three things are asked of each world. `delivered` is a story: with one more person who carries it,
the apple reaches Bea after all. `known` is the same, and that Bea knows of it: it comes to the same
story, but cannot be told from values alone, so that the kernel cannot look ahead. `never` cannot
happen, which nothing but a search of all that has reasons can tell: it measures how the whole space
grows.

    python benchmarks/families.py characters 5 > errands.ew
    elsewise find errands.ew --ending delivered
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

NAMES = ("Ada", "Bea", "Cyr", "Dot", "Eli", "Fay", "Gus", "Hal")
HOUSES = ("Abbey", "Barn", "Cottage", "Dairy", "Forge", "Grange", "Hut", "Inn", "Jail", "Kiln")
ITEMS = ("Apple", "Book", "Candle", "Drum", "Egg", "Flute", "Globe", "Hat")

STORY = "delivered"
"""The ending that is reached."""
KNOWN = "known"
"""The same ending, with a look into a mind."""
PROOF = "never"
"""The ending that is not, within any limits."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a world is, and the limits of searches in it (beats; minds about minds).

    At least 3 characters, 4 places and 1 item; at most as many as there are names.
    """

    characters: int = 4
    places: int = 4
    items: int = 2
    foresight: int = 4
    depth: int = 1
    length: int = 7


@dataclass(frozen=True, slots=True)
class Family:
    """A world in which one number of its size grows.

    `known_lengths` are the numbers of beats of the shortest story in each size. It is 6: two people
    have to walk to a third, two beats each, and the apple is handed on twice. Where minds go deeper
    Ada can hand it on halfway, for she counts on what Cyr counts on Bea to do: 5.
    """

    grows: str
    grown: tuple[int, ...]
    known_lengths: tuple[int, ...]
    base: Size = Size()

    def size(self, grown: int) -> Size:
        """Return the size with the growing number set."""
        return replace(self.base, **{self.grows: grown})

    def known_length(self, grown: int) -> int:
        """Return the beats of the shortest story in a size."""
        return dict(zip(self.grown, self.known_lengths, strict=True))[grown]


FAMILIES = (
    Family("characters", (3, 4, 5, 6, 7), (6,) * 5, Size(items=1, length=6)),
    Family("places", (4, 5, 6, 8, 10), (6,) * 5),
    Family("items", (1, 2, 3, 4, 6, 8), (6,) * 6),
    Family("foresight", (3, 4, 5, 6, 7, 8), (6,) * 6),
    Family("depth", (1, 2, 3, 4), (6, 5, 5, 5)),
)


def family(grows: str) -> Family:
    """Return the family in which something grows. Raises `KeyError` if there is none."""
    return {one.grows: one for one in FAMILIES}[grows]


def world_text(size: Size) -> str:
    """Return the world of a size as a text in the world language."""
    return "\n".join([*_things(size), *_start(size), EVENTS, *_wants(size)]) + "\n"


def _things(size: Size) -> Iterator[str]:
    yield "world Errands"
    yield "type place, item"
    yield f"character {', '.join(NAMES[: size.characters])}"
    yield f"place Square, {', '.join(_houses(size))}"
    yield f"item {', '.join(ITEMS[: size.items])}"
    yield "fact at(who: character): place"
    yield "fact holder(what: item): character"
    yield "fact meant(what: item): character"


def _houses(size: Size) -> Sequence[str]:
    return HOUSES[: size.places - 1]


def _start(size: Size) -> Iterator[str]:
    """Write who is where, and that the thing meant for one is believed to be with a third."""
    people, houses = NAMES[: size.characters], _houses(size)
    yield "start"
    for number, who in enumerate(people):
        yield f"  at({who}) = {houses[number % 3]}"
    for number, what in enumerate(ITEMS[: size.items]):
        holder, receiver, other = (people[(number + n) % len(people)] for n in range(3))
        yield f"  holder({what}) = {holder}, meant({what}) = {receiver}"
        yield f"  {receiver} believes holder({what}) = {other}"


EVENTS = """\
action go(who: character, from: place, to: place)
  if at(who) = from and not from = to and (from = Square or to = Square)
  then at(who) = to
  by who
  seen by who, every character c with at(c) = from or at(c) = to
action hand(giver: character, taker: character, what: item)
  if holder(what) = giver and at(giver) = at(taker) and not giver = taker
  then holder(what) = taker
  by giver, taker
  seen by every character c with at(c) = at(giver)
action tell(who: character, other: character, what: item)
  if
    holder(what) = who and at(who) = at(other) and not who = other
    not other believes holder(what) = who
  then other believes holder(what) = who
  by who
  seen by every character c with at(c) = at(who)
trigger see(viewer: character, other: character, here: place)
  if at(viewer) = here and at(other) = here and not viewer believes at(other) = here
  then viewer believes at(other) = here
trigger miss(viewer: character, other: character, here: place)
  if at(viewer) = here and not at(other) = here and viewer believes at(other) = here
  then viewer believes at(other) = ?"""


def _wants(size: Size) -> Iterator[str]:
    yield "every character c wants"
    yield "  sum of item i with meant(i) = c: 2 if holder(i) = c else 0"
    yield "  sum of item i: 2 if holder(i) = meant(i) else 0"
    yield "  sum of character d with not d = c: 1 if at(d) = at(c) else 0"
    delivered = "holder(Apple) = Bea and at(Bea) = Barn and at(Cyr) = Barn"
    yield f"ending {STORY} if {delivered}"
    yield f"ending {KNOWN} if {delivered} and Bea believes holder(Apple) = Bea"
    yield f"ending {PROOF} if holder(Apple) = Ada and Ada believes not holder(Apple) = Ada"
    yield f"limits length {size.length}, foresight {size.foresight}, depth {size.depth}"


if __name__ == "__main__":
    print(world_text(family(sys.argv[1]).size(int(sys.argv[2]))), end="")
