"""Codes about making a world finite, and running it."""

from __future__ import annotations
