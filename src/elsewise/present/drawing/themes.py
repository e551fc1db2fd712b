"""The two themes of a picture, and the style sheets that are made of them.

The colours of endings are those of Okabe and Ito ("Color universal design", 2008), which people
with any kind of colour vision can tell apart, a little darker or lighter where the ground asks for
it. They never stand alone: endings also have letters, wrong beliefs a sign and a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

from elsewise.errors import UsageError

_PALETTE = """
ground       #ffffff  #12161b
panel        #f4f6f8  #1c222a
line         #c9d1d9  #424c57
quiet        #57606a  #a3adb8
ink          #1b1f24  #e9eef3
acts         #0b5a94  #6fb7ee
tells        #8c2f6f  #e7a3d3
wrong        #a63c00  #ffb07a
wrong-ground #fde9dc  #3b2415
e0           #0072b2  #5fb4ea
e1           #b35900  #f0a440
e2           #007a5a  #35c79c
e3           #9c3d83  #dd9cc9
e4           #7a6a00  #e6d75a
e5           #2a7fae  #8fd0f5
e6           #b3261e  #ff8a80
"""
_NAMES, *_COLOURS = zip(*(row.split() for row in _PALETTE.strip().split("\n")), strict=True)
LIGHT, DARK = (dict(zip(_NAMES, colours, strict=True)) for colours in _COLOURS)
ENDING_COLOURS = 7

THEMES = ("auto", "light", "dark")
"""`auto` follows what the reader's screen is set to, where that is known; else it is light."""


def check_theme(theme: str) -> None:
    """Raise `UsageError` if there is no such theme."""
    if theme not in THEMES:
        raise UsageError(f"There is no look called {theme}. There are: {', '.join(THEMES)}.")


def style_sheet(theme: str) -> str:
    """Return the rules for a theme; every one is for pictures of this theme only."""
    rules = files("elsewise.present.drawing").joinpath("picture.css").read_text("utf-8")
    rules = rules.partition("\n")[2].replace("&", f"svg.ew-{theme}")
    return _either(theme, _coloured(rules, LIGHT), _coloured(rules, DARK))


def _coloured(rules: str, colours: Mapping[str, str]) -> str:
    """Put colours in place of variables, which many programs that show pictures do not know."""
    return re.sub(r"var\(--([\w-]+)\)", lambda variable: colours[variable[1]], rules)


def page_variables(theme: str) -> str:
    """Return the colours of a theme as variables for the style sheet of a page."""
    light, dark = (
        f":root {{{''.join(f' --{name}: {colour};' for name, colour in colours.items())} }}\n"
        for colours in (LIGHT, DARK)
    )
    return _either(theme, light, dark)


def _either(theme: str, light: str, dark: str) -> str:
    if theme == "auto":
        return f"{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"
    return dark if theme == "dark" else light
