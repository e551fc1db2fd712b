"""A story engine for what could have happened instead.

The words used everywhere:

*   A **world** is what an author wrote down: **characters** and other **entities**, **facts** that
    can be so, **actions** and **triggers** that can happen, what each character believes (its
    **mind**) and **wants**, and named **endings**.
*   An **event** is an action or trigger with its arguments, written `walk(Tom, Cottage, Market)`.
    A **state** says what is so, and what everyone believes.
*   A **story** is a sequence of events, its **beats**, in which everybody who must consent to an
    event has a **reason**: a plan in mind that begins with it, and a gain.
*   **Limits** bound a search: **length** (beats in a story), **foresight** (beats in a
    character's plan), **depth** (minds about minds), and time, memory, states.

A whole session:

    import elsewise as ew

    world = ew.sample("smoke")              # or ew.load("mine.ew"), ew.loads(text)
    outcome = ew.find(world, ending="left", seconds=60)
    print(outcome)                          # how it ended, and the stories with their reasons
    story = outcome.story                   # the shortest, or None
    ew.validate(world, story)               # None: it holds; or its first fault
    print(ew.tell(world, story))            # in English
    print(ew.minds(world, story, 2))        # what is so after two beats, and who believes what
    print(ew.explore(world))                # everything that can happen within the limits
    print(ew.coverage(world))               # which lines take part in it, and why some do not

Errors are `ElsewiseError`s; a limit that is reached is a status (`Status`), not an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elsewise.conversion.convert import to_text as convert
    from elsewise.diagnostics.code import Diagnostic
    from elsewise.errors import (
        ElsewiseError,
        EngineError,
        FormatError,
        UsageError,
        WorldError,
    )
    from elsewise.explain.absence.values import WhyNot
    from elsewise.explain.absence.why_not import why_not
    from elsewise.explain.counterfactual.comparison import Comparison
    from elsewise.explain.counterfactual.enough import WouldTake
    from elsewise.explain.counterfactual.whatif import whatif
    from elsewise.explain.counterfactual.would_take import would_take
    from elsewise.explain.coverage.cover import coverage
    from elsewise.explain.coverage.values import Coverage
    from elsewise.explain.query.answer import Answer, Verdict
    from elsewise.explain.query.ask import ask, ask_all
    from elsewise.explain.review.review import review
    from elsewise.explain.review.values import Review
    from elsewise.graph.story_graph import StoryGraph
    from elsewise.grounding.grounder import ground
    from elsewise.play.check import check
    from elsewise.play.explore import explore, open_graph
    from elsewise.play.find import find
    from elsewise.play.format import format_text as format  # noqa: A004
    from elsewise.play.load import load, loads
    from elsewise.play.minds import minds
    from elsewise.play.moment import Moment as Situation
    from elsewise.play.moment import begin
    from elsewise.play.plots import load_story
    from elsewise.play.settings import effective_limits
    from elsewise.present.drawing.draw import draw
    from elsewise.present.drawing.picture import Picture
    from elsewise.present.export.export import export
    from elsewise.problem.problem import Problem
    from elsewise.samples import sample, sample_names
    from elsewise.story.limits import Limits, Outcome, Progress, Statistics, Status
    from elsewise.story.story import Beat, Planned, Reason, State, Story
    from elsewise.telling.tell import tell
    from elsewise.testing.run_tests import run_tests
    from elsewise.testing.values import WorldTest
    from elsewise.validation.fault import Fault
    from elsewise.validation.validate import validate
    from elsewise.world.model import World

__version__ = "0.1.0"

_PLACES = {
    "Answer": "explain.query.answer",
    "Beat": "story.story",
    "Comparison": "explain.counterfactual.comparison",
    "Coverage": "explain.coverage.values",
    "Diagnostic": "diagnostics.code",
    "ElsewiseError": "errors",
    "EngineError": "errors",
    "Fault": "validation.fault",
    "FormatError": "errors",
    "Limits": "story.limits",
    "Outcome": "story.limits",
    "Picture": "present.drawing.picture",
    "Planned": "story.story",
    "Problem": "problem.problem",
    "Progress": "story.limits",
    "Reason": "story.story",
    "Review": "explain.review.values",
    "Situation": "play.moment:Moment",
    "State": "story.story",
    "Statistics": "story.limits",
    "Status": "story.limits",
    "Story": "story.story",
    "StoryGraph": "graph.story_graph",
    "UsageError": "errors",
    "Verdict": "explain.query.answer",
    "WhyNot": "explain.absence.values",
    "World": "world.model",
    "WorldError": "errors",
    "WorldTest": "testing.values",
    "WouldTake": "explain.counterfactual.enough",
    "ask": "explain.query.ask",
    "ask_all": "explain.query.ask",
    "begin": "play.moment",
    "check": "play.check",
    "convert": "conversion.convert:to_text",
    "coverage": "explain.coverage.cover",
    "draw": "present.drawing.draw",
    "effective_limits": "play.settings",
    "explore": "play.explore",
    "export": "present.export.export",
    "find": "play.find",
    "format": "play.format:format_text",
    "ground": "grounding.grounder",
    "load": "play.load",
    "load_story": "play.plots",
    "loads": "play.load",
    "minds": "play.minds",
    "open_graph": "play.explore",
    "review": "explain.review.review",
    "run_tests": "testing.run_tests",
    "sample": "samples",
    "sample_names": "samples",
    "tell": "telling.tell",
    "validate": "validation.validate",
    "whatif": "explain.counterfactual.whatif",
    "why_not": "explain.absence.why_not",
    "would_take": "explain.counterfactual.would_take",
}
"""Where each name comes from; it is imported when it is first asked for, so that
`import elsewise` stays light."""

__all__ = [
    "Answer",
    "Beat",
    "Comparison",
    "Coverage",
    "Diagnostic",
    "ElsewiseError",
    "EngineError",
    "Fault",
    "FormatError",
    "Limits",
    "Outcome",
    "Picture",
    "Planned",
    "Problem",
    "Progress",
    "Reason",
    "Review",
    "Situation",
    "State",
    "Statistics",
    "Status",
    "Story",
    "StoryGraph",
    "UsageError",
    "Verdict",
    "WhyNot",
    "World",
    "WorldError",
    "WorldTest",
    "WouldTake",
    "__version__",
    "ask",
    "ask_all",
    "begin",
    "check",
    "convert",
    "coverage",
    "draw",
    "effective_limits",
    "explore",
    "export",
    "find",
    "format",
    "ground",
    "load",
    "load_story",
    "loads",
    "minds",
    "open_graph",
    "review",
    "run_tests",
    "sample",
    "sample_names",
    "tell",
    "validate",
    "whatif",
    "why_not",
    "would_take",
]


if not TYPE_CHECKING:  # a type checker knows the names, and that there are no others

    def __getattr__(name: str) -> object:
        place = _PLACES.get(name)
        if place is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        module, _, original = place.partition(":")
        value = getattr(import_module(f"{__name__}.{module}"), original or name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
