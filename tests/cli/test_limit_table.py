"""There is one table of limits: a row more is an option, help, JSON and a checked value more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_type_hints

import pytest

import elsewise as ew
from elsewise.cli import options
from elsewise.cli.commands import fill
from elsewise.cli.parser import Parser
from elsewise.errors import UsageError
from elsewise.play import settings
from elsewise.show.as_json import json_of
from elsewise.story import limits as table
from elsewise.story.limits import Limits, Said, limit_table


@dataclass(frozen=True, slots=True, kw_only=True)
class More(Limits):
    patience: int | None = table._row(
        None, high=99, unit="sighs", metavar="SIGHS", help="Most sighs before it is given up."
    )


@pytest.fixture
def one_more(monkeypatch):
    for user in (settings, options):
        monkeypatch.setattr(user, "Limits", More)


@pytest.mark.usefixtures("one_more")
def test_a_row_more_is_all_that_a_limit_needs():
    parser = fill(Parser("elsewise find"), "find")
    args = parser.parsed(["smoke", "--patience", "7"])
    help_text = " ".join(parser.format_help().split())
    assert "--patience SIGHS Most sighs before it is given up. Default: without" in help_text
    world = ew.sample("smoke")
    made = ew.effective_limits(world, **options.said_limits(args))
    assert made.patience == 7
    assert json_of(made)["patience"] == 7
    assert json_of(ew.effective_limits(world))["patience"] is None
    with pytest.raises(UsageError, match=r"patience is 100, but goes from 0 to 99 sighs\."):
        ew.effective_limits(world, patience=100)
    with pytest.raises(UsageError, match=r"patience must be a whole number, 0 to 99 sighs\."):
        ew.effective_limits(world, patience=1.5)
    with pytest.raises(UsageError, match=r"no limit called patienc\. Did you mean patience\?"):
        ew.effective_limits(world, patienc=1)


def test_type_checkers_know_every_row():
    assert list(get_type_hints(Said)) == [limit.name for limit in limit_table()]


def test_the_rows():
    rows = {limit.name: limit for limit in limit_table()}
    assert (rows["length"].default, rows["length"].high, rows["length"].kind) == (10, 1000, int)
    assert [name for name, row in rows.items() if row.bounds_stories] == [
        "length",
        "foresight",
        "depth",
    ]
    assert [name for name, row in rows.items() if not row.in_json] == ["spill", "extra_levels"]
    assert all(row.help for row in rows.values() if row.metavar)
