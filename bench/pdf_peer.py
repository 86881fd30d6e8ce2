"""The same text through HTML and WeasyPrint, the way many programs print."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from performance.documents.blocks import Printed
from performance.documents.formats.html.cells import HtmlBlock, HtmlRow, HtmlTables, html_parts

STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: counter(page) } }
body { font-family: "Noto Serif CJK SC", serif; font-size: 10.5pt }
section { break-before: page }
table { border-collapse: collapse; width: 100% }
td { border: 0.5pt solid; padding: 2pt }
"""


def weasyprint_peer(texts: list[Printed]) -> Callable[[], object] | str:
    """Prints one of the texts each time; a sentence where WeasyPrint or the libraries it draws with are missing."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:  # OSError: pango is no Python package
        return f"本机没有 WeasyPrint 或它所用的图形库（{str(error).splitlines()[0]}）。"
    pages = [_page(text) for text in texts]
    return lambda: HTML(string=pages.pop()).write_pdf()


def _page(printed: Printed) -> str:
    parts = "".join(f"<section>{''.join(map(_block, part.blocks))}</section>" for part in html_parts(printed))
    return (
        f"<html lang='zh'><style>{STYLE}</style><body><h1>{escape(printed.title)}</h1>{parts}</body></html>"
    )


def _block(block: HtmlBlock) -> str:
    if isinstance(block, HtmlTables):
        return "".join(
            f"<table><thead>{_rows(table.head)}</thead><tbody>{_rows(table.body)}</tbody></table>"
            for table in block.tables
        )
    return f"<h2>{escape(block.text)}</h2>" if block.kind == "heading" else f"<p>{escape(block.text)}</p>"


def _rows(rows: tuple[HtmlRow, ...]) -> str:
    return "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)


def _cell(cell) -> str:
    text = escape(cell.text).replace("\n", "<br>")
    return f'<td colspan="{cell.colspan}" rowspan="{cell.rowspan}">{text}</td>'
