"""Command lines that say plainly what to do, read without Typer.

Anything else (help, mistakes, rare spellings) is left to Typer, which has the words for it. What is
read here means the same there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from elsewise.cli.declared import Option, Parameter, parameters
from elsewise.cli.output import say

if TYPE_CHECKING:
    from typing import Any

COMMANDS = (
    "new",
    "check",
    "fmt",
    "convert",
    "find",
    "explore",
    "ask",
    "test",
    "coverage",
    "tell",
    "validate",
    "show",
    "draw",
    "export",
    "whatif",
    "would-take",
    "why-not",
    "review",
    "bench",
    "explain",
)
"""Every command, in the order of `elsewise --help`; each is a function in a module of its name."""

NUMBERS = {int: r"[0-9]{1,9}", float: r"[0-9]{1,9}(\.[0-9]{1,9})?"}
"""How a number is plainly written."""


def say_version() -> None:
    """Say which version this is."""
    import elsewise as ew

    say(f"elsewise {ew.__version__}")


def command_named(name: str) -> Callable[..., int]:
    """Return the function of a command; in Python's names a hyphen is an underscore."""
    own = name.replace("-", "_")
    module = __import__(f"elsewise.cli.{own}", fromlist=[own])  # importlib takes longer to load
    command: Callable[..., int] = getattr(module, own)
    return command


def plain_call(words: Sequence[str]) -> Callable[[], object] | None:
    """Return what a command line asks for, or None if it takes Typer to tell."""
    if list(words) == ["--version"]:
        return say_version
    if not words or words[0] not in COMMANDS:
        return None
    name, *rest = words
    command = command_named(name)
    given = plain_values(parameters(command), rest)
    return None if given is None else partial(command, **given)


def plain_values(expected: Sequence[Parameter], words: Iterable[str]) -> dict[str, Any] | None:
    """Return the values that words give to parameters, or None if that is not plain."""
    options = {
        name: parameter
        for parameter in expected
        if isinstance(parameter.declared, Option)
        for name in parameter.declared.names
    }
    found: dict[str, Any] = {}
    loose: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "-" or not word.startswith("-"):
            loose.append(word)
            continue
        parameter = options.get(word)
        if parameter is None:
            return None
        value = True if parameter.kind is bool else _plain(parameter, next(rest, ""))
        if value is None or (parameter.name in found and not parameter.many):
            return None
        if parameter.many:
            found.setdefault(parameter.name, []).append(value)
        else:
            found[parameter.name] = value
    return _with_arguments(expected, found, loose)


def _with_arguments(
    expected: Sequence[Parameter], found: dict[str, Any], loose: list[str]
) -> dict[str, Any] | None:
    """Give the words that belong to no option to the arguments, in order."""
    for parameter in expected:
        if isinstance(parameter.declared, Option):
            continue
        taken = loose if parameter.many else loose[:1]
        loose = loose[len(taken) :]
        if taken:
            found[parameter.name] = taken if parameter.many else taken[0]
        elif parameter.required:
            return None
    return None if loose else found


def _plain(parameter: Parameter, word: str) -> object | None:
    if word.startswith("-") or not word:
        return None
    if parameter.kind is str:
        return word
    if not re.fullmatch(NUMBERS[parameter.kind], word):
        return None
    number = parameter.kind(word)
    least = parameter.declared.details.get("min")
    return number if least is None or number >= least else None
