"""Pictures as PNG. This takes a library, which not everybody needs: the extra `png`."""

from __future__ import annotations

from importlib import import_module

from elsewise.errors import UsageError

ZOOM = 2
"""Pixels of the PNG per pixel of the picture, so that it is sharp on fine screens and in print."""


def png(svg: str) -> bytes:
    """Return a picture as PNG. Raises `UsageError` if the library for it is not installed."""
    try:
        resvg = import_module("resvg_py")
    except ImportError:
        raise UsageError(
            "A PNG takes a library that is not installed: pip install 'elsewise[png]'. "
            "An .svg or .html takes nothing more."
        ) from None
    return bytes(resvg.svg_to_bytes(svg_string=svg, zoom=ZOOM))
