"""The example worlds that come with Elsewise."""

from __future__ import annotations

from importlib.resources import files

from elsewise.diagnostics.nearest import nearest
from elsewise.errors import UsageError
from elsewise.world.load import load_text
from elsewise.world.model import World

_FOLDER = "worlds"
_ENDING = ".ew"


def sample_names() -> tuple[str, ...]:
    """Return the names of the example worlds, in alphabetical order."""
    names = (file.name for file in files("elsewise").joinpath(_FOLDER).iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


def sample_text(name: str) -> str:
    """Return the text of an example world. Raises UsageError if there is none of that name."""
    names = sample_names()
    if name not in names:
        near = nearest(name, names)
        hint = f" Did you mean {near}?" if near else f" There are: {', '.join(names)}."
        raise UsageError(f"There is no example world called {name}.{hint}")
    return files("elsewise").joinpath(_FOLDER, name + _ENDING).read_text("utf-8")


def sample(name: str) -> World:
    """Return an example world. Raises UsageError if there is none of that name."""
    return load_text(sample_text(name), f"{name}.ew")
