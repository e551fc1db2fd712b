"""What there is to say about a plot as a whole, and about beats in the light of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elsewise.explain.consent import lacks
from elsewise.explain.review.cast import Cast
from elsewise.explain.review.irony import Wrong, gap_of
from elsewise.explain.review.kinds import KINDS, Severity
from elsewise.explain.review.network import Network
from elsewise.explain.review.perceiving import changed
from elsewise.explain.review.plot import Plot
from elsewise.explain.review.plot_replay import PlotReplay
from elsewise.explain.review.report import BeatReport, Finding, Gap
from elsewise.explain.review.saying import Sayer
from elsewise.telling.words import join, sentence
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

    def _finding(
        self,
        kind: str,
        text: str,
        remedy: str | None = None,
        *,
        report: BeatReport | None = None,
        line: int | None = None,
        character: str | None = None,
        severity: Severity | None = None,
        related: tuple[int, ...] = (),
    ) -> Finding:
        place = line if line is not None else report.line if report is not None else 0
        return Finding(
            kind,
            severity or KINDS[kind][0],
            place,
            sentence(text),
            None if remedy is None else sentence(remedy),
            None if report is None else report.number,
            character,
            related,
        )

    # -- where it ends ------------------------------------------------------------------------

    def _ending(self) -> Iterator[Finding]:
        if self.plot.ending is None:
            return
        end = self.replay.moments[-1]
        if end.holds(self.plot.ending):
            return
        missing = lacks(end.problem.endings[self.plot.ending], end)
        why = self.sayer.lacking(missing, end)
        line = 0
        if self.plot.source.text:
            line = self.plot.source.position(self.plot.ending_span.begin)[0]
        yield self._finding(
            "ending-missed",
            f"The plot does not come to the ending {self.plot.ending}. {why}",
            "Let something happen that brings it about, or name another ending",
            line=line,
        )

    # -- scenes -------------------------------------------------------------------------------

    def _scenes(self) -> Iterator[Finding]:
        for beat, report in zip(self.plot.beats, self.reports, strict=True):
            scene = self.plot.scene_of(beat)
            if scene is None or not report.possible:
                continue
            eyes = scene.viewpoint
            if eyes is not None and eyes not in report.perceived_by:
                who = self.sayer.name(eyes)
                yield self._finding(
                    "viewpoint-absent",
                    f"The scene of line {scene.line} is seen by {who}, who does not perceive this: "
                    f"{report.said}",
                    self._other_eyes(report, who),
                    report=report,
                    character=eyes,
                    related=(scene.line,),
                )
            if scene.place is not None and self._is_elsewhere(report, scene.place):
                where = self.sayer.name(scene.place)
                yield self._finding(
                    "scene-elsewhere",
                    f"The scene of line {scene.line} is in or at {where}, but nobody who does this "
                    f"is there: {report.said}",
                    "Begin a new scene before it, or take the place from the scene's line",
                    report=report,
                    related=(scene.line,),
                )

    def _other_eyes(self, report: BeatReport, who: str) -> str:
        begin = f"Begin a new scene before it, or let {who} be there"
        if not report.perceived_by:
            return begin
        return f"{begin}. It is perceived by {self.sayer.names(report.perceived_by)}"

    def _is_elsewhere(self, report: BeatReport, place: str) -> bool:
        """Whether it is known where everybody who does a beat is, and nobody is at a place."""
        if report.event is None or not report.possible:
            return False
        moments = self.replay.moments[report.number - 1 : report.number + 1]
        problem = moments[0].problem
        action = moments[0].action(report.event)
        doers = {problem.characters[c] for c in action.by}
        known: list[object] = []
        for number, fluent in enumerate(problem.fluents):
            if fluent.fact in self.cast.whereabouts and fluent.arguments[0] in doers:
                known += [moment.value(number) for moment in moments]
        for doer in doers:
            known += [
                value
                for fact in self.cast.whereabouts
                if (value := problem.constants.get(f"{fact}({doer})")) is not None
            ]
        return bool(known) and place in self.cast.places and place not in known

    # -- beats without effect -----------------------------------------------------------------

    def _without_effect(self, found: Network) -> Iterator[Finding]:
        for place, report in enumerate(self.reports):
            if report.event is None or not report.possible:
                continue
            before, after = self.replay.moments[place], self.replay.moments[place + 1]
            if before.is_same(after):
                yield self._same_again(place, report)
            elif place in found.idle:
                yield self._idle(place, report)

    def _same_again(self, place: int, report: BeatReport) -> Finding:
        earlier = next((r for r in self.reports[:place] if r.event == report.event), None)
        if earlier is not None:
            return self._finding(
                "repeated-beat",
                f"This has happened in line {earlier.line} already, and nothing changes by it now: "
                f"{report.said}",
                "Leave it out, or let something come between that makes it matter again",
                report=report,
                severity=Severity.WARNING,
                related=(earlier.line,),
            )
        return self._finding(
            "no-effect", f"Nothing changes by this: {report.said}", "Leave it out", report=report
        )

    def _idle(self, place: int, report: BeatReport) -> Finding:
        fluents = {f.name: (n, f) for n, f in enumerate(self.replay.problem.fluents)}
        made = [
            (fluents[name][0], new)
            for name, (_, new) in changed(self.replay, place).items()
            if not self.cast.about_person(fluents[name][1])
        ]
        if not made:
            return self._finding(
                "nothing-follows",
                f"Nothing in the plot depends on this: {report.said}",
                "Let something come of it, or leave it out",
                report=report,
            )
        facts = join([self.sayer.fact(f, value) for f, value in made[:MOST_NAMED]])
        return self._finding(
            "unused-set-up",
            f"This makes something ready that is never used ({facts}): {report.said}",
            "Let somebody make use of it, or leave it out",
            report=report,
        )

    # -- what was given up --------------------------------------------------------------------

    def _gave_up(self) -> Iterator[Finding]:
        for report in self.reports:
            for consent in report.consents:
                if consent.reason is None or consent.alternative_gain is None:
                    continue
                more = consent.alternative_gain[1] - consent.reason.gain[1]
                if more > 0:
                    who = self.sayer.name(consent.character)
                    yield self._finding(
                        "gave-up-more",
                        f"{who} could have hoped for {more:g} more by something else "
                        f"(`{consent.alternative}`) than by this: {report.said}",
                        report=report,
                        character=consent.character,
                    )

    # -- minds --------------------------------------------------------------------------------

    def _irony(self, wrong: Sequence[Wrong]) -> Iterator[Finding]:
        for gap in self.gaps(wrong):
            yield self._finding(
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
            yield self._finding(
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
                yield self._finding(
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
        problem = self.replay.moments[0].problem
        for character, name in enumerate(problem.characters):
            takes_part = any(
                name in r.perceived_by or (r.event is not None and f"{name}" in _arguments(r.event))
                for r in self.reports
            )
            worth = {moment.utility(character) for moment in self.replay.moments}
            believed = {moment.mind(character).utility(character) for moment in self.replay.moments}
            if takes_part and len(worth) <= 1 and len(believed) <= 1:
                who = self.sayer.name(name)
                yield self._finding(
                    "no-stakes",
                    f"Nothing that happens makes anything better or worse for {who}",
                    character=name,
                )


def _fact_of(target: Read | InMind) -> str:
    while isinstance(target, InMind):
        assert isinstance(target.body, Read | InMind)
        target = target.body
    return target.fact.name


def _arguments(event: str) -> list[str]:
    _, _, inside = event.partition("(")
    return [part.strip() for part in inside.rstrip(")").split(",")]
