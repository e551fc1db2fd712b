"""What a diagnostic can be: its code, its severity, and the diagnostic itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from elsewise.diagnostics.span import Source, Span


class Severity(Enum):
    """How bad it is: an error stops the work, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of mistake.

    `name` is kebab-case and never changes. `message` is a `str.format` template of one plain
    sentence. `explanation` (Markdown) and `example` (a whole text that triggers the code; `dialect`
    says in which language) make the section of `docs/errors.md` and the answer of
    `elsewise explain`.
    """

    name: str
    severity: Severity
    message: str
    explanation: str
    example: str
    dialect: str = "ew"

    @property
    def title(self) -> str:
        """The message without the details of a case: an ellipsis stands for each."""
        return re.sub(r"\{\w*\}", "…", self.message)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A mistake found in a text: what (`code`, `message`), where, and what might mend it.

    `related` are other places worth showing, each with a word of what stands there.
    """

    code: Code
    message: str
    source: Source
    span: Span
    suggestion: str | None = None
    related: tuple[tuple[Span, str], ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether it keeps the text from being used."""
        return self.code.severity is Severity.ERROR


def diagnose(
    code: Code,
    source: Source,
    span: Span,
    *,
    suggestion: str | None = None,
    related: tuple[tuple[Span, str], ...] = (),
    **details: object,
) -> Diagnostic:
    """Make a diagnostic of a code; `details` fill its message template."""
    message = code.message.format(**details)
    return Diagnostic(code, message, source, span, suggestion, related)
