"""Random worlds in which people choose and deeds take time, from a seed."""

from __future__ import annotations

import re
from random import Random

import generated

SCHEDULED = """action dusk_falls
  if not rain
  then rain
  after dusk
"""


class SmallWriter(generated.Writer):
    """Draws a world of two or three people in two places."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.people = self.people[: self.random.randint(2, 3)]
        self.places = self.places[:2]
        self.items = self.items[:1]
        self.wishes = {who: self.wish(who) for who in self.people}


def timed_text(seed: int) -> str:
    """Return a small world of a seed, with words of time in it, and somebody who chooses."""
    random = Random(seed)
    lines: list[str] = []
    for line in SmallWriter(seed).text().splitlines():
        lines.append(line)
        if re.match(r"  by ", line) and random.random() < 0.5:
            lines.append(f"  takes {random.choice(('nothing', '1', '2', '3'))}")
        if re.match(r"  by ", line) and random.random() < 0.3:
            lines.append("  before dusk")
    lines.append(f"deadline dusk {random.randint(1, 5)}")
    if random.random() < 0.5:
        lines.append(SCHEDULED)
    lines.append("everyone chooses")
    if random.random() < 0.3:
        lines.append(f"Ada {random.choice(('chooses within 1', 'is explained'))}")
    return "\n".join(lines) + "\n"
