"""Everything that README, tutorial and how-to pages show is what really happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages import examples, run_page

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    *sorted(ROOT.glob("docs/tutorial/*.md")),
    *sorted(ROOT.glob("docs/how-to/*.md")),
    *sorted(ROOT.glob("docs/explanation/*.md")),
]
LONG = ("ask-why-not.md", "what-would-it-have-taken.md")


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            page,
            id=str(page.relative_to(ROOT)),
            marks=pytest.mark.slow if page.name in LONG else (),
        )
        for page in PAGES
    ],
)
def test_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    run_page(page)


def test_pages_have_examples() -> None:
    assert sum(len(examples(page.read_text("utf-8"))) for page in PAGES) > 20
