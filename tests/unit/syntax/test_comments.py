"""Comments and empty lines survive formatting, and stay where they belong."""

from __future__ import annotations

import pytest

from elsewise.diagnostics import Source
from elsewise.syntax import tree
from elsewise.syntax.parser import parse
from elsewise.syntax.printer import format_file


def formatted(text: str) -> str:
    """Format a text without mistakes; formatting again must change nothing."""
    file, mistakes = parse(Source("page.ew", text))
    assert mistakes == ()
    printed = format_file(file)
    again, mistakes = parse(Source("page.ew", printed))
    assert mistakes == ()
    assert again == file
    assert format_file(again) == printed
    return printed


CANONICAL = """# A licence.
#
#! and a line for the machine

# The world.
world Small  # by me
# What it is about.
"A text."  # shown first

type place
place
  # indoors
  Home
  Hall "the hall"  # cold
  # no more
character Ann, Ben

fact at(character): place  # where
  # how to say it
  tell "{1} [is] at {value}"  # or so
fact met
  "Whether they met."

  tell
    "met" if at(Ann) = Home
    # else
    "met somewhere"

# How it begins.
start
  # first
  at(Ann) = Home  # she waits

  at(Ben) = Hall
  if met
    at(Ann) = Hall
    # none of these:
    # at(Ann) = Home
  else
    # not met
    at(Ann) = Home
  # met

action go(who: character)  # moves
  # needs
  if      not met  # so far
  then
    met  # now
  # by nobody
  by      who
  tell
    # either
    "{who} [goes]"
    # or
    "{who} [walks]"
    # or nothing

# trigger meet
#   then met

# The end.
"""


def test_canonical_text_stays_as_it_is() -> None:
    assert formatted(CANONICAL) == CANONICAL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#a\n\n\n\n#  b\ntype t\n", "# a\n\n#  b\ntype t\n"),
        ("\n\n# a\n\n", "# a\n"),
        ("start\n\n  a\n\n\n  b\n", "start\n  a\n\n  b\n"),
        (
            "start\n  (a  # one\n   # two\n   and b)  # three\n",
            "start\n  # one\n  # two\n  a and b  # three\n",
        ),
        (
            "start\n  if a\n    b\n  # before else\n  else  # behind else\n    c\n",
            "start\n  if a\n    b\n  else\n    # before else\n    # behind else\n    c\n",
        ),
        ("start  # why\n  a\n", "start  # why\n  a\n"),
        ("action a\n  then b  # c\n", "action a\n  then    b  # c\n"),
        ("action a\n  then\n    b  # c\n", "action a\n  then\n    b  # c\n"),
        (
            "fact a\n  tell\n    # one\n    'x'\n".replace("'", '"'),
            "fact a\n  # one\n  tell 'x'\n".replace("'", '"'),
        ),
        ("start\n  a\n  # in\n# out\ntype b\n", "start\n  a\n  # in\n# out\ntype b\n"),
    ],
)
def test_comments_move_to_their_place(text: str, expected: str) -> None:
    assert formatted(text) == expected


def test_comments_do_not_count_in_equality() -> None:
    plain, _ = parse(Source("page.ew", "start\n  a\n"))
    noted, _ = parse(Source("page.ew", "# so\nstart  # now\n  # then\n  a\n# end\n"))
    assert plain == noted
    assert noted.closing_comments == ("end",)
    (start,) = noted.declarations
    assert isinstance(start, tree.StartBlock)
    assert start.trivia == tree.Trivia(("so",), "now")
    assert start.body[0].trivia == tree.Trivia(("then",))
