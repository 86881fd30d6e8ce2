"""The look of a workbook: a few fonts, two kinds of border, and the cell formats made of them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from html import escape

from performance.documents.blocks import Style

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True, slots=True)
class Font:
    name: str
    size: float
    bold: bool = False
    link: bool = False

    @property
    def xml(self) -> str:
        underline = "<u/>" if self.link else ""
        color = '<color rgb="FF0563C1"/>' if self.link else ""
        family = '<family val="3"/><charset val="134"/>'  # 134: simplified Chinese, guides substitution
        return (
            f'<font>{"<b/>" if self.bold else ""}{underline}<sz val="{self.size:g}"/>{color}'
            f'<name val="{self.name}"/>{family}</font>'
        )


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is shown; everything but its number format."""

    font: Font
    horizontal: str
    vertical: str = "center"
    bordered: bool = False

    @property
    def linked(self) -> Look:
        return replace(self, font=replace(self.font, link=True))


# The first font is that of the Normal style: 五号宋体, whose digit is seven pixels, is the unit of column widths.
BODY = Font("宋体", 10.5)
COVER_TITLE = Look(Font("方正小标宋简体", 22), "center")
COVER_LINE = Look(Font("仿宋_GB2312", 16), "center")
CONTENTS_LINE = Look(Font("宋体", 12, link=True), "left")
PROSE = Look(Font("仿宋_GB2312", 12), "left", "top")
HEADINGS = {
    1: Look(Font("黑体", 16, bold=True), "center"),
    2: Look(Font("黑体", 14), "left"),
    3: Look(Font("楷体_GB2312", 12), "left"),
}
TABLE_TITLE = Look(Font("黑体", 14), "center")  # a heading right above a table
TABLE_LOOKS = {
    Style.CAPTION: Look(Font("宋体", 10.5, bold=True), "center", bordered=True),
    Style.TEXT: Look(BODY, "left", bordered=True),
    Style.CENTRED: Look(BODY, "center", bordered=True),
    Style.NUMBER: Look(BODY, "right", bordered=True),
    Style.BARE: Look(BODY, "left"),
    Style.BARE_RIGHT: Look(BODY, "right"),
}

_NO_BORDER = "<border><left/><right/><top/><bottom/><diagonal/></border>"
_THIN_BORDER = (
    "<border>"
    + "".join(
        f'<{side} style="thin"><color auto="1"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    + "<diagonal/></border>"
)
_FIRST_OWN_FORMAT = 164  # below this number formats are built in


class StyleSheet:
    """Hands out the number of a cell format on first use; written last, so it lists what was used."""

    def __init__(self) -> None:
        self._fonts: dict[Font, int] = {BODY: 0}
        self._number_formats: dict[str, int] = {}
        self._formats: dict[Hashable, int] = {}
        self._xml: list[str] = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']

    def number_of(self, look: Look, number_format: str = "", *, quoted: bool = False) -> int:
        """The index of a cell format; ``quoted`` keeps text text when someone edits the cell."""
        key = (look, number_format, quoted)
        number = self._formats.get(key)
        if number is None:
            number = self._formats[key] = len(self._xml)
            self._xml.append(self._format_xml(look, number_format, 'quotePrefix="1" ' if quoted else ""))
        return number

    def _format_xml(self, look: Look, number_format: str, quote: str) -> str:
        font = self._fonts.setdefault(look.font, len(self._fonts))
        number = 0
        if number_format:
            own = _FIRST_OWN_FORMAT + len(self._number_formats)
            number = self._number_formats.setdefault(number_format, own)
        return (
            f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="{int(look.bordered)}" xfId="0" {quote}'
            f'applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">'
            f'<alignment horizontal="{look.horizontal}" vertical="{look.vertical}" wrapText="1"/></xf>'
        )

    def xml(self) -> str:
        formats = "".join(
            f'<numFmt numFmtId="{number}" formatCode="{escape(code)}"/>'
            for code, number in self._number_formats.items()
        )
        return "".join((
            f'<styleSheet xmlns="{MAIN}">',
            f'<numFmts count="{len(self._number_formats)}">{formats}</numFmts>' if formats else "",
            f'<fonts count="{len(self._fonts)}">{"".join(font.xml for font in self._fonts)}</fonts>',
            '<fills count="2"><fill><patternFill patternType="none"/></fill>',
            '<fill><patternFill patternType="gray125"/></fill></fills>',
            f'<borders count="2">{_NO_BORDER}{_THIN_BORDER}</borders>',
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
            f'<cellXfs count="{len(self._xml)}">{"".join(self._xml)}</cellXfs>',
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
            '<dxfs count="0"/></styleSheet>',
        ))  # fmt: skip
