"""How a step shows itself, by the names of its problem."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from elsewise.problem.names import value_text
from elsewise.story.step import How

if TYPE_CHECKING:
    from elsewise.problem.problem import Minds, Problem
    from elsewise.story.step import Learnt, Step


def step_text(problem: Problem, step: Step) -> str:
    """Write the event, or "(beginning)", and below it what it brought about, a line for each."""
    first = "(beginning)" if step.action is None else problem.action_names[step.action]
    return "\n    ".join((first, *_lines(problem, step)))


def _lines(problem: Problem, step: Step) -> Iterator[str]:
    names, fluents = problem.characters, problem.fluent_names
    if step.action is not None:
        yield f"noticed by {', '.join(names[c] for c in step.perceivers) or 'nobody'}"
    for change in step.changes:
        yield f"{fluents[change.fluent]}: {value_text(change.before)} to {value_text(change.after)}"
    for surprise in step.surprises:
        yield f"{_mind(problem, surprise.minds)}held it for impossible"
    for learnt in step.learnt:
        believed = f"{fluents[learnt.fluent]} = {value_text(learnt.after)}"
        yield f"{_mind(problem, learnt.minds)}{believed} ({_how(problem, learnt)})"
    for firing in step.fired:
        yield f"{_mind(problem, firing.minds)}{problem.triggers[firing.trigger].name} fired"
    for name, (before, after) in zip((*names, "the story"), step.utilities, strict=True):
        if before != after:
            yield f"utility of {name}: {value_text(before)} to {value_text(after)}"


def _mind(problem: Problem, minds: Minds) -> str:
    return "".join(f"{problem.characters[character]} believes: " for character in minds)


def _how(problem: Problem, learnt: Learnt) -> str:
    if learnt.how is How.TOLD and learnt.source is not None:
        return f"told by {problem.characters[learnt.source]}"
    return learnt.how.value
