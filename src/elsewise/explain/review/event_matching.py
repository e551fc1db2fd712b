"""Finds the event that a loosely written beat means.

A beat is an event's name (`climb(Lex, Tunnel, Ladder)`), the words by which the world tells it in
the state at hand ("Lex makes for the ladder"), or words of the author's own ("Lex runs to the
ladder"). The last are weighed: who and what is named, in which order, and what is said of them, as
far as the world's own words for the event say the like. Where two events weigh nearly the same, the
match is uncertain and both are kept; nothing here is left to chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from elsewise.errors import UsageError
from elsewise.explain.review.words import SaidLine, Vocabulary, alike, stem
from elsewise.play.moment import Moment
from elsewise.problem.names import canonical_event_name
from elsewise.telling.rules import Happening, action_happening, event_clause, plain_event
from elsewise.telling.sentence import Tense
from elsewise.telling.words import Discourse
from elsewise.world.model import World

MOST_WEIGHED = 40
MOST_SHOWN = 3
ENOUGH = 0.5
"""Share of the weight of a perfect match that a match must have."""
CLEAR = 0.4
"""By how much the best match must be ahead of the next."""


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
    says more in words.
    """

    event: str | None
    certainty: Certainty
    others: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Matcher:
    """Matches the beats of one plot."""

    world: World
    _read: dict[str, SaidLine] = field(default_factory=dict)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.world)

    @cached_property
    def _rule_stems(self) -> Sequence[frozenset[str]]:
        """The words of each action and of what is told of it, by number."""
        texts = (
            " ".join((rule.name.replace("_", " "), *(line.text for line in rule.tell)))
            for rule in self.world.actions
        )
        plain = (text.replace("[", " ").replace("]", " ") for text in texts)
        return [frozenset(self._said(text).stems) for text in plain]

    def _said(self, text: str) -> SaidLine:
        if text not in self._read:
            self._read[text] = self._vocabulary.read(text)
        return self._read[text]

    def match(self, moment: Moment, text: str) -> Match:
        """Return the event that a beat means at a moment."""
        if "(" in text and text.rstrip(" .").endswith(")"):
            written = self._by_name(moment, text.rstrip(" ."))
            if written is not None:
                return written
        said = self._said(text)
        weighed = self._weigh_all(moment, said)
        if not weighed:
            return Match(None, Certainty.NONE, (), "The world has no words like these.")
        best, *rest = weighed
        names = tuple(event for _, _, event in rest[:MOST_SHOWN])
        if best[0] == _EXACT:
            same = tuple(event for weight, _, event in rest if weight == _EXACT)
            certainty = Certainty.UNCERTAIN if same else Certainty.CERTAIN
            return Match(best[2], certainty, same)
        if best[1] < ENOUGH:
            return Match(None, Certainty.NONE, (best[2], *names)[:MOST_SHOWN])
        close = [event for weight, _, event in weighed if best[0] - weight < CLEAR]
        if len(close) == 1:
            return Match(best[2], Certainty.LIKELY)
        # Of what weighs the same, the author hardly means what cannot be.
        close.sort(key=lambda event: (not moment.is_explained(event), not moment.can(event)))
        return Match(close[0], Certainty.UNCERTAIN, tuple(close[1 : MOST_SHOWN + 1]))

    def _by_name(self, moment: Moment, text: str) -> Match | None:
        try:
            event = canonical_event_name(text)
        except UsageError:
            return None
        if moment.knows(event):
            return Match(event, Certainty.CERTAIN)
        return Match(None, Certainty.NONE, (), moment.problem.why_no_event(text))

    # -- weighing -----------------------------------------------------------------------------

    def _weigh_all(self, moment: Moment, said: SaidLine) -> list[tuple[float, float, str]]:
        """Return weight, share and event of what a line may mean, the weightiest first."""
        actions = moment.problem.actions
        rule_weights = [_word_weight(said.stems, stems) for stems in self._rule_stems]
        named = [frozenset(names) for names in said.names]

        def rough_weight(number: int) -> float:
            arguments = set(actions[number].arguments)
            hits = sum(1 for names in named if names & arguments)
            return 2.0 * hits + rule_weights[actions[number].rule]

        rough = sorted(range(len(actions)), key=rough_weight, reverse=True)
        possible = set(moment.possible())
        found = []
        for number in rough[:MOST_WEIGHED]:
            event = actions[number].name
            weight, share = self._weigh(moment, said, event, possible=event in possible)
            found.append((weight, share, event))
        found.sort(key=lambda one: (-one[0], one[2] not in possible, one[2]))
        return [one for one in found if one[0] > 0]

    def _weigh(
        self, moment: Moment, said: SaidLine, event: str, *, possible: bool
    ) -> tuple[float, float]:
        told = action_happening(self.world, moment.action(event))
        words, subject = self._told(moment, told)
        theirs = self._said(words)
        if theirs.plain == said.plain:
            return _EXACT, 1.0
        own = {stem(word) for word in told.rule.name.split("_")}
        content = _word_weight(said.stems, frozenset(theirs.stems) | own)
        if not content and said.stems:
            return 0.0, 0.0
        unsaid = sum(1 for s in set(theirs.stems) - own if not _has(said.stems, s))
        names = _names_weight(said, theirs, told, subject)
        most = 1.5 * len(said.stems) + 2.0 * len(said.names) + (1.0 if subject is not None else 0.0)
        weight = content + names - 0.15 * unsaid
        return weight + (0.5 if possible else 0.0), weight / most

    def _told(self, moment: Moment, told: Happening) -> tuple[str, str | None]:
        clause = event_clause(
            self.world, told, moment.value, Discourse(self.world), sure=False, turn=0
        )
        if clause is None:
            return plain_event(self.world, told), next(iter(told.by), None)
        return clause.finite(Tense.PRESENT), clause.subject or next(iter(told.by), None)


