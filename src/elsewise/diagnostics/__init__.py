"""Places, codes and messages: how Elsewise says what is wrong with a text."""

from elsewise.diagnostics.code import Code, Diagnostic, Severity, diagnose
from elsewise.diagnostics.span import NOWHERE, Source, Span

__all__ = ["NOWHERE", "Code", "Diagnostic", "Severity", "Source", "Span", "diagnose"]
