"""How worlds show themselves, in a terminal and in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elsewise.world.model import EventRule, World


def counted(number: int, thing: str, things: str | None = None) -> str:
    """Write how many there are: `1 beat`, `2 beats`."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def escape(text: str) -> str:
    """Write a text for HTML. Only a notebook needs it, so its tables are loaded then."""
    from html import escape as escaped

    return escaped(text)


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


def world_line(world: World) -> str:
    """One line about a world."""
    things = ", ".join(
        (
            counted(len(world.characters), "character"),
            counted(len(world.actions), "action"),
            counted(len(world.triggers), "trigger"),
            counted(len(world.endings), "ending"),
        )
    )
    return f"World({world.name!r}: {things})"


def world_text(world: World) -> str:
    """Several lines about a world, for a terminal."""
    rows = world_rows(world)
    width = max((len(word) for word, _ in rows), default=0)
    lines = [f"  {word:<{width}}  {names}" for word, names in rows]
    return "\n".join([f"world {world.name}", *world.texts, *lines])


def world_html(world: World) -> str:
    """Make a table about a world, for a notebook."""
    texts = "".join(f"<p>{escape(text)}</p>" for text in world.texts)
    return f"<h4>{escape(world.name)}</h4>{texts}{html_table((), world_rows(world))}"


def html_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Make an HTML table of plain cells; the first cell of a row is its head."""
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "".join(
        f'<tr><th scope="row" style="text-align:left">{escape(first)}</th>'
        + "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    head = f"<thead><tr>{top}</tr></thead>" if header else ""
    return f"<table>{head}<tbody>{body}</tbody></table>"


def _names(rules: Iterable[EventRule]) -> list[str]:
    return list(dict.fromkeys(rule.name for rule in rules))


def _shortened(names: Sequence[str], most: int = 30) -> str:
    more = f", and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
