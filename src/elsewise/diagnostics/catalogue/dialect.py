"""Codes about texts in the peer's language."""

from __future__ import annotations
