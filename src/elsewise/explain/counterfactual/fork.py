"""A world in which something is otherwise, to be used like any other."""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.explain.counterfactual.interventions import Texts, forked, read_changes
from elsewise.play.at_and_after import events_behind
from elsewise.world.model import World


def fork(
    world: World,
    forks: Texts = (),
    *,
    after: str | Sequence[str] | None = None,
    set: Texts = (),  # noqa: A002
    believe: Texts = (),
    want: Texts = (),
    skip: Texts = (),
    force: Texts = (),
) -> World:
    """Return the world in which something is otherwise: every verb takes it as any other world.

    `forks` are changes that the world declares, by name; the others are written as for `whatif`,
    and made in the same order. They are made at the start, or after the events `after`, which then
    lie behind the start of the world that is returned.

    Raises `UsageError` for what does not exist or cannot be, and `WorldError` for mistakes in the
    texts, and if the world cannot run.
    """
    written = read_changes(
        world, forks=forks, set=set, believe=believe, want=want, force=force, skip=skip
    )
    return forked(world, events_behind(after), tuple(written))
