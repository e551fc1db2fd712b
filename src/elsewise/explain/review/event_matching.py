"""Finds the event that a loosely written beat means.

A beat is an event's name (`climb(Lex, Tunnel, Ladder)`), the words by which the world tells it in
the state at hand ("Lex makes for the ladder"), or words of the author's own ("He runs to the
ladder"). The last are weighed: who and what is named, in which order, and what is said of them, as
far as the world's own words for the event say the like. Where two events weigh nearly the same, the
match is uncertain and both are kept; nothing here is left to chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from elsewise.errors import UsageError
from elsewise.explain.review.cast import Cast
from elsewise.explain.review.words import Named, SaidLine, Vocabulary, alike, stem
from elsewise.play.moment import Moment
from elsewise.problem.names import canonical_event_name
from elsewise.telling.event_words import event_words
from elsewise.telling.rules import Happening, action_happening

MOST_WEIGHED = 40
MOST_SHOWN = 3
ENOUGH = 0.5
"""Share of the weight of a perfect match that a match must have."""
LIKE = 0.25
"""Share that is enough for the only event that comes near, which is then uncertain."""
CLEAR = 0.4
"""By how much the best match must be ahead of the next."""
UNLIKELIER = 0.5
"""What it costs that a pronoun stands for one spoken of before another."""
_EXACT = 1000.0


class Certainty(Enum):
    """How sure it is which event a beat means."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNCERTAIN = "uncertain"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """What a beat means: an event (None: none that could be found), and how sure that is.

    `others` are events that it could mean as well, or, where there is none, the nearest; `hint`
    says more in words. `never`: the beat is the name of an event that can never happen. `named` are
    all whom and what the beat names.
    """

    event: str | None
    certainty: Certainty
    others: tuple[str, ...] = ()
    hint: str = ""
    never: bool = False
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What an event weighs, and what share of a perfect match's weight that is.

    `by_subject`: whom a line names first does it, as far as is known.
    """

    weight: float
    share: float
    event: str
    by_subject: bool = True


@dataclass(frozen=True)
class Matcher:
    """Matches the beats of one plot in order; pronouns stand for those spoken of before."""

    cast: Cast
    _read: dict[str, SaidLine] = field(default_factory=dict)
    _recent: list[str] = field(default_factory=list)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.cast.world)

    @cached_property
    def _rule_stems(self) -> Sequence[frozenset[str]]:
        """The words of each action and of what is told of it, by number."""
        texts = (
            " ".join((rule.name.replace("_", " "), *(line.text for line in rule.tell)))
            for rule in self.cast.world.actions
        )
        plain = (text.replace("[", " ").replace("]", " ") for text in texts)
        return [frozenset(self._theirs(text).stems) for text in plain]

    def _theirs(self, text: str) -> SaidLine:
        if text not in self._read:
            self._read[text] = self._vocabulary.read(text)
        return self._read[text]

    def match(self, moment: Moment, text: str) -> Match:
        """Return the event that a beat means at a moment."""
        written, names = None, list[str]()
        if "(" in text and text.rstrip(" .").endswith(")"):
            written = self._by_name(moment, text.rstrip(" ."))
        if written is None:
            said = self._vocabulary.read(text, self._recent)
            written = self._meant(moment, said)
            meant = () if written.event is None else moment.action(written.event).arguments
            names = [
                next((entity for entity in one.entities if entity in meant), one.entities[0])
                for one in said.names
            ]
        if written.event is not None:
            names += [str(argument) for argument in moment.action(written.event).arguments]
        known = [one for one in names if one in self._vocabulary.entities]
        self._recent[:] = dict.fromkeys((*known, *self._recent))
        return written

    def _by_name(self, moment: Moment, text: str) -> Match | None:
        try:
            event = canonical_event_name(text)
        except UsageError:
            return None
        if moment.knows(event):
            return Match(event, Certainty.CERTAIN)
        forms, why = moment.problem.forms, moment.problem.why_no_event(text)
        never = forms is not None and forms.complaint(text) is None
        return Match(None, Certainty.NONE, (), why, never=never)

    def _meant(self, moment: Moment, said: SaidLine) -> Match:
        """Return what is meant by a line in words of its author's own."""
        weighed = self._weigh_all(moment, said)
        if not weighed:
            hint = "The world has no words like these."
            return Match(None, Certainty.NONE, (), hint, named=said.entities)
        best, *rest = weighed
        events = tuple(one.event for one in weighed)
        if best.weight == _EXACT:
            same = tuple(one.event for one in rest if one.weight == _EXACT)
            certainty = Certainty.UNCERTAIN if same else Certainty.CERTAIN
            return Match(best.event, certainty, same)
        if best.share < ENOUGH:
            like = [one for one in weighed if one.share >= LIKE]
            if len(like) == 1 and best.by_subject and moment.can(best.event):
                return Match(best.event, Certainty.UNCERTAIN)
            return Match(None, Certainty.NONE, events[:MOST_SHOWN], named=said.entities)
        close = [one.event for one in weighed if best.weight - one.weight < CLEAR]
        if len(close) == 1:
            return Match(best.event, Certainty.LIKELY)
        # Of what weighs the same, the author hardly means what cannot be.
        close.sort(key=lambda event: (not moment.is_explained(event), not moment.can(event)))
        return Match(close[0], Certainty.UNCERTAIN, tuple(close[1 : MOST_SHOWN + 1]))

    # -- weighing -----------------------------------------------------------------------------

    def _weigh_all(self, moment: Moment, said: SaidLine) -> list[_Weighed]:
        """Return what a line may mean, the weightiest first."""
        named_outright = sum(1 for one in said.names if not one.by_pronoun)
        if not said.stems and named_outright < 2:  # nothing is said of anybody
            return []
        actions = moment.problem.actions
        rule_weights = [_word_weight(said.stems, stems) for stems in self._rule_stems]
        named = [frozenset(one.entities) for one in said.names]

        def rough_weight(number: int) -> float:
            arguments = set(actions[number].arguments)
            hits = sum(1 for names in named if names & arguments)
            return 2.0 * hits + rule_weights[actions[number].rule]

        rough = sorted(range(len(actions)), key=rough_weight, reverse=True)
        possible = set(moment.possible())
        found = (
            self._weigh(moment, said, actions[number].name, possible)
            for number in rough[:MOST_WEIGHED]
        )
        heavy = [one for one in found if one.weight > 0]
        return sorted(heavy, key=lambda one: (-one.weight, one.event not in possible, one.event))

    def _weigh(
        self, moment: Moment, said: SaidLine, event: str, possible: Iterable[str]
    ) -> _Weighed:
        told = action_happening(self.cast.world, moment.action(event))
        theirs = self._theirs(event_words(self.cast.world, told, moment.value))
        if theirs.plain == said.plain:
            return _Weighed(_EXACT, 1.0, event)
        own = {stem(word) for word in told.rule.name.split("_")}
        content = _word_weight(said.stems, frozenset(theirs.stems) | own)
        if not content and said.stems:
            return _Weighed(0.0, 0.0, event)
        unsaid = sum(1 for s in set(theirs.stems) - own if not _has(said.stems, s))
        meant = _meant_by(said, told, theirs)
        people = {entity for entity, _ in meant} & self.cast.people - set(told.arguments)
        where = {name: self.cast.place_of(name, moment) for name in people}
        weight = content + _names_weight(meant, theirs, told, where) - 0.15 * unsaid
        subjects = {*told.by, *(theirs.names[0].entities if theirs.names else ())}
        by_subject = not meant or not subjects or meant[0][0] in subjects
        weight += 1.0 if meant and subjects and by_subject else 0.0 if by_subject else -1.5
        most = 1.5 * len(said.stems) + 2.0 * len(said.names) + 1.0
        more = 0.5 if event in possible else 0.0
        return _Weighed(weight + more, weight / most, event, by_subject)


