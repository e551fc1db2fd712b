"""Whether numbers cost what places cost: one world, told with numbers and told with places.

Ida climbs stairs, saves coins until they cover a price that sinks, and buys a lantern at the top.
How high she stands, what she has and what it costs are numbers, or places of a row in which each
leads to the next. Beside it stand lamps that anybody may light, which matter to nothing.

    python benchmarks/stairs.py --runs 5
    python benchmarks/stairs.py --text numbers 8 > stairs.ew
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from itertools import pairwise
from typing import NamedTuple

STAIRS = (4, 6, 8, 10, 12)
SPELLED = ("numbers", "places")


class Row(NamedTuple):
    """What one search took, in the median."""

    spelled: str
    stairs: int
    beats: int
    states: int
    milliseconds: float


def text(spelled: str, stairs: int) -> str:
    """Return the world with so many stairs, twice as many lamps, and half as many coins to save."""
    coins = stairs // 2
    lamps = ", ".join(f"Lamp{n}" for n in range(2 * stairs))
    told = _numbers if spelled == "numbers" else _places
    return "\n".join(
        [
            "world Stairs",
            f"type lamp, place\ncharacter Ida\nlamp {lamps}",
            *told(stairs, coins),
            "fact lit(lamp)\nfact bought",
            "action light(what: lamp)\n  if not lit(what)\n  then lit(what)",
            "Ida wants bought",
            "ending done if bought",
            f"limits length {stairs + coins + 3}, foresight {stairs + coins + 3}, depth 1\n",
        ]
    )


def _numbers(stairs: int, coins: int) -> list[str]:
    return [
        f"place Here\nfact stair: 0 to {stairs}\nfact coins: number\nfact price: number",
        f"start\n  price = {coins + 1}",
        _action("climb", f"stair < {stairs}", "stair = stair + 1"),
        _action("save", f"coins < {coins}", "coins = coins + 1"),
        f"action haggle\n  if price > {coins}\n  then price = price - 1",
        _action("buy", f"stair = {stairs} and coins >= price and not bought", "bought"),
    ]


def _places(stairs: int, coins: int) -> list[str]:
    on, has = _row("Stair", stairs), _row("Coin", coins)
    return [
        f"place {', '.join((*on, *has, 'Dear', 'Fair'))}",
        "fact leads(place, place)\nfact stair: place\nfact coins: place\nfact price: place",
        f"start\n  stair = {on[0]}, coins = {has[0]}, price = Dear",
        *(f"  leads({a}, {b})" for row in (on, has) for a, b in pairwise(row)),
        _walk("climb", "stair"),
        _walk("save", "coins"),
        "action haggle\n  if price = Dear\n  then price = Fair",
        _action(
            "buy",
            f"stair = {on[-1]} and coins = {has[-1]} and price = Fair and not bought",
            "bought",
        ),
    ]


def _row(name: str, count: int) -> list[str]:
    return [f"{name}{n}" for n in range(count + 1)]


def _walk(name: str, fact: str) -> str:
    roles = "Ida, one: place, next: place"
    return _action(name, f"{fact} = one and leads(one, next)", f"{fact} = next", roles)


def _action(name: str, condition: str, effect: str, roles: str = "Ida") -> str:
    return f"action {name}({roles})\n  if {condition}\n  then {effect}\n  by Ida"


def measured(spelled: str, stairs: int, runs: int) -> Row:
    """Search for the shortest story, some times, each in a problem made anew."""
    import elsewise as ew

    world, times = ew.loads(text(spelled, stairs)), []
    for _ in range(runs):
        begin = time.perf_counter()
        outcome = ew.find(world, ending="done")
        times.append(1000 * (time.perf_counter() - begin))
    if outcome.story is None or not outcome.proven_shortest:
        raise RuntimeError(f"No shortest story was found in {spelled} {stairs}.")
    beats, states = len(outcome.story.beats), outcome.statistics.states
    return Row(spelled, stairs, beats, states, statistics.median(times))


def main() -> None:
    """Print a world, or what searches in all took."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--text", nargs=2, metavar=("SPELLED", "STAIRS"))
    given = asked.parse_args()
    if given.text:
        sys.stdout.write(text(given.text[0], int(given.text[1])))
        return
    print("| stairs | told with | beats | states | milliseconds |")
    print("| ---: | --- | ---: | ---: | ---: |")
    for stairs in STAIRS:
        for spelled in SPELLED:
            row = measured(spelled, stairs, given.runs)
            print(
                f"| {stairs} | {spelled} | {row.beats} | {row.states} | {row.milliseconds:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
