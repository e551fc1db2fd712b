"""What completes command lines in a shell."""

from __future__ import annotations

from collections.abc import Iterator

import shtab

from elsewise.cli.parser import Parser
from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError

SHELLS = ("bash", "zsh", "tcsh")
FILES = ("FILE", "WORLD", "STORY", "GRAPH", "PLOT")
"""What help calls arguments that are, or may be, files."""


def completion(parser: Parser, shell: str) -> str:
    """Return the script for a shell. Raises `UsageError` for one that we do not know."""
    if shell not in SHELLS:
        raise UsageError(f"There is no completion for {shell}.{did_you_mean(shell, SHELLS)}")
    for one in (parser, *_commands(parser)):
        for action in one._actions:
            called = str(action.metavar)
            if action.choices is None and any(word in called for word in FILES):
                action.complete = shtab.FILE  # type: ignore[attr-defined]
            elif called == "FOLDER":
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    return shtab.complete(parser, shell).rstrip("\n")


def _commands(parser: Parser) -> Iterator[Parser]:
    for action in parser._actions:
        if isinstance(action.choices, dict):
            yield from action.choices.values()
