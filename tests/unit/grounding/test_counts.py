"""Counts by the peer's rules, against its published table."""

from __future__ import annotations

from pathlib import Path

import pytest

from elsewise.grounding.counts import Counts, peer_counts
from elsewise.sabre.load import load_text
from hand_made import CHARACTER, PLACE, action, both, eq, fact, let, mind, read, trigger, var, world
from peer_files import INSTANCES, PROBLEMS, needs_peer_files

PUBLISHED = {
    Path(i["problem"]).stem: Counts(i["ground_fluents"], i["ground_actions"], i["ground_triggers"])
    for i in INSTANCES
}
# The peer's table leaves this one out; the counts are of the peer's program itself.
KNOWN = {**PUBLISHED, "macguffin": Counts(9, 5, 12)}


@needs_peer_files
@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_counts_are_those_of_the_published_table(path: Path) -> None:
    assert peer_counts(load_text(path.read_text("utf-8"), path.name)) == KNOWN[path.stem]


AT = fact("at", CHARACTER, values=PLACE)
SEEN = fact("seen", CHARACTER)


def walking() -> tuple[object, ...]:
    who, there = var("who"), var("there", PLACE)
    return (action("walk", who, there, effect=let(read(AT, who), there)),)


def test_a_fluent_in_a_mind_counts_where_it_is_mentioned() -> None:
    who = var("who")
    see = trigger(
        "see",
        who,
        condition=both(eq(read(AT, who), "Shop"), eq(mind(who, read(AT, "Ann")), None)),
        effect=let(mind(who, read(AT, "Ann")), read(AT, "Ann")),
    )
    start = (let(read(AT, "Ann"), "Home"), let(read(AT, "Ben"), "Home"))
    plain = world((AT,), walking(), start=start)  # type: ignore[arg-type]
    seeing = world((AT,), walking(), (see,), start=start)  # type: ignore[arg-type]
    assert peer_counts(plain) == Counts(2, 4, 0)
    assert peer_counts(seeing) == Counts(2, 4, 0)  # nobody is ever unsure of anything
    unsure = world(
        (AT,), walking(), (see,), start=(*start, let(mind("Ben", read(AT, "Ann")), None))
    )  # type: ignore[arg-type]
    assert peer_counts(unsure) == Counts(4, 4, 2)


def test_what_triggers_settle_at_the_start_does_not_vary() -> None:
    once = trigger(
        "look", condition=eq(read(SEEN, "Ann"), False), effect=let(read(SEEN, "Ann"), True)
    )
    assert peer_counts(world((SEEN,), (), (once,))) == Counts(0, 0, 0)
