from __future__ import annotations

import graphs

from elsewise.cli.benchmark import cases_of_world


def test_every_world_is_explored_once_a_run() -> None:
    cases = [*cases_of_world("letter"), *cases_of_world("honey")]
    found = graphs.worlds([*cases, *cases])
    assert list(found) == ["letter", "honey"]
    rows = [graphs.measure("letter", ["--length", "3"]) for _ in range(2)]
    assert [row["states"] for row in rows] == [10, 10]
    assert rows[0]["stopped_by"] is None
    (line,) = graphs.table(rows)
    assert line[:3] == ("letter", "10", "11")
