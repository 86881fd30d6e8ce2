"""The frame around the rows of a sheet: column widths, page, margins, footer; in the order the standard fixes."""

from __future__ import annotations

from performance.documents.formats.xlsx.package import XML
from performance.documents.formats.xlsx.shared_strings import escaped
from performance.documents.formats.xlsx.sheet_drawing import SheetDrawing
from performance.documents.formats.xlsx.styles import MAIN

_A4 = 9
_PAGE_HEIGHTS = {"portrait": 728.0, "landscape": 481.0}  # points of A4 between the margins
_SHRINK_LIMIT = (
    1.2  # a sheet longer than its page by less than this is printed smaller rather than on two pages
)
_MARGINS = '<pageMargins left="0.79" right="0.79" top="0.79" bottom="0.79" header="0.3" footer="0.4"/>'
_UPRIGHT = 110  # characters side by side on an upright page of A4, which it shrinks by hardly a tenth
_LEGIBLE = 200  # characters of a list side by side on a page of A4
_LIST_MARGINS = '<pageMargins left="0.4" right="0.4" top="0.79" bottom="0.6" header="0.3" footer="0.3"/>'
_NUMBER = "第 &amp;P 页 共 &amp;N 页"


def sheet_xml(
    drawing: SheetDrawing,
    orientation: str,
    *,
    links: str = "",
    numbered: bool = True,
    headed: tuple[int, str] | None = None,
    approval: str = "",
) -> str:
    """The whole sheet. ``headed``: the row that stays in sight, and the area that can be filtered by it.

    ``approval`` is printed below the page number.
    """
    page = _PAGE_HEIGHTS[orientation]
    pages = 1 if page < drawing.height <= page * _SHRINK_LIMIT else 0  # 0: as many as needed
    merges = drawing.merges
    return "".join((
        f'{XML}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0">{_pane(headed)}</sheetView></sheetViews>',
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{drawing.grid.xml}</cols><sheetData>',
        *drawing.rows,
        "</sheetData>",
        f'<autoFilter ref="{headed[1]}"/>' if headed else "",
        f'<mergeCells count="{len(merges)}">{"".join(merges)}</mergeCells>' if merges else "",
        f"<hyperlinks>{links}</hyperlinks>" if links else "",
        f'<printOptions horizontalCentered="1"/>{_MARGINS}',
        f'<pageSetup paperSize="{_A4}" fitToHeight="{pages}" orientation="{orientation}"/>',
        _footer(_NUMBER if numbered else "", approval),
        "</worksheet>",
    ))  # fmt: skip


def list_page(title: str, width: int) -> str:
    """How a plain list is printed: its title and the day of printing on every page.

    As wide as the page, which lies where it is wide, but for one that nobody could read so small: ``width`` is that of
    its columns, in characters.
    """
    header = escaped(title.replace("&", "&&"))
    pages = max(1, -(-width // _LEGIBLE))
    orientation = "landscape" if width > _UPRIGHT else "portrait"
    return (
        f'{_LIST_MARGINS}<pageSetup paperSize="{_A4}" fitToWidth="{pages}" fitToHeight="0" orientation="{orientation}"/>'
        f"<headerFooter><oddHeader>&amp;L{header}&amp;R打印日期 &amp;D</oddHeader>"
        f"<oddFooter>&amp;C{_NUMBER}</oddFooter></headerFooter>"
    )


def _footer(number: str, approval: str) -> str:
    """``&`` begins an instruction there, so that a plain one is written twice."""
    lines = "\n".join(filter(None, (number, escaped(approval.replace("&", "&&")))))
    return f"<headerFooter><oddFooter>&amp;C{lines}</oddFooter></headerFooter>" if lines else ""


def _pane(headed: tuple[int, str] | None) -> str:
    if headed is None:
        return ""
    return (
        f'<pane ySplit="{headed[0]}" topLeftCell="A{headed[0] + 1}" activePane="bottomLeft" state="frozen"/>'
    )
