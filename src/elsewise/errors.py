"""The exceptions of Elsewise.

    ElsewiseError
    ├── WorldError       the text of a world (or plot) has mistakes; carries diagnostics
    ├── UsageError       something was asked for that does not exist: an ending, an event, a file
    ├── FormatError      a saved file is not ours, too old or too new
    └── EngineError      a promise inside Elsewise is broken: our bug

A limit that is reached is a status with the result so far, never an exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from elsewise.diagnostics import Diagnostic


class ElsewiseError(Exception):
    """Anything that Elsewise raises on purpose."""


class WorldError(ElsewiseError):
    """A text has mistakes. `diagnostics` holds all of them, in the order of the text."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(d.message for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[WorldError], tuple[Sequence[Diagnostic]]]:
        """Return how it is made again in another process, which its message alone cannot say."""
        return type(self), (self.diagnostics,)


class UsageError(ElsewiseError):
    """Something was asked for that is not there, or cannot be asked for here."""


class FormatError(ElsewiseError):
    """A saved file cannot be read: it is damaged, not ours, or of another format version."""


class EngineError(ElsewiseError):
    """A promise inside Elsewise is broken. Please report it with the world at hand."""
