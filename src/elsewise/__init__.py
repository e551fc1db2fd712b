"""A story engine for what could have happened instead."""
