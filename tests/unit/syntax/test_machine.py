"""The grammar is unambiguous, and its table is built once."""

from __future__ import annotations

import logging
from importlib import resources

import lark
import pytest

from elsewise.syntax import machine


def test_the_grammar_has_no_conflicts(caplog: pytest.LogCaptureFixture) -> None:
    """Lark resolves a conflict in silence unless it is asked to debug."""
    grammar = resources.files("elsewise.syntax").joinpath("grammar.lark").read_text("utf-8")
    lark.logger.propagate = True
    with caplog.at_level(logging.DEBUG, logger=lark.logger.name):
        lark.Lark(grammar + "\nx: NL NL | y NL\ny: NL\n", start=["x"], **OPTIONS)
        planted = len(caplog.records)
        lark.Lark(grammar, start="start", **OPTIONS)
    assert planted > 0
    assert caplog.records[planted:] == []


OPTIONS = {"parser": "lalr", "lexer": lark.lexer.BasicLexer, "debug": True}


def test_the_table_is_built_once() -> None:
    machine.Machine()
    assert machine._lark() is machine._lark()
