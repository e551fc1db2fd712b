from __future__ import annotations

from elsewise.telling.template import Case, Slot, parse_template
from elsewise.telling.verbs import Verb


def slots(text: str, *names: str) -> list[Slot]:
    return [p for p in parse_template(text, frozenset(names)) if isinstance(p, Slot)]


def test_the_first_slot_and_those_before_a_verb_are_subjects() -> None:
    assert slots("{Chloe} [asks] {Lex} where {Clark} [is]") == [
        Slot("Chloe", Case.SUBJECT),
        Slot("Lex", Case.OBJECT),
        Slot("Clark", Case.SUBJECT),
    ]


def test_possessives_with_either_apostrophe() -> None:
    assert slots("{who's} hat, {other’s} hat") == [
        Slot("who", Case.POSSESSIVE),
        Slot("other", Case.POSSESSIVE),
    ]


def test_pronouns_of_the_first_slot_and_of_another() -> None:
    assert slots("{a} [gives] {b} {their} hat and {b their} coat, to keep {themselves} warm") == [
        Slot("a", Case.SUBJECT),
        Slot("b", Case.OBJECT),
        Slot(None, Case.POSSESSIVE, pronoun=True),
        Slot("b", Case.POSSESSIVE, pronoun=True),
        Slot(None, Case.REFLEXIVE, pronoun=True),
    ]


def test_a_role_may_have_the_name_of_a_pronoun() -> None:
    assert slots("{it} [shines]", "it") == [Slot("it", Case.SUBJECT)]


def test_have_before_a_participle_makes_a_perfect() -> None:
    def verb(text: str) -> Verb:
        return next(p for p in parse_template(text) if isinstance(p, Verb))

    assert verb("{a} [has] left").perfect
    assert verb("{a} [has] never looked").perfect
    assert not verb("{a} [has] the letter").perfect
    assert not verb("{a} [has] {b}").perfect
