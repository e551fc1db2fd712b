"""The standard library's parser of command lines, with mistakes said in sentences.

Options may stand before, between and behind arguments. A name is never abbreviated: what is short
for one option today could be short for two tomorrow.
"""

from __future__ import annotations

import argparse
from argparse import Action, ArgumentError, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Sequence
from typing import NoReturn

from elsewise.cli.output import say
from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError

MOST_COLUMNS = 98

OTHERWISE = "What is otherwise in the world"
"""The title of the options that change something; they stand below all others."""


class Parser(ArgumentParser):
    """A parser that raises `UsageError` for every mistake.

    An argument's `choices` are for completion: whoever takes the word says what is wrong with it.
    """

    def __init__(self, prog: str, description: str = "", epilog: str = "") -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
        )

    def finish(self) -> None:
        """Add the option that shows help, below all others, and say how all are used."""
        self.add_argument("-h", "--help", action="help", help="Show this message and exit.")
        words = (_as_used(action) for action in self._actions if not action.option_strings)
        self.usage = " ".join(("%(prog)s [OPTIONS]", *words))
        last = [self._optionals.title, OTHERWISE]  # below the arguments, or the commands

        def place(group: argparse._ArgumentGroup) -> int:
            return last.index(group.title) if group.title in last else -1

        self._action_groups.sort(key=place)

    def parsed(self, words: Sequence[str]) -> Namespace:
        """Read a command line."""
        plain = "--" in words or self._subparsers is not None  # which argparse cannot intermix
        parse = self.parse_known_args if plain else self.parse_known_intermixed_args
        try:
            args, rest = parse(list(words))
        except ArgumentError as error:
            if error.argument_name is None:
                self.error(error.message)
            raise UsageError(f"{error.argument_name} {_complaint(error.message)}.") from None
        if rest:
            raise UsageError(self._superfluous(rest[0]))
        return args

    def error(self, message: str) -> NoReturn:
        """Raise an error for arguments that are missing."""
        missing = message.rpartition(": ")[2]
        usage = self.format_usage().strip()
        raise UsageError(f"Something is missing: {missing}. {usage}")

    def _superfluous(self, word: str) -> str:
        if not word.startswith("-"):
            return f"{word} is one word too many. {self.format_usage().strip()}"
        name = word.partition("=")[0]
        known = [name for action in self._actions for name in action.option_strings[-1:]]
        hint = did_you_mean(name, known, list_up_to=0) if len(name) > len("-x") else ""
        return f"{self.prog} has no option {name}.{hint}"

    def _check_value(self, action: Action, value: object) -> None:
        pass

    def _print_message(self, message: str, file: object = None) -> None:  # noqa: ARG002
        say(message.rstrip("\n"))


def _complaint(message: str) -> str:
    if message.startswith("ignored explicit"):
        return "takes no value"
    return "needs a value" if message.startswith("expected") else message


class _Help(argparse.HelpFormatter):
    """Help in the width of the terminal: paragraphs are filled, indented lines stay as they are."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26)
        self._width = min(self._width, MOST_COLUMNS)

    def start_section(self, heading: str | None) -> None:
        names = {"positional arguments": "Arguments", "options": "Options"}
        super().start_section(names.get(str(heading), heading))

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = "Usage: ",
    ) -> None:
        super().add_usage(usage, actions, groups, prefix)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        parts = text.strip().split("\n\n")
        return "\n\n".join(
            part if "\n  " in part else super(_Help, self)._fill_text(part, width, indent)
            for part in parts
        )

    def _format_action(self, action: Action) -> str:
        if isinstance(action, argparse._SubParsersAction):
            return "".join(map(self._format_action, action._get_subactions()))
        return super()._format_action(action)

    def _format_action_invocation(self, action: Action) -> str:
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        return f"{', '.join(action.option_strings)} {action.metavar}"

    def _get_help_string(self, action: Action) -> str | None:
        shown = action.option_strings and action.default not in (None, False, argparse.SUPPRESS)
        return f"{action.help} Default: %(default)s." if shown and action.default else action.help


def _as_used(action: Action) -> str:
    forms = {"?": "[{}]", "*": "[{}...]", "+": "{}..."}
    return forms.get(str(action.nargs), "{}").format(action.metavar)


def whole_number(text: str) -> int:
    """Return the whole number that a word is."""
    try:
        return int(text)
    except ValueError:
        raise ArgumentTypeError(f"takes a whole number, not {text or 'nothing'}") from None


def number(text: str) -> float:
    """Return the number that a word is."""
    try:
        return float(text)
    except ValueError:
        raise ArgumentTypeError(f"takes a number, not {text or 'nothing'}") from None


def at_least_one(text: str) -> int:
    """Return the whole number that a word is, if it is one from 1 on."""
    found = whole_number(text)
    if found < 1:
        raise ArgumentTypeError(f"is {found}, but goes from 1")
    return found
