"""Makes `src/elsewise/syntax/grammar.jsonl`, the parser's table, of `grammar.lark`.

Run it after a change of the grammar: `python tools/parser_table.py`. A test compares. Lark works
the table out (LALR(1)); states and rules are numbered here, so that the same grammar always gives
the same file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lark import Lark
from lark.grammar import Rule
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

SYNTAX = Path(__file__).resolve().parents[1] / "src" / "elsewise" / "syntax"
GRAMMAR = SYNTAX / "grammar.lark"
TABLE = SYNTAX / "grammar.jsonl"


class NoLexer(Lexer):
    """Lark wants a lexer; ours feeds the parser itself."""

    def __init__(self, _lexer_conf: object) -> None:
        pass

    def lex(self, _lexer_state: object, _parser_state: object) -> Iterator[Any]:
        """Find no token."""
        yield from ()


def analysed(grammar: str) -> Lark:
    """Let Lark work out the table of a grammar."""
    return Lark(
        grammar, parser="lalr", lexer=NoLexer, keep_all_tokens=True, maybe_placeholders=True
    )


def table_text(grammar: str) -> str:
    """Return the table of a grammar as lines of JSON: its rules, and its states in order.

    A rule is what it makes, its length, what builds it (null: its only child is taken), and where
    something is missing that could have stood there. A state says for each symbol what to do: go
    to that state (0 and up), or complete the rule of that number (-1 is rule 0, -2 is rule 1).
    """
    lark = analysed(grammar)
    found = lark.parser.parser._parse_table
    rules = sorted(lark.rules, key=_order)
    number_of_rule = {rule: number for number, rule in enumerate(rules)}
    states = _in_order(found.states, found.start_states["start"])
    number_of_state = {state: number for number, state in enumerate(states)}
    rows = [
        {
            symbol: number_of_state[target] if action is Shift else -1 - number_of_rule[target]
            for symbol, (action, target) in sorted(found.states[state].items())
        }
        for state in states
    ]
    end = number_of_state[found.end_states["start"]]
    rows[end] = {"$END": end}
    entries = [_entry(rule) for rule in rules]
    return "".join(f"{json.dumps(line)}\n" for line in (entries, *rows))


def _order(rule: Rule) -> tuple[str, ...]:
    return rule.origin.name, *(symbol.name for symbol in rule.expansion)


def _in_order(states: dict[int, dict[str, Any]], start: int) -> list[int]:
    """Return all states, in the order in which they are reached from the first."""
    order = [start]
    for state in order:
        targets = (found[1] for _, found in sorted(states[state].items()) if found[0] is Shift)
        order.extend(target for target in dict.fromkeys(targets) if target not in order)
    return order


def _entry(rule: Rule) -> tuple[str, int, str | None, list[int]]:
    name, options = str(rule.origin.name), rule.options
    assert not name.startswith("_"), "the parser leaves no rule out"
    missing = [place for place, empty in enumerate(options.empty_indices) if empty]
    size = len(rule.expansion)
    if options.expand1 and not rule.alias and size + len(missing) == 1:
        return name, size, None, missing
    return name, size, str(rule.alias or name), missing


if __name__ == "__main__":
    TABLE.write_text(table_text(GRAMMAR.read_text("utf-8")), "utf-8")
