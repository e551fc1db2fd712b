"""Codes about time and choice: deadlines, how long deeds take, and who chooses."""

from __future__ import annotations

from elsewise.diagnostics.catalogue.world_examples import with_lines
from elsewise.diagnostics.code import Code, Severity

BAD_DURATION = Code(
    "bad-duration",
    Severity.ERROR,
    "{what} a whole number of units of time, 0 to {most}; {value} is none.",
    "Time passes in whole units. Choose the unit so that the shortest deed that matters takes 1.",
    with_lines("deadline hour 2.5"),
)
UNKNOWN_DEADLINE = Code(
    "unknown-deadline",
    Severity.ERROR,
    "There is no deadline called {name}.",
    "`before` and `after` name a deadline that the world declares at the margin, such as "
    "`deadline hour 3`.",
    with_lines("action jump(who: character)\n  then blown\n  by who\n  before hour"),
)
TAKES_WITHOUT_DOER = Code(
    "takes-without-doer",
    Severity.ERROR,
    "Only a deed takes time, and nobody does this.",
    "`takes` says how long an action keeps those busy who stand behind `by`. What just happens "
    "happens at once.",
    with_lines("action fall\n  then blown\n  takes 2"),
)
SCHEDULED_DEED = Code(
    "scheduled-deed",
    Severity.ERROR,
    "What somebody does is not scheduled: leave out after, or by.",
    "`after` says that an action without `by` happens by itself as soon as the deadline has run "
    "out. Whoever acts does so when they choose to; that it can only be done then is said under "
    "`if`, such as `hour = 0`.",
    with_lines(
        "deadline hour 3\naction jump(who: character)\n  then blown\n  by who\n  after hour"
    ),
)
