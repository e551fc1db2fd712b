"""Codes about names, types and meaning of a world."""

from __future__ import annotations
