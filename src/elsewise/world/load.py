"""From a text to its world."""

from __future__ import annotations

from dataclasses import replace

from elsewise.diagnostics import Diagnostic, Source
from elsewise.errors import WorldError
from elsewise.syntax.parser import parse
from elsewise.syntax.scanner import comment_spans
from elsewise.world.checker import check
from elsewise.world.decoding import judge_damage
from elsewise.world.model import World


def load_text(text: str, name: str = "world.ew") -> World:
    """Return the world that a text describes; its warnings are in `World.warnings`.

    `name` is what messages call the text. Raises WorldError with everything that is to be said
    about the text, in its order, if there is an error.
    """
    source = Source(name, text)
    damaged = judge_damage(source, comment_spans(source))
    file, found = parse(source)
    found = (*damaged, *found)
    world, more = check(file, source)
    if any(d.is_error for d in found):
        # What seems to be missing or unused may stand in the lines that could not be read.
        more = tuple(d for d in more if d.is_error)
    elif world is not None:
        return replace(world, warnings=_in_order(found, more))
    raise WorldError(_in_order(found, more))


def _in_order(
    found: tuple[Diagnostic, ...], more: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    return tuple(sorted((*found, *more), key=lambda d: d.span))
