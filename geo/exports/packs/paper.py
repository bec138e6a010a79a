"""Pages measured in millimetres from the top left corner, with type that Chinese can be read in."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

from geo.errors import InputError
from geo.exports.charts import chinese_font

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MM_PER_INCH: Final = 25.4
MM_PER_POINT: Final = MM_PER_INCH / 72
A4_MM: Final = (210.0, 297.0)
INK: Final = "#000000"
_WIDE: Final = ("W", "F", "A")
_LATIN_WIDTH: Final = 0.56  # of the size of the type, on average
_OTHER_TYPE: Final = "DejaVu Sans"
_CLOSING: Final = "，。；：、）！？”,.;:)!?"
_FIRST_CHINESE: Final = "\u2e80"


class Paper:
    """One page. Places are millimetres, x from the left, y from the top; sizes of type are points."""

    def __init__(self, size_mm: tuple[float, float] = A4_MM, *, dpi: float = 100) -> None:
        # Imported where a page is drawn: every other command would wait for it.
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
        from matplotlib.figure import Figure  # noqa: PLC0415

        self.width_mm, self.height_mm = size_mm
        inches = (self.width_mm / MM_PER_INCH, self.height_mm / MM_PER_INCH)
        self.figure: Figure = Figure(figsize=inches, dpi=dpi)
        FigureCanvasAgg(self.figure)

    def text(
        self, x: float, y: float, text: object, *, size: float = 9, bold: bool = False, ha: str = "left",
        va: str = "baseline", colour: str = INK,
    ) -> None:  # fmt: skip
        """Write a line; nothing in it is taken for a formula."""
        # matplotlib would set what stands between two dollar signs as mathematics.
        self.figure.text(
            x / self.width_mm, 1 - y / self.height_mm, printable(text), fontsize=size, color=colour,
            fontweight="bold" if bold else "normal", ha=ha, va=va, parse_math=False, fontfamily=families(),
        )  # fmt: skip

    def block(
        self, x: float, y: float, text: object, *, width: float, size: float = 9, most: int = 99,
        bold: bool = False,
    ) -> float:  # fmt: skip
        """Write text in lines no wider than `width`; return where the next line would stand."""
        step = size * MM_PER_POINT * 1.35
        for line in wrapped(text, width=width, size=size, most=most):
            self.text(x, y, line, size=size, bold=bold)
            y += step
        return y

    def rule(self, x: float, y: float, to_x: float, to_y: float, *, width: float = 0.5) -> None:
        """Draw a straight line, `width` points wide."""
        from matplotlib.lines import Line2D  # noqa: PLC0415

        xs = [x / self.width_mm, to_x / self.width_mm]
        ys = [1 - y / self.height_mm, 1 - to_y / self.height_mm]
        self.figure.add_artist(Line2D(xs, ys, color=INK, linewidth=width, solid_capstyle="butt"))

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str = "none", line: float = 0.5
    ) -> None:
        """Draw a rectangle."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        corner = (x / self.width_mm, 1 - (y + height) / self.height_mm)
        size = (width / self.width_mm, height / self.height_mm)
        edge = INK if line else "none"
        frame = self.figure.transFigure
        self.figure.add_artist(
            Rectangle(corner, *size, transform=frame, facecolor=fill, edgecolor=edge, linewidth=line)
        )

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        """Make room for a drawing."""
        left, bottom = x / self.width_mm, 1 - (y + height) / self.height_mm
        return self.figure.add_axes((left, bottom, width / self.width_mm, height / self.height_mm))


def pdf_of(pages: list[Paper]) -> bytes:
    """Return pages as one PDF; equal pages give equal bytes, because no moment of making is written."""
    from matplotlib.backends.backend_pdf import PdfPages  # noqa: PLC0415

    out = BytesIO()
    about: dict[str, Any] = {"CreationDate": None, "Producer": None, "Creator": "Tacha"}
    with PdfPages(out, metadata=about) as book:
        for page in pages:
            book.savefig(page.figure)
    return out.getvalue()


def picture_of(page: Paper) -> Image.Image:
    """Return a page as a picture, at the resolution it was made for."""
    canvas: Any = page.figure.canvas
    canvas.draw()
    width, height = canvas.get_width_height()
    return Image.frombuffer("RGBA", (width, height), bytes(canvas.buffer_rgba()), "raw", "RGBA", 0, 1)


def families() -> list[str]:
    """Type to write with: one with Chinese characters first."""
    return [name for name in (chinese_font(), _OTHER_TYPE) if name]


def require_type(texts: list[str]) -> None:
    """Refuse to draw Chinese where no installed type has its characters.

    Raises
    ------
    InputError : which types would do
    """
    if not chinese_font() and any(sign >= _FIRST_CHINESE for text in texts for sign in text):
        raise InputError("pack-no-type")


def printable(text: object) -> str:
    """Text without line breaks and signs that nothing prints."""
    return "".join(
        " " if sign.isspace() else sign
        for sign in str(text)
        if sign.isspace() or unicodedata.category(sign)[0] != "C"
    )


def width_mm(text: str, size: float) -> float:
    """Width of a line of type, near enough to break it.

    >>> round(width_mm("踏查", 10), 1)
    7.1
    """
    wide = sum(1.0 if unicodedata.east_asian_width(sign) in _WIDE else _LATIN_WIDTH for sign in text)
    return wide * size * MM_PER_POINT


def wrapped(text: object, *, width: float, size: float, most: int = 99) -> list[str]:
    """Break text into lines of at most `width` mm; what `most` of them do not hold ends in an ellipsis."""
    lines: list[str] = []
    line = ""
    for sign in printable(text):
        # A line never begins with a closing sign; it is let out by its width.
        if line and sign not in _CLOSING and width_mm(line + sign, size) > width:
            cut = line.rfind(" ") + 1
            # A Latin word is not broken where a blank stands in its line.
            head, tail = (line[:cut], line[cut:]) if cut and sign.isascii() and sign != " " else (line, "")
            lines.append(head.rstrip())
            line = tail
        line = (line + sign).lstrip() if lines else line + sign
    lines = [*lines, line.rstrip()] if line.strip() or not lines else lines
    if len(lines) > most:
        last = lines[most - 1]
        while last and width_mm(last + "…", size) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], last + "…"]
    return lines
