from __future__ import annotations

import pytest

from elsewise.engines.protocol import Engine
from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.errors import EngineError
from elsewise.problem.problem import ConstantValue, FluentRead
from small_problems import A, B, action, is_so, problem, set_to

MADE = problem(
    {"p": False, "n": 2.0},
    (action("act", set_to(0, True), condition=is_so(0, False)),),
    beliefs={(A,): {1: 5.0}},
    wants=(FluentRead((), 1), ConstantValue(None)),
    story_wants=FluentRead((B,), 1),
    endings={"done": is_so(0, True, (B,))},
)


def test_it_does_what_engines_do() -> None:
    engine: Engine = ReferenceEngine(MADE, 1)
    start = engine.start()
    assert engine.start() is start
    assert engine.possible(start) == (0,)
    assert engine.mind(engine.mind(start, A), A) is engine.mind(start, A)
    assert engine.utility(start, None) == 2.0
    assert engine.utility(start, A) == 2.0
    assert engine.utility(engine.mind(start, A), A) == 5.0
    assert engine.utility(start, B) is None
    assert not engine.holds(start, "done")
    after = engine.after(start, 0)
    assert engine.holds(after, "done")
    assert engine.possible(after) == ()
    assert engine.reasons(start, 0, 1) == {}


def test_looking_as_deep_as_asked() -> None:
    engine = ReferenceEngine(MADE, 1)
    shown = engine.look(engine.start(), 2)
    assert shown.values == {"p": False, "n": 2.0}
    assert shown.minds["A"].values == {"p": False, "n": 5.0}
    assert shown.minds["A"].minds["B"].values["n"] == 5.0
    assert shown.minds["A"].minds["B"].minds == {}
    assert engine.look(engine.start(), 0).minds == {}


def test_what_is_not_possible_cannot_be_done() -> None:
    engine = ReferenceEngine(MADE, 1)
    after = engine.after(engine.start(), 0)
    with pytest.raises(EngineError, match="act is not possible"):
        engine.after(after, 0)
    with pytest.raises(EngineError, match="act is not possible"):
        engine.reasons(after, 0, 1)
