"""How a problem shows itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elsewise.world.display import counted, html_table

if TYPE_CHECKING:
    from elsewise.problem.problem import Problem


def problem_rows(problem: Problem) -> list[tuple[str, str]]:
    """How much of what there is in a problem."""
    return [
        ("characters", f"{len(problem.characters):,}"),
        ("fluents", f"{len(problem.fluents):,}"),
        ("constants", f"{len(problem.constants):,}"),
        ("actions", f"{len(problem.actions):,}"),
        ("triggers", f"{len(problem.triggers):,}"),
        ("endings", ", ".join(problem.endings) or "none"),
    ]


def problem_line(problem: Problem) -> str:
    """One line about a problem."""
    things = ", ".join(
        (
            counted(len(problem.characters), "character"),
            counted(len(problem.fluents), "fluent"),
            counted(len(problem.actions), "action"),
            counted(len(problem.triggers), "trigger"),
        )
    )
    return f"Problem({problem.name!r}: {things})"


def problem_html(problem: Problem) -> str:
    """Make a table about a problem, for a notebook."""
    return html_table(("", problem.name), problem_rows(problem))
