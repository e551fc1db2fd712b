"""Makes what follows from the code: `reference/cli.md`, `errors.md`, and pictures of pages.

Run it after a change of a command, a code or a picture: `python docs/generate.py`. A test compares.
"""

from __future__ import annotations

import os
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import elsewise as ew
from elsewise.cli.commands import COMMANDS
from elsewise.cli.main import main
from elsewise.diagnostics.catalogue.every import CODES
from elsewise.diagnostics.code import Code
from elsewise.explain.counterfactual.whatif import whatif

DOCS = Path(__file__).parent
WIDTH = "100"


def help_text(*words: str) -> str:
    """What `--help` prints on a terminal of the usual width."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = WIDTH
    try:
        with redirect_stdout(StringIO()) as out:
            assert main([*words, "--help"]) == 0
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
    return "\n".join(line.rstrip() for line in out.getvalue().strip().splitlines())


def cli_page() -> str:
    """The page of the command line."""
    parts = [
        "# Command line",
        "",
        "<!-- made by docs/generate.py from the --help texts -->",
        "",
        "```text",
        help_text(),
        "```",
    ]
    for name in COMMANDS:
        parts += ["", f"## elsewise {name}", "", "```text", help_text(name), "```"]
    return "\n".join(parts) + "\n"


def errors_page() -> str:
    """The page of everything that can be wrong."""
    parts = [
        "# What can be wrong",
        "",
        "<!-- made by docs/generate.py from the catalogue of codes -->",
        "",
        "Every message has a code, such as `error[trigger-loop]`. Here is what each means, how to",
        "mend it, and an example that brings it about. `elsewise explain CODE` prints the same. An",
        "error keeps a world from being used; a warning does not.",
    ]
    for _, code in sorted(CODES.items()):
        parts += ["", *code_section(code)]
    return "\n".join(parts) + "\n"


def code_section(code: Code) -> list[str]:
    """The section of one code."""
    languages = {"ew": "in Elsewise's language", "plot": "a plot"}
    language = languages.get(code.dialect, "in the peer's language")
    return [
        f"## {code.name}",
        "",
        f"{code.severity.value.capitalize()}: {code.title}",
        "",
        code.explanation.strip(),
        "",
        f"For example ({language}):",
        "",
        "```text",
        code.example.encode("utf-8", "replace").decode("utf-8").strip("\n"),
        "```",
    ]


def lanes() -> str:
    """A picture for the how-to: the lanes of a story."""
    world = ew.sample("smoke")
    return ew.draw(world, ew.find(world, ending="left").story).svg


def one_mind() -> str:
    """A picture for the how-to: one person's mind through a story."""
    world = ew.sample("smoke")
    return ew.draw(world, ew.find(world, ending="left").story, what="minds", mind="Lana").svg


def small_map() -> str:
    """A picture for the how-to: all stories of a small world."""
    return ew.draw(ew.sample("letter"), what="map").svg


def large_map() -> str:
    """A picture for the how-to: thousands of states, in groups."""
    world = ew.sample("smoke")
    return ew.draw(world, graph=ew.explore(world, explained=False)).svg


def fork() -> str:
    """A picture for the how-to: two courses side by side."""
    world = ew.sample("smoke")
    return ew.draw(world, whatif(world, at=1, believe="Lex believes mortal(Clark)")).svg


PAGES = {
    "reference/cli.md": cli_page,
    "errors.md": errors_page,
    "how-to/pictures/lanes.svg": lanes,
    "how-to/pictures/one-mind.svg": one_mind,
    "how-to/pictures/small-map.svg": small_map,
    "how-to/pictures/large-map.svg": large_map,
    "how-to/pictures/fork.svg": fork,
}


if __name__ == "__main__":
    for page, make in PAGES.items():
        (DOCS / page).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / page).write_text(make(), "utf-8")
