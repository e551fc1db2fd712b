"""Who perceived a beat, what changed, whose mind changed in what; who knows what since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from elsewise.explain.review.cast import Cast
from elsewise.explain.review.plot_replay import PlotReplay, Recovery
from elsewise.explain.review.report import Knowing, NewBelief
from elsewise.explain.review.saying import Sayer
from elsewise.play.moment import Moment
from elsewise.problem.problem import Minds
from elsewise.story.step import Step
from elsewise.telling.words import capitalized
from elsewise.world.types import Value


def perceivers(replay: PlotReplay, place: int, cast: Cast) -> tuple[str, ...]:
    """Return who notices a beat; the dead do not."""
    step, moment = replay.steps[place], replay.moments[place]
    names = [replay.problem.characters[c] for c in (() if step is None else step.perceivers)]
    return tuple(name for name in names if not cast.is_dead(name, moment))


def changed(replay: PlotReplay, place: int) -> Mapping[str, tuple[Value, Value]]:
    """Return what a beat changes in truth, by the name of the fluent."""
    step = _happened(replay, place)
    changes = () if step is None else step.changes
    return {replay.problem.fluents[one.fluent].name: (one.before, one.after) for one in changes}


def learnt(replay: PlotReplay, place: int, sayer: Sayer, cast: Cast) -> Iterator[NewBelief]:
    """Yield what people came to believe by a beat.

    Beliefs about what somebody else believes are among it where the event states them outright. The
    dead learn nothing.
    """
    step, after = _happened(replay, place), replay.moments[place + 1]
    if step is None or step.action is None:
        return
    effects = replay.problem.actions[step.action].effects
    stated = {(effect.minds, effect.fluent) for effect in effects}
    for one in sorted(step.learnt, key=lambda one: (one.minds[0], len(one.minds), one.minds)):
        names = [sayer.problem.characters[c] for c in one.minds]
        told = len(one.minds) == 1 or (one.minds, one.fluent) in stated
        if told and not cast.is_dead(names[0], after):
            yield NewBelief(
                names[0],
                sayer.problem.fluents[one.fluent].name,
                one.before,
                one.after,
                one.how.value,
                None if one.source is None else sayer.problem.characters[one.source],
                after.value(one.fluent, one.minds[1:]) == one.after,
                capitalized(sayer.belief(one.fluent, one.after, one.minds)),
                tuple(names[1:]),
            )


def _happened(replay: PlotReplay, place: int) -> Step | None:
    """Return what a beat brought about; None where it was left out."""
    return None if replay.recoveries[place] is Recovery.LEFT_OUT else replay.steps[place]


def knowing(replay: PlotReplay, lines: Sequence[int], cast: Cast) -> Iterator[Knowing]:
    """Yield who knows what at the end, for everything that somebody sees otherwise at some time.

    The dead are left out.
    """
    problem, end = replay.problem, replay.moments[-1]
    for fluent, found in enumerate(problem.fluents):
        if not any(_is_seen_otherwise(moment, fluent) for moment in replay.moments):
            continue
        for character, name in enumerate(problem.characters):
            if cast.is_dead(name, end):
                continue
            value, real = end.value(fluent, (character,)), end.value(fluent)
            status = "knows" if value == real else "unaware" if value is None else "wrong"
            since = replay.last_change((character,), fluent, len(replay.steps))
            step, line = (None, 0) if since is None else (replay.steps[since], lines[since])
            how, source = ("start", None) if since is None else _how(step, (character,), fluent)
            told_by = None if source is None else problem.characters[source]
            yield Knowing(found.name, name, status, value, line, how, told_by)


def _is_seen_otherwise(moment: Moment, fluent: int) -> bool:
    people = range(len(moment.problem.characters))
    return any(moment.value(fluent, (c,)) != moment.value(fluent) for c in people)


def _how(step: Step | None, minds: Minds, fluent: int) -> tuple[str, int | None]:
    """Return how a belief came about, and who told it; what did not come by the beat, is known."""
    for one in () if step is None else step.learnt:
        if (one.minds, one.fluent) == (minds, fluent):
            return one.how.value, one.source
    return "concluded", None
