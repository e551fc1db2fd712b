"""Problem files that are JSON of nearly the right form."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from random import Random

import elsewise as ew
from elsewise.errors import ElsewiseError
from elsewise.play.ground import ground
from elsewise.problem.problem import Problem
from elsewise.problem.problem_file import from_json, to_json
from elsewise.story.limits import Limits
from fuzz.mutated_json import mutate_json

WORLDS = ("quarrel", "smoke", "letter")
LIMITS = Limits(length=2, foresight=1, depth=1, seconds=0.5, states=300)
USES: tuple[Callable[[Problem], object], ...] = (
    to_json,
    str,
    lambda problem: str(ew.explore(problem, LIMITS)),
    lambda problem: str(ew.find(problem, limits=LIMITS)),
    lambda problem: str(ew.find(problem, limits=LIMITS, engine="reference")),
)


@cache
def originals() -> tuple[bytes, ...]:
    """The problems that are changed."""
    return tuple(to_json(ground(ew.sample(name))) for name in WORLDS)


def case(seed: int) -> bytes:
    """Return a problem file in which a few things are otherwise."""
    random = Random(seed)
    tree = json.loads(random.choice(originals()))
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        mutate_json(tree, random)
    return json.dumps(tree).encode()


def run(content: bytes) -> str:
    """Read a problem and look what can happen in it, with both engines."""
    try:
        problem = from_json(content)
    except ElsewiseError:
        return "refused"
    for use in USES:
        with suppress(ElsewiseError):
            use(problem)
    return "read"
