"""Every code that Elsewise can report, by the part that reports it.

A part's codes stand in one module of this package, as constants, and nowhere else. `CODES` has
all of them by name.
"""

from __future__ import annotations

from elsewise.diagnostics.catalogue import dialect, grounding, syntax, world
from elsewise.diagnostics.code import Code

CODES: dict[str, Code] = {
    code.name: code
    for module in (syntax, world, dialect, grounding)
    for code in vars(module).values()
    if isinstance(code, Code)
}
