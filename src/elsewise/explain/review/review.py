"""Reviews a plot: every beat, and the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from elsewise.explain.consent import Stance, best_alternative, stances
from elsewise.explain.review.cast import Cast
from elsewise.explain.review.event_matching import Certainty, Match, Matcher, suggestions
from elsewise.explain.review.faults import BeatFaults
from elsewise.explain.review.irony import Wrong, wrong_beliefs
from elsewise.explain.review.network import Network, network
from elsewise.explain.review.opening import opened
from elsewise.explain.review.perceiving import changed, knowing, learnt, perceivers
from elsewise.explain.review.plot import Plot, PlotBeat
from elsewise.explain.review.plot_replay import PlotReplay
from elsewise.explain.review.report import BeatReport, Consent, Finding, Review, finding
from elsewise.explain.review.saying import Sayer
from elsewise.explain.review.whole import Whole
from elsewise.play.ground import ground
from elsewise.play.moment import Moment
from elsewise.play.settings import effective_limits
from elsewise.story.limits import Limits
from elsewise.story.story import Story
from elsewise.story.watch import Stopped, Watch
from elsewise.telling.sentence import Tense
from elsewise.telling.words import sentence
from elsewise.world.model import World


def review(
    plot: Plot | Story | str | Path,
    world: World | None = None,
    *,
    limits: Limits | None = None,
    engine: str = "kernel",
    watch: Watch | None = None,
) -> Review:
    """Review a plot.

    `plot` is one that was read, a story, or the path of a file: a `.plot` file, a list of events or
    a story of `elsewise find --json`. `world` is needed where the plot does not name its own. The
    limits (None: the world's) bound the plans that people may have, and the time and memory of it
    all; how long a plot is, they do not limit. Seconds are counted from the beginning of `watch`
    (None: from now). A limit that is reached, and Ctrl-C, end it with what is known so far: see
    `Review.stopped_by`. Raises `WorldError` with everything that is wrong with the text of the plot
    or world, and `UsageError` if there is no such file or no world is named.
    """
    watch = watch or Watch()
    read, of_world = opened(plot, world)
    problem = ground(of_world).with_all_minds()
    merged = effective_limits(problem, limits)
    start = Moment.start(problem, merged, engine, of_world, watch.limited(merged))
    return _Reviewing(read, of_world, start).review()


class _Reviewing:
    """One review on its way."""

    def __init__(self, plot: Plot, world: World, start: Moment) -> None:
        self.plot = plot
        self.world = world
        self.start = start
        problem = start.problem
        self.cast = Cast(world, problem)
        self.sayer = Sayer(world, problem, Tense.PAST)
        self.lines = [beat.line for beat in plot.beats]
        self.reports: list[BeatReport] = []
        self.findings: list[Finding] = []
        self.network = Network((), frozenset())
        self.wrong: tuple[Wrong, ...] = ()
        self.replay = PlotReplay((), (), self.cast, [start])

    def review(self) -> Review:
        """Review it all, or as much as the limits allow."""
        stopped_by = None
        try:
            self._go_on()
        except Stopped as stopped:
            stopped_by = stopped.by
        except KeyboardInterrupt:
            stopped_by = "interrupt"
        whole = Whole(self.plot, self.world, self.replay, self.reports, self.cast, self.sayer)
        if len(self.reports) == len(self.plot.beats):
            self.findings += whole.findings(self.network, self.wrong)
        self.findings.sort(key=lambda one: one.order)
        links = self.network.links
        return Review(
            self.plot,
            self.world.name,
            tuple(self.findings),
            tuple(
                replace(report, causes=tuple(a for a, b in links if b == report.number))
                for report in self.reports
            ),
            tuple(knowing(self.replay, self.lines, self.cast)),
            whole.gaps(self.wrong),
            links,
            stopped_by,
        )

    def _go_on(self) -> None:
        """Review beat by beat, and then the whole. Raises `Stopped` where a limit is reached."""
        matches = self._matches()
        events, named = [one.event for one in matches], [one.named for one in matches]
        self.replay = PlotReplay(events, named, self.cast, [self.start])
        for place, (beat, match) in enumerate(zip(self.plot.beats, matches, strict=True)):
            self.replay.play_on()
            report, findings = self._beat(place, beat, match)
            self.reports.append(report)
            self.findings += findings
        self.network = network(self.replay)
        self.wrong = tuple(wrong_beliefs(self.replay, self.cast))

    def _matches(self) -> list[Match]:
        """Find out what every beat means, each where it stands."""
        matcher = Matcher(self.cast)
        moment = self.start
        found: list[Match] = []
        for beat in self.plot.beats:
            found.append(matcher.match(moment, beat.text))
            event = found[-1].event
            if event is not None:
                possible = moment.can(event)
                moment = moment.after(event) if possible else moment.forced(event)
        return found

    # -- one beat -----------------------------------------------------------------------------

    def _beat(self, place: int, beat: PlotBeat, match: Match) -> tuple[BeatReport, list[Finding]]:
        replay, moment, event = self.replay, self.replay.moments[place], match.event
        recovery, guess = replay.recoveries[place], replay.guesses[place]
        meant = None if guess is None else f"{self.sayer.event(moment, guess)} (`{guess}`)"
        findings = list(self._about_match(place, beat, match, moment, meant))
        number, is_possible = place + 1, event is not None and recovery is None
        report = BeatReport(
            number, beat.line, beat.text, event, match.certainty, beat.text, is_possible
        )
        if event is None:
            continued = None if meant is None else f"as if this had happened: {meant}"
            return replace(report, continued=continued), findings
        found = stances(moment, event) if is_possible else ()
        faults = BeatFaults(replay, self.lines, self.cast, self.sayer, place)
        findings += faults.findings(found)
        report = replace(
            report,
            said=sentence(self.sayer.event(moment, event)),
            consents=tuple(self._consent(moment, event, one) for one in found),
            perceived_by=perceivers(replay, place, self.cast),
            changed=changed(replay, place),
            learnt=tuple(learnt(replay, place, self.sayer, self.cast)),
            continued=None if recovery is None else recovery.value,
        )
        return report, findings

    def _about_match(
        self, place: int, beat: PlotBeat, match: Match, moment: Moment, guess: str | None
    ) -> Iterator[Finding]:
        if match.certainty not in (Certainty.UNCERTAIN, Certainty.NONE):
            return
        sayings = {event: self.sayer.event(moment, event) for event in match.others}
        if match.certainty is Certainty.UNCERTAIN:
            kind = "uncertain-match"
            text = f"It is not certain what this means; it was read as `{match.event}`"
            others = " or ".join(f"`{event}` ({sayings[event]})" for event in match.others)
            remedy: str | None = "If something else is meant, write the event itself"
            if others:
                remedy = f"It could also be {others}: write the event itself"
        elif match.never:
            kind, text, remedy = "never-possible", match.hint, None
        else:
            kind = "not-understood"
            text = f"No event of the world {self.world.name} could be found for “{beat.text}”"
            remedy = suggestions(match, sayings) or None
            if guess is not None:
                remedy = f"What follows would stand if this is meant: {guess}"
        yield finding(kind, text, remedy, line=beat.line, beat=place + 1)

    def _consent(self, moment: Moment, event: str, found: Stance) -> Consent:
        name = self.start.problem.characters[found.character]
        who = self.sayer.name(name)
        if found.reason is None:
            cannot = f"{who} held it for impossible" if found.lacks else f"{who} had no reason"
            return Consent(name, None, sentence(cannot))
        said = self.sayer.reason(moment, found.reason)
        other = best_alternative(moment, event, found.character)
        if other is None:
            return Consent(name, found.reason, said)
        text = sentence(self.sayer.to_do(moment, other[0]))
        return Consent(name, found.reason, said, other[0], other[1].gain, text)
