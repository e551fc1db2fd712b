"""Mistakes of a world that show only when it runs; both engines report them alike."""

from __future__ import annotations

from collections.abc import Iterable

from elsewise.diagnostics import NOWHERE, Source, diagnose
from elsewise.diagnostics.catalogue.grounding import TRIGGER_LOOP
from elsewise.errors import WorldError

MOST_FIRINGS = 1000
"""How many triggers may fire in a row, in one mind, after one event."""

REMEMBERED_FIRINGS = 100
"""How many of the last firings are looked at to say which triggers go round."""


def trigger_loop(world: str, triggers: Iterable[str]) -> WorldError:
    """Return the error that these triggers of a world go round; each is named once, sorted."""
    names = ", ".join(sorted(set(triggers)))
    return WorldError([diagnose(TRIGGER_LOOP, Source(world, ""), NOWHERE, triggers=names)])
