"""The example worlds that come with Elsewise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from elsewise.errors import UsageError

if TYPE_CHECKING:
    from elsewise.world.model import World

_FOLDER = Path(__file__).parent / "worlds"
_ENDING = ".ew"
_PLOT_ENDING = ".plot"


def sample_names() -> tuple[str, ...]:
    """Return the names of the example worlds, in alphabetical order."""
    return _names(_ENDING)


def sample_text(name: str) -> str:
    """Return the text of an example world. Raises UsageError if there is none of that name."""
    names = sample_names()
    if name not in names:
        from elsewise.diagnostics.did_you_mean import nearest

        near = nearest(name, names)
        hint = f" Did you mean {near}?" if near else f" There are: {', '.join(names)}."
        raise UsageError(f"There is no example world called {name}.{hint}")
    return (_FOLDER / f"{name}{_ENDING}").read_text("utf-8")


def sample(name: str) -> World:
    """Return an example world. Raises UsageError if there is none of that name."""
    from elsewise.world.load import load_text

    return load_text(sample_text(name), f"{name}.ew")


def sample_plot_names() -> tuple[str, ...]:
    """Return the names of the example plots, in alphabetical order."""
    return _names(_PLOT_ENDING)


def sample_plot_path(name: str) -> Path | None:
    """Return where the example plot of a name lies, or None if there is none."""
    there = name in sample_plot_names()
    return _FOLDER / f"{name}{_PLOT_ENDING}" if there else None


def _names(ending: str) -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in _FOLDER.glob(f"*{ending}")))
