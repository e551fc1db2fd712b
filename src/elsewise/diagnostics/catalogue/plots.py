"""Codes about the text of a plot."""

from __future__ import annotations

from elsewise.diagnostics.code import Code, Severity

NO_WORLD = Code(
    "plot-without-world",
    Severity.ERROR,
    "The plot does not say of which world it is.",
    """\
A plot begins with a line that names its world: an example world, or a file beside the plot. The
title may be left out.

```text
plot "The day it happened" of smoke
plot of "my market.ew"
```
""",
    """\
Lex makes for the ladder.
""",
    "plot",
)

HEADER_LATE = Code(
    "plot-line-late",
    Severity.ERROR,
    "A plot begins with this line; here it comes too late.",
    """\
The line that names the world is the first of a plot, and there is one only. Only empty lines,
comments and notes may stand before it.
""",
    """\
Lex makes for the ladder.
plot "Smoke" of smoke
""",
    "plot",
)

BAD_HEADER = Code(
    "plot-line-unclear",
    Severity.ERROR,
    "This is not how a plot names its world.",
    """\
Write `plot`, a title in quotes if there is one, `of`, and the world: a name, or a file in quotes.

```text
plot "The day it happened" of smoke
```
""",
    """\
plot about smoke

Lex makes for the ladder.
""",
    "plot",
)

BAD_SCENE = Code(
    "scene-line-unclear",
    Severity.ERROR,
    "This part of the scene's line is not clear: {part}.",
    """\
Write `scene`, a title in quotes, `in` and a place, `seen by` and a person. All but the first word
may be left out.

```text
scene "Below" in Tunnel seen by Lex
scene seen by Lana
```
""",
    """\
plot of smoke

scene Below, where Lex is
Lex makes for the ladder.
""",
    "plot",
)

UNKNOWN_PLACE = Code(
    "scene-place-unknown",
    Severity.ERROR,
    "There is nothing called {name} in the world {world}.",
    """\
The place of a scene is an entity of the world: its name, or the words by which the world says it.
""",
    """\
plot of smoke

scene "Below" in Tunel
Lex makes for the ladder.
""",
    "plot",
)

UNKNOWN_VIEWPOINT = Code(
    "scene-viewpoint-unknown",
    Severity.ERROR,
    "There is no character called {name} in the world {world}.",
    """\
The eyes that a scene is seen by are those of a character of the world.
""",
    """\
plot of smoke

scene "Below" in Tunnel seen by Luthor
Lex makes for the ladder.
""",
    "plot",
)

UNKNOWN_ENDING = Code(
    "plot-ending-unknown",
    Severity.ERROR,
    "The world {world} has no ending called {name}.",
    """\
`ending` says in which of its world's endings a plot should end. Leave the line out if none of them
is meant.
""",
    """\
plot of smoke
ending rescued

Lex makes for the ladder.
""",
    "plot",
)

TWO_ENDINGS = Code(
    "plot-ending-twice",
    Severity.ERROR,
    "The plot has said already where it ends.",
    """\
A plot ends once: keep one line that begins with `ending`.
""",
    """\
plot of smoke
ending left
ending saved

Lex makes for the ladder.
""",
    "plot",
)

UNKNOWN_WORLD = Code(
    "plot-world-unknown",
    Severity.ERROR,
    "There is no example world and no file called {name}.",
    """\
A plot names an example world (`smoke`), or a file, seen from where the plot lies (`"market.ew"`).
""",
    """\
plot of smok

Lex makes for the ladder.
""",
    "plot",
)

NO_BEATS = Code(
    "plot-without-beats",
    Severity.ERROR,
    "Nothing happens in this plot.",
    """\
Below the line that names its world, a plot has one line for each thing that happens.
""",
    """\
plot "Nothing yet" of smoke
""",
    "plot",
)
