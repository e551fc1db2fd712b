"""A picture, as a value that shows itself and can be saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from elsewise.errors import UsageError
from elsewise.files.write import replacing
from elsewise.present.drawing.page_data import Details

ENDINGS = (".svg", ".png", ".html")


def nothing() -> Details:
    """Return the details of a picture in which nothing can be chosen."""
    return Details([], [], [])


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, with its title and a complete alternative in words.

    `width` and `height` are pixels. What its HTML page shows beside it is worked out by `details`
    when it is asked for; `lines` says which lines of the description are about which spot there.
    """

    title: str
    description: str
    svg: str
    width: float
    height: float
    look: str = "auto"
    details: Callable[[], Details] = field(default=nothing, compare=False)
    lines: Mapping[int, int] = field(default_factory=dict, compare=False)

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
        try:
            with replacing(path) as file:
                file.write(self.as_bytes(ending))
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {error.strerror or error}.") from None

    def as_bytes(self, ending: str) -> bytes:
        """Return the content of a file of this ending."""
        if ending == ".png":
            from elsewise.present.drawing.png import png

            return png(self.svg)
        if ending == ".html":
            return self.html().encode()
        return self.svg.encode()

    def html(self) -> str:
        """Return the picture as one page that pans and zooms and needs no network."""
        from elsewise.present.drawing.page import make_page

        details = self.details()
        return make_page(self.svg, self.title, self.description, self.look, details, self.lines)
