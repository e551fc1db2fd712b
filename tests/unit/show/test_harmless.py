"""What would change how a text is shown is made visible, and nothing else is touched."""

from __future__ import annotations

import json
import unicodedata
from xml.etree.ElementTree import fromstring

from elsewise.show.as_json import json_text
from elsewise.show.harmless import harmless

EVERY = [chr(code) for code in range(0x11000)]


def test_controls_and_turns_of_direction_are_written_out() -> None:
    assert harmless("a\x1b[31mb\x9bc\x7f\r") == r"a\x1b[31mb\x9bc\x7f\r"
    assert harmless("x\u202ey\u2066z\u2028") == r"x\u202ey\u2066z\u2028"
    assert harmless("\ud800") == r"\ud800"


def test_words_of_all_languages_stay_as_they_are() -> None:
    text = "Zoë\tשלום\nمرحبا 日本 👩\u200d🚀 e\u0301"
    assert harmless(text) == text


def test_no_control_and_no_turn_of_direction_is_left() -> None:
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    for character in EVERY:
        shown = harmless(character)
        is_control = unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        if (is_control and character not in "\t\n") or unicodedata.bidirectional(
            character
        ) in turning:
            assert shown.isascii()
            assert shown.isprintable()


def test_xml_holds_every_text() -> None:
    text = harmless("".join(EVERY)).replace("&", "").replace("<", "")
    assert fromstring(f"<a>{text}</a>").text == text


def test_what_json_cannot_hold_is_shown_in_it():
    text = json_text({"file": "a\udcff\u202e"})
    assert json.loads(text) == {"file": "a\\udcff\u202e"}
    assert "\u202e" not in text
