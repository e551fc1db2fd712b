"""Every command ends at its limit on worlds on which its work has no end.

How exactly is measured by `benchmarks/limits.py`: here bounds are generous, for slow machines.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import heavy
import pytest

from elsewise.cli.commands import COMMANDS
from elsewise.cli.main import main

FEW = ("crowd", "choices")
WITHOUT = {"new", "bench", "explain"}
"""What reads no world, or has limits of its own."""
PAIRS = [
    pytest.param(world, command, marks=() if world in FEW else pytest.mark.slow)
    for world in heavy.WORLDS
    for command in heavy.commands(Path(), world)
]


def test_every_command_is_tried():
    tried = {name.partition(" ")[0] for name in heavy.commands(Path(), "crowd")}
    assert tried == set(COMMANDS) - WITHOUT


@pytest.mark.parametrize(("world", "command"), PAIRS)
def test_it_ends_at_its_limit(world, command, tmp_path, capsys):
    heavy.write(tmp_path, world)
    words = heavy.commands(tmp_path, world)[command]
    begun = time.monotonic()
    code = main([command.partition(" ")[0], *words, "--seconds", "0.3", "--json"])
    taken = time.monotonic() - begun
    captured = capsys.readouterr()
    assert code in (0, 1, 2, 3)
    assert "Traceback" not in captured.err
    made = json.loads(captured.out)
    assert made.get("stopped_by") in (None, "seconds")
    assert taken < 30
