"""Why something does not happen, as prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elsewise.explain.absence.aims import Aim, ConditionAim, EndingAim, EventAim, NoEvent
from elsewise.explain.absence.answer import Achiever, Layer, Missing, Proof, Refusal, Remedy, WhyNot
from elsewise.explain.absence.impossible import Feasibility
from elsewise.explain.absence.proving import LONGEST
from elsewise.play.explore import BEYOND
from elsewise.play.ground import ground
from elsewise.play.moment import Moment
from elsewise.problem.names import value_text
from elsewise.show.layout import counted
from elsewise.story.limits import Limits
from elsewise.telling.conditions import ConditionWords
from elsewise.telling.rules import action_happening, event_clause
from elsewise.telling.sentence import Tense
from elsewise.telling.words import Discourse, capitalized, join, sentence
from elsewise.world.model import World


@dataclass(frozen=True)
class Search:
    """How far it was searched: whether all `within` the limits was, and the story is a `shortest`.

    `feasibility` is what is known about whether it can physically be.
    """

    feasibility: Feasibility | None
    within: bool
    shortest: bool


def text_of(world: World, found: WhyNot, aim: Aim, search: Search) -> str:
    """Return an answer as paragraphs. `world` begins where it was asked for."""
    said = _Saying(world, found, aim, search)
    parts = {
        Layer.HAPPENS: said.happens,
        Layer.IMPOSSIBLE: said.impossible,
        Layer.LIMITS: said.limits,
        Layer.REASONS: said.reasons,
        Layer.OPEN: said.open,
    }[found.layer]()
    return "\n\n".join(part for part in parts if part)


class _Saying:
    def __init__(self, world: World, found: WhyNot, aim: Aim, search: Search) -> None:
        self._world = world
        self._found = found
        self._aim = aim
        self._search = search
        self._feasibility = search.feasibility
        self._problem = ground(world)
        self._words = ConditionWords(world, self._problem)

    @property
    def _what(self) -> str:
        match self._aim:
            case EndingAim(name):
                return f"The ending {name}"
            case ConditionAim(text):
                return f"`{text}`"
            case EventAim(text) | NoEvent(text):
                return text

    @property
    def _verb(self) -> str:
        """What an event, an ending, or a condition can do."""
        match self._aim:
            case EndingAim():
                return "be reached"
            case ConditionAim():
                return "be so"
            case _:
                return "happen"

    # -- layers ---------------------------------------------------------------------------------

    def happens(self) -> Iterator[str]:
        """Say the shortest story to it."""
        assert self._found.story is not None
        events = self._found.story.events
        does = "happens" if self._verb == "happen" else self._verb.replace("be", "is", 1)
        if not events:
            yield f"{self._what} {does} at the start."
            return
        yield f"{self._what} {does}: {self._length(events)}."
        yield self._list(events)

    def impossible(self) -> Iterator[str]:
        """Say that it can never be, and what it lacks."""
        match self._found.proof, self._aim:
            case Proof.NO_SUCH_EVENT, NoEvent(_, why):
                yield f"{self._what} can never happen. {why}"
                return
            case Proof.NO_CHANGE, _:
                yield (
                    f"{self._what} is in no story: it would change nothing and teach nobody "
                    "anything, and what does nothing is left out."
                )
                return
        yield f"{self._what} can never {self._verb}, whatever anybody wants and within no limits."
        if self._found.proof is Proof.RULED_OUT and self._found.missing:
            needs = join([one.said for one in self._found.missing])
            yield f"These arguments are ruled out: it takes {needs}."
            return
        yield from self._lacking()

    def _lacking(self) -> Iterator[str]:
        """Say which facts are missing."""
        missing, feasibility = self._found.missing, self._feasibility
        if not missing:
            rule = "its condition rules these arguments out, or does not hold for any."
            yield f"Nothing that can happen makes it possible: {rule}"
        elif feasibility is not None and feasibility.together:
            facts = join([one.said for one in missing], heavy=True)
            yield sentence(f"each of these can be so, but never all at once: {facts}")
            yield from (text for one in missing if (text := self._brought_about(one)))
        else:
            for one in missing:
                yield " ".join(self._chain(one))
        if feasibility is not None and feasibility.closed:
            told = counted(feasibility.states, "state")
            depths = join([str(depth) for depth in feasibility.depths])
            depth = "" if feasibility.proof else f" with a depth of {depths}"
            yield f"That was looked up in all {told} that can come about{depth}."
            if self._found.miss is not None and self._found.miss.events:
                yield f"This comes nearest to it:\n{self._list(self._found.miss.events)}"

    def limits(self) -> Iterator[str]:
        """Say which limit is too small."""
        needed, story = self._found.needed, self._found.story
        assert needed is not None
        assert story is not None
        more = _larger(needed, self._found.limits)
        yield f"{self._what} can {self._verb}, but only with {join(more)}."
        yield f"Then {self._length(story.events)}:"
        yield self._list(story.events)
        if needed.foresight > self._found.limits.foresight:
            yield "With less foresight, somebody does not see so far ahead what is to be gained."
        if needed.depth > self._found.limits.depth:
            yield "With less depth, somebody cannot think so far into the others' minds."

    def reasons(self) -> Iterator[str]:
        """Say who has no reason for which beat, and what would give one."""
        miss = self._found.miss
        assert miss is not None
        people = list(dict.fromkeys(self._words.name(r.character) for r in self._found.refusals))
        who = f"{join(people)} {'has' if len(people) == 1 else 'have'}"
        yield f"{self._what} could {self._verb}, but {who} no reason for what it takes."
        yield from self._miss()
        yield self._tried()

    def open(self) -> Iterator[str]:
        """Say what is not known, and which limit came before it was."""
        found, known = self._found, self._feasibility
        within = f"within these limits ({_limits(found.limits)})"
        if known is not None and known.closed:
            yield (
                f"{self._what} was not found {within}. Nor can it physically be, in a story of "
                "any length, at the depths that were looked at. This is no proof for every depth, "
                "because what happens here hangs on what some believe that others believe."
            )
            yield from self._lacking()
            return
        if self._search.within:
            yield f"{self._what} was not found {within}."
        else:
            yield f"{self._what} was not found, but not everything {within} was looked at."
        states = 0 if known is None else known.states
        if known is not None and known.way is not None:
            what = " before it was known who has a reason" if self._search.within else ""
            yield f"It could physically {self._verb}. {self._stop()}{what}."
            yield from self._miss()
            return
        looked = (
            f" {counted(states, 'state')} were looked at, and there are more." if states else ""
        )
        yield f"That it cannot be is not proven either.{looked} {self._stop()}."

    def _stop(self) -> str:
        """Say which limit was reached."""
        limits = self._found.limits
        match self._found.stopped_by:
            case "interrupt":
                return "It was stopped"
            case "seconds":
                unit = "second" if limits.seconds == 1 else "seconds"
                return f"The limit of {value_text(limits.seconds)} {unit} was reached"
            case "memory":
                return f"The limit of {value_text(limits.memory)} GB of memory was reached"
            case "length":
                return f"No story has more than {LONGEST:,} beats"
        if limits.states is not None:
            return f"The limit of {counted(limits.states, 'state')} was reached"
        return (
            f"Each search beyond these limits ended after {BEYOND:,} states, as no limit on time "
            "was set: with one, they go on until then"
        )

    # -- who has no reason ------------------------------------------------------------------------

    def _miss(self) -> Iterator[str]:
        miss = self._found.miss
        if miss is None:
            return
        if not miss.unexplained:
            yield self._list(miss.events)
            return
        this = "This comes nearest to it" if miss.nearest else "This is one way to it"
        yield f"{this}; a beat marked ! lacks a reason:\n" + self._list(
            miss.events, miss.unexplained
        )
        for refusal in self._found.refusals:
            yield self._refusal(refusal)
            yield self._remedies(refusal)
        if any(remedy.gives_aim for one in self._found.refusals for remedy in one.remedies):
            yield "* With this alone all of it follows, within the limits."

    def _refusal(self, refusal: Refusal) -> str:
        who = self._words.name(refusal.character)
        said = [f"Beat {refusal.beat}, {refusal.event}: {self._why(refusal, who)}"]
        if refusal.wrong:
            beliefs = join([f"that {one}" for one in refusal.wrong], heavy=True)
            said.append(sentence(f"{who} wrongly believes {beliefs}"))
        if refusal.unknown:
            facts = join([f"that {one}" for one in refusal.unknown], heavy=True)
            said.append(sentence(f"{who} does not know {facts}"))
        return " ".join(said)

    def _why(self, refusal: Refusal, who: str) -> str:
        now, best = refusal.utility, refusal.best
        far = f"within {counted(self._found.limits.foresight, 'beat')}"
        match refusal.kind:
            case "held impossible":
                needs = join([f"`{one}`" for one in refusal.believes])
                return f"{who} holds it for impossible: it takes {needs}."
            case "others":
                others = join([self._words.name(one) for one in refusal.needs])
                way = "; ".join(refusal.plan)
                return (
                    f"{who} would gain by it ({value_text(now)} to {value_text(best)}: {way}), "
                    f"but cannot count on {others}."
                )
            case "unknown":
                return f"{who} does not know what there is to gain."
            case "without it":
                way = "; ".join(refusal.plan)
                return (
                    f"{who} can rise from {value_text(now)} to {value_text(best)} that way "
                    f"({way}), but would do no worse without this beat."
                )
        most = "is unknown" if best is None else f"is {value_text(best)}"
        return (
            f"{who} has nothing to gain by it: things stand at {value_text(now)} now, and the "
            f"best that can follow {far} {most}."
        )

    def _remedies(self, refusal: Refusal) -> str:
        who = self._words.name(refusal.character)
        if not refusal.remedies:
            return f"No single belief, and no want for what it brings about, would move {who}."
        lines = [f"  - {self._remedy(remedy)}" for remedy in refusal.remedies]
        return f"{capitalized(who)} would consent, if only\n" + "\n".join(lines)

    @staticmethod
    def _remedy(remedy: Remedy) -> str:
        star = " *" if remedy.gives_aim else ""
        truth = "which is so" if remedy.to_truth else "which is not so"
        if remedy.kind == "want":
            return f"{remedy.change}{star}"
        return f"{remedy.change} ({remedy.said}, {truth}){star}"

    def _tried(self) -> str:
        """Say within which larger limits there is nothing either, and what cut others off."""
        cut = "" if self._found.complete else f" {self._stop()}."
        if not self._found.tried:
            return f"Whether larger limits would help is not known.{cut}" if cut else ""
        names = ("length", "foresight", "depth")
        most = [f"{name} {max(getattr(one, name) for one in self._found.tried)}" for name in names]
        some = " Not all of them were looked through." if cut else ""
        return f"Larger limits do not help, up to {join(most)}.{some}{cut}"

    # -- facts that are missing -------------------------------------------------------------------

    def _chain(self, missing: Missing) -> Iterator[str]:
        """Say what is missing, what alone could bring it about, and what that lacks in turn."""
        said = f"It takes {_that(missing.said)}"
        if not missing.sources:
            yield f"{said}, and nothing that can happen brings that about."
            return
        yield f"{said}. Only {_or([_like(one) for one in missing.sources])} could bring that about."
        if all(source.happens and not source.missing for source in missing.sources):
            it = "it never brings" if len(missing.sources) == 1 else "they never bring"
            yield f"{it.partition(' ')[0].capitalize()} can happen, but {it} that about."
        for source in missing.sources:
            yield from self._source(source)

    def _source(self, source: Achiever) -> Iterator[str]:
        if not source.missing:
            if not source.happens:
                yield f"{source.event} never can: what it takes is never so all at once."
            return
        needs = join([_that(one.said) for one in source.missing], heavy=True)
        if source.happens:
            yield f"{source.event} can happen, but to bring that about it takes {needs}."
        else:
            yield f"{source.event} cannot happen: it takes {needs}."
        for one in source.missing:
            if not one.sources:
                if one.looked:
                    yield f"Nothing brings about {_that(one.said)}."
                continue
            sources = _or([_like(further) for further in one.sources])
            yield f"Only {sources} could bring about {_that(one.said)}."
            first = one.sources[0]
            if first.happens and not first.missing:
                yield f"{first.event} can happen, but never brings that about."
            yield from self._source(first)

    def _brought_about(self, missing: Missing) -> str | None:
        if not missing.sources:
            return None
        return (
            f"Only {_or([_like(one) for one in missing.sources])} makes it so that {missing.said}."
        )

    # -- stories ----------------------------------------------------------------------------------

    def _list(self, events: Sequence[str], lacking: Sequence[int] = ()) -> str:
        """Return a story as numbered lines; ! marks beats that lack a reason."""
        here = Moment.start(self._problem, self._found.limits)
        lines = []
        for beat, event in enumerate(events, start=1):
            mark = "!" if beat in lacking else " "
            lines.append(f"{mark} {beat:>2}  {self._event(event, here)}")
            here = here.after(event)
        return "\n".join(lines)

    def _length(self, events: Sequence[str]) -> str:
        has = f"has {counted(len(events), 'beat')}"
        if self._search.shortest:
            return f"the shortest story to it {has}"
        return f"a story to it {has}, and a shorter one may exist"

    def _event(self, event: str, before: Moment) -> str:
        """Return an event that happens at a moment as a sentence, with its name behind it."""
        told = action_happening(self._world, before.action(event))
        clause = event_clause(self._world, told, before.value, Discourse(self._world), sure=False)
        return event if clause is None else f"{sentence(clause.finite(Tense.PAST))}  [{event}]"


def _like(source: Achiever) -> str:
    return f"{source.event} (or {source.like} more like it)" if source.like else source.event


def _or(parts: Sequence[str]) -> str:
    return join(parts).replace(" and ", " or ") if len(parts) > 1 else "".join(parts)


def _that(said: str) -> str:
    return said if said.startswith("`") else f"that {said}"


def _limits(limits: Limits) -> str:
    return f"length {limits.length}, foresight {limits.foresight}, depth {limits.depth}"


def _larger(needed: Limits, limits: Limits) -> list[str]:
    return [
        f"a {name} of {getattr(needed, name)} (instead of {getattr(limits, name)})"
        for name in ("length", "foresight", "depth")
        if getattr(needed, name) > getattr(limits, name)
    ]
