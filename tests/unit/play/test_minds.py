from __future__ import annotations

import pytest

from elsewise.errors import UsageError
from elsewise.play.minds import mind_in, minds
from problems import coin_problem


def looked(plot=(), beat=None, depth=1):
    return minds(coin_problem(), plot, beat, depth=depth, engine="reference")


def test_the_start_has_everybodys_mind():
    state = looked()
    assert state.changing == {"at(Ann)": "Home", "at(Coin)": "Market"}
    assert {name: mind.values["at(Coin)"] for name, mind in state.minds.items()} == {
        "Ann": "Garden",
        "Ben": "Market",
    }


def test_after_beats_of_a_plot():
    plot = "tell(Ben)\n walk( Ann,Market )  # off she goes\n\n"
    assert looked(plot).values["at(Ann)"] == "Market"
    assert looked(plot, 1).values["at(Ann)"] == "Home"
    assert looked(plot, 1).minds["Ann"].values["at(Coin)"] == "Market"
    assert looked(plot, 0).minds["Ann"].values["at(Coin)"] == "Garden"
    assert looked(["walk(Ann, Garden)"]).values["at(Ann)"] == "Garden"


def test_minds_about_minds():
    state = looked(depth=2)
    assert mind_in(state, ("Ben", "Ann")).values["at(Coin)"] == "Market"
    assert mind_in(state, ("Ann", "Ben")).values["at(Coin)"] == "Garden"
    assert looked(depth=0).minds == {}


def test_wrong_use():
    with pytest.raises(UsageError, match=r"Beat 1: take\(Ann, Market\) cannot happen there"):
        looked("take(Ann, Market)")
    with pytest.raises(UsageError, match=r"walk\(Ann, Markt\) can never happen"):
        looked("walk(Ann, Markt)")
    with pytest.raises(UsageError, match=r"beats 0 \(its start\) to 1"):
        looked("walk(Ann, Market)", 2)
    with pytest.raises(UsageError, match="Did you mean Ann"):
        mind_in(looked(), ("Anne",))
