"""The pages that are made from the code are as the code is now."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


def _generator():
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = _generator().PAGES


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_as_the_code_is(page):
    made = PAGES[page]()
    written = (DOCS / page).read_text("utf-8") if (DOCS / page).exists() else ""
    assert written == made, f"run: python docs/generate.py (makes docs/{page})"
