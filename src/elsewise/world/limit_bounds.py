"""The limits that a world may name; its own module, so that it can be read without the language."""

from __future__ import annotations

HIGHEST = {"length": 1000, "foresight": 1000, "depth": 16}
"""The highest value of each; the lowest is 0."""
