"""Makes the pages that follow from the code: `reference/cli.md` and `errors.md`.

Run it after a change of a command or a code: `python docs/generate.py`. A test compares.
"""

from __future__ import annotations

import os
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from elsewise.cli.app import app
from elsewise.cli.main import main
from elsewise.diagnostics.catalogue import CODES
from elsewise.diagnostics.code import Code

DOCS = Path(__file__).parent
WIDTH = "100"


def command_names() -> list[str]:
    """Every command, in the order of `elsewise --help`."""
    return [command.name for command in app.registered_commands if command.name]


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
    for name in command_names():
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


PAGES = {"reference/cli.md": cli_page, "errors.md": errors_page}


if __name__ == "__main__":
    for page, make in PAGES.items():
        (DOCS / page).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / page).write_text(make(), "utf-8")
