"""How problems show themselves."""

from __future__ import annotations

from elsewise.problem.problem import Problem
from elsewise.show.layout import TextTable, counted, table_html
from elsewise.show.shown import Display, Displays


def _line(problem: Problem) -> str:
    kinds = ("characters", "fluents", "actions", "triggers")
    things = ", ".join(counted(len(getattr(problem, kind)), kind[:-1]) for kind in kinds)
    return f"Problem({problem.name!r}: {things})"


def _html(problem: Problem) -> str:
    kinds = ("characters", "fluents", "constants", "actions", "triggers")
    sizes = [(kind, f"{len(getattr(problem, kind)):,}") for kind in kinds]
    endings = ", ".join(problem.endings) or "none"
    return table_html(TextTable(("", problem.name), [*sizes, ("endings", endings)]))


DISPLAYS: Displays = {Problem: Display(_line, _line, _html)}
