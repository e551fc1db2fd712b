"""Worlds on which some part of the work has no end: for seeing whether limits hold.

Some are only large, as worlds of writers may become; in others one line asks for more than any
machine has: of events, of effects, of minds about minds, of choices within choices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from families import Size, world_text


@dataclass(frozen=True, slots=True)
class Heavy:
    """A world, an event and an ending of it, a fact to be set, and limits that make it heavy."""

    text: str
    event: str
    ending: str
    fact: str
    limits: tuple[str, ...] = ()


def _names(stem: str, many: int) -> str:
    return ", ".join(f"{stem}{number}" for number in range(many))


COUNTERS = """\
character Mia, Ned, Ora
fact coins(who: character): 0 to 400
action earn(who: character)
  then coins(who) = coins(who) + 1
  by who
action give(who: character, other: character)
  if coins(who) > 0 and not who = other
  then coins(who) = coins(who) - 1, coins(other) = coins(other) + 1
  by who
Mia wants coins(Mia)
Ned wants coins(Ned)
Ora wants coins(Ora) + coins(Mia)
ending rich if coins(Ora) = 400 and coins(Mia) = 399
"""


def _crowd(many: int) -> str:
    return f"""\
character {_names("Guest", many)}
place Hall, Yard
fact at(who: character): place
fact sung
start
  every character who: at(who) = Hall
action walk(who: character, to: place)
  if not at(who) = to
  then at(who) = to
  by who
  seen by every character other with at(other) = at(who)
action sing(who: character)
  then sung
  by who
Guest0 wants sung
ending loud if sung
"""


def _orchard(many: int) -> str:
    return f"""\
character Pia
tree {_names("Tree", many)}
fact near(tree, tree)
fact ripe
action graft
  then every tree a: every tree b: every tree c: every tree d: every tree e: near(a, e)
  by Pia
action wait
  then ripe
  by Pia
Pia wants ripe
ending autumn if ripe
"""


def _choices(deep: int) -> str:
    nested = "ripe"
    for _ in range(deep):
        nested = f"(ripe if {nested} else not ripe)"
    return f"""\
character Pia
fact ripe
action wait
  then ripe
  by Pia
Pia wants ripe
ending autumn if {nested}
"""


def _stamps(many: int) -> str:
    return f"""\
character Kit
stamp {_names("Stamp", many)}
fact last: stamp
fact sent
action post(a: stamp, b: stamp, c: stamp, d: stamp, e: stamp, f: stamp)
  then last = f
  by Kit
action send
  then sent
  by Kit
Kit wants sent
ending gone if sent
"""


def _titled(name: str, text: str) -> str:
    types = {"Orchard": "type tree\n", "Stamps": "type stamp\n", "Crowd": "type place\n"}
    return f"world {name}\n{types.get(name, '')}{text}"


WORLDS: Mapping[str, Heavy] = {
    "counters": Heavy(_titled("Counters", COUNTERS), "earn(Mia)", "rich", "coins(Mia) = 3"),
    "crowd": Heavy(_titled("Crowd", _crowd(220)), "sing(Guest1)", "loud", "at(Guest1) = Yard"),
    "minds": Heavy(
        _titled("Crowd", _crowd(9)), "sing(Guest1)", "loud", "at(Guest1) = Yard", ("--depth", "12")
    ),
    "orchard": Heavy(_titled("Orchard", _orchard(17)), "wait()", "autumn", "ripe"),
    "errands": Heavy(
        world_text(Size(characters=6, items=4)),
        "go(Ada, Abbey, Square)",
        "never",
        "at(Ada) = Square",
        ("--length", "12"),
    ),
    "choices": Heavy(_titled("Choices", _choices(30)), "wait()", "autumn", "ripe"),
    "stamps": Heavy(_titled("Stamps", _stamps(14)), "send()", "gone", "sent"),
}


def _files(folder: Path, name: str) -> tuple[Path, Path, Path]:
    """Return where a world, events and a plot of it are."""
    world, events, plot = (folder / f"{name}.{ending}" for ending in ("ew", "events", "plot"))
    return world, events, plot


def write(folder: Path, name: str) -> None:
    """Write a world, and what belongs to it, into a folder."""
    heavy = WORLDS[name]
    world, events, plot = _files(folder, name)
    world.write_text(heavy.text, "utf-8")
    events.write_text(f"{heavy.event}\n", "utf-8")
    plot.write_text(f'plot "Heavy" of "{world.name}"\n{heavy.event}\n', "utf-8")


def commands(folder: Path, name: str) -> Mapping[str, Sequence[str]]:
    """Return all commands about a world in a folder."""
    heavy = WORLDS[name]
    world, story, plot = _files(folder, name)
    of_world, of_ending = (str(world),), ("--ending", heavy.ending)
    after, deep = ("--after", heavy.event), heavy.limits
    minds = tuple(word for word in deep if "--length" not in deep)
    return {
        "check": of_world,
        "fmt": ("--check", *of_world),
        "convert": of_world,
        "find": (*of_world, *of_ending, *deep),
        "run": (*of_world, *deep),
        "explore": (*of_world, "--any", *deep),
        "ask": (*of_world, f"possible {heavy.ending}", *deep),
        "test": (*of_world, *deep),
        "coverage": (*of_world, *deep),
        "tell": (*of_world, *of_ending, *deep),
        "validate": (*of_world, str(story), *of_ending, *deep),
        "show": (*of_world, *after),
        "draw lanes": (*of_world, *after, *deep),
        "draw map": (*of_world, "--what", "map", *deep),
        "draw minds": (*of_world, *after, "--what", "minds", *deep),
        "export": (*of_world, "-o", str(folder / f"{name}.zip"), *deep),
        "whatif": (*of_world, "--set", heavy.fact, *of_ending, *deep),
        "would-take": (*of_world, heavy.ending, *deep),
        "why-not": (*of_world, heavy.ending, *deep),
        "review": (str(plot), *minds),
    }
