"""The page: A4 with the margins of GB/T 9704 upright, and turned for wide forms."""

from __future__ import annotations

from dataclasses import dataclass

from performance.documents.blocks import Part, TableBlock

_WIDEST_UPRIGHT = 7  # columns; a table with more is printed on a page turned
_FOOTER_EDGE = 1361  # 24 mm: the number stands 7 mm below the text


@dataclass(frozen=True, slots=True)
class Page:
    """Sizes in twentieths of a point. 22 lines fill the upright page."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    orientation: str = ""

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right

    def section(self, *, numbered: bool, first: bool = False) -> str:
        """The properties that end a section of such pages; ``first`` begins the numbers at 1."""
        return (
            "<w:sectPr>"
            + ('<w:footerReference w:type="default" r:id="rId3"/>' if numbered else "")
            + f'<w:pgSz w:w="{self.width}" w:h="{self.height}"{self.orientation}/>'
            f'<w:pgMar w:top="{self.top}" w:right="{self.right}" w:bottom="{self.bottom}" w:left="{self.left}"'
            f' w:header="851" w:footer="{_FOOTER_EDGE}" w:gutter="0"/>'
            + ('<w:pgNumType w:start="1"/>' if first else "")
            + '<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
        )


# 天头 37 mm, 订口 28 mm; turned, the edge that is bound lies on top.
UPRIGHT = Page(11906, 16838, top=2098, right=1474, bottom=1984, left=1587)
TURNED = Page(16838, 11906, top=1587, right=2098, bottom=1474, left=1984, orientation=' w:orient="landscape"')


def page_of(part: Part) -> Page:
    wide = any(isinstance(b, TableBlock) and len(b.widths) > _WIDEST_UPRIGHT for b in part.blocks)
    return TURNED if wide else UPRIGHT
