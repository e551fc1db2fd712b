from __future__ import annotations

from html.parser import HTMLParser

import elsewise as ew
from elsewise.explain.coverage.margin import by_line, to_html, to_lcov
from elsewise.explain.coverage.values import Covered
from elsewise.samples import sample_text


class Page(HTMLParser):
    """Reads the signs of a page by line, and sees that what is opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.cells: list[list[str]] = []
        self.feed(text)
        self.cells = [cells for cells in self.cells if cells]  # without the head

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag != "meta":
            self.open.append(tag)
        if tag == "tr":
            self.cells.append([])
        if tag == "td":
            self.cells[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.open:
            self.cells[-1][-1] += data


def test_the_page_has_every_line_and_a_sign_beside_what_can_be_covered() -> None:
    found = ew.coverage(ew.sample("smoke"))
    page = Page(to_html(found))
    assert page.open == []
    lines = sample_text("smoke").splitlines()
    assert [int(cells[0]) for cells in page.cells] == list(range(1, len(lines) + 1))
    assert all(cells[3].startswith(line) for cells, line in zip(page.cells, lines, strict=True))
    signs = {number: cells[1] for number, cells in enumerate(page.cells, start=1) if cells[1]}
    assert signs.keys() == by_line(found).keys()
    saved = next(part for part in found.parts if part.name == "ending saved")
    assert saved.line is not None
    assert signs[saved.line] == "-"
    assert saved.never is not None
    assert saved.never in page.cells[saved.line - 1][3]


def test_a_tracefile_counts_what_never_happens_0() -> None:
    found = ew.coverage(ew.sample("smoke"))
    head, name, *rows, total, hit, end = to_lcov(found).splitlines()
    assert (head, name, end) == ("TN:", "SF:smoke.ew", "end_of_record")
    counts = dict(map(int, row.removeprefix("DA:").split(",")) for row in rows)
    never = {part.line for part in found.parts if part.covered is not Covered.YES}
    assert {line for line, count in counts.items() if count == 0} == never
    assert total == f"LF:{len(counts)}"
    assert hit == f"LH:{len(counts) - len(never)}"
