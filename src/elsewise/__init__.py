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

from importlib import import_module
from types import FunctionType

__version__ = "0.1.0"

_STUB = __loader__.get_data(f"{__file__}i").decode("utf-8")
_PLACES = {
    public: (module, name)
    for line in _STUB.splitlines()
    if line.startswith("from ")
    for _, module, _, name, _, public in [line.partition("#")[0].split()]
}
"""Where each public name comes from; it is imported when it is first asked for, so that
`import elsewise` stays light."""

__all__ = sorted(["__version__", *_PLACES])  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(public: str) -> object:
    if public not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {public!r}")
    module, name = _PLACES[public]
    place = import_module(module)
    value = getattr(place, name)
    if isinstance(value, FunctionType):
        from elsewise.play.arguments import checked

        value = checked(value)
        setattr(place, name, value)  # the same there, so that pools find it by its name
    globals()[public] = value
    return value


def __dir__() -> list[str]:
    return __all__
