"""Codes about how a world text is written."""

from __future__ import annotations
