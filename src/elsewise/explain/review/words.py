"""The words of a loosely written line: who and what is named, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from elsewise.telling.verbs import root_of
from elsewise.telling.words import pronoun_of, say_name
from elsewise.world.model import World

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BECAUSE = re.compile(r"[\s,;]+(?:because|so that|since)\b.*$", re.IGNORECASE | re.DOTALL)
_IDLE_WORDS = """
a an the and or but then also now again at last who whom whose which that this these those there
he him his she her hers it its they them their theirs himself herself itself themselves
to of in on by for with from into onto up out down over off away back as be have do can will
was were is are has had been not no so very all both each other others one another own
just still soon here finally suddenly quickly slowly quietly however meanwhile later next already
"""
_IDLE = frozenset(_IDLE_WORDS.split())
_PRONOUNS = {"he": "he", "him": "he", "she": "she", "her": "she", "it": "it", "they": "they",
             "them": "they"}  # fmt: skip
_LIKE = """
go walk run move travel return come head hurry make step slip sneak climb leave enter cross ride
  follow accompany arrive approach visit wander stroll march rush dash creep flee proceed reach sail
  drive hasten race jump leap hop board
tell say inform let report reveal admit confess explain speak talk announce declare mention whisper
  warn
lie deceive mislead pretend trick fool bluff
ask question demand beg plead implore request beseech urge
take grab pick fetch steal get seize collect pocket snatch lift remove nick swipe rob
give hand pass bring deliver offer pay lend entrust present return
kill murder slay stab poison shoot strangle execute
free release rescue save untie drag unbind liberate
hide conceal bury stow slip stash tuck
find discover notice see spot look search seek check examine inspect spy watch
blow explode burst detonate
open unlock unbolt
close shut lock bar bolt seal
confirm assure promise swear vow
knock throw push shove hurl toss fling cast pitch thrust tip
hit strike beat slap punch smash kick
light ignite kindle burn fire
break smash shatter wreck destroy crack
meet join encounter greet
buy purchase acquire
sell trade exchange swap
marry wed
forgive pardon excuse
fight attack assault duel
build make construct raise forge
eat devour swallow dine feast
drink sip swallow gulp
cut slice chop sever saw
pour spill empty tip
put place lay set drop leave
hang suspend hook
call summon invite fetch send
wait stay linger remain
help aid assist support
love adore
sleep doze slumber
wake rouse stir
write scribble pen compose
read study
stop hold halt detain arrest
guard soldier sentry watchman
letter note message
gold money coin purse
knife dagger blade
boat ship vessel
lamp lantern torch
pistol gun revolver
chest box coffer strongbox
castle fortress
pond lake
road way path
thief robber burglar
rock stone boulder
sorry apologise apologize repent regret
"""
_GROUPS = [frozenset(line.split()) for line in _LIKE.strip().replace("\n  ", " ").splitlines()]
MOST_MEANT = 3
"""For how many of those spoken of last a pronoun may stand."""
_SHORTEST_HEAD = 4
"""Letters of a noun that is the end of a compound: `pond` of `millpond`."""


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return what words of one kind share: the root of a verb, the singular of a noun."""
    return root_of(word.lower().replace("’", "'").removesuffix("'s").replace("'", ""))


@lru_cache(maxsize=16384)
def alike(one: str, other: str) -> bool:
    """Whether two stems are often said for one another: `go` and `walk`, `pond` and `millpond`."""
    short, long = sorted((one, other), key=len)
    compound = len(short) >= _SHORTEST_HEAD and long.endswith(short)
    return compound or any(one in group and other in group for group in _GROUPS)


@dataclass(frozen=True, slots=True)
class Named:
    """Who or what a word stands for: one of some entities, for a pronoun the likeliest first."""

    entities: tuple[str, ...]
    by_pronoun: bool = False


