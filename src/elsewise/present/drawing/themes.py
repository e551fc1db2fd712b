"""The two themes of a picture, and the style sheets that are made of them.

The colours of endings are those of Okabe and Ito ("Color universal design", 2008), which people
with any kind of colour vision can tell apart, a little darker or lighter where the ground asks for
it. They never stand alone: endings also have letters, wrong beliefs a sign and a pattern.
"""

from __future__ import annotations

from collections.abc import Mapping

from elsewise.errors import UsageError
from elsewise.present.drawing.text_metrics import FONTS

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
_ROWS = [row.split() for row in _PALETTE.split("\n") if row]
LIGHT = {name: light for name, light, _ in _ROWS}
DARK = {name: dark for name, _, dark in _ROWS}
ENDING_COLOURS = 7

THEMES = ("auto", "light", "dark")
"""`auto` follows what the reader's screen is set to, where that is known; else it is light."""

_RULES = """
{s} {{ font-family: {fonts}; }}
{s} .ew-ground {{ fill: {ground}; }}
{s} .ew-panel {{ fill: {panel}; }}
{s} .ew-box {{ fill: {ground}; stroke: {line}; }}
{s} .ew-line {{ fill: none; stroke: {line}; }}
{s} .ew-thick {{ fill: none; stroke: {quiet}; }}
{s} .ew-ink {{ fill: {ink}; }}
{s} .ew-quiet {{ fill: {quiet}; }}
{s} .ew-bold {{ fill: {ink}; font-weight: bold; }}
{s} .ew-on {{ fill: {ground}; font-weight: bold; }}
{s} .ew-acts {{ fill: {acts}; stroke: {acts}; }}
{s} .ew-saw {{ fill: {ground}; stroke: {acts}; }}
{s} .ew-tells {{ fill: none; stroke: {tells}; }}
{s} .ew-tells-tip {{ fill: {tells}; }}
{s} .ew-tip {{ fill: {quiet}; }}
{s} .ew-follows {{ fill: {ground}; stroke: {quiet}; }}
{s} .ew-wrong {{ fill: {wrong}; font-weight: bold; }}
{s} .ew-wrong-box {{ fill: {wrong-ground}; stroke: {wrong}; }}
{s} .ew-wrong-line {{ fill: none; stroke: {wrong}; }}
"""
_ENDING = (
    "{s} .ew-e{n} {{ fill: {colour}; stroke: {colour}; }}\n"
    "{s} .ew-o{n} {{ fill: {ground}; stroke: {colour}; }}\n"
    "{s} .ew-f{n} {{ fill: none; stroke: {colour}; }}\n"
    "{s} .ew-t{n} {{ fill: {colour}; font-weight: bold; }}\n"
)


def check_theme(theme: str) -> None:
    """Raise `UsageError` if there is no such theme."""
    if theme not in THEMES:
        raise UsageError(f"There is no look called {theme}. There are: {', '.join(THEMES)}.")


def style_sheet(theme: str) -> str:
    """Return the rules for a theme; every one is for pictures of this theme only."""
    selector = f"svg.ew-{theme}"
    return _either(theme, _rules(LIGHT, selector), _rules(DARK, selector))


def page_variables(theme: str) -> str:
    """Return the colours of a theme as variables for the style sheet of a page."""
    light, dark = (
        "".join(f" --{name}: {colour};" for name, colour in colours.items())
        for colours in (LIGHT, DARK)
    )
    return _either(theme, f":root {{{light} }}\n", f":root {{{dark} }}\n")


def _either(theme: str, light: str, dark: str) -> str:
    if theme == "auto":
        return f"{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"
    return dark if theme == "dark" else light


def _rules(colours: Mapping[str, str], selector: str) -> str:
    endings = "".join(
        _ENDING.format(s=selector, n=n, colour=colours[f"e{n}"], ground=colours["ground"])
        for n in range(ENDING_COLOURS)
    )
    return _RULES.format(s=selector, fonts=FONTS, **colours).lstrip() + endings
