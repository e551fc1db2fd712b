"""How the answer to what it would have taken shows itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from elsewise.world.display import counted, html_table

if TYPE_CHECKING:
    from elsewise.explain.counterfactual.enough import Enough, WouldTake

Row = tuple[str, ...]

HEADER = ("it would have taken", "beats", "the story begins with")
FIRST_EVENTS = 2


def would_take_line(made: WouldTake) -> str:
    """One line about an answer."""
    return f"WouldTake({made.aim}: {counted(len(made.found), 'set')} of changes)"


def would_take_text(made: WouldTake) -> str:
    """Write an answer, with a row for every set of changes."""
    from elsewise.story.display import aligned

    rows = enough_rows(made.found)
    return "\n\n".join([sentence(made), *([aligned([HEADER, *rows])] if rows else [])])


def would_take_html(made: WouldTake) -> str:
    """Make a sentence and a table of an answer, for a notebook."""
    from html import escape

    rows = enough_rows(made.found)
    return f"<p>{escape(sentence(made))}</p>{html_table(HEADER, rows) if rows else ''}"


def sentence(made: WouldTake) -> str:
    """Say what was found."""
    if made.already is not None:
        beats = counted(len(made.already.beats), "beat")
        return f"Nothing: {made.aim} is possible as it is, in {beats}."
    stop = _stop(made)
    if made.found:
        one = "One change is" if made.found[0].size == 1 else "Two changes are"
        ways = counted(len(made.found), "way")
        return f"{one} enough for {made.aim}: {ways} among {made.tried:,} tried.{stop}"
    if made.stopped_by is not None:
        return f"Nothing that is enough for {made.aim} was found among {made.tried:,} tried.{stop}"
    what = (
        "No single fact or belief" if made.size == 1 else "No fact or belief, and no two of them,"
    )
    where = "there" if made.before else "at the start"
    return f"{what} {where} would have been enough for {made.aim} within these limits.{stop}"


def _stop(made: WouldTake) -> str:
    from elsewise.story.display import STOPS

    cut = f" {STOPS[made.stopped_by]}" if made.stopped_by is not None else ""
    if made.unsettled:
        cut += f" Of {made.unsettled:,} it was left open whether they are enough."
    return cut


def enough_rows(found: Sequence[Enough]) -> list[Row]:
    """Return a row for every set of changes: it, the beats of its story, and how that begins."""
    rows: list[Row] = []
    for one in found:
        events = one.story.events
        more = " …" if len(events) > FIRST_EVENTS else ""
        begin = "; ".join(events[:FIRST_EVENTS]) + more
        text = "; ".join(dict.fromkeys(change.text for change in one.changes))
        rows.append((text, str(len(events)), begin or "(nothing needs to happen)"))
    return rows
