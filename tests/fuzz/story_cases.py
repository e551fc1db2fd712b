"""Files of stories: JSON as `find --json` writes it, with a few things otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from random import Random

import elsewise as ew
from elsewise.errors import ElsewiseError
from elsewise.story.limits import Limits
from elsewise.story.story import Story
from elsewise.story.story_file import outcome_json, read_stories
from fuzz.mutated_json import mutate_json

WORLD = "smoke"
ENDINGS = ("left", "saved")
LIMITS = Limits(length=6, foresight=3, depth=1, seconds=1.0, states=2000)
USES: tuple[Callable[[Story], object], ...] = (
    lambda story: str(ew.validate(world(), story, limits=LIMITS)),
    lambda story: ew.tell(world(), story),
    lambda story: str(ew.minds(world(), story, depth=1)),
    lambda story: str(ew.draw(world(), story)),
    lambda story: str(ew.review(story, world(), limits=LIMITS)),
    str,
)


@cache
def world() -> ew.World:
    """The world that the stories are of."""
    return ew.sample(WORLD)


@cache
def originals() -> tuple[str, ...]:
    """The files that are changed."""
    found = (ew.find(world(), ending=ending, seconds=20) for ending in ENDINGS)
    limits = ew.effective_limits(world())
    return tuple(json.dumps(outcome_json(one, world().name, limits)) for one in found)


def case(seed: int) -> bytes:
    """Return a file of stories in which a few things are otherwise, or which is cut or damaged."""
    random = Random(seed)
    tree = json.loads(random.choice(originals()))
    for _ in range(random.choice((1, 1, 2, 4, 8))):
        mutate_json(tree, random)
    content = json.dumps(tree).encode()
    match random.randrange(12):
        case 0:
            return content[: random.randrange(1, len(content))]
        case 1:
            at = random.randrange(len(content) + 1)
            return content[:at] + random.randbytes(random.randrange(1, 5)) + content[at:]
    return content


def run(content: bytes) -> str:
    """Read the stories, and do with the first of them whatever is done with stories."""
    try:
        file = read_stories(content.decode("utf-8", "replace"), "case.json")
    except ElsewiseError:
        return "refused"
    for story in file.stories[:1]:
        for use in USES:
            with suppress(ElsewiseError):
                use(story)
    return "read"
