"""What a web page shows of a printed text → its markup.

A text of twenty projects has thousands of cells; a template takes ten times as long over them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from performance.documents.formats.html import (
    HtmlBlock,
    HtmlCell,
    HtmlHeading,
    HtmlMark,
    HtmlParagraph,
    HtmlPart,
    HtmlRow,
    HtmlTable,
)


def markup(part: HtmlPart) -> str:
    """The section of a page that holds a part; all that anybody wrote in it is escaped."""
    blocks = "\n".join(_block(block, escape(part.title)) for block in part.blocks)
    return f'<section id="{escape(part.anchor)}" class="part">\n{blocks}\n</section>'


def _block(block: HtmlBlock, title: str) -> str:
    if isinstance(block, HtmlHeading):
        return _element(f"h{block.depth}", f"level-{block.level}", block.text, block.mark)
    if isinstance(block, HtmlParagraph):
        return _element("p", "prose", block.text, block.mark)
    tables = "\n".join(
        _table(table, f"{title}（续）" if n else title) for n, table in enumerate(block.tables)
    )
    return f'<div class="scroller" role="region" aria-label="{title}" tabindex="0">\n{tables}\n</div>'


def _table(table: HtmlTable, title: str) -> str:
    widths = "".join(f'<col width="{width}%">' for width in table.widths)
    head = f"<thead>{_rows(table.head)}</thead>\n" if table.head else ""
    return (
        f'<table class="form">\n<caption class="visually-hidden">{title}</caption>\n'
        f"<colgroup>{widths}</colgroup>\n{head}<tbody>{_rows(table.body)}</tbody>\n</table>"
    )


def _rows(rows: Iterable[HtmlRow]) -> str:
    return "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)


def _cell(cell: HtmlCell) -> str:
    spans = "".join(_spans(cell))
    if cell.scope:
        return _element("th", cell.style, cell.text, cell.mark, f' scope="{cell.scope}"{spans}')
    return _element("td", cell.style, cell.text, cell.mark, spans)


def _spans(cell: HtmlCell) -> Iterator[str]:
    if cell.colspan > 1:
        yield f' colspan="{cell.colspan}"'
    if cell.rowspan > 1:
        yield f' rowspan="{cell.rowspan}"'


def _element(name: str, looks: str, text: str, mark: HtmlMark | None, more: str = "") -> str:
    if mark is None:
        return f'<{name} class="{looks}"{more}>{escape(text)}</{name}>'
    opening = f'<{name} class="{looks} marked {mark.kind}" id="{escape(mark.id)}"{more}>'
    return f"{opening}{escape(text)}{_remarks(mark)}</{name}>"


def _remarks(mark: HtmlMark) -> str:
    """The links of a marked place."""
    links = "".join(
        f'<a href="{escape(remark.href)}" title="{escape(remark.title)}">{escape(remark.text)}</a>'
        for remark in mark.remarks
    )
    return f'<span class="marks">{links}</span>' if links else ""
