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

from elsewise.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from elsewise.asking.answer import Answer, Verdict
    from elsewise.asking.ask import ask, ask_all
    from elsewise.conversion.convert import to_text as convert
    from elsewise.covering.cover import coverage
    from elsewise.covering.values import Coverage
    from elsewise.diagnostics.code import Diagnostic
    from elsewise.drawing.draw import draw
    from elsewise.drawing.picture import Picture
    from elsewise.errors import (
        ElsewiseError,
        EngineError,
        FormatError,
        UsageError,
        WorldError,
    )
    from elsewise.exporting.export import export
    from elsewise.forking.comparison import Comparison
    from elsewise.forking.enough import WouldTake
    from elsewise.forking.whatif import whatif
    from elsewise.forking.would_take import would_take
    from elsewise.graph.limits import Limits, Outcome, Progress, Statistics, Status
    from elsewise.graph.story_graph import StoryGraph
    from elsewise.graph.values import Beat, Planned, Reason, State, Story
    from elsewise.grounding.grounder import ground
    from elsewise.grounding.problem import Problem
    from elsewise.reviewing.review import review
    from elsewise.reviewing.values import Review
    from elsewise.samples import sample, sample_names
    from elsewise.searching.checking import check
    from elsewise.searching.explore import explore, open_graph
    from elsewise.searching.find import find
    from elsewise.searching.formatting import format_text as format  # noqa: A004
    from elsewise.searching.loading import load, loads
    from elsewise.searching.minds import minds
    from elsewise.searching.plots import load_story
    from elsewise.searching.settings import effective_limits
    from elsewise.searching.situations import Situation, begin
    from elsewise.telling.tell import tell
    from elsewise.testing.run_tests import run_tests
    from elsewise.testing.values import WorldTest
    from elsewise.validation.fault import Fault
    from elsewise.validation.validate import validate
    from elsewise.whynot.values import WhyNot
    from elsewise.whynot.why_not import why_not
    from elsewise.world.model import World

__version__ = "0.1.0"

_PLACES = {
    "Answer": "asking.answer",
    "Beat": "graph.values",
    "Comparison": "forking.comparison",
    "Coverage": "covering.values",
    "Diagnostic": "diagnostics.code",
    "ElsewiseError": "errors",
    "EngineError": "errors",
    "Fault": "validation.fault",
    "FormatError": "errors",
    "Limits": "graph.limits",
    "Outcome": "graph.limits",
    "Picture": "drawing.picture",
    "Planned": "graph.values",
    "Problem": "grounding.problem",
    "Progress": "graph.limits",
    "Reason": "graph.values",
    "Review": "reviewing.values",
    "Situation": "searching.situations",
    "State": "graph.values",
    "Statistics": "graph.limits",
    "Status": "graph.limits",
    "Story": "graph.values",
    "StoryGraph": "graph.story_graph",
    "UsageError": "errors",
    "Verdict": "asking.answer",
    "WhyNot": "whynot.values",
    "World": "world.model",
    "WorldError": "errors",
    "WorldTest": "testing.values",
    "WouldTake": "forking.enough",
    "ask": "asking.ask",
    "ask_all": "asking.ask",
    "begin": "searching.situations",
    "check": "searching.checking",
    "convert": "conversion.convert:to_text",
    "coverage": "covering.cover",
    "draw": "drawing.draw",
    "effective_limits": "searching.settings",
    "explore": "searching.explore",
    "export": "exporting.export",
    "find": "searching.find",
    "format": "searching.formatting:format_text",
    "ground": "grounding.grounder",
    "load": "searching.loading",
    "load_story": "searching.plots",
    "loads": "searching.loading",
    "minds": "searching.minds",
    "open_graph": "searching.explore",
    "review": "reviewing.review",
    "run_tests": "testing.run_tests",
    "sample": "samples",
    "sample_names": "samples",
    "tell": "telling.tell",
    "validate": "validation.validate",
    "whatif": "forking.whatif",
    "why_not": "whynot.why_not",
    "would_take": "forking.would_take",
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
