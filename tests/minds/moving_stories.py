"""Made-up stories of things that are moved while people come and go, and who must think what.

After Le, Boureau and Nickel, "Revisiting the evaluation of theory of mind through question
answering" (2019), and He and others, "Hi-ToM" (2023). Everything here is written from plain rules
and knows nothing of worlds and minds:

*   All begin in the hall, and nothing has been put anywhere yet.
*   Whoever is in a room sees who is there, who comes and goes, and what is put where.
*   Who looks into a container sees what is in it. The others in the room see that someone looks.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

PEOPLE = ("Ann", "Bo", "Cy", "Dee", "Ed")
ROOMS = {"Hall": (), "Kitchen": ("Jar", "Drawer", "Oven"), "Attic": ("Trunk", "Crate")}
THINGS = ("Key", "Ring", "Map")
DEPTH = 4

Chain = tuple[str, ...]
"""What the first thinks that the second thinks that the third thinks …; empty: what is so."""


@dataclass(frozen=True)
class Step:
    """Somebody goes to a room, puts a thing into a container, or looks into one."""

    name: str
    who: str
    what: Sequence[str]
    there: frozenset[str]
    """Who was in the room and saw it, the doer included."""

    @property
    def event(self) -> str:
        """The step as an event of the world."""
        return f"{self.name}({', '.join((self.who, *self.what))})"


@dataclass
class House:
    """Where everybody really is, as a story goes on."""

    room: dict[str, str] = field(default_factory=lambda: dict.fromkeys(PEOPLE, "Hall"))

    def there(self, room: str) -> frozenset[str]:
        """Return who is in a room."""
        return frozenset(who for who, where in self.room.items() if where == room)


def story(seed: int) -> list[Step]:
    """Make up a story of 20 to 60 steps."""
    dice = random.Random(seed)
    house, steps = House(), []
    for _ in range(dice.randint(20, 60)):
        who = dice.choice(PEOPLE)
        room = house.room[who]
        if not ROOMS[room] or dice.random() < 0.3:
            to = dice.choice([other for other in ROOMS if other != room])
            seen = house.there(room) | house.there(to)
            steps.append(Step("go", who, (to,), seen))
            house.room[who] = to
        elif dice.random() < 0.7:
            what = (dice.choice(THINGS), dice.choice(ROOMS[room]))
            steps.append(Step("put", who, what, house.there(room)))
        else:
            steps.append(Step("look", who, (dice.choice(ROOMS[room]),), house.there(room)))
    return steps


def chains(people: Sequence[str] = PEOPLE, depth: int = DEPTH) -> Iterator[Chain]:
    """Yield all chains of up to so many minds; nobody thinks about their own thoughts."""
    longest: list[Chain] = [()]
    yield ()
    for _ in range(depth):
        longest = [(*c, who) for c in longest for who in people if c[-1:] != (who,)]
        yield from longest


def tracked(steps: Sequence[Step]) -> dict[tuple[Chain, str], str | None]:
    """Say where everything is in the eyes of every chain; None: they have no idea.

    A chain learns of a step if everyone in it was there: then the first saw that the second saw
    that the third saw it. Who looks finds what, in the eyes of the one before in the chain, is
    there; and does not find what they had thought there and the one before does not.
    """
    places: dict[tuple[Chain, str], str | None] = {
        (chain, thing): None for chain in chains() for thing in THINGS
    }
    for step in steps:
        if step.name == "put":
            thing, container = step.what
            for chain in chains():
                if step.there.issuperset(chain):
                    places[chain, thing] = container
        if step.name == "look":
            before = dict(places)
            for chain in chains():
                if chain[-1:] == (step.who,) and step.there.issuperset(chain):
                    for thing in THINGS:
                        found = before[chain[:-1], thing] == step.what[0]
                        if found:
                            places[chain, thing] = step.what[0]
                        elif before[chain, thing] == step.what[0]:
                            places[chain, thing] = None
    return places


def world_text() -> str:
    """Return the world in which these stories happen."""
    return _WORLD.format(
        people=", ".join(PEOPLE),
        rooms=", ".join(ROOMS),
        containers=", ".join(c for inside in ROOMS.values() for c in inside),
        things=", ".join(THINGS),
        beginning="\n  ".join(
            [f"at({who}) = Hall" for who in PEOPLE]
            + [f"stands({c}) = {room}" for room, inside in ROOMS.items() for c in inside]
        ),
    )


_WORLD = """\
world House
type room, container, thing
character {people}
room {rooms}
container {containers}
thing {things}

fact at(who: character): room
fact stands(container): room
fact in(thing): container

start
  {beginning}

action go(who: character, to: room)
  if      not at(who) = to
  then    at(who) = to
  by      who
  seen by every character c with at(c) = at(who) or at(c) = to

action put(who: character, what: thing, where: container)
  if      at(who) = stands(where)
  then    in(what) = where
  by      who
  seen by every character c with at(c) = at(who)

action look(who: character, where: container)
  if      at(who) = stands(where)
  then
    every thing t
      if in(t) = where
        who believes in(t) = where
      else if who believes in(t) = where
        who believes in(t) = ?
  by      who
  seen by every character c with at(c) = at(who)

trigger see(viewer: character, other: character, here: room)
  if      at(viewer) = here and at(other) = here and not viewer believes at(other) = here
  then    viewer believes at(other) = here

trigger miss(viewer: character, other: character, here: room)
  if      at(viewer) = here and not at(other) = here and viewer believes at(other) = here
  then    viewer believes at(other) = ?
"""
