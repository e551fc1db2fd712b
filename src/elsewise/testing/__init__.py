"""Tests of a world: what it expects, and stories that must still hold."""
