"""A picture, as a value that shows itself and can be saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from string import Template

import msgspec

from elsewise.errors import UsageError
from elsewise.files.write import replacing
from elsewise.present.drawing.page_data import PageData, no_data
from elsewise.present.drawing.themes import page_variables
from elsewise.show.frozen import freeze
from elsewise.show.harmless import markup

ENDINGS = (".svg", ".png", ".html")
ZOOM = 2
"""Pixels of a PNG per pixel of the picture, so that it is sharp on fine screens and in print."""

HINT = (
    '<p class="quiet">Drag or use the arrow keys to move, the wheel or + and - to zoom, 0 to see '
    "all. Choose something in the picture to see what is so there, who believes what, and how it "
    "came.</p>"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, with its title and a complete alternative in words.

    `width` and `height` are pixels. What its HTML page shows beside it is worked out by `details`
    when it is asked for; `lines` says which lines of the description are about which thing there.
    """

    title: str
    description: str
    svg: str
    width: float
    height: float
    look: str = "auto"
    details: Callable[[], PageData] = field(default=no_data, compare=False)
    lines: Mapping[int, int] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        freeze(self, "lines")

    def __reduce__(self) -> tuple[object, ...]:
        about = (self.title, self.description, self.svg, self.width, self.height, self.look)
        return Picture, (*about, partial(_known, self.details()), dict(self.lines))

    def __str__(self) -> str:
        return f"{self.title}\n\n{self.description}"

    def __repr__(self) -> str:
        return f"Picture({self.title}; {self.width:.0f} x {self.height:.0f})"

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: Path | str) -> None:
        """Write the picture to a file: `.svg`, `.png` (twice the size) or `.html` by its name.

        Raises `UsageError` for another name, where the file cannot be written, and for a PNG if
        the extra `png` is not installed.
        """
        path = Path(path)
        ending = path.suffix.lower()
        if ending not in ENDINGS:
            raise UsageError(f"{path} is no picture: its name must end in {', '.join(ENDINGS)}.")
        with replacing(path) as file:
            file.write(self.as_bytes(ending))

    def as_bytes(self, ending: str) -> bytes:
        """Return the content of a file of this ending."""
        if ending == ".png":
            return _png(self.svg)
        if ending == ".html":
            return self.html().encode()
        return self.svg.encode()

    def html(self) -> str:
        """Return the picture as one page that pans and zooms and needs no network."""
        folder, details = files("elsewise.present.drawing"), self.details()
        page, style, script = (
            folder.joinpath(f"page.{kind}").read_text("utf-8") for kind in ("html", "css", "js")
        )
        return Template(page).substitute(
            look=self.look,
            title=markup(self.title),
            style=page_variables(self.look) + style,
            svg=self.svg,
            hint=HINT if details.states else "",
            words="\n".join(self._list_items()),
            # "<" may end or turn what a script holds: written so, JSON stays the same without it.
            data=msgspec.json.encode(details.harmless()).decode().replace("<", "\\u003c"),
            script=script,
        )

    def _list_items(self) -> Iterator[str]:
        for place, line in enumerate(self.description.split("\n")):
            mark = f' data-words="{self.lines[place]}"' if place in self.lines else ""
            yield f"<li{mark}>{markup(line)} </li>"


def _known(data: PageData) -> PageData:
    return data


def _png(svg: str) -> bytes:
    """Return a picture as PNG. This takes a library that not everybody needs: the extra `png`."""
    try:
        resvg = import_module("resvg_py")
    except ImportError:
        raise UsageError(
            "A PNG takes a library that is not installed: pip install 'elsewise[png]'. "
            "An .svg or .html takes nothing more."
        ) from None
    return bytes(resvg.svg_to_bytes(svg_string=svg, zoom=ZOOM))
