"""The two looks of a picture, and the style sheet that is made of them.

The colours of endings are those of Okabe and Ito ("Color universal design", 2008), which people
with any kind of colour vision can tell apart, a little darker or lighter where the ground asks for
it. They never stand alone: endings also have letters, wrong beliefs a sign and a pattern.
"""

from __future__ import annotations

from collections.abc import Mapping

from elsewise.errors import UsageError
from elsewise.present.drawing.text_metrics import FONTS

Colours = Mapping[str, str]

LIGHT: Colours = {
    "ground": "#ffffff",
    "panel": "#f4f6f8",
    "line": "#c9d1d9",
    "quiet": "#57606a",
    "ink": "#1b1f24",
    "acts": "#0b5a94",
    "tells": "#8c2f6f",
    "wrong": "#a63c00",
    "wrong-ground": "#fde9dc",
    "e0": "#0072b2",
    "e1": "#b35900",
    "e2": "#007a5a",
    "e3": "#9c3d83",
    "e4": "#7a6a00",
    "e5": "#2a7fae",
    "e6": "#b3261e",
}
DARK: Colours = {
    "ground": "#12161b",
    "panel": "#1c222a",
    "line": "#424c57",
    "quiet": "#a3adb8",
    "ink": "#e9eef3",
    "acts": "#6fb7ee",
    "tells": "#e7a3d3",
    "wrong": "#ffb07a",
    "wrong-ground": "#3b2415",
    "e0": "#5fb4ea",
    "e1": "#f0a440",
    "e2": "#35c79c",
    "e3": "#dd9cc9",
    "e4": "#e6d75a",
    "e5": "#8fd0f5",
    "e6": "#ff8a80",
}
ENDING_COLOURS = 7

LOOKS = ("auto", "light", "dark")
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


def check_look(look: str) -> None:
    """Raise `UsageError` if there is no such look."""
    if look not in LOOKS:
        raise UsageError(f"There is no look called {look}. There are: {', '.join(LOOKS)}.")


def style_sheet(look: str) -> str:
    """Return the rules for a look; every one is for pictures of this look only."""
    selector = f"svg.ew-{look}"
    if look == "dark":
        return _rules(DARK, selector)
    light = _rules(LIGHT, selector)
    if look == "light":
        return light
    return f"{light}@media (prefers-color-scheme: dark) {{\n{_rules(DARK, selector)}}}\n"


def _rules(colours: Colours, selector: str) -> str:
    endings = "".join(
        _ENDING.format(s=selector, n=n, colour=colours[f"e{n}"], ground=colours["ground"])
        for n in range(ENDING_COLOURS)
    )
    return _RULES.format(s=selector, fonts=FONTS, **colours).lstrip() + endings
