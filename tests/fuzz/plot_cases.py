"""Plots in ordinary and odd English, most of them of lines that hardly mean anything.

The first line of a case says which example world it is of; the rest is the plot.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from random import Random

import elsewise as ew
from elsewise.errors import WorldError
from elsewise.explain.review.display import review_text
from elsewise.explain.review.reading import read_plot
from elsewise.explain.review.report import Review
from elsewise.explain.review.review import review
from elsewise.play.ground import ground
from elsewise.problem.problem import Problem
from elsewise.show.as_json import json_of
from elsewise.story.limits import Limits
from elsewise.world.model import World
from mutations import mutate

WORLDS = ("quarrel", "smoke", "letter", "drawer")
LIMITS = Limits(depth=1, foresight=1, seconds=3.0)
ODD_WORDS = """
The. No. ... ? ! ( ) () a() (x) (, ,,, — | He. Her. It. They. Nobody. 2 + 2. 日本語 {who} [climbs]
because note ending scene plot #
"""
ODD = ODD_WORDS.split()
SHORT = (
    "He was there.", "It rained all day.", "They all die.", '"Hello!" she said.', "Who is there?",
    "Nothing happens.", "Everyone leaves, and nobody is seen again.", "The end.", "Not him, her.",
    "his hers its theirs", "and and and", "Once upon a time there was a king.", "scene in the dark",
    "note", "ending happily, they left", "She did not. He did.", "Then what?", "in on at to",
)  # fmt: skip
VERB_WORDS = """
goes takes gives tells asks opens hides kills lies walks throws is was follows leaves says
forgives burns lights dances meets sees finds begs drags returns waits has been told
"""
VERBS = VERB_WORDS.split()
LINKS = ("", "to", "the", "into", "with", "that", "about", "back to", "not", "of", "'s")
TAILS = (
    "", "", "", ".", "!", "...", " again.", " because he is afraid.", ", and she sees it.",
    " quickly, as planned", "   # why?", "; then it ends",
)  # fmt: skip


@cache
def world(name: str) -> World:
    """An example world."""
    return ew.sample(name)


@cache
def problem(name: str) -> Problem:
    """Its problem."""
    return ground(world(name))


def case(seed: int) -> bytes:
    """Return the name of a world, and lines."""
    random = Random(seed)
    name = random.choice(WORLDS)
    text = "\n".join(_line(random, name) for _ in range(random.choice((1, 1, 2, 3, 5, 8))))
    if random.random() < 0.1:
        text = mutate(text, seed)
    return f"{name}\n{text}".encode(errors="replace")


def _line(random: Random, name: str) -> str:
    """Return a line: an event, an odd one, or what looks like a sentence."""
    names = [entity.said or entity.name for entity in world(name).entities]
    names += ["he", "she", "it", "they", "her", "him", "himself", "the others"]

    def event() -> str:
        return random.choice(problem(name).action_names)

    def wrong_event() -> str:
        return event().replace("(", random.choice(("(", "(", "((", ")", "(Nobody, ")))

    def said() -> str:
        words = [random.choice(names), random.choice(VERBS), random.choice(LINKS)]
        words += [random.choice(names)] if random.random() < 0.7 else []
        line = " ".join(word for word in words if word) + random.choice(TAILS)
        return line[:1].upper() + line[1:]

    kinds: tuple[Callable[[], str], ...] = (
        said, said, said, said, event, event, wrong_event,
        lambda: random.choice(ODD), lambda: random.choice(SHORT),
    )  # fmt: skip
    return random.choice(kinds)()


def run(content: bytes) -> str:
    """Review a plot, and look whether what it says can be."""
    name, _, rest = content.decode(errors="replace").partition("\n")
    if name not in WORLDS:
        return "no world"
    try:
        plot = read_plot(rest, headless=True)
        found = review(plot, world(name), limits=LIMITS)
    except WorldError as error:
        assert error.diagnostics
        return "refused"
    _check(found)
    return "stopped" if found.stopped_by else "stands" if found.stands else "does not stand"


def _check(found: Review) -> None:
    assert json.loads(json.dumps(json_of(found)))["stands"] is found.stands
    assert review_text(found, 80)
    if found.stopped_by is None:
        assert [beat.line for beat in found.beats] == [beat.line for beat in found.plot.beats]
    lines = {beat.line for beat in found.beats}
    for one in found.findings:
        said = re.sub("“.*”", "“”", one.sentence)  # but for the beat itself
        assert not re.search(r"\b(that|of|for)[.,;:]|  |\.\.|^[.,]", said), said
        assert not one.sentence[:1].islower() or re.match(r"\w+\(", one.sentence), one.sentence
        assert one.line in lines or one.line == 0 or one.kind == "ending-missed", one
    for beat in found.beats:
        understood = beat.event is not None
        told = any(one.beat == beat.number and one.severity.value == "error"
                   for one in found.findings)  # fmt: skip
        assert understood or told or not beat.text, beat


def smaller(content: bytes) -> Iterator[bytes]:
    """Yield the plot without each of its lines."""
    name, *lines = content.split(b"\n")
    for place in range(len(lines)):
        yield b"\n".join((name, *lines[:place], *lines[place + 1 :]))
