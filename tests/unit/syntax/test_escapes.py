"""Backslashes in texts: every sign can be said, kept by the formatter and by conversion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise.conversion.convert import convert
from elsewise.errors import WorldError
from elsewise.play.load import format as format_text
from elsewise.play.load import loads
from elsewise.syntax.layout import quoted
from elsewise.telling.template import parse_template

WORLD = """\
world Shop
  {}
character Vera (she)
fact shut
action close(Vera)
  then shut
  by Vera
  tell {}
Vera wants shut
"""


def world(text: str = '"a shop"', template: str = '"{Vera} [closes] the door"') -> str:
    return WORLD.format(text, template)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (r'"she says \"no\""', 'she says "no"'),
        (r'"\[for sale\] \{soon\}"', "[for sale] {soon}"),
        (r'"back\\slash \o/ C:\temp"', r"back\slash \o/ C:\temp"),
        (r'"at the end \\"', "at the end \\"),
        (r"“curly \” in curly”", "curly ” in curly"),
        (r'“both " and \””', 'both " and ”'),
    ],
)
def test_texts(written: str, said: str) -> None:
    assert loads(world(text=written)).texts == (said,)
    formatted = format_text(world(text=written))
    assert loads(formatted).texts == (said,)
    assert format_text(formatted) == formatted
    assert loads(convert(loads(formatted))).texts == (said,)


@given(st.text(r"\"“”„[]{}ab ", max_size=12))
def test_every_text_can_be_written(said: str) -> None:
    assert loads(world(text=quoted(said))).texts == (said,)


@pytest.mark.parametrize(
    ("template", "pieces"),
    [
        (r"\[for sale\]", ["[for sale]"]),
        (r"a \{b\} c \\", ["a {b} c \\"]),
        (r"\\[closes] x", ["\\", "VERB", " x"]),
        (r"\\\[closes\]", ["\\[closes]"]),
    ],
)
def test_templates(template: str, pieces: list[str]) -> None:
    found = [piece if isinstance(piece, str) else "VERB" for piece in parse_template(template)]
    assert found == pieces
    written = world(template=f'"{{Vera}} {template}"')
    (line,) = loads(written).actions[0].tell
    assert line.text == f"{{Vera}} {template}"
    assert loads(format_text(written)).actions[0].tell == (line,)
    assert loads(convert(loads(written))).actions[0].tell == (line,)


def test_quotes_in_templates() -> None:
    (line,) = loads(world(template=r'"{Vera} [says] \"no\" \\"')).actions[0].tell
    assert line.text == '{Vera} [says] "no" \\\\'


def test_a_text_whose_quote_is_escaped_is_not_finished() -> None:
    with pytest.raises(WorldError) as caught:
        loads(world(text=r'"open \"'))
    assert caught.value.diagnostics[0].code.name == "unfinished-text"


@pytest.mark.parametrize(
    ("verb", "warned"),
    [("for sale", True), ("close the door", True), ("close", True), ("closes", False),
     ("will close", False), ("must not", False), ("puts out/put out", False),
     ("hand/handed", False), ("is", False)],
)  # fmt: skip
def test_brackets_without_a_verb(verb: str, warned: bool) -> None:
    found = [d.code.name for d in loads(world(template=f'"{{Vera}} [{verb}]"')).warnings]
    assert found == ["no-verb"] * warned
