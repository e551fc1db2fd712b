"""Whatever is handed to a public function or a situation, a mistake is said in a sentence."""

from __future__ import annotations

import types
from concurrent.futures import ThreadPoolExecutor
from inspect import signature

import pytest

import elsewise as ew
from elsewise.explain.review.opening import plot_of
from elsewise.play.arguments import ALIASES, KINDS, MANY, _alternatives

FUNCTIONS = [name for name in ew.__all__ if isinstance(getattr(ew, name), types.FunctionType)]
TEXT = """\
world Kiln
character Ann, Bob
fact hot
fact clay
start
  clay
action fire(Ann)
  if not hot
  then hot
  by Ann
Ann wants 1 if hot
ending warm
  if hot
"""


class Odd:
    """Nothing that any function takes."""

    def __repr__(self):
        return "<odd>"


@pytest.fixture(scope="module")
def kiln():
    return ew.loads(TEXT)


def fitting(kiln, name):
    """What may stand for a parameter without a default."""
    return {
        "world": kiln,
        "text": TEXT,
        "path": "kiln.ew",
        "name": "smoke",
        "question": "hot",
        "questions": ["hot"],
        "aim": "warm",
        "ending": "warm",
        "plot": ["fire(Ann)"],
        "story": ew.Story((), None, None),
        "stories": [],
    }[name]


def mistakes():
    for name in FUNCTIONS:
        for parameter in signature(getattr(ew, name)).parameters.values():
            if parameter.kind is not parameter.VAR_KEYWORD:
                yield name, parameter.name


@pytest.mark.parametrize(("name", "wrong"), list(mistakes()))
@pytest.mark.parametrize("value", [Odd(), 2.5j, {1: Odd()}, b"text"], ids=repr)
def test_a_wrong_type_is_said(kiln, name, wrong, value):
    function = getattr(ew, name)
    given = {
        parameter.name: fitting(kiln, parameter.name)
        for parameter in signature(function).parameters.values()
        if parameter.default is parameter.empty and parameter.kind is not parameter.VAR_KEYWORD
    }
    if wrong == "besides" and isinstance(value, dict):
        return
    with pytest.raises(ew.UsageError, match=f"{name} takes as {wrong} .*, not "):
        function(**{**given, wrong: value})


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_annotation_is_understood(name):
    known = {*KINDS, *MANY, *ALIASES, *ew.__all__, "Moment", "Watch", "Question"}
    known |= {form for forms in ALIASES.values() for form in forms.split(" | ")}
    for parameter in signature(getattr(ew, name)).parameters.values():
        for form in _alternatives(str(parameter.annotation)):
            assert form.partition("[")[0] in known or form == "Unpack[Said]", form


def test_too_many_and_missing_arguments(kiln):
    with pytest.raises(ew.UsageError, match="find: missing a required argument: 'world'"):
        ew.find()
    with pytest.raises(ew.UsageError, match="tell: got an unexpected keyword argument 'viw'"):
        ew.tell(kiln, ew.Story((), None, None), viw="Ann")
    with pytest.raises(ew.UsageError, match="There is no limit called lenght"):
        ew.find(kiln, lenght=3)


def test_the_name_of_a_file_is_no_world():
    with pytest.raises(ew.UsageError, match=r"Read it first: elsewise\.load\('smoke'\)"):
        ew.find("smoke")


def test_situations(kiln):
    here = ew.begin(kiln)
    for mistake in (
        lambda: here.after(5.5),
        lambda: here.after(7),
        lambda: here.after(-1),
        lambda: here.reasons(None),
        lambda: here.step(Odd()),
        lambda: here.mind("Zoe"),
        lambda: here.mind(9),
        lambda: here.mind(None),
        lambda: here.value("cold"),
        lambda: here.value(99),
        lambda: here.value(None),
        lambda: here.holds("cold"),
    ):
        with pytest.raises(ew.UsageError):
            mistake()
    assert here.mind("Bob").value("hot") is False
    assert here.mind("Bob").is_same(here.mind(1))


def test_threads_that_share_a_situation_take_turns():
    world = ew.sample("smoke")
    here = ew.begin(world)
    alone = ew.begin(world)
    expected = {event: alone.reasons(event) for event in alone.possible()}
    first = alone.after(alone.possible()[0]).state()

    def asked(number):
        reasons = {event: here.reasons(event) for event in here.possible()}
        found = here.find(ending="left", length=6) if number % 4 == 0 else None
        return reasons, here.after(here.possible()[0]).state(), found and found.stopped_by

    with ThreadPoolExecutor(8) as pool:
        for reasons, state, stopped_by in pool.map(asked, range(40)):
            assert reasons == expected
            assert state == first
            assert stopped_by is None


def test_a_plot_that_was_read_is_taken(kiln):
    plot = plot_of(ew.Story((ew.Beat("fire(Ann)", {}),), None, None))
    assert ew.review(plot, kiln).beats[0].event == "fire(Ann)"
