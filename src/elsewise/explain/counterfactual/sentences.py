"""What is said of two courses of a day, and of what it would have taken, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from elsewise.explain.counterfactual.comparison import BreakingPoint, Comparison, Reach
from elsewise.explain.counterfactual.enough import WouldTake
from elsewise.explain.counterfactual.interventions import Forced, Intervention, Skipped
from elsewise.problem.names import fact_text
from elsewise.show.layout import counted
from elsewise.story.display import with_stop


def change_text(change: Intervention) -> str:
    """Write a change as somebody would say it."""
    if isinstance(change, Skipped):
        return f"no {change.text} any more"
    return f"{change.text} happens" if isinstance(change, Forced) else change.text


def changes_text(changes: Sequence[Intervention]) -> str:
    """Write several changes; a declared fork that changes facts and wants is named once."""
    return "; ".join(dict.fromkeys(map(change_text, changes)))


def title(made: Comparison) -> str:
    """Say what was changed, and where."""
    before = made.original.before
    where = f", after {counted(len(before), 'beat')} ({before[-1]})" if before else ""
    return f"What if{where}: {changes_text(made.changes)}"


REACHED = {
    (Reach.NEVER, Reach.REACHED): "Reached only then",
    (Reach.REACHED, Reach.NEVER): "Not reached any more within these limits",
    (Reach.REACHED, Reach.REACHED): "Reached either way",
    (Reach.NEVER, Reach.NEVER): "Reached neither way within these limits",
}


def ending_sentences(made: Comparison) -> Iterator[str]:
    """Say which endings are won and lost, and what is open."""
    endings = made.reaches
    for reached, words in REACHED.items():
        names = [name for name in endings if endings[name] == reached]
        if names:
            yield f"{words}: {', '.join(names)}."
    for name in made.open:
        one, two = endings[name]
        yield f"Not settled: {name} (as it is: {one.value}; what if: {two.value})."


def parting_sentences(made: Comparison) -> list[str]:
    """Say where the courses part, and where the old one stops to hold."""
    one, two = made.original, made.forked
    told = [*_missing(made)]
    if made.parting is not None:
        told.append(f"The two part at beat {made.parting.beat}.")
    elif not told:
        told.append("The two are the same, beat for beat.")
    if made.breaks is not None:
        told.append(_break_sentence(made.breaks))
    elif one.story is not None and one.before == two.before and one.events != two.events:
        told.append("The story as it is could still happen all the same.")
    if one.before == two.before:  # else what was forced is the first difference
        told += _graph_sentences(made)
    return told


def _missing(made: Comparison) -> Iterator[str]:
    for word, course in (("As it is", made.original), ("What if", made.forked)):
        if course.story is None:
            cut = " before a limit was reached" if course.stopped_by else " within the limits"
            yield f"{word}, no story was found{cut}."


def _break_sentence(found: BreakingPoint) -> str:
    place = f"The story as it is breaks at beat {found.beat}, {found.event}: "
    if not found.unwilling:
        return f"{place}it cannot happen there any more."
    if len(found.unwilling) == 1:
        return f"{place}{found.unwilling[0]} has no reason for it any more."
    return f"{place}not all of {', '.join(found.unwilling)} have a reason for it any more."


def _graph_sentences(made: Comparison) -> Iterator[str]:
    found = made.graph_parting
    if found is not None:
        way = f" (after {'; '.join(found.way)})" if found.way else ""
        words = [f"{' and '.join(found.won)} can come"] if found.won else []
        words += [f"{' and '.join(found.lost)} cannot"] if found.lost else []
        first = f"Among all stories, the first difference is at beat {found.beat}{way}"
        yield f"{first}: {', '.join(words)}."
    elif made.graphs_compared:
        yield "Among all stories within the limits there is no difference."
    else:
        yield "Not all stories were compared."


def stayed_sentence(made: Comparison) -> str:
    """Say which facts came to the same in spite of the change."""
    facts = [fact_text(one.fluent, one.value) for one in made.stayed if not one.minds]
    return f"The same in spite of it: {', '.join(facts)}." if facts else ""


# -- what it would have taken -----------------------------------------------------------------


def would_take_sentence(made: WouldTake) -> str:
    """Say what was found."""
    if made.already is not None:
        beats = counted(len(made.already.beats), "beat")
        return f"Nothing: {made.aim} is possible as it is, in {beats}."
    stop = _stop(made)
    if made.found:
        one = "One change is" if made.found[0].size == 1 else "Two changes are"
        ways = counted(len(made.found), "way")
        return f"{one} enough for {made.aim}: {ways} among {made.tried:,} tried.{stop}"
    if made.stopped_by is not None or made.unsettled:
        return f"Nothing that is enough for {made.aim} was found among {made.tried:,} tried.{stop}"
    what = (
        "No single fact or belief" if made.size == 1 else "No fact or belief, and no two of them,"
    )
    where = "there" if made.before else "at the start"
    return f"{what} {where} would have been enough for {made.aim} within these limits.{stop}"


def _stop(made: WouldTake) -> str:
    cut = with_stop("", made.stopped_by)
    if made.unsettled:
        cut += f" Of {made.unsettled:,} it was left open whether they are enough."
    if not made.needed:
        cut += " Whether it is possible as it is was left open too."
    return cut
