"""Says what kind of fault a beat has that cannot stand, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from elsewise.explain.consent import Lack, Stance, lacks
from elsewise.explain.remedies import (
    BeliefChange,
    beliefs_that_move,
    brought_about,
    needed,
    would_do,
)
from elsewise.explain.review.cast import Cast
from elsewise.explain.review.kinds import Severity
from elsewise.explain.review.plot_replay import Mend, Mending, PlotReplay
from elsewise.explain.review.report import Finding, finding
from elsewise.explain.review.saying import Sayer
from elsewise.play.moment import Moment
from elsewise.problem.problem import Event, FluentRead
from elsewise.world.types import Value

MOST_CHANGES = 3


@dataclass(frozen=True)
class BeatFaults:
    """Judges the beat at a place of a plot; `lines[i]` is the line of beat i."""

    replay: PlotReplay
    lines: Sequence[int]
    cast: Cast
    sayer: Sayer
    place: int

    def findings(self, stances: Sequence[Stance]) -> Iterator[Finding]:
        """Yield what is wrong; `stances` are those of all who must consent to what can happen."""
        dead = self._dead_person()
        if dead is not None:
            yield dead
        elif self.replay.recoveries[self.place] is not None:
            yield self._impossible()
        elif not self.replay.is_excused(self.place):
            unwilling = [stance for stance in stances if stance.reason is None]
            yield from map(self._unwilling, unwilling)
            known = None if unwilling else self._known_already(Severity.WARNING)
            if known is not None:
                yield known

    # -- what is common to all ----------------------------------------------------------------

    @cached_property
    def _event(self) -> str:
        return self.replay.events[self.place] or ""

    @cached_property
    def _moment(self) -> Moment:
        return self.replay.moments[self.place]

    @cached_property
    def _action(self) -> Event:
        return self._moment.action(self._event)

    @cached_property
    def _missing(self) -> tuple[Lack, ...]:
        """What the beat needs that is not so."""
        return lacks(self._action.condition, self._moment)

    @property
    def _mends(self) -> Sequence[Mend]:
        return self.replay.mends[self.place]

    @property
    def _best(self) -> Mend:
        return self._mends[0]

    @cached_property
    def _said(self) -> str:
        """The beat as a clause."""
        return self.sayer.event(self._moment, self._event)

    def _finding(
        self,
        kind: str,
        text: str,
        remedy: str | None = None,
        *,
        character: str | None = None,
        severity: Severity | None = None,
        related: int | None = None,
    ) -> Finding:
        return finding(
            kind,
            text,
            remedy,
            line=self.lines[self.place],
            beat=self.place + 1,
            character=character,
            severity=severity,
            related=() if related is None else (self.lines[related],),
        )

    # -- the dead -----------------------------------------------------------------------------

    def _dead_person(self) -> Finding | None:
        """Return a finding if somebody acts who is dead."""
        for character in self._action.by:
            name = self.replay.problem.characters[character]
            if not self.cast.is_dead(name, self._moment):
                continue
            died = self.replay.last_change((), self.cast.living[name][0], self.place)
            who = self.sayer.name(name)
            since, before = "from the start", ""
            if died is not None:
                since = f"from line {self.lines[died]} on"
                before = f" let it happen before line {self.lines[died]},"
            return self._finding(
                "dead-person-acts",
                f"{who} was dead {since}, and yet {self._said}",
                f"Let somebody else do it,{before} or let {who} live",
                character=name,
                related=died,
            )
        return None

    # -- what cannot happen -------------------------------------------------------------------

    def _impossible(self) -> Finding:
        """Return what is wrong with a beat that cannot happen."""
        other = self._repeated() or self._known_by_all()
        if other is not None:
            return other
        why = self.sayer.lacking(self._missing, self._moment)
        said = f"This cannot happen here: {self._said}. {why}"
        kind, best = self._kind(), self._best
        if kind == "known-too-early":
            learns = self.lines[best.beat] if best.beat is not None else 0
            said += f". What this needs is learnt only in line {learns}"
        if kind == "out-of-order":
            undone = next(m.beat for m in self._mends if m.way is Mending.MOVE_BACK)
            said += f". It could have happened before line {self.lines[undone or 0]}"
        doers = [self.replay.problem.characters[c] for c in self._action.by]
        character = doers[0] if doers else None
        return self._finding(kind, said, self._remedy(), character=character, related=best.beat)

    def _kind(self) -> str:
        fluents, best = self.replay.problem.fluents, self._best
        reads = [read for lack in self._missing for read in lack.reads]
        about = [read for read in reads if not read.minds]
        if reads and not about:
            return self._knowledge_kind()
        if best.way is Mending.MOVE_UP:
            return "effect-before-cause"
        people = [read for read in about if self.cast.about_person(fluents[read.fluent])]
        things = any(self.cast.about_thing(fluents[read.fluent]) for read in about)
        if people and (not things or self._moves(people)):
            return "unexplained-arrival" if self._arrives() else "person-elsewhere"
        ways = {mend.way for mend in self._mends}
        if not things and Mending.MOVE_DOWN in ways:
            return "effect-before-cause"
        if best.way is Mending.MOVE_BACK or (not things and Mending.MOVE_BACK in ways):
            return "out-of-order"
        return "thing-elsewhere" if things else "cannot-happen"

    def _moves(self, people: Sequence[FluentRead]) -> bool:
        """Whether the best mending brings a person to another place."""
        where = {read.fluent for read in people}
        return self._best.way is Mending.INSERT and any(
            effect.fluent in where and not effect.minds
            for event in self._best.events
            for effect in self._moment.action(event).effects
        )

    def _arrives(self) -> bool:
        """Whether everything goes better if somebody comes first than if the beat is left out."""
        come, without = (
            max((mend.standing for mend in self._mends if mend.way is way), default=-1)
            for way in (Mending.INSERT, Mending.DROP)
        )
        return come > without

    def _knowledge_kind(self) -> str:
        if self._best.way is Mending.MOVE_UP:
            return "known-too-early"
        for lack in self._missing:
            want = needed(lack, self._moment)
            if want is None or not want.minds:
                continue
            if self._moment.value(want.fluent, want.minds[1:]) != want.value:
                return "wrong-belief-needed"
        return "missing-knowledge"

    def _repeated(self) -> Finding | None:
        """Return a finding if the same has happened before and has itself shut the door."""
        replay = self.replay
        for before in range(self.place - 1, -1, -1):
            if replay.events[before] != self._event or replay.recoveries[before] is not None:
                continue
            first, then = replay.moments[before], replay.moments[before + 1]
            if not first.can(self._event) or then.can(self._event):
                return None
            return self._finding(
                "repeated-beat",
                f"This has happened in line {self.lines[before]} already, and it cannot happen "
                f"again. {self.sayer.lacking(self._missing, self._moment)}",
                f"Leave out line {self.lines[self.place]} or line {self.lines[before]}",
                related=before,
            )
        return None

    def _known_by_all(self) -> Finding | None:
        """Return a finding if a telling fails because its hearer knows."""
        action = self._action
        told = {
            (e.minds, e.fluent) for e in action.effects if e.minds and e.minds[0] not in action.by
        }
        needs = {(read.minds, read.fluent) for lack in self._missing for read in lack.reads}
        return self._known_already(Severity.ERROR) if needs and needs <= told else None

    def _known_already(self, severity: Severity) -> Finding | None:
        """Return a finding if a beat tells people only what they believe already."""
        moment, action = self._moment, self._action
        hearers: dict[int, tuple[int, Value]] = {}
        for effect in action.effects:
            if not effect.minds or effect.minds[0] in action.by:
                continue
            if not moment.holds(effect.condition):
                continue
            before = moment.value(effect.fluent, effect.minds)
            if before != moment.evaluate(effect.value):
                return None
            if len(effect.minds) == 1:
                hearers.setdefault(effect.minds[0], (effect.fluent, before))
        for hearer, (fluent, value) in hearers.items():
            name = self.replay.problem.characters[hearer]
            learnt = self.replay.last_change((hearer,), fluent, self.place)
            since = "from the start on" if learnt is None else f"from line {self.lines[learnt]} on"
            return self._finding(
                "told-what-they-know",
                f"{self._said}. But {self.sayer.fact(fluent, value, (hearer,))} already, {since}",
                f"Leave it out, or let {self.sayer.name(name)} not know it before",
                severity=severity,
                character=name,
            )
        return None

    # -- what nobody has a reason for ---------------------------------------------------------

    def _unwilling(self, stance: Stance) -> Finding:
        """Return what is wrong with a beat that somebody who must consent would not do."""
        character, best = stance.character, self._best
        name = self.replay.problem.characters[character]
        who = self.sayer.name(name)
        changes: tuple[BeliefChange, ...] = ()
        if stance.lacks:
            kind = "known-too-early" if best.way is Mending.MOVE_UP else "missing-knowledge"
            why = self.sayer.lacking(stance.lacks, self._moment.mind(character))
            text = f"{who} held this for impossible: {self._said}. {why}, as {who} saw it"
        else:
            changes = beliefs_that_move(self._moment, self._event, character)
            before, after = self._worth(character)
            worse = before is not None and after is not None and after < before
            kind = self._motive_kind(character, changes, worse=worse)
            text = f"{who} had no reason for this: {self._said}"
            if worse:
                text += f". In {who}'s eyes it made things worse ({before:g} to {after:g})"
        if kind == "known-too-early" and best.beat is not None:
            text += f". What would give one comes only in line {self.lines[best.beat]}"
        remedy = ". ".join(filter(None, (self._would(character, changes), self._remedy())))
        return self._finding(kind, text, remedy, character=name, related=best.beat)

    def _worth(self, character: int) -> tuple[float | None, float | None]:
        """Return what things are worth to somebody before and after, in their own mind."""
        moments = self._moment, self._moment.after(self._event)
        before, after = (moment.mind(character).utility(character) for moment in moments)
        return before, after

    def _motive_kind(self, character: int, changes: Sequence[BeliefChange], *, worse: bool) -> str:
        if self._teaches(character):
            return "known-too-early"
        if any(change.right and len(change.minds) == 1 for change in changes):
            return "missing-knowledge"
        if self._best.way is Mending.INSERT and self._misleads(changes):
            return "wrong-belief-needed"
        return "unmotivated-sacrifice" if worse else "missing-motive"

    def _teaches(self, character: int) -> bool:
        """Whether a later beat, done by others, would have to come first and teaches somebody."""
        best = self._best
        later = None if best.beat is None else self.replay.events[best.beat]
        if best.way is not Mending.MOVE_UP or later is None:
            return False
        if character in self._moment.action(later).by:
            return False
        mind = self._moment.mind(character)
        return mind.values != self._moment.after(later).mind(character).values

    def _misleads(self, changes: Sequence[BeliefChange]) -> bool:
        """Whether the events that would have to come first bring about one of the false beliefs."""
        there = self._moment.replay(self._best.events)
        return any(
            not change.right and there.value(change.fluent, change.minds) == change.value
            for change in changes
        )

    def _would(self, character: int, changes: Sequence[BeliefChange]) -> str:
        """Return under which beliefs or wants somebody would consent."""
        who = self.sayer.name(self.replay.problem.characters[character])
        if changes:
            ways = [self.sayer.fact(c.fluent, c.value, c.minds[1:]) for c in changes[:MOST_CHANGES]]
            verb = "knew" if changes[0].right else "believed"
            return f"{who} would if {who} {verb} that {' or that '.join(dict.fromkeys(ways))}"
        before, after = self._worth(character)
        weight = 1.0 + max(0.0, (before or 0.0) - (after or 0.0))
        asked = self._moment, self._event, character
        made = dict(brought_about(*asked))
        for fluent in dict.fromkeys(effect.fluent for effect in self._action.effects):
            value = made.get(fluent)
            if value is None or isinstance(value, float):
                continue
            if would_do(*asked, fluent, value, weight):
                wish = self.sayer.wish(fluent, value)
                return f"{who} would if {who} wanted {wish} (by {weight:g} or more)"
        return ""

    # -- remedies -----------------------------------------------------------------------------

    def _remedy(self) -> str:
        """Return what would mend it; the best way first, at most two."""
        nothing = next((m.standing for m in self._mends if m.way is Mending.DROP), 0)
        useful = [m for m in self._mends if m.way is not Mending.DROP and m.standing > nothing]
        said = [self._mend(mend) for mend in useful[:2]]
        leave = f"Leave out line {self.lines[self.place]}, or change what comes before it"
        return ". Or: ".join(said or [leave])

    def _mend(self, mend: Mend) -> str:
        here = self.lines[self.place]
        if mend.beat is not None:
            there = self.lines[mend.beat]
            match mend.way:
                case Mending.MOVE_UP:
                    return f"Move line {there} before line {here}"
                case Mending.MOVE_DOWN:
                    return f"Move line {here} behind line {there}"
                case _:
                    return f"Move line {here} before line {there}"
        moment = self._moment
        said = []
        for event in mend.events:
            said.append(self.sayer.event(moment, event, past=False))
            moment = moment.after(event)
        return f"Before line {here}, let this happen: {'; then '.join(said)}"
