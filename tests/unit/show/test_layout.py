from __future__ import annotations

from elsewise.show.layout import Cell, TextTable, aligned, counted, listed, table_html, written

TABLE = TextTable(("", "<a>"), [("b", "&"), ("long", Cell("no", wrong=True))])


def test_numbers_of_things():
    assert counted(1, "beat") == "1 beat"
    assert counted(0, "beat") == "0 beats"
    assert counted(1234, "story", "stories") == "1,234 stories"


def test_columns_line_up_and_what_is_wrong_is_marked():
    assert aligned(TABLE) == "      <a>\nb     &\nlong  ! no"


def test_an_empty_line_stands_between_blocks():
    assert written(["One.", "", TABLE, "Two."]) == f"One.\n\n{aligned(TABLE)}\n\nTwo."


def test_tables_are_escaped():
    assert table_html(TABLE) == (
        '<table><thead><tr><th scope="col"></th><th scope="col">&lt;a&gt;</th></tr></thead>'
        '<tbody><tr><th scope="row" style="text-align:left">b</th>'
        '<td style="text-align:left">&amp;</td></tr>'
        '<tr><th scope="row" style="text-align:left">long</th>'
        '<td style="text-align:left;font-weight:bold">! no</td></tr></tbody></table>'
    )


def test_tables_without_row_heads_or_names():
    assert table_html(TextTable((None,), [("&",)]), row_heads=False, left=False) == (
        "<table><thead><tr><th></th></tr></thead><tbody><tr><td>&amp;</td></tr></tbody></table>"
    )


def test_lists_may_be_empty():
    assert listed(["a", "b"], "ol") == "<ol><li>a</li><li>b</li></ol>"
    assert listed([]) == ""
