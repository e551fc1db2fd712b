from __future__ import annotations

import limits
import pytest
import replanning

from elsewise.cli.benchmark import cases_of_world


def test_every_change_is_searched_in_both_ways() -> None:
    (case,) = cases_of_world("letter")
    rows = list(replanning.measure(case, changes=12, seconds=60.0, seed=3))
    assert [row["number"] for row in rows] == [*range(13), *range(13)]
    again, shortest = rows[1:13], rows[14:]
    assert [row["change"] for row in again] == [row["change"] for row in shortest]
    assert len({row["change"] for row in again}) > 6
    for one, other in zip(again, shortest, strict=True):
        assert one["status"] == other["status"]
        if one["length"] is not None:
            assert other["length"] is not None
            assert int(str(one["length"])) >= int(str(other["length"]))
    assert {row["status"] for row in again} == {"found", "none"}
    assert [line[1] for line in replanning.table(rows)] == ["again", "shortest"]


@pytest.mark.parametrize("limit", ["seconds", "memory", "interrupt"])
def test_what_is_cut_off_and_what_is_not_is_told(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SECONDS", "INTERRUPT_AFTER"):
        monkeypatch.setattr(limits, name, 60.0)  # on a busy machine everything takes longer
    (case,) = cases_of_world("quarrel")
    for command, found in (("find", "1 stories"), ("explore", "states explored")):
        (run,) = limits.runs([case, case] if command == "explore" else [case], [command], [limit])
        row = limits.measure(run)
        assert row["limit"] == limit
        assert row["stopped_by"] is None
        assert found in str(row["found"])
        assert row["exit_code"] == 0
