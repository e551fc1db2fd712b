"""Says what kind of fault a beat has that cannot stand, and what would mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from elsewise.explain.consent import Lack, Stance, lacks
from elsewise.explain.remedies import (
    BeliefChange,
    beliefs_that_move,
    brought_about,
    needed,
    would_do,
)
from elsewise.explain.review.cast import Cast
from elsewise.explain.review.kinds import KINDS, Severity
from elsewise.explain.review.plot_replay import Mend, Mending, PlotReplay
from elsewise.explain.review.report import Finding
from elsewise.explain.review.saying import Sayer
from elsewise.play.moment import Moment
from elsewise.problem.problem import Event, FluentRead
from elsewise.telling.words import sentence
from elsewise.world.types import Value

MOST_CHANGES = 3


@dataclass(frozen=True)
class Faults:
    """Judges the beats of one plot; `lines[i]` is the line of beat i."""

    replay: PlotReplay
    lines: Sequence[int]
    cast: Cast
    sayer: Sayer

    # -- what is common to all ----------------------------------------------------------------

    def _action(self, place: int) -> Event:
        moment, event = self._at(place)
        return moment.action(event)

    def _at(self, place: int) -> tuple[Moment, str]:
        event = self.replay.events[place]
        assert event is not None
        return self.replay.moments[place], event

    def _finding(
        self,
        kind: str,
        place: int,
        text: str,
        remedy: str | None = None,
        *,
        severity: Severity | None = None,
        character: str | None = None,
        related: Sequence[int] = (),
    ) -> Finding:
        usual = KINDS[kind][0]
        lines = tuple(sorted({self.lines[other] for other in related}))
        return Finding(
            kind,
            severity or usual,
            self.lines[place],
            sentence(text),
            None if remedy is None else sentence(remedy),
            place + 1,
            character,
            lines,
        )

    def said(self, place: int) -> str:
        """Return a beat as a clause."""
        return self.sayer.event(*self._at(place))

    # -- the dead -----------------------------------------------------------------------------

    def dead_person(self, place: int) -> Finding | None:
        """Return a finding if somebody acts who is dead."""
        moment, _ = self._at(place)
        for character in self._action(place).by:
            name = moment.problem.characters[character]
            if not self.cast.is_dead(name, moment):
                continue
            fluent, if_alive = self.cast.living[name]
            died = next(
                (
                    before
                    for before in range(place - 1, -1, -1)
                    if self.replay.moments[before].value(fluent) is if_alive
                ),
                None,
            )
            since = "from the start" if died is None else f"from line {self.lines[died]} on"
            who = self.sayer.name(name)
            return self._finding(
                "dead-person-acts",
                place,
                f"{who} was dead {since}, and yet {self.said(place)}",
                f"Let somebody else do it, let it happen before line {self.lines[died]}, "
                f"or let {who} live"
                if died is not None
                else f"Let somebody else do it, or let {who} live",
                character=name,
                related=() if died is None else (died,),
            )
        return None

    # -- what cannot happen -------------------------------------------------------------------

    def impossible(self, place: int) -> Finding:
        """Return what is wrong with a beat that cannot happen."""
        moment, _ = self._at(place)
        problem, action = moment.problem, self._action(place)
        missing = lacks(action.condition, moment)
        mends = self.replay.mends[place]
        best = mends[0]
        again = self._repeated(place, missing)
        if again is not None:
            return again
        known = self._known_already(place, missing)
        if known is not None:
            return known
        why = self.sayer.lacking(missing, moment)
        said = f"This cannot happen here: {self.said(place)}. {why}"
        kind = self._kind(moment, missing, mends)
        if kind == "known-too-early":
            learns = self.lines[best.beat] if best.beat is not None else 0
            said += f". What this needs is learnt only in line {learns}"
        if kind == "out-of-order":
            undone = next(m.beat for m in mends if m.way is Mending.MOVE_BACK)
            said += f". It could have happened before line {self.lines[undone or 0]}"
        character = next((problem.characters[c] for c in action.by), None)
        related = () if best.beat is None else (best.beat,)
        remedy = self.remedy(place, mends)
        return self._finding(kind, place, said, remedy, character=character, related=related)

    def _kind(self, moment: Moment, missing: Sequence[Lack], mends: Sequence[Mend]) -> str:
        problem = moment.problem
        best = mends[0]
        looks = [look for lack in missing for look in lack.reads]
        if any(look.minds for look in looks) and all(look.minds for look in looks):
            return self._knowledge_kind(moment, missing, best)
        if best.way is Mending.MOVE_UP:
            return "effect-before-cause"
        about = [look for look in looks if not look.minds]
        people = [look for look in about if self.cast.about_person(problem.fluents[look.fluent])]
        things = [look for look in about if self.cast.about_thing(problem.fluents[look.fluent])]
        if people and (not things or self._moves(moment, best, people)):
            return "unexplained-arrival" if self._arrives(mends) else "person-elsewhere"
        if not things and any(mend.way is Mending.MOVE_DOWN for mend in mends):
            return "effect-before-cause"
        earlier = best.way is Mending.MOVE_BACK or (
            not things and any(mend.way is Mending.MOVE_BACK for mend in mends)
        )
        if earlier:
            return "out-of-order"
        return "thing-elsewhere" if things else "cannot-happen"

    def _moves(self, moment: Moment, best: Mend, people: Sequence[FluentRead]) -> bool:
        """Whether the best mending brings a person to another place."""
        where = {look.fluent for look in people}
        return best.way is Mending.INSERT and any(
            effect.fluent in where and not effect.minds
            for event in best.events
            for effect in moment.action(event).effects
        )

    @staticmethod
    def _arrives(mends: Sequence[Mend]) -> bool:
        """Whether everything goes better if somebody comes first than if the beat is left out."""
        come = max((m.standing for m in mends if m.way is Mending.INSERT), default=-1)
        without = max((m.standing for m in mends if m.way is Mending.DROP), default=-1)
        return come > without

    def _knowledge_kind(self, moment: Moment, missing: Sequence[Lack], best: Mend) -> str:
        if best.way is Mending.MOVE_UP:
            return "known-too-early"
        for lack in missing:
            want = needed(lack, moment)
            if want is not None and want.minds:
                real = moment.value(want.fluent, want.minds[1:])
                if real != want.value:
                    return "wrong-belief-needed"
        return "missing-knowledge"

    def _repeated(self, place: int, missing: Sequence[Lack]) -> Finding | None:
        """Return a finding if the same has happened before and has itself shut the door."""
        event = self.replay.events[place]
        for before in range(place - 1, -1, -1):
            if self.replay.events[before] != event or self.replay.recoveries[before] is not None:
                continue
            first, then = self.replay.moments[before], self.replay.moments[before + 1]
            if not first.can(event or "") or then.can(event or ""):
                return None
            return self._finding(
                "repeated-beat",
                place,
                f"This has happened in line {self.lines[before]} already, and it cannot happen "
                f"again. {self.sayer.lacking(missing, self.replay.moments[place])}",
                f"Leave out line {self.lines[place]} or line {self.lines[before]}",
                related=(before,),
            )
        return None

    def _known_already(self, place: int, missing: Sequence[Lack]) -> Finding | None:
        """Return a finding if a telling fails because its hearer knows."""
        action = self._action(place)
        told = {
            (e.minds, e.fluent) for e in action.effects if e.minds and e.minds[0] not in action.by
        }
        looked = {(look.minds, look.fluent) for lack in missing for look in lack.reads}
        if not told or not looked or not looked <= told:
            return None
        return self.known_already(place, Severity.ERROR)

    def known_already(self, place: int, severity: Severity) -> Finding | None:
        """Return a finding if a beat tells people only what they believe already."""
        moment, _ = self._at(place)
        action = self._action(place)
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
        if not hearers:
            return None
        hearer, (fluent, value) = next(iter(hearers.items()))
        name = moment.problem.characters[hearer]
        knows = self.sayer.fact(fluent, value, (hearer,))
        since = self._since(place, hearer, fluent)
        return self._finding(
            "told-what-they-know",
            place,
            f"{self.said(place)}. But {knows} already, {since}",
            f"Leave it out, or let {self.sayer.name(name)} not know it before",
            severity=severity,
            character=name,
        )

    def _since(self, place: int, character: int, fluent: int) -> str:
        value = self.replay.moments[place].value(fluent, (character,))
        for before in range(place - 1, -1, -1):
            earlier = self.replay.moments[before].value(fluent, (character,))
            if earlier != value:
                return f"from line {self.lines[before]} on"
        return "from the start on"

    # -- what nobody has a reason for ---------------------------------------------------------

    def unwilling(self, place: int, stance: Stance) -> Finding:
        """Return what is wrong with a beat that somebody who must consent would not do."""
        moment, event = self._at(place)
        character = stance.character
        name = moment.problem.characters[character]
        who = self.sayer.name(name)
        mends = self.replay.mends[place]
        best = mends[0]
        if stance.lacks:
            mind = moment.mind(character)
            kind = "known-too-early" if best.way is Mending.MOVE_UP else "missing-knowledge"
            text = (
                f"{who} held this for impossible: {self.said(place)}. "
                f"{self.sayer.lacking(stance.lacks, mind)}, as {who} saw it"
            )
            changes: tuple[BeliefChange, ...] = ()
        else:
            changes = beliefs_that_move(moment, event, character)
            kind = self._motive_kind(moment, event, character, best, changes)
            text = f"{who} had no reason for this: {self.said(place)}"
            before = moment.mind(character).utility(character)
            after = moment.after(event).mind(character).utility(character)
            if before is not None and after is not None and after < before:
                text += f". In {who}'s eyes it made things worse ({before:g} to {after:g})"
        if kind == "known-too-early" and best.beat is not None:
            text += f". What would give one comes only in line {self.lines[best.beat]}"
        related = () if best.beat is None else (best.beat,)
        parts = [
            part
            for part in (self._would(place, character, changes), self.remedy(place, mends))
            if part
        ]
        return self._finding(
            kind, place, text, ". ".join(parts) or None, character=name, related=related
        )

    def _motive_kind(
        self,
        moment: Moment,
        event: str,
        character: int,
        best: Mend,
        changes: Sequence[BeliefChange],
    ) -> str:
        if self._teaches(moment, best, character):
            return "known-too-early"
        if any(change.right and len(change.minds) == 1 for change in changes):
            return "missing-knowledge"
        before = moment.mind(character).utility(character)
        after = moment.after(event).mind(character).utility(character)
        if best.way is Mending.INSERT and changes and self._misleads(moment, best, changes):
            return "wrong-belief-needed"
        if before is not None and after is not None and after < before:
            return "unmotivated-sacrifice"
        return "missing-motive"

    def _teaches(self, moment: Moment, best: Mend, character: int) -> bool:
        """Whether a later beat, done by others, would have to come first and teaches somebody."""
        if best.way is not Mending.MOVE_UP:
            return False
        later = None if best.beat is None else self.replay.events[best.beat]
        if later is None or best.beat is None or character in self._action(best.beat).by:
            return False
        before = moment.mind(character).values
        after = moment.after(later).mind(character).values
        return before != after

    def _misleads(self, moment: Moment, best: Mend, changes: Sequence[BeliefChange]) -> bool:
        """Whether the events that would have to come first bring about one of the false beliefs."""
        there = moment
        for event in best.events:
            there = there.after(event)
        return any(
            not change.right and there.value(change.fluent, change.minds) == change.value
            for change in changes
        )

    def _would(self, place: int, character: int, changes: Sequence[BeliefChange]) -> str:
        """Return under which beliefs or wants somebody would consent."""
        moment, event = self._at(place)
        who = self.sayer.name(moment.problem.characters[character])
        if changes:
            ways = [self.sayer.fact(c.fluent, c.value, c.minds[1:]) for c in changes[:MOST_CHANGES]]
            verb = "knew" if changes[0].right else "believed"
            return f"{who} would if {who} {verb} that {' or that '.join(dict.fromkeys(ways))}"
        weight = 1.0 + max(0.0, -self._gain(moment, event, character))
        made = dict(brought_about(moment, event, character))
        for fluent in dict.fromkeys(effect.fluent for effect in moment.action(event).effects):
            value = made.get(fluent)
            if value is None or isinstance(value, float):
                continue
            if would_do(moment, event, character, fluent, value, weight):
                wish = self.sayer.wish(fluent, value)
                return f"{who} would if {who} wanted {wish} (by {weight:g} or more)"
        return ""

    @staticmethod
    def _gain(moment: Moment, event: str, character: int) -> float:
        """Return what an event changes in what things are worth to somebody, in their own mind."""
        before, after = moment.mind(character), moment.after(event).mind(character)
        return (after.utility(character) or 0.0) - (before.utility(character) or 0.0)

    # -- remedies -----------------------------------------------------------------------------

    def remedy(self, place: int, mends: Sequence[Mend]) -> str | None:
        """Return what would mend a beat; the best way first, at most two."""
        nothing = next((m.standing for m in mends if m.way is Mending.DROP), 0)
        useful = [m for m in mends if m.way is not Mending.DROP and m.standing > nothing][:2]
        said = [self._mend(place, mend) for mend in useful]
        if not said:
            said = [f"Leave out line {self.lines[place]}, or change what comes before it"]
        return ". Or: ".join(said)

    def _mend(self, place: int, mend: Mend) -> str:
        here = self.lines[place]
        if mend.way is Mending.MOVE_UP and mend.beat is not None:
            return f"Move line {self.lines[mend.beat]} before line {here}"
        if mend.way is Mending.MOVE_DOWN and mend.beat is not None:
            return f"Move line {here} behind line {self.lines[mend.beat]}"
        if mend.way is Mending.MOVE_BACK and mend.beat is not None:
            return f"Move line {here} before line {self.lines[mend.beat]}"
        moment = self.replay.moments[place]
        said = []
        for event in mend.events:
            said.append(self.sayer.event(moment, event, past=False))
            moment = moment.after(event)
        return f"Before line {here}, let this happen: {'; then '.join(said)}"
