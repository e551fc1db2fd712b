"""Every command, and the parser of a command line.

A command is a module of its name (a hyphen is an underscore there) with `DETAILS` and `EXAMPLES`
for its help, `add_arguments(parser)`, and `run(args)`, which returns the exit code. Only the module
of the command that is asked for is loaded.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module

import elsewise as ew
from elsewise.cli.output import say
from elsewise.cli.parser import Parser
from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError

COMMANDS = {
    "new": "Make a small world file to begin with.",
    "check": "Check worlds: the text, the types, and how the day begins.",
    "fmt": "Write world files in their one canonical form; comments stay.",
    "convert": "Write a world in Elsewise's own language, in its canonical form.",
    "find": "Find the shortest stories that reach a goal or an ending.",
    "run": "Run a world in which people choose: the course as it comes, beat by beat.",
    "explore": "Find all states that can be reached by events for which everybody has a reason.",
    "ask": "Ask about all stories of a world.",
    "test": "Test worlds: what their `expect` lines say, and recorded stories.",
    "coverage": "Show which lines of a world take part in its stories, and why some never do.",
    "tell": "Tell a story in English, with the reason for every act.",
    "validate": "Check a story, whoever made it.",
    "show": "Show what is so at a beat, and who believes what.",
    "draw": "Draw a picture of a story, of minds, of a fork, or of all stories.",
    "export": "Write all stories of a world, or a graph that explore kept, for other programs.",
    "whatif": "Change something about a day, and see what follows beside what would have been.",
    "would-take": "Find the smallest changes that would have made an ending possible.",
    "why-not": "Say why something does not happen.",
    "review": "Review a plot: what cannot stand, what a reader will stumble over, and what is good "
    "to know.",
    "bench": "Measure how fast stories are found.",
    "explain": "Explain a code of a message, or list all codes.",
}
"""Each command's help in one line, in the order of `elsewise --help`."""

EPILOG = """\
WORLD is a world file, or the name of a sample world such as smoke.

Exit codes: 0 done; 1 the world or plot has errors, or a check failed; 2 wrong
use; 3 a limit was reached before an answer; 130 interrupted; 70 our bug.

Examples:
  elsewise tell smoke
  elsewise new market.ew && elsewise tell market.ew
  elsewise COMMAND --help
"""


def parsed(words: Sequence[str]) -> Namespace:
    """Read a command line. Its `run`, called with it, does what it asks and returns the exit code.

    Raises `UsageError` for a line that makes no sense, and `SystemExit` after help was shown.
    """
    name = words[0]
    if name in COMMANDS:
        return fill(Parser(f"elsewise {name}"), name).parsed(words[1:])
    if not name.startswith("-"):
        raise UsageError(f"There is no command {name}.{did_you_mean(name, COMMANDS)}")
    return main_parser().parsed(words)


def fill(parser: Parser, name: str) -> Parser:
    """Give a parser the help and the arguments of a command, and return it."""
    module = import_module(f"elsewise.cli.{name.replace('-', '_')}")
    parser.description = f"{COMMANDS[name]}\n\n{module.DETAILS}"
    parser.epilog = f"Examples:\n{module.EXAMPLES}"
    module.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="Write JSON, errors too.")
    parser.finish()
    parser.set_defaults(run=module.run)
    return parser


def main_parser(*, filled: bool = False) -> Parser:
    """Return the parser of `elsewise` itself, its commands with their arguments if `filled`."""
    parser = Parser(
        "elsewise", "Find stories in which everybody acts for reasons of their own.", EPILOG
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"elsewise {ew.__version__}",
        help="Show the version.",
    )
    parser.add_argument(
        "--print-completion",
        metavar="SHELL",
        help="Write what completes command lines in bash, zsh or tcsh.",
    )
    commands = parser.add_subparsers(
        title="Commands", metavar="COMMAND", prog="elsewise", parser_class=Parser
    )
    parser.finish()
    parser.set_defaults(run=_without_command)
    for name, line in COMMANDS.items():
        command = commands.add_parser(name, help=line)
        if filled:
            fill(command, name)
    return parser


def _without_command(args: Namespace) -> int:
    from elsewise.cli.completion import completion

    if args.print_completion is None:
        raise UsageError("Name a command; elsewise --help lists them.")
    say(completion(main_parser(filled=True), args.print_completion))
    return 0
