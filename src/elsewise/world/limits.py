"""Reading the default limits that a world names."""

from __future__ import annotations

from elsewise.diagnostics.catalogue import world_declarations as codes
from elsewise.syntax import tree
from elsewise.world.kinds import listed, number_text
from elsewise.world.limit_bounds import HIGHEST
from elsewise.world.table import Table


def read_limits(table: Table, declarations: tuple[tree.Declaration, ...]) -> dict[str, int]:
    """Return the limits by name."""
    found: dict[str, int] = {}
    for line in declarations:
        if isinstance(line, tree.LimitsLine):
            for name, number in line.limits:
                _read_limit(table, name, number, found)
    return found


def _read_limit(table: Table, name: tree.Name, number: tree.Number, found: dict[str, int]) -> None:
    reports = table.reports
    if name.text not in HIGHEST:
        reports.add(
            codes.UNKNOWN_LIMIT,
            name.span,
            name=name.text,
            limits=listed(list(HIGHEST), "and"),
            suggestion=reports.did_you_mean(name.text, HIGHEST),
        )
    elif name.text in found:
        reports.add(codes.REPEATED_LIMIT, name.span, name=name.text)
    elif not number.value.is_integer() or not 0 <= number.value <= HIGHEST[name.text]:
        reports.add(
            codes.BAD_LIMIT,
            number.span,
            name=name.text,
            highest=HIGHEST[name.text],
            value=number_text(number.value),
        )
    else:
        found[name.text] = int(number.value)
