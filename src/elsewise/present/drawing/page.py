"""A picture as one HTML page: it pans and zooms, and shows a state's facts, minds and prose."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from importlib.resources import files

import msgspec

from elsewise.present.drawing.canvas import clean
from elsewise.present.drawing.page_data import PageData
from elsewise.present.drawing.themes import page_variables

_HINT = (
    "Drag or use the arrow keys to move, the wheel or + and - to zoom, 0 to see all. "
    "Choose something in the picture to see what is so there, who believes what, and how it came."
)


def make_page(
    svg: str,
    title: str,
    description: str,
    look: str,
    details: PageData,
    lines: Mapping[int, int],
) -> str:
    """Return the page. `lines` says which lines of the description are about which spot."""
    # A script's content ends at "</": written so, JSON stays the same and cannot hold that.
    data = msgspec.json.encode(details).decode().replace("</", "<\\/")
    folder = files("elsewise.present.drawing")
    style = folder.joinpath("page.css").read_text("utf-8")
    script = folder.joinpath("page.js").read_text("utf-8")
    hint = f'<p class="quiet">{_HINT}</p>' if details.states else ""
    buttons = "".join(
        f'<button type="button" id="{name}">{said}</button>'
        for name, said in (("closer", "Zoom in"), ("farther", "Zoom out"), ("all", "See all"))
    )
    return f"""<!doctype html>
<html lang="en" class="{look}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{escape(clean(title))}</title>
<style>
{page_variables(look)}{style}</style>
</head>
<body>
<header><h1>{escape(clean(title))}</h1>{buttons}</header>
<main>
<div id="picture" tabindex="0" role="region" aria-label="The picture">
{svg}</div>
<aside id="panel" aria-live="polite">{hint}</aside>
</main>
<section id="words">
<h2>The same in words</h2>
<ul>
{_lines(description, lines)}
</ul>
</section>
<script type="application/json" id="details">{data}</script>
<script>
{script}</script>
</body>
</html>
"""


def _lines(description: str, spots: Mapping[int, int]) -> str:
    made = []
    for place, line in enumerate(description.splitlines()):
        mark = f' data-words="{spots[place]}"' if place in spots else ""
        made.append(f"<li{mark}>{escape(clean(line))} </li>")
    return "\n".join(made)
