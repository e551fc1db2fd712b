"""The world that the examples of the catalogue are made from: right as it stands."""

from __future__ import annotations

BEGIN = """\
world Example

type place
character Lex (he), Lana (she)
place Tunnel "the tunnel", Town

fact at(who: character): place
fact stones: 0 to 3
fact deed: none or left or saved = none
fact blown

action go(who: character, to: place)
  if not at(who) = to
  then at(who) = to
  by who

Lex wants deed = saved and stones = 0 and blown
"""


def then(line: str) -> str:
    """Return an example with an action that has one line under `then`."""
    return f"{BEGIN}\naction act(who: character)\n  if blown\n  then {line}\n  by who\n"


def asked(line: str) -> str:
    """Return an example with an action that has one line under `if`."""
    return f"{BEGIN}\naction act\n  if {line}\n  then stones = 0\n"


def start(line: str) -> str:
    """Return an example with one line under `start`."""
    return f"{BEGIN}\nstart\n  {line}\n"


def told(line: str) -> str:
    """Return an example with an action that has one line under `tell`."""
    return (
        f"{BEGIN}\naction act(who: character)\n  if at(who) = Town\n  then blown\n"
        f'  by who\n  tell "{line}"\n'
    )


def with_lines(lines: str) -> str:
    """Return an example with more lines at its end."""
    return f"{BEGIN}\n{lines}\n"
