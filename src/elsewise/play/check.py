"""Everything that can be found wrong with a world without looking for stories."""

from __future__ import annotations

from pathlib import Path

from elsewise.diagnostics import Diagnostic
from elsewise.errors import WorldError
from elsewise.play.ground import ground
from elsewise.play.load import load
from elsewise.play.make_engine import make_engine
from elsewise.play.settings import effective_limits
from elsewise.world.model import World


def check(world: World | str | Path, *, engine: str = "kernel") -> tuple[Diagnostic, ...]:
    """Return all errors and warnings of a world, or of the world in a file.

    The text is read, the world is made finite, and its start is worked out, since triggers may go
    round there. An empty answer: nothing is wrong. Raises `UsageError` if there is no such file.
    """
    found: tuple[Diagnostic, ...] = ()
    try:
        loaded = world if isinstance(world, World) else load(world)
        found = loaded.warnings
        problem = ground(loaded)
        make_engine(engine, problem, effective_limits(problem)).start()
    except WorldError as error:
        return (*found, *error.diagnostics)
    return found
