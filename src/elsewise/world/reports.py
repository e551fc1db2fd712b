"""Collecting the diagnostics of one text: one mistake, one message, with the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import TracebackType

from elsewise.diagnostics import NOWHERE, Code, Diagnostic, Source, Span, diagnose
from elsewise.diagnostics.did_you_mean import nearest

MOST_ALSO_HERE = 3
MOST_LENGTH_APART = 3
MOST_COMPARED = 50_000
"""How many names are compared with unknown words per text, so that a hopeless text stays fast."""


class FaultyError(Exception):
    """What is being read has a mistake, and the mistake has been reported.

    Whoever reads a line, or a part that stands on its own, catches this and goes on with the next.
    """


class Skipping:
    """A `with` block that is left at a mistake, which is counted; the text behind it goes on."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if isinstance(error, FaultyError):
            self._reports.skipped += 1
            return True
        return False


class Reports:
    """The diagnostics of one text, in the order in which they were found.

    `skipped` counts the lines and parts of lines that were left out for their mistakes.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self._found: list[Diagnostic] = []
        self._places: dict[tuple[str, str], int] = {}
        self._compared = 0
        self.skipped = 0

    def add(
        self,
        code: Code,
        span: Span,
        *,
        once: str | None = None,
        suggestion: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
        **details: object,
    ) -> None:
        """Report a mistake.

        Of several with the same code and the same `once` only the first is reported; it gets the
        places of the next few as related places.
        """
        if once is not None:
            key = (code.name, once)
            if key in self._places:
                self._add_place(self._places[key], span)
                return
            self._places[key] = len(self._found)
        self._found.append(
            diagnose(code, self.source, span, suggestion=suggestion, related=related, **details)
        )

    def fault(
        self,
        code: Code,
        span: Span,
        *,
        once: str | None = None,
        suggestion: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
        **details: object,
    ) -> FaultyError:
        """Report a mistake and return what to raise."""
        self.add(code, span, once=once, suggestion=suggestion, related=related, **details)
        return FaultyError()

    def skipping(self) -> Skipping:
        """Return what leaves out a line, or a part that stands on its own, where it is faulty."""
        return Skipping(self)

    def has_said(self, code: Code, once: str) -> bool:
        """Whether a mistake has been reported before."""
        return (code.name, once) in self._places

    def _add_place(self, index: int, span: Span) -> None:
        first = self._found[index]
        if len(first.related) < MOST_ALSO_HERE and span != first.span:
            self._found[index] = replace(first, related=(*first.related, (span, "also here")))

    def nearest(self, word: str, names: Iterable[str]) -> str | None:
        """Return the name that `word` was probably meant to be, or None."""
        if self._compared > MOST_COMPARED:
            return None
        everything = list(names)
        near = [name for name in everything if abs(len(name) - len(word)) <= MOST_LENGTH_APART]
        self._compared += len(near) + len(everything) // 10
        return nearest(word, near)

    def did_you_mean(self, word: str, names: Iterable[str]) -> str | None:
        """Return the question that offers the nearest name, or None."""
        name = self.nearest(word, names)
        return None if name is None or name == word else f"Did you mean {name}?"

    def text(self, span: Span) -> str:
        """Return what stands at a place, on one line, for messages."""
        return " ".join(self.source.text[span.begin : span.end].split()) or "this"

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return all that was found, in the order of the text; what has no place comes last."""
        return tuple(sorted(self._found, key=lambda d: (d.span == NOWHERE, d.span)))

    @property
    def has_errors(self) -> bool:
        """Whether something was found that keeps the text from being used."""
        return any(d.is_error for d in self._found)