@dataclass(frozen=True)
class SaidLine:
    """A line taken apart.

    `names`: every entity that is named, in order. `stems`: what else is said, without little
    words. `plain`: the line's words, to compare whole.
    """

    names: tuple[Named, ...]
    stems: tuple[str, ...]
    plain: tuple[str, ...]

    @cached_property
    def entities(self) -> frozenset[str]:
        """All that may be named."""
        return frozenset(entity for named in self.names for entity in named.entities)


class Vocabulary:
    """The words by which a world's entities are called."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._people = [entity.name for entity in world.characters]
        self._pronouns = {entity.name: pronoun_of(entity, world) for entity in world.entities}

    @property
    def entities(self) -> Collection[str]:
        """All entities."""
        return self._pronouns.keys()

    @cached_property
    def _calls(self) -> Mapping[str, Mapping[tuple[str, ...], tuple[str, ...]]]:
        """By the first word of a call: entities by the words that call them, the longest first.

        The last word of a longer call will do where no other entity is called so: "the friar".
        """
        whole: dict[tuple[str, ...], list[str]] = {}
        heads: dict[tuple[str, ...], list[str]] = {}
        for entity in self.world.entities:
            for words in (_tokens(entity.name.replace("_", " ")), _tokens(say_name(entity))):
                bare = words[1:] if words and words[0] in ("the", "a", "an") else words
                for call in (tuple(words), tuple(bare)):
                    _add(whole, call, entity.name)
                ends = [bare[0], bare[-1]] if entity.name in self._people else bare[-1:]
                for end in ends if len(bare) > 1 else ():
                    _add(heads, (end,), entity.name)
        calls = {call: found for call, found in heads.items() if call[0] not in _IDLE} | whole
        by_first: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
        for call in sorted(calls, key=lambda call: (-len(call), call)):
            by_first.setdefault(call[0], {})[call] = tuple(calls[call])
        return by_first

    def read(self, text: str, recent: Sequence[str] | None = None) -> SaidLine:
        """Take a line apart, but for what stands behind "because".

        `recent` are entities of whom was spoken before, the last first, for whom pronouns can
        stand; None: pronouns are not looked at.
        """
        tokens = _tokens(_BECAUSE.sub("", text))
        names: list[Named] = []
        stems: list[str] = []
        place = 0
        while place < len(tokens):
            token, calls = tokens[place], self._calls.get(tokens[place], {})
            call = next((c for c in calls if tuple(tokens[place : place + len(c)]) == c), None)
            place += 1 if call is None else len(call)
            if call is not None:
                names.append(Named(calls[call]))
            elif token in _PRONOUNS and recent is not None:
                stands_for = self._stands_for(token, names, recent)
                names += [Named(stands_for, by_pronoun=True)] if stands_for else []
            elif token not in _IDLE:
                stems.append(stem(token))
        plain = tuple(stem(t) for t in tokens if t not in ("the", "a", "an", "then", "now"))
        return SaidLine(tuple(names), tuple(stems), plain)

    def _stands_for(
        self, word: str, named: Sequence[Named], recent: Sequence[str]
    ) -> tuple[str, ...]:
        """Return for whom or what a pronoun may stand: the last spoken of, else any that it can."""
        kind = _PRONOUNS[word]
        subject = named[0].entities if named and word != kind else ()
        before = [one.entities[0] for one in reversed(named)]
        fitting = [
            entity
            for entity in dict.fromkeys((*before, *recent))
            if self._pronouns[entity] == kind and (entity,) != subject
        ]
        everybody = [e for e in self._people if self._pronouns[e] == kind and (e,) != subject]
        return tuple(fitting[:MOST_MEANT] or everybody)


def _add(calls: dict[tuple[str, ...], list[str]], call: tuple[str, ...], entity: str) -> None:
    if call and entity not in calls.setdefault(call, []):
        calls[call].append(entity)


def _tokens(text: str) -> list[str]:
    """Return the words of a text in small letters, without the `'s` of names."""
    words = (word.lower().replace("’", "'") for word in _TOKEN.findall(text))
    return [word.removesuffix("'s") for word in words]
