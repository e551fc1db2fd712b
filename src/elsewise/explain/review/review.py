"""Reviews a plot: every beat, and the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from elsewise.explain.consent import Stance, best_alternative, stances
from elsewise.explain.review.cast import Cast
from elsewise.explain.review.event_matching import Certainty, Match, Matcher, suggestions
from elsewise.explain.review.faults import BeatFaults
from elsewise.explain.review.irony import wrong_beliefs
from elsewise.explain.review.network import network
from elsewise.explain.review.opening import opened
from elsewise.explain.review.perceiving import changed, knowing, learnt, perceivers
from elsewise.explain.review.plot import Plot, PlotBeat
from elsewise.explain.review.plot_replay import PlotReplay, replay_plot
from elsewise.explain.review.report import BeatReport, Consent, Finding, Review, finding
from elsewise.explain.review.saying import Sayer
from elsewise.explain.review.whole import Whole
from elsewise.play.moment import Moment, begin
from elsewise.story.limits import Limits
from elsewise.story.story import Story
from elsewise.telling.sentence import Tense
from elsewise.telling.words import sentence
from elsewise.world.model import World


def review(
    plot: Plot | Story | str | Path,
    world: World | None = None,
    *,
    limits: Limits | None = None,
    engine: str = "kernel",
) -> Review:
    """Review a plot.

    `plot` is one that was read, a story, or the path of a file: a `.plot` file, a list of events or
    a story of `elsewise find --json`. `world` is needed where the plot does not name its own. The
    limits (None: the world's) bound the plans that people may have; how long a plot is, they do not
    limit. Raises `WorldError` with everything that is wrong with the text of the plot or world, and
    `UsageError` if there is no such file or no world is named.
    """
    read, of_world = opened(plot, world)
    return _Reviewing(read, of_world, begin(of_world, limits, engine=engine)).review()


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
        self.findings: list[Finding] = []

    def review(self) -> Review:
        """Review it all."""
        matches = self._matches()
        events = [match.event for match in matches]
        replay = replay_plot(self.start, events, [match.named for match in matches], self.cast)
        reports = [
            self._beat(place, beat, match, replay)
            for place, (beat, match) in enumerate(zip(self.plot.beats, matches, strict=True))
        ]
        found = network(replay)
        wrong = tuple(wrong_beliefs(replay, self.cast))
        whole = Whole(self.plot, self.world, replay, reports, self.cast, self.sayer)
        self.findings += whole.findings(found, wrong)
        self.findings.sort(key=lambda one: one.order)
        return Review(
            self.plot,
            self.world.name,
            tuple(self.findings),
            tuple(
                replace(report, causes=tuple(a for a, b in found.links if b == report.number))
                for report in reports
            ),
            tuple(knowing(replay, self.lines, self.cast)),
            whole.gaps(wrong),
            found.links,
        )

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

    def _beat(self, place: int, beat: PlotBeat, match: Match, replay: PlotReplay) -> BeatReport:
        moment = replay.moments[place]
        number = place + 1
        guess = replay.guesses[place]
        meant = None if guess is None else f"{self.sayer.event(moment, guess)} (`{guess}`)"
        self.findings += self._about_match(place, beat, match, moment, meant)
        if match.event is None:
            return BeatReport(
                number,
                beat.line,
                beat.text,
                None,
                match.certainty,
                beat.text,
                possible=False,
                continued=None if meant is None else f"as if this had happened: {meant}",
            )
        recovery = replay.recoveries[place]
        found = [] if recovery is not None else list(stances(moment, match.event))
        faults = BeatFaults(replay, self.lines, self.cast, self.sayer, place)
        self.findings += faults.findings(found)
        return BeatReport(
            number,
            beat.line,
            beat.text,
            match.event,
            match.certainty,
            sentence(self.sayer.event(moment, match.event, past=True)),
            possible=recovery is None,
            consents=tuple(self._consent(moment, match.event, one) for one in found),
            perceived_by=perceivers(replay, place, self.cast),
            changed=changed(replay, place),
            learnt=tuple(learnt(replay, place, self.sayer, self.cast)),
            continued=None if recovery is None else recovery.value,
        )

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
