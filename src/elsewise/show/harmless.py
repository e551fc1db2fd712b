"""Characters that change how others are shown, made visible."""

from __future__ import annotations

import re
from html import escape

_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls (C0 and C1), but for tab and line feed
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # line separators, direction (Bidi_Control)
    "\ud800-\udfff\ufffe\uffff]"  # what UTF-8 or XML cannot hold at all
)


def escaped(json: str) -> str:
    r"""Return the text of JSON with what a terminal obeys written as `\u202e`: the same values.

    No JSON can hold half a surrogate pair, as Python has it for a byte of a file's name that is no
    UTF-8: it is shown as `harmless` shows it.
    """
    return _HARMFUL.sub(_escape, json)


def _escape(found: re.Match[str]) -> str:
    code = f"\\u{ord(found[0]):04x}"
    return rf"\{code}" if "\ud800" <= found[0] <= "\udfff" else code


def harmless(text: str) -> str:
    r"""Return a text that no terminal obeys, and that XML can hold.

    Controls, but for tab and line feed, and signs that turn the direction of writing become what
    they are in a Python text: `\x1b`, `\u202e`. All else stays.
    """
    return _HARMFUL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def markup(text: str) -> str:
    """Return a harmless text as HTML and XML have it."""
    return escape(harmless(text))
