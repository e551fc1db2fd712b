"""Chromium, where it is installed: opens a page and returns what became of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
)


@dataclass(frozen=True)
class Opened:
    """The page when its scripts have run, and what they wrote to the console."""

    dom: str
    console: tuple[str, ...]


def open_page(path: Path, profile: Path, mark: str = "") -> Opened:
    """Open a page, or skip the test where there is no browser."""
    browser = next(filter(None, map(shutil.which, NAMES)), None)
    if browser is None:
        pytest.skip("Chromium is not installed, so no page can be opened")
    words = [browser, *QUIET, f"--user-data-dir={profile}", "--dump-dom", f"{path.as_uri()}{mark}"]
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=60, check=False, env=os.environ
    )
    if not done.stdout.strip():
        pytest.skip(f"Chromium does not start here: {done.stderr.strip()[-200:]}")
    console = tuple(re.findall(r"CONSOLE[^\n]*", done.stderr))
    return Opened(done.stdout, console)
