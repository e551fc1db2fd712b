"""Every code that Elsewise can report, by the part that reports it.

A part's codes stand in one module of this package, as constants, and nowhere else. `CODES` has
all of them by name.
"""

from __future__ import annotations

from elsewise.diagnostics.catalogue import (
    dialect,
    grounding,
    plots,
    syntax,
    world,
    world_declarations,
    world_events,
    world_questions,
    world_warnings,
)
from elsewise.diagnostics.code import Code

CODES: dict[str, Code] = {
    code.name: code
    for module in (
        syntax,
        world,
        world_declarations,
        world_events,
        world_questions,
        world_warnings,
        dialect,
        grounding,
        plots,
    )
    for code in vars(module).values()
    if isinstance(code, Code)
}
