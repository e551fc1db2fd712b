"""All codes of all parts, by name."""

from __future__ import annotations

from elsewise.diagnostics.catalogue import (
    dialect,
    grounding,
    plots,
    syntax,
    world,
    world_clocks,
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
        world_clocks,
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
