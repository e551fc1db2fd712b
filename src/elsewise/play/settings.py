"""Limits of a search: what the user says, else what the world says, else the defaults."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError
from elsewise.problem.names import value_text
from elsewise.story.limits import OPTIONS, Limits, Option

if TYPE_CHECKING:
    from typing import TypedDict, Unpack

    from elsewise.problem.problem import Problem
    from elsewise.world.model import World

_INFINITE = float("inf")
WHOLE = frozenset({"length", "foresight", "depth", "states", "extra_levels"})
"""Limits that count something."""


if TYPE_CHECKING:

    class Said(TypedDict, total=False):
        """Limits that somebody may say; None is as if unsaid."""

        length: int | None
        foresight: int | None
        depth: int | None
        seconds: float | None
        memory: float | None
        states: int | None
        spill: str | None
        extra_levels: int | None

else:
    Said = dict


def effective_limits(
    world: World | Problem, limits: Limits | None = None, **said: Unpack[Said]
) -> Limits:
    """Return the limits for a search in a world.

    What is `said` (see `Said`; None is unsaid) counts first, then `limits` if given, else what
    the world says, then the defaults. Raises `UsageError` for an unknown name, a number beyond its
    bounds, or a folder for spilling that cannot be used or has no limit of memory beside it.
    """
    names = [field.name for field in fields(Limits)]
    for name in said:
        if name not in names:
            raise UsageError(f"There is no limit called {name}.{did_you_mean(name, names)}")
    if limits is None:
        base: dict[str, object] = {
            option.name: world.limits.get(option.name, option.default) for option in OPTIONS
        }
    else:
        base = {name: getattr(limits, name) for name in names}
    for name, value in said.items():
        if value is not None:
            base[name] = value
    for option in OPTIONS:
        base[option.name] = _checked(option, base[option.name])
    made = Limits(**base)  # type: ignore[arg-type]
    if made.spill is not None:
        check_folder(made.spill)
        if made.memory is None:
            raise UsageError("spill is for what does not fit into memory: say how much, as memory.")
    return made


def check_folder(spill: str) -> None:
    """Raise `UsageError` unless memory can be put into files in this folder."""
    if sys.platform != "linux":
        raise UsageError("spill needs Linux: elsewhere memory cannot be put into a file.")
    if not os.path.isdir(spill):  # noqa: PTH112  # pathlib takes long to load
        raise UsageError(f"spill needs a folder, and there is none called {spill}.")
    if not os.access(spill, os.W_OK | os.X_OK):
        raise UsageError(f"spill needs a folder to write in, and {spill} is not one.")


def in_time(limits: Limits, begun: float) -> Limits:
    """Return limits with the seconds that are left, of those that began at `begun`.

    `begun` is as `time.monotonic` tells the time.
    """
    if limits.seconds is None:
        return limits
    return replace(limits, seconds=max(0.0, limits.seconds - (time.monotonic() - begun)))


def _checked(option: Option, value: object) -> float | int | None:
    if value is None and option.default is None:
        return None
    bounds = f"{value_text(float(option.low))} to {value_text(float(option.high))} {option.unit}"
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _INFINITE:
        raise UsageError(f"{option.name} must be a number, {bounds}.")
    if not option.low <= value <= option.high:
        raise UsageError(f"{option.name} is {value_text(float(value))}, but goes from {bounds}.")
    if option.name in WHOLE:
        if not float(value).is_integer():
            raise UsageError(f"{option.name} must be a whole number, {bounds}.")
        return int(value)
    return float(value)
