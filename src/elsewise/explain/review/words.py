"""The words of a loosely written line: who and what is named, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from elsewise.telling.verbs import root_of
from elsewise.telling.words import say_name
from elsewise.world.model import World

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BECAUSE = re.compile(r"[\s,;]+(?:because|so that|since)\b.*$", re.IGNORECASE | re.DOTALL)
_IDLE_WORDS = """
a an the and or but then also now again at last who whom whose which that this these those there
he him his she her hers it its they them their theirs himself herself itself themselves
to of in on by for with from into onto up out down over off away back as be have do can will
was were is are has had been not no so very all both each other others one another own
"""
_IDLE = frozenset(_IDLE_WORDS.split())
_LIKE = """
go walk run move travel return come head hurry make step slip sneak climb leave enter cross ride
tell say inform let report reveal admit confess explain
lie deceive mislead pretend
ask question demand beg plead implore
take grab pick fetch steal get seize collect pocket snatch
give hand pass bring deliver offer pay
kill murder slay stab poison shoot
free release rescue save untie drag
hide conceal bury stow slip
find discover notice see spot
blow explode burst
open unlock
close shut lock bar
confirm assure
"""
_GROUPS = [frozenset(line.split()) for line in _LIKE.strip().splitlines()]


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return what words of one kind share: the root of a verb, the singular of a noun."""
    return root_of(word.lower().replace("’", "'").removesuffix("'s").replace("'", ""))


@lru_cache(maxsize=16384)
def alike(one: str, other: str) -> bool:
    """Whether two stems are often said for one another: `go` and `walk`."""
    return any(one in group and other in group for group in _GROUPS)


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A line taken apart.

    `names`: every entity that is named, in order; a tuple holds several of the same words.
    `stems`: what else is said, without little words. `plain`: the line's words, to compare whole.
    """

    names: tuple[tuple[str, ...], ...]
    stems: tuple[str, ...]
    plain: tuple[str, ...]


class Vocabulary:
    """The words by which a world's entities are called."""

    def __init__(self, world: World) -> None:
        self.world = world

    @cached_property
    def _calls(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """Entities by the words that call them; the longest first."""
        found: dict[tuple[str, ...], list[str]] = {}
        for entity in self.world.entities:
            for words in (_tokens(entity.name.replace("_", " ")), _tokens(say_name(entity))):
                bare = words[1:] if words and words[0] in ("the", "a", "an") else words
                for call in (tuple(words), tuple(bare)):
                    if call and entity.name not in found.setdefault(call, []):
                        found[call].append(entity.name)
        ordered = sorted(found, key=lambda call: (-len(call), call))
        return {call: tuple(found[call]) for call in ordered}

    @cached_property
    def _by_first(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        groups: dict[str, list[tuple[str, ...]]] = {}
        for call in self._calls:
            groups.setdefault(call[0], []).append(call)
        return {first: tuple(calls) for first, calls in groups.items()}

    def read(self, text: str, *, whole: bool = False) -> SaidLine:
        """Take a line apart; what stands behind "because" is left out unless it is `whole`."""
        tokens = _tokens(text if whole else _BECAUSE.sub("", text))
        names: list[tuple[str, ...]] = []
        stems: list[str] = []
        place = 0
        while place < len(tokens):
            call = self._call_at(tokens, place)
            if call is not None:
                names.append(self._calls[call])
                place += len(call)
                continue
            if tokens[place] not in _IDLE:
                stems.append(stem(tokens[place]))
            place += 1
        plain = tuple(stem(t) for t in tokens if t not in ("the", "a", "an", "then", "now"))
        return SaidLine(tuple(names), tuple(stems), plain)

    def _call_at(self, tokens: Sequence[str], place: int) -> tuple[str, ...] | None:
        for call in self._by_first.get(tokens[place], ()):
            if tuple(tokens[place : place + len(call)]) == call:
                return call
        return None


def _tokens(text: str) -> list[str]:
    """Return the words of a text in small letters, without the `'s` of names."""
    words = (word.lower().replace("’", "'") for word in _TOKEN.findall(text))
    return [word.removesuffix("'s") for word in words]
