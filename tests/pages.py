"""Runs the examples of a page: its files, its commands and its Python sessions, in order.

A page is Markdown. Three kinds of fenced blocks are examples:

- a block right below a comment `<!-- file: NAME -->` is written to that file;
- `console` holds commands behind `$ ` and, below each, exactly what it prints; `<!-- exit: N -->`
  above the block says that its last command ends with another code than 0;
- `python` with `>>>` is a session, run as a doctest.

All run in one fresh folder. With `ELSEWISE_REWRITE=1` in the environment the output in the page is
replaced by what the commands print now.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from elsewise.cli.main import main

REWRITE = os.environ.get("ELSEWISE_REWRITE") == "1"
BLOCK = re.compile(
    r"(?:<!-- (?P<key>file|exit): (?P<value>\S+) -->\n)?```(?P<language>\w+)\n(?P<body>.*?)```\n",
    re.S,
)
COMMANDS = ("uv run elsewise ", "elsewise ")


@dataclass(frozen=True)
class Example:
    """A block of a page: what it is, what its comment says, its text and where that stands."""

    language: str
    key: str | None
    value: str | None
    body: str
    begin: int


def examples(text: str) -> list[Example]:
    """Return the blocks of a page that can be run."""
    found = []
    for match in BLOCK.finditer(text):
        if match["key"] or match["language"] in ("console", "python"):
            found.append(
                Example(
                    match["language"],
                    match["key"],
                    match["value"],
                    match["body"],
                    match.start("body"),
                )
            )
    return found


def run_command(command: str) -> tuple[int, str]:
    """Run a command line of ours in this process; return its exit code and what it prints."""
    prefix = next((p for p in COMMANDS if command.startswith(p)), None)
    assert prefix, f"a page can only run elsewise: {command}"
    words = shlex.split(command.removeprefix(prefix))
    target = None
    if ">" in words:
        place = words.index(">")
        target, words = Path(words[place + 1]), words[:place]
    out, mistakes = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(mistakes):
        code = main(words)
    if target:
        target.write_text(out.getvalue(), "utf-8")
        return code, ""
    # What a command that did its work says on the error stream tells times and memory.
    text = out.getvalue() + (mistakes.getvalue() if code else "")
    return code, "\n".join(line.rstrip() for line in text.splitlines())


def run_console(body: str) -> tuple[int, str]:
    """Run the commands of a block; return the last exit code and the block as it should be."""
    code, parts = 0, []
    for line in body.splitlines():
        if line.startswith("$ "):
            code, output = run_command(line[2:])
            parts.append(f"{line}\n{output}\n" if output else f"{line}\n")
    return code, "".join(parts)


def run_page(path: Path) -> None:
    """Run a page in the current folder and compare (or rewrite) what it shows."""
    text = path.read_text("utf-8")
    rewritten = text
    session: dict[str, object] = {}
    for example in examples(text):
        if example.key == "file":
            assert example.value
            Path(example.value).write_text(example.body, "utf-8")
        elif example.language == "console":
            code, shown = run_console(example.body)
            if REWRITE:
                rewritten = rewritten.replace(example.body, shown, 1)
            else:
                assert shown == example.body
            assert code == int(example.value if example.key == "exit" and example.value else 0)
        elif example.language == "python" and ">>>" in example.body:
            test = doctest.DocTestParser().get_doctest(
                example.body, session, path.name, str(path), text.count("\n", 0, example.begin)
            )
            report = io.StringIO()
            result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(
                test, out=report.write, clear_globs=False
            )
            session.update(test.globs)
            assert not result.failed, report.getvalue()
    if rewritten != text:
        path.write_text(rewritten, "utf-8")