def _has(stems: Iterable[str], wanted: str) -> bool:
    return any(wanted == one or alike(wanted, one) for one in stems)


def _word_weight(said: Sequence[str], theirs: frozenset[str]) -> float:
    """Weigh what a line says by how much of it an event's words say too."""
    total = 0.0
    for word in said:
        total += 1.5 if word in theirs else 1.0 if _has(theirs, word) else -0.3
    return max(total, 0.0)


def _names_weight(
    said: Sequence[tuple[str, Named]],
    theirs: SaidLine,
    told: Happening,
    where: Mapping[str, str | None],
) -> float:
    """Weigh who and what a line names.

    Who is named may stand for where they are: "She follows him."
    """
    arguments = {a for a in told.arguments if isinstance(a, str)}
    mentioned = theirs.entities
    met = {entity for entity, _ in said}
    total = 0.0
    for entity, named in said:
        if entity in arguments or entity in mentioned:
            total += 2.0 if entity in arguments else 1.5
            total -= UNLIKELIER * named.entities.index(entity) if named.by_pronoun else 0.0
        elif (there := where.get(entity)) in arguments and there is not None:
            total += 1.0
            met.add(there)
        else:
            total -= 0.5 if named.by_pronoun else 3.0
    for argument in arguments - met:
        total -= 1.0 if argument in mentioned else 0.25
    return total - _order_cost([entity for entity, _ in said], theirs)


def _meant_by(said: SaidLine, told: Happening, theirs: SaidLine) -> list[tuple[str, Named]]:
    """Return whom each name of a line means if the line means an event.

    Of several, it is one that has to do with it; two pronouns mean two.
    """
    found: list[tuple[str, Named]] = []
    for named in said.names:
        taken = {entity for entity, _ in found} if named.by_pronoun else set()
        free = [entity for entity in named.entities if entity not in taken] or named.entities
        known = [e for e in free if e in told.arguments] or [
            e for e in free if e in theirs.entities
        ]
        found.append(((known or free)[0], named))
    return found


def _order_cost(said: Sequence[str], theirs: SaidLine) -> float:
    """Return what it costs that names stand in another order than in the world's own words."""
    both = theirs.entities.intersection(said)
    other = [entity for one in theirs.names for entity in one.entities]
    mine, other = (list(dict.fromkeys(e for e in names if e in both)) for names in (said, other))
    return 0.0 if mine == other else 1.0


def suggestions(match: Match, sayings: Mapping[str, str]) -> str:
    """Return what a beat may have meant, in words; empty if nothing comes near."""
    if match.hint:
        return match.hint
    if not match.others:
        return ""
    listed = " or ".join(f"`{event}` ({sayings[event]})" for event in match.others)
    return f"Did you mean {listed}?"
