"""The way in: a text in the peer's dialect becomes a world."""

from __future__ import annotations

from elsewise.diagnostics import Source
from elsewise.errors import WorldError
from elsewise.sabre.definitions import read_definitions
from elsewise.sabre.world_builder import Builder
from elsewise.world.model import World

MOST_DIAGNOSTICS = 20
"""How many mistakes are reported in one run."""


def load_text(text: str, name: str) -> World:
    """Read a problem in the peer's dialect; `name` is the file's name, for messages.

    Raises WorldError with what is wrong, in the order of the text. Warnings are kept with the
    world.
    """
    source = Source(name, text)
    builder = Builder(source, read_definitions(source))
    world = builder.world()
    errors = [d for d in builder.diagnostics if d.is_error]
    if errors:
        reported = [*errors, *world.warnings][:MOST_DIAGNOSTICS]
        raise WorldError(sorted(dict.fromkeys(reported), key=lambda d: (d.span, d.code.name)))
    return world
