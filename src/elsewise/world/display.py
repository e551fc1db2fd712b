"""How worlds show themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from elsewise.show.layout import TextTable, counted, heading, paragraphs, table_html
from elsewise.show.shown import Display, Displays
from elsewise.world.model import EventRule, World


def world_rows(world: World) -> list[tuple[str, str]]:
    """List what a world consists of: a word for it, and the names."""
    others = [e.name for e in world.entities if not world.is_a(e, "character")]
    rows = [
        ("characters", [e.name for e in world.characters]),
        ("other entities", others),
        ("facts", list(dict.fromkeys(f.name for f in world.facts))),
        ("actions", _names(world.actions)),
        ("triggers", _names(world.triggers)),
        ("endings", [e.name for e in world.endings]),
        ("forks", [fork.name for fork in world.forks]),
        ("limits", [f"{name} {number}" for name, number in world.limits.items()]),
    ]
    return [(word, _shortened(names)) for word, names in rows if names]


def _names(rules: Iterable[EventRule]) -> list[str]:
    return list(dict.fromkeys(rule.name for rule in rules))


def _shortened(names: Sequence[str], most: int = 30) -> str:
    more = f", and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _line(world: World) -> str:
    kinds = ("characters", "actions", "triggers", "endings")
    things = ", ".join(counted(len(getattr(world, kind)), kind[:-1]) for kind in kinds)
    return f"World({world.name!r}: {things})"


def _text(world: World) -> str:
    rows = world_rows(world)
    width = max((len(word) for word, _ in rows), default=0)
    lines = [f"  {word:<{width}}  {names}" for word, names in rows]
    return "\n".join([f"world {world.name}", *world.texts, *lines])


def _html(world: World) -> str:
    table = table_html(TextTable((), world_rows(world)))
    return heading(world.name) + paragraphs(*world.texts) + table


DISPLAYS: Displays = {World: Display(_text, _line, _html)}
