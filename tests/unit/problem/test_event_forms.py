"""What is wrong with an event as it is written: one sentence, whoever is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import elsewise as ew
from elsewise.problem.event_forms import event_forms

INN = """\
world Inn
type place
character Mia (she), Old_Ned "old Ned" (he)
place Hall, Yard
fact paid
fact merry(character)
fact at(who: character): place = Hall
action tip(who: character, to: character)
  if not paid and not who = to
  then paid
  by who
action go(who: character, to: place)
  if not at(who) = to
  then at(who) = to
  by who
action sing(Mia)
  then merry(Mia)
action call(what: yes or no)
  then paid = what
Mia wants paid
ending done if paid
"""

COMPLAINTS = [
    ("tip(Mia)", "tip takes 2 arguments, not 1: tip(who: character, to: character)."),
    ("sing", "sing takes 1 argument, not 0: sing(Mia)."),
    ("tip(Mia, Ned)", "There is no Ned in Inn. Did you mean Old_Ned?"),
    ("tip(Mia, Mai)", "There is no Mai in Inn. Did you mean Mia?"),
    ("tip(Mia, Bob)", "There is no Bob in Inn."),
    (
        "go(Yard, Mia)",
        "go is written go(who: character, to: place), with who one of Mia, Old_Ned; "
        "to one of Hall, Yard. Did you mean go(Mia, Yard)?",
    ),
    ("sing(Old_Ned)", "sing is written sing(Mia), with Mia alone."),
    ("call(Mia)", "call is written call(what: yes or no), with what one of no, yes."),
    (
        "stroll(Mia, Yard)",
        "There is no action or trigger called stroll. Did you mean go(Mia, Yard)?",
    ),
    (
        "tipp(Mia, Old_Ned)",
        "There is no action or trigger called tipp. Did you mean tip(Mia, Old_Ned)?",
    ),
    (
        "tipp(Mia)",
        "There is no action or trigger called tipp. "
        "Did you mean tip(who: character, to: character)?",
    ),
]
FINE = ["tip(Mia, Old_Ned)", "tip(Mia, Mia)", " go( Mia,Hall ) ", "call(yes)"]


@pytest.fixture(scope="module")
def inn() -> ew.World:
    return ew.loads(INN)


@pytest.mark.parametrize(("text", "complaint"), COMPLAINTS)
def test_what_is_wrong(inn: ew.World, text: str, complaint: str) -> None:
    assert event_forms(inn).complaint(text) == complaint


@pytest.mark.parametrize("text", FINE)
def test_nothing_is_wrong(inn: ew.World, text: str) -> None:
    assert event_forms(inn).complaint(text) is None


def said_by_validate(world: ew.World, text: str) -> str:
    fault = ew.validate(world, [text])
    assert fault is not None
    assert (fault.beat, fault.kind) == (1, "unknown-event")
    return fault.sentence


def raised(ask: Callable[[ew.World, str], object]) -> Callable[[ew.World, str], str]:
    def said(world: ew.World, text: str) -> str:
        with pytest.raises(ew.UsageError) as error:
            ask(world, text)
        return str(error.value).removeprefix("Beat 1: ")

    return said


SAYERS: dict[str, Callable[[ew.World, str], str]] = {
    "validate": said_by_validate,
    "minds": raised(lambda world, text: ew.minds(world, [text])),
    "begin": raised(lambda world, text: ew.begin(world).after(text)),
    "tell": raised(lambda world, text: ew.tell(world, ew.Story((ew.Beat(text, {}),), None, None))),
    "why_not": raised(lambda world, text: ew.why_not(world, "done", after=[text])),
    "ask": raised(lambda world, text: ew.ask(world, "possible paid", after=[text])),
    "whatif": raised(lambda world, text: ew.whatif(world, after=[text], set="paid")),
}


@pytest.mark.parametrize("sayer", SAYERS)
@pytest.mark.parametrize(("text", "complaint"), [COMPLAINTS[n] for n in (0, 2, 5, 8)])
def test_every_verb_says_so(inn: ew.World, sayer: str, text: str, complaint: str) -> None:
    assert SAYERS[sayer](inn, text) == complaint


@pytest.mark.parametrize(("text", "complaint"), [COMPLAINTS[n] for n in (2, 5, 8)])
def test_why_not_says_so_of_what_it_is_asked_for(inn: ew.World, text: str, complaint: str) -> None:
    assert ew.why_not(inn, text).text == f"{text} can never happen. {complaint}"