_EXACT = 1000.0


def _has(stems: Sequence[str] | frozenset[str], wanted: str) -> bool:
    return wanted in stems or any(alike(wanted, s) for s in stems)


def _word_weight(said: Sequence[str], theirs: frozenset[str]) -> float:
    """Weigh what a line says by how much of it an event's words say too."""
    total = 0.0
    for word in said:
        if word in theirs:
            total += 1.5
        elif any(alike(word, s) for s in theirs):
            total += 1.0
        else:
            total -= 0.3
    return max(total, 0.0)


def _names_weight(said: SaidLine, theirs: SaidLine, told: Happening, subject: str | None) -> float:
    """Weigh who and what a line names, and in which order."""
    arguments = [a for a in told.arguments if isinstance(a, str)]
    mentioned = {name for names in theirs.names for name in names}
    total = 0.0
    for names in said.names:
        if any(name in arguments for name in names):
            total += 2.0
        elif any(name in mentioned for name in names):
            total += 1.5
        else:
            total -= 3.0
    said_names = {name for names in said.names for name in names}
    for argument in arguments:
        if argument not in said_names:
            total -= 1.0 if argument in mentioned else 0.25
    if said.names and subject is not None:
        total += 1.0 if subject in said.names[0] else -1.5
    return total - _order_cost(said, theirs)


def _order_cost(said: SaidLine, theirs: SaidLine) -> float:
    """Return what it costs that names stand in another order than in the world's own words."""
    mine = [names for names in said.names if names in theirs.names]
    other = [names for names in theirs.names if names in said.names]
    return 0.0 if list(dict.fromkeys(mine)) == list(dict.fromkeys(other)) else 1.0


def suggestions(match: Match, sayings: Mapping[str, str]) -> str:
    """Return what a beat may have meant, in words; empty if nothing comes near."""
    if match.hint:
        return match.hint
    if not match.others:
        return ""
    listed = " or ".join(f"`{event}` ({sayings[event]})" for event in match.others)
    return f"Did you mean {listed}?"
