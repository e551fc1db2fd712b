"""The example worlds that come with Elsewise."""

from __future__ import annotations

import os

from elsewise.errors import UsageError
from elsewise.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from elsewise.world.model import World

_FOLDER = os.path.join(os.path.dirname(__file__), "worlds")
_ENDING = ".ew"
_PLOT_ENDING = ".plot"


def sample_names() -> tuple[str, ...]:
    """Return the names of the example worlds, in alphabetical order."""
    return _names(_ENDING)


def sample_text(name: str) -> str:
    """Return the text of an example world. Raises UsageError if there is none of that name."""
    names = sample_names()
    if name not in names:
        from elsewise.diagnostics.nearest import nearest

        near = nearest(name, names)
        hint = f" Did you mean {near}?" if near else f" There are: {', '.join(names)}."
        raise UsageError(f"There is no example world called {name}.{hint}")
    with open(os.path.join(_FOLDER, f"{name}{_ENDING}"), encoding="utf-8") as file:
        return file.read()


def sample(name: str) -> World:
    """Return an example world. Raises UsageError if there is none of that name."""
    from elsewise.world.load import load_text

    return load_text(sample_text(name), f"{name}.ew")


def sample_plot_names() -> tuple[str, ...]:
    """Return the names of the example plots, in alphabetical order."""
    return _names(_PLOT_ENDING)


def sample_plot_path(name: str) -> Path | None:
    """Return where the example plot of a name lies, or None if there is none."""
    from pathlib import Path

    there = name in sample_plot_names()
    return Path(_FOLDER, f"{name}{_PLOT_ENDING}") if there else None


def _names(ending: str) -> tuple[str, ...]:
    names = (file.removesuffix(ending) for file in os.listdir(_FOLDER) if file.endswith(ending))
    return tuple(sorted(names))
