"""Limits of a search: what the user says, else what the world says, else the defaults."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError
from elsewise.story.limits import Limits, Said, limit_table

if TYPE_CHECKING:
    from typing import Unpack

    from elsewise.problem.problem import Problem
    from elsewise.world.model import World

__all__ = ["Said", "effective_limits", "usable_folder"]


def effective_limits(
    world: World | Problem, limits: Limits | None = None, **said: Unpack[Said]
) -> Limits:
    """Return the limits for a search in a world.

    What is `said` (see `Said`; None is unsaid) counts first, then `limits` if given, else what
    the world says, then the defaults. Raises `UsageError` for an unknown name, a number beyond its
    bounds, or a folder for spilling that cannot be used or has no limit of memory beside it.
    """
    table = {limit.name: limit for limit in limit_table(Limits)}
    for name in said:
        if name not in table:
            raise UsageError(f"There is no limit called {name}.{did_you_mean(name, table)}")
    found: dict[str, Any] = {}
    for name, limit in table.items():
        value = said.get(name)
        if value is None and limits is None:
            value = world.limits.get(name, limit.default)
        elif value is None:
            value = getattr(limits, name)
        found[name] = limit.checked(value)
    made = Limits(**found)
    if made.spill is not None:
        usable_folder(made.spill)
        if made.memory is None:
            raise UsageError("spill is for what does not fit into memory: say how much, as memory.")
    return made


def usable_folder(spill: str) -> str:
    """Return a folder. Raises `UsageError` unless memory can be put into files in it."""
    if sys.platform != "linux":
        raise UsageError("spill needs Linux: elsewhere memory cannot be put into a file.")
    if not Path(spill).is_dir():
        raise UsageError(f"spill needs a folder, and there is none called {spill}.")
    if not os.access(spill, os.W_OK | os.X_OK):
        raise UsageError(f"spill needs a folder to write in, and {spill} is not one.")
    return spill
