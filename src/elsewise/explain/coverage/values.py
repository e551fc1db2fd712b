"""What a world's lines have to do with its stories, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from elsewise.diagnostics import Source, Span
from elsewise.show.shown import Shown
from elsewise.story.limits import Limits


class Kind(Enum):
    """What a line is."""

    ACTION = "action"
    TRIGGER = "trigger"
    ACTION_BELIEF = "belief of an action"
    TRIGGER_BELIEF = "belief of a trigger"
    WANT = "want"
    ENDING = "ending"
    ACTION_TELL = "tell of an action"
    TRIGGER_TELL = "tell of a trigger"
    FACT_TELL = "tell of a fact"
    ENDING_TELL = "tell of an ending"


class Covered(Enum):
    """Whether a line takes part in any story.

    `IN_MINDS`: only in what somebody believes. `OPEN`: not within these limits, which is as far as
    anybody looked.
    """

    YES = "yes"
    IN_MINDS = "only in minds"
    NEVER = "never"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class LineCoverage:
    """What one line of a world has to do with its stories.

    `line` and `column` count from 1; None where the line's place is not known. `stories` are the
    whole courses in which it takes part, and `share` the part of all of them (None: not counted
    before a limit was reached, or found beyond the graph by a search of its own). `edges` are the
    events of the graph at which it does, `states` the states from which these lead away (for
    endings, wants and what is told of facts: the states in which it holds). `in_minds` counts the
    events at which it takes part only in what somebody believes. `acted_for` says for a want, at
    how many events it is part of what somebody gains. `witness` is the shortest story up to where
    it first takes part (as short as `find` finds one, beyond the graph). `never` says why it does
    not.
    """

    kind: Kind
    name: str
    text: str
    line: int | None
    column: int | None
    covered: Covered
    stories: int | None = 0
    share: float | None = 0.0
    edges: int = 0
    states: int = 0
    in_minds: int = 0
    acted_for: int = 0
    witness: tuple[str, ...] | None = None
    never: str | None = None
    span: Span = field(default=Span(0, 0), compare=False, repr=False)

    @property
    def found_beyond(self) -> bool:
        """Whether it takes part only in a story that goes beyond what was explored."""
        return bool(self.witness) and not self.edges and self.covered is Covered.YES


@dataclass(frozen=True, repr=False)
class Coverage(Shown):
    """What every line of a world has to do with its stories, in the order of the text.

    `stories` says how many whole courses there are of at most `length` beats (None: not counted
    before a limit was reached), `states` and `edges`
    how large the graph is. `stopped_by` is the limit that cut it off (None: none did).
    """

    world: str
    source: Source = field(compare=False, repr=False)
    limits: Limits
    stopped_by: str | None
    length: int
    stories: int | None
    states: int
    edges: int
    parts: tuple[LineCoverage, ...]

    @property
    def complete(self) -> bool:
        """Whether everything within the limits was looked at."""
        return self.stopped_by is None

    @property
    def counts(self) -> Mapping[Covered, int]:
        """How many lines there are of each sort."""
        return {sort: sum(p.covered is sort for p in self.parts) for sort in Covered}

    def of(self, *sorts: Covered) -> tuple[LineCoverage, ...]:
        """Return the lines of these sorts, in order."""
        return tuple(part for part in self.parts if part.covered in sorts)
