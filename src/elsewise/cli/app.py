"""All commands together, for Typer: help, and whatever `plain.py` does not read."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from importlib import import_module
from typing import Annotated, Any

import typer

from elsewise.cli.declared import Option, parameters
from elsewise.cli.plain import COMMANDS, command_named, say_version
from elsewise.errors import UsageError

EPILOG = """\b
WORLD is a world file, or the name of a sample world such as smoke.

\b
Exit codes: 0 done; 1 the world or plot has errors, or a check failed; 2 wrong
use; 3 a limit was reached before an answer; 130 interrupted; 70 our bug.

\b
Examples:
  elsewise tell smoke
  elsewise new market.ew && elsewise find market.ew
  elsewise COMMAND --help
"""

app = typer.Typer(
    name="elsewise",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def for_typer(command: Callable[..., int]) -> Callable[..., int]:
    """Return a command with its parameters declared as Typer wants them."""
    hints: dict[str, Any] = {"return": int}
    for one in parameters(command):
        declared = one.declared
        meant = (
            typer.Option(*declared.names, **declared.details)
            if isinstance(declared, Option)
            else typer.Argument(**declared.details)
        )
        hints[one.name] = Annotated[one.annotation, meant]

    @wraps(command)
    def run(**given: Any) -> int:  # noqa: ANN401
        return command(**given)

    signature = inspect.signature(command)
    run.__annotations__ = hints
    run.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[
            parameter.replace(annotation=hints[name])
            for name, parameter in signature.parameters.items()
        ]
    )
    return run


for _name in COMMANDS:
    _command = command_named(_name)
    _examples = import_module(_command.__module__).EXAMPLES
    app.command(_name, epilog=_examples)(for_typer(_command))


def _version(wanted: bool) -> None:
    if wanted:
        say_version()
        raise typer.Exit


@app.callback()
def elsewise(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Find stories in which everybody acts for reasons of their own."""


def run_app(words: Sequence[str]) -> object:
    """Run a command line and return what the command returns.

    Raises `UsageError` for a line that makes no sense, `KeyboardInterrupt` for one given up.
    """
    try:
        return app(list(words), prog_name="elsewise", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        raise UsageError(error.format_message() or "Nothing was asked for.") from None
