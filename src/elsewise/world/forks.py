"""Reading forks: what else could have been so at the beginning."""

from __future__ import annotations

from collections.abc import Mapping

from elsewise.diagnostics.catalogue import world as world_codes
from elsewise.diagnostics.catalogue import world_questions as codes
from elsewise.syntax import tree
from elsewise.world.effects import read_effects
from elsewise.world.expressions import Expression
from elsewise.world.model import Fork
from elsewise.world.table import NO_NAMES, Table
from elsewise.world.wants import read_wants


def read_forks(table: Table, declarations: tuple[tree.Declaration, ...]) -> tuple[Fork, ...]:
    """Return the forks, in the order of the text."""
    found: dict[str, Fork] = {}
    for block in declarations:
        if not isinstance(block, tree.ForkBlock):
            continue
        fork = _read_fork(table, block)
        known = found.setdefault(fork.name, fork)
        if known is not fork:
            related = ((known.span, "first here"),)
            table.reports.add(codes.REPEATED_FORK, block.name.span, name=fork.name, related=related)
    return tuple(found.values())


def _read_fork(table: Table, block: tree.ForkBlock) -> Fork:
    texts = tuple(line.text for line in block.lines if isinstance(line, tree.Text))
    wanting = tuple(line for line in block.lines if isinstance(line, tree.WantsBlock))
    lines = tuple(line for line in block.lines if not isinstance(line, tree.WantsBlock | tree.Text))
    if not lines and not wanting:
        table.reports.add(codes.EMPTY_FORK, block.name.span, name=block.name.text)
    name = block.name
    statements = read_effects(table, NO_NAMES, lines)
    return Fork(name.text, statements, read_added_wants(table, wanting), texts, name.span)


def read_added_wants(
    table: Table, blocks: tuple[tree.WantsBlock, ...]
) -> Mapping[str, tuple[Expression, ...]]:
    """Return what characters want besides; the author's wishes are not among it."""
    for block in blocks:
        if block.subject == tree.Name("story"):
            what = "the author, who is nobody in the story"
            table.reports.add(
                world_codes.NOT_A_CHARACTER, block.subject.span, name="story", what=what
            )
    return read_wants(table, blocks)[0]
