"""The grammar is unambiguous, and the table that is kept of it is the one it gives."""

from __future__ import annotations

import importlib.util
import logging
from pathlib import Path
from types import ModuleType

import lark
import pytest

from elsewise.syntax import machine

TOOL = Path(__file__).resolve().parents[3] / "tools" / "parser_table.py"


def the_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("parser_table", TOOL)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_grammar_has_no_conflicts(caplog: pytest.LogCaptureFixture) -> None:
    """Lark resolves a conflict in silence unless it is asked to debug."""
    grammar = the_tool().GRAMMAR.read_text("utf-8")
    lark.logger.propagate = True
    with caplog.at_level(logging.DEBUG, logger=lark.logger.name):
        lark.Lark(grammar + "\nx: NL NL | y NL\ny: NL\n", start=["x"], **OPTIONS)
        planted = len(caplog.records)
        lark.Lark(grammar, start="start", **OPTIONS)
    assert planted > 0
    assert caplog.records[planted:] == []


OPTIONS = {"parser": "lalr", "lexer": lark.lexer.BasicLexer, "debug": True}


def test_the_table_is_that_of_the_grammar() -> None:
    tool = the_tool()
    made = tool.table_text(tool.GRAMMAR.read_text("utf-8"))
    assert tool.TABLE.read_text("utf-8") == made, "run: python tools/parser_table.py"


def test_the_table_is_read_once() -> None:
    machine.Machine()
    assert machine._table() is machine._table()
