"""Six sound plots, and forty ways to spoil them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "plots"
PLOTS = ("sorry", "kept", "away", "caught", "crowned", "banned")


@dataclass(frozen=True)
class Flaw:
    """One change of a plot, and what a review must say of it.

    Lines are named by how they begin. `drop`, `put` (in place of `drop`, or before or after a
    line), `move` a line to before or after another. `found_at` begins the line at which `kind` is
    to be found.
    """

    plot: str
    kind: str
    found_at: str
    drop: str | None = None
    put: str | None = None
    before: str | None = None
    after: str | None = None
    move: str | None = None


def sound_text(plot: str) -> str:
    """The text of a plot as it should be."""
    return (FOLDER / f"{plot}.plot").read_text("utf-8")


def spoilt(flaw: Flaw) -> str:
    """The text of a plot with its flaw."""
    lines = sound_text(flaw.plot).split("\n")
    if flaw.move is not None:
        moved = lines.pop(_place(lines, flaw.move))
        lines.insert(_anchor(lines, flaw), moved)
    elif flaw.drop is not None:
        place = _place(lines, flaw.drop)
        lines[place : place + 1] = [] if flaw.put is None else [flaw.put]
    elif flaw.put is not None:
        lines.insert(_anchor(lines, flaw), flaw.put)
    return "\n".join(lines)


def line_of(text: str, begin: str) -> int:
    """The number of the one line that begins so; `2:` before it asks for the second."""
    return _place(text.split("\n"), begin) + 1


def _anchor(lines: list[str], flaw: Flaw) -> int:
    if flaw.before is not None:
        return _place(lines, flaw.before)
    assert flaw.after is not None
    return _place(lines, flaw.after) + 1


def _place(lines: list[str], begin: str) -> int:
    count, _, rest = begin.rpartition(":")
    found = [place for place, line in enumerate(lines) if line.startswith(rest)]
    if count:
        return found[int(count) - 1]
    assert len(found) == 1, (begin, found)
    return found[0]


FLAWS = (
    # -- the will in the mill
    Flaw("sorry", "effect-before-cause", "Dirk goes", move="Dirk unlocks", after="Dirk goes"),
    Flaw("sorry", "missing-knowledge", "Anna takes the key", drop="Bram tells"),
    Flaw("sorry", "thing-elsewhere", "light(Anna)", drop="Anna picks up"),
    Flaw("sorry", "unexplained-arrival", "Bram tells", drop="Bram goes on"),
    Flaw("sorry", "cannot-happen", "Anna steps", drop="Anna unlocks"),
    Flaw(
        "sorry",
        "known-too-early",
        "Anna takes the key",
        move="Bram tells",
        after="Anna takes the key",
    ),
    Flaw("sorry", "dead-person-acts", "Cleo reads", put="Anna kills Cleo.", before="Cleo reads"),
    Flaw(
        "sorry",
        "thing-elsewhere",
        "Anna gives",
        put="Anna hides the will in the church.",
        before="Anna gives",
    ),
    Flaw(
        "sorry",
        "told-what-they-know",
        "Anna tells",
        put="Anna tells Bram that the will lies in the mill.",
        before="Anna walks from the house",
    ),
    Flaw("sorry", "viewpoint-absent", "Dirk locks", put="scene seen by Anna", before="Dirk locks"),
    # -- kept
    Flaw(
        "kept",
        "unused-set-up",
        "Anna hides",
        put="Anna hides the key in the mill.",
        before="Anna takes the will",
    ),
    Flaw(
        "kept",
        "person-elsewhere",
        "Bram tells Dirk",
        put="Bram tells Dirk that the will lies in the mill.",
        after="Dirk bars",
    ),
    Flaw(
        "kept", "repeated-beat", "2:Dirk bars", put="Dirk bars the mill.", before="Dirk walks home"
    ),
    Flaw(
        "kept",
        "unmotivated-sacrifice",
        "Anna gives Bram",
        put="Anna gives Bram the lamp.",
        before="Anna takes the key",
    ),
    Flaw("kept", "missing-motive", "Dirk kills", put="Dirk kills Anna.", before="Bram informs"),
    Flaw(
        "kept",
        "scene-elsewhere",
        "Anna takes the key",
        put="scene in the church",
        before="Anna takes the key",
    ),
    Flaw("kept", "out-of-order", "Dirk walks from", move="Dirk bars", before="Dirk walks from"),
    # -- away
    Flaw("away", "thing-elsewhere", "Rui drops", drop="Rui shoulders the silk at the Gull"),
    Flaw("away", "wrong-belief-needed", "Vera hurries", drop="Mo lies"),
    Flaw(
        "away",
        "nothing-follows",
        "Pia goes",
        put="Pia goes from the barn to the cellar.",
        after="Rui sells",
    ),
    Flaw("away", "unused-set-up", "Pia burns", put="Pia burns the map.", before="Rui drops"),
    Flaw("away", "unexplained-arrival", "Mo walks", drop="Mo goes from the inn"),
    Flaw("away", "dead-person-acts", "Mo lies", put="Vera stabs Mo.", before='scene "A lie"'),
    Flaw(
        "away",
        "person-elsewhere",
        "1:Rui sells",
        put="Rui sells the silk to Pia.",
        before="Rui goes down",
    ),
    # -- caught
    Flaw("caught", "missing-knowledge", "Vera goes from the quay", drop="Mo tells"),
    Flaw(
        "caught", "effect-before-cause", "Vera arrests", move="Vera searches", after="Vera arrests"
    ),
    Flaw(
        "caught",
        "repeated-beat",
        "2:Rui bribes",
        put="Rui bribes Mo.",
        before="Rui goes from the inn",
    ),
    Flaw("caught", "viewpoint-absent", "Rui drops", put="scene seen by Vera", before="Rui drops"),
    Flaw("caught", "ending-missed", "ending", drop="Vera arrests"),
    Flaw(
        "caught",
        "known-too-early",
        "Vera goes from the quay",
        move="Mo tells",
        after="Vera goes from the quay",
    ),
    # -- crowned
    Flaw("crowned", "thing-elsewhere", "Mab poisons", drop="Mab gathers"),
    Flaw("crowned", "out-of-order", "Mab poisons", move="Mab poisons", after="Mab takes the cup"),
    Flaw(
        "crowned",
        "dead-person-acts",
        "Odo banishes",
        put="Odo banishes Mab.",
        before="scene in the kitchen seen by Finn",
    ),
    Flaw("crowned", "unexplained-arrival", "Mab serves", drop="Mab walks from the kitchen"),
    Flaw(
        "crowned",
        "effect-before-cause",
        "Mab takes the throne",
        move="Mab takes the throne",
        before="Odo drinks",
    ),
    Flaw(
        "crowned",
        "told-what-they-know",
        "Finn warns",
        put="Finn warns Ada that the cup is poisoned.",
        before="Ada thanks",
    ),
    Flaw(
        "crowned",
        "unmotivated-sacrifice",
        "Odo drinks",
        put="Mab warns Odo that the cup is poisoned.",
        before="Odo drinks",
    ),
    # -- banned
    Flaw("banned", "known-too-early", "Ada thanks", move="Ada thanks", before="Finn warns"),
    Flaw("banned", "repeated-beat", "2:Ada thanks", put="Ada thanks Finn.", before="Odo banishes"),
    Flaw("banned", "effect-before-cause", "Odo banishes", move="Ada accuses", after="Odo banishes"),
    Flaw(
        "banned",
        "nothing-follows",
        "Finn walks",
        put="Finn walks from the hall to the stair.",
        after="Odo banishes",
    ),
    Flaw("banned", "not-understood", "Mab sings", put="Mab sings a song.", before="Odo drinks"),
    Flaw("banned", "unmotivated-sacrifice", "Odo drinks", drop="Odo washes"),
)
