"""Names that were perhaps meant."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(name: str, names: Iterable[str], *, list_up_to: int = 12) -> str:
    """Return a sentence with the nearest name, or with all of them if they are few; or nothing.

    The sentence begins with a space, so that it can be put behind another one.
    """
    from elsewise.diagnostics.nearest import nearest

    names = list(dict.fromkeys(names))
    near = nearest(name, names)
    if near is not None:
        return f" Did you mean {near}?"
    if names and len(names) <= list_up_to:
        return f" There {'is' if len(names) == 1 else 'are'} {_listed(names)}."
    return ""


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
