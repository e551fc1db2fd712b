"""What there is to say about a plot as a whole, and about beats in the light of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elsewise.explain.review.cast import Cast
from elsewise.explain.review.irony import Wrong, gap_of
from elsewise.explain.review.kinds import Severity
from elsewise.explain.review.network import Network
from elsewise.explain.review.plot import Plot
from elsewise.explain.review.plot_replay import PlotReplay
from elsewise.explain.review.report import BeatReport, Finding, Gap, finding
from elsewise.explain.review.saying import Sayer
from elsewise.telling.words import join
from elsewise.world.expressions import Assign, InMind, Read
from elsewise.world.model import EventRule, World
from elsewise.world.walk import Part
from elsewise.world.walk import walk as parts_in

MOST_NAMED = 3


@dataclass(frozen=True)
class Whole:
    """Judges a plot as a whole."""

    plot: Plot
    world: World
    replay: PlotReplay
    reports: Sequence[BeatReport]
    cast: Cast
    sayer: Sayer

    def findings(self, found: Network, wrong: Sequence[Wrong]) -> Iterator[Finding]:
        """Yield everything but the faults of single beats that cannot stand."""
        yield from self._ending()
        yield from self._scenes()
        yield from self._without_effect(found)
        yield from self._gave_up()
        yield from self._irony(wrong)
        yield from self._idle_beliefs(wrong)
        yield from self._unused_facts()
        yield from self._without_stakes()

    def gaps(self, wrong: Sequence[Wrong]) -> tuple[Gap, ...]:
        """Return the stretches in which somebody is wrong about what matters to them."""
        lines = [report.line for report in self.reports]
        return tuple(gap_of(one, lines, self.sayer) for one in wrong if one.matters)

    # -- where it ends ------------------------------------------------------------------------

    def _ending(self) -> Iterator[Finding]:
        end, plot = self.replay.moments[-1], self.plot
        if plot.ending is None or end.holds(plot.ending):
            return
        missed = next(one for one in self.world.endings if one.name == plot.ending)
        why = self.sayer.missed(missed, end)
        yield finding(
            "ending-missed",
            f"The plot does not come to the ending {plot.ending}. {why}",
            "Let something happen that brings it about, or name another ending",
            line=plot.source.position(plot.ending_span.begin)[0] if plot.source.text else 0,
        )

    # -- scenes -------------------------------------------------------------------------------

    def _scenes(self) -> Iterator[Finding]:
        for beat, report in zip(self.plot.beats, self.reports, strict=True):
            scene = self.plot.scene_of(beat)
            if scene is None or not report.possible:
                continue
            eyes, begins = scene.viewpoint, f"The scene of line {scene.line} is"
            if eyes is not None and eyes not in report.perceived_by:
                who = self.sayer.name(eyes)
                seers = self.sayer.names(report.perceived_by)
                instead = f". It is perceived by {seers}" if report.perceived_by else ""
                yield finding(
                    "viewpoint-absent",
                    f"{begins} seen by {who}, who does not perceive this: {report.said}",
                    f"Begin a new scene before it, or let {who} be there{instead}",
                    character=eyes,
                    related=(scene.line,),
                    about=report,
                )
            if scene.place is not None and self._is_elsewhere(report, scene.place):
                yield finding(
                    "scene-elsewhere",
                    f"{begins} in or at {self.sayer.name(scene.place)}, but nobody who does this "
                    f"is there: {report.said}",
                    "Begin a new scene before it, or take the place from the scene's line",
                    related=(scene.line,),
                    about=report,
                )

    def _is_elsewhere(self, report: BeatReport, place: str) -> bool:
        """Whether it is known where everybody who does a beat is, and nobody is at a place."""
        if report.event is None or not report.possible:
            return False
        problem, cast = self.replay.problem, self.cast
        moments = self.replay.moments[report.number - 1 : report.number + 1]
        doers = {problem.characters[c] for c in moments[0].action(report.event).by}
        known: list[object] = [
            moment.value(number)
            for number, fluent in enumerate(problem.fluents)
            if fluent.fact in cast.whereabouts and fluent.arguments[0] in doers
            for moment in moments
        ]
        never_change = (f"{fact}({doer})" for doer in doers for fact in cast.whereabouts)
        known += [problem.constants[name] for name in never_change if name in problem.constants]
        return bool(known) and place in cast.places and place not in known

    # -- beats without effect -----------------------------------------------------------------

    def _without_effect(self, found: Network) -> Iterator[Finding]:
        for place, report in enumerate(self.reports):
            if report.event is None or not report.possible:
                continue
            if self.replay.moments[place].is_same(self.replay.moments[place + 1]):
                yield self._same_again(place, report)
            elif report.number in found.idle:
                yield self._idle(report)

    def _same_again(self, place: int, report: BeatReport) -> Finding:
        earlier = next((r for r in self.reports[:place] if r.event == report.event), None)
        if earlier is None:
            text = f"Nothing changes by this: {report.said}"
            return finding("no-effect", text, "Leave it out", about=report)
        return finding(
            "repeated-beat",
            f"This has happened in line {earlier.line} already, and nothing changes by it now: "
            f"{report.said}",
            "Leave it out, or let something come between that makes it matter again",
            severity=Severity.WARNING,
            related=(earlier.line,),
            about=report,
        )

    def _idle(self, report: BeatReport) -> Finding:
        fluents = {f.name: (n, f) for n, f in enumerate(self.replay.problem.fluents)}
        made = [
            self.sayer.fact(fluents[name][0], new)
            for name, (_, new) in report.changed.items()
            if not self.cast.about_person(fluents[name][1])
        ]
        if not made:
            return finding(
                "nothing-follows",
                f"Nothing in the plot depends on this: {report.said}",
                "Let something come of it, or leave it out",
                about=report,
            )
        return finding(
            "unused-set-up",
            f"This makes something ready that is never used ({join(made[:MOST_NAMED])}): "
            f"{report.said}",
            "Let somebody make use of it, or leave it out",
            about=report,
        )

    # -- what was given up --------------------------------------------------------------------

    def _gave_up(self) -> Iterator[Finding]:
        for report in self.reports:
            for consent in report.consents:
                if consent.reason is None or consent.alternative_gain is None:
                    continue
                more = consent.alternative_gain[1] - consent.reason.gain[1]
                if more > 0:
                    yield finding(
                        "gave-up-more",
                        f"{self.sayer.name(consent.character)} could have hoped for {more:g} more "
                        f"by something else (`{consent.alternative}`) than by this: {report.said}",
                        character=consent.character,
                        about=report,
                    )

    # -- minds --------------------------------------------------------------------------------

    def _irony(self, wrong: Sequence[Wrong]) -> Iterator[Finding]:
        for gap in self.gaps(wrong):
            yield finding(
                "irony-gap",
                gap.sentence,
                line=gap.opened,
                character=gap.character,
                related=() if gap.closed is None else (gap.closed,),
            )

    def _idle_beliefs(self, wrong: Sequence[Wrong]) -> Iterator[Finding]:
        by_person: dict[str, list[str]] = {}
        for one in wrong:
            if not one.matters and len(one.minds) == 1:
                said = self.sayer.fact(one.fluent, one.believed)
                by_person.setdefault(self.sayer.problem.characters[one.minds[0]], []).append(said)
        for name, beliefs in by_person.items():
            told = list(dict.fromkeys(beliefs))
            more = len(told) - MOST_NAMED
            rest = f", and {more} more" if more > 0 else ""
            yield finding(
                "idle-belief",
                f"{self.sayer.name(name)} was wrong about things, and it never mattered: that "
                f"{'; that '.join(told[:MOST_NAMED])}{rest}",
                character=name,
            )

    # -- what the world has and the plot does not use -------------------------------------------

    def _unused_facts(self) -> Iterator[Finding]:
        used = set(self._facts_used())
        said = [
            part.target
            for statement in self.world.start
            for part in parts_in(statement)
            if isinstance(part, Assign)
        ]
        names = (_fact_of(target) for target in said)
        for name in dict.fromkeys(names):
            if name not in used:
                yield finding(
                    "unused-fact",
                    f"The start says something about `{name}`, and nothing in this plot, no want "
                    "and no ending rests on it",
                )

    def _facts_used(self) -> Iterator[str]:
        world = self.world
        rules: list[EventRule] = list(world.triggers)
        for report, moment in zip(self.reports, self.replay.moments, strict=False):
            if report.event is not None:
                rules.append(world.actions[moment.action(report.event).rule])
        parts: list[Part] = [part for want in world.wants.values() for part in want]
        parts += [ending.condition for ending in world.endings]
        for rule in rules:
            parts += [rule.condition, rule.effect]
            parts += [line.condition for line in rule.tell if line.condition is not None]
        for part in parts:
            yield from (read.fact.name for read in parts_in(part) if isinstance(read, Read))

    def _without_stakes(self) -> Iterator[Finding]:
        start = self.replay.moments[0]
        for character, name in enumerate(start.problem.characters):
            takes_part = any(
                name in report.perceived_by or (event and name in start.action(event).arguments)
                for report, event in zip(self.reports, self.replay.events, strict=True)
            )
            worth = {moment.utility(character) for moment in self.replay.moments}
            believed = {moment.mind(character).utility(character) for moment in self.replay.moments}
            if takes_part and len(worth) <= 1 and len(believed) <= 1:
                who = self.sayer.name(name)
                yield finding(
                    "no-stakes",
                    f"Nothing that happens makes anything better or worse for {who}",
                    character=name,
                )


def _fact_of(target: Read | InMind) -> str:
    while isinstance(target, InMind):
        assert isinstance(target.body, Read | InMind)
        target = target.body
    return target.fact.name
