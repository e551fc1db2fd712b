"""The reason of somebody who chooses: the line in mind, what it promises, what was passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from elsewise.engines.choosing.forecast import Forecast, Ways
from elsewise.engines.choosing.nodes import Node
from elsewise.story.story import Planned, Reason, Rejected


def reason(forecast: Forecast, mind: Node, ways: Ways, deed: int) -> Reason:
    """Return why the owner of a mind begins a deed that is among what they choose from."""
    choice = forecast.choice(mind, ways)
    line = choice.lines[deed]
    assert mind.owner is not None
    others = [
        Rejected(event_text(forecast, step), other.utility)
        for step, other in choice.lines.items()
        if step is not None and step not in choice.best and step != deed
    ]
    return Reason(
        forecast.problem.characters[mind.owner],
        tuple(_planned(forecast, mind, ways, line.steps)),
        (choice.otherwise, line.utility),
        tuple(sorted(others, key=lambda one: -one.utility)),
    )


def event_text(forecast: Forecast, action: int) -> str:
    """Return an event by name; `~action` is what is tried in vain."""
    if action < 0:
        return f"try {forecast.problem.action_names[~action]}"
    return forecast.problem.action_names[action]


def _planned(
    forecast: Forecast, node: Node, ways: Ways, steps: Sequence[int | None]
) -> Iterator[Planned]:
    """Yield own deeds, and between them what others are counted on to do, with reasons."""
    for step in steps:
        if step is not None:
            yield Planned(event_text(forecast, step))
            after = forecast.nodes.happens(node, step)
            ways |= forecast.stirred(node, after)
            node = after
        passed = forecast.pass_on(node, ways)
        for who, action, mind in passed.deeds:
            why = reason(forecast, mind, 0, action if action >= 0 else ~action)
            name = forecast.problem.characters[who]
            yield Planned(event_text(forecast, action), {name: why})
        node, ways = passed.node, passed.ways
