"""Generated worlds of numbers at the edge of their range: a seed in, a world's text out.

Numbers are counted up and down by steps that fit and steps that do not, past the bounds of their
facts or without any bounds; conditions and endings ask for what is just within reach and for what
is just beyond.

    python benchmarks/edges.py 7 > seventh.ew
"""

from __future__ import annotations

import sys
from random import Random


def world_text(seed: int) -> str:
    """Return the world of a seed."""
    draw = Random(seed)
    low = draw.choice((0, 0, 1, -2))
    high = low + draw.randint(1, 5)
    begin = draw.randint(low, high)
    step = draw.choice((1, 1, 2, 3))
    edge = draw.choice((low, low + 1, high - 1, high, high + 1))
    sign = draw.choice(("=", ">=", "<=", ">", "<"))
    bounds = f": {low} to {high}" if draw.random() < 0.8 else ": number"
    consents = "\n  by Ann" if draw.random() < 0.6 else ""
    guard = draw.choice((f"n < {high}", f"n {sign} {edge}", "not open", "m < 2"))
    turning = draw.choice(("", consents))
    lines = [
        "world Edge",
        "character Ann, Ben",
        f"fact n{bounds}",
        "fact m: 0 to 2",
        "fact open",
        f"start\n  n = {begin}",
        draw.choice(("", f"  Ben believes n = {draw.randint(low, high)}")),
        f"action up()\n  if {guard}\n  then n = n + {step}{consents}",
        f"action down(Ann)\n  if n > {draw.choice((low, low + 1))}\n  then n = n - 1\n  by Ann",
        f"action turn(Ben)\n  if n {sign} {edge}\n  then open, m = m + 1{turning}",
    ]
    if draw.random() < 0.4:
        lines.append(f"trigger spill\n  if n = {high} and not open\n  then n = {low}, open")
    lines += [
        f"Ann wants\n  {draw.choice(('n', '0 - n', f'1 if n = {edge}', 'm'))}\n  2 if open",
        f"Ben wants {draw.choice(('1 if open', 'n', 'm'))}",
        f"ending top if n = {high}",
        f"ending bottom if n = {low} and not n = {begin}",
        f"ending beyond if n > {high}",
        f"ending under if n < {low}",
        f"ending between if n = {low}.5",
        f"ending turned if open and n = {edge}",
        f"ending counted if m = 2 and n {sign} {edge}",
        f"ending mistaken if not Ben's view of n = n and n >= {high - 1}",
        f"limits length {draw.randint(2, 7)}, foresight {draw.randint(1, 3)}, depth 1",
    ]
    return "\n".join(line for line in lines if line) + "\n"


if __name__ == "__main__":
    print(world_text(int(sys.argv[1])), end="")
