"""Word documents by another hand: drawn with python-docx, on a grid of its own, torn by page breaks."""

from io import BytesIO
from itertools import accumulate, pairwise

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from performance.documents.blocks import Heading, Printed, TableBlock

SHIFTED = 3  # rows from here on have their column lines a little to the right of those above


def saved(document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def drawn_by_another_hand(printed: Printed, *, torn_at: int | None = None) -> bytes:
    """The text with real headings, and its tables on a finer grid whose rows do not line up.

    ``torn_at``: each table ends before this row and begins anew with its repeated header.
    """
    document = docx.Document()
    for line in (printed.title, *printed.cover):
        document.add_paragraph(line)
    for part in printed.parts:
        for block in part.blocks:
            if isinstance(block, TableBlock):
                _draw_torn(document, block, torn_at)
            elif isinstance(block, Heading):
                document.add_heading(block.text, block.level)
            else:
                document.add_paragraph(block.text)
    return saved(document)


def _draw_torn(document, block, torn_at):
    rows = block.rows
    if torn_at is None or torn_at >= len(rows):
        _draw(document, rows, len(block.widths))
        return
    _draw(document, rows[:torn_at], len(block.widths))
    document.add_page_break()
    _draw(document, rows[block.header.start : block.header.stop] + rows[torn_at:], len(block.widths))


def _draw(document, rows, columns):
    table = document.add_table(len(rows), columns * 3 + 1)
    cells = table._cells
    width = columns * 3 + 1
    begun = {}
    for number, row in enumerate(rows):
        edges = list(accumulate((cell.span * 3 for cell in row), initial=0))
        shift = int(number >= SHIFTED)
        edges = [edge + shift * (0 < edge < edges[-1]) for edge in edges]
        edges[-1] = width
        for cell, (left, right) in zip(row, pairwise(edges), strict=True):
            if not cell.below or (left, right) not in begun:
                begun[left, right] = number
            merged = cells[begun[left, right] * width + left].merge(cells[number * width + right - 1])
            if begun[left, right] == number:
                merged.text = cell.text


def paragraph_of(runs: str):
    """A paragraph of raw runs."""
    names = nsdecls("w") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return parse_xml(f"<w:p {names}>{runs}</w:p>")


def with_paragraphs(*runs: str, styles: str = "") -> bytes:
    """A document of paragraphs of raw runs, with more styles than the program has."""
    document = docx.Document()
    document.styles.element.extend(parse_xml(f"<w:styles {nsdecls('w')}>{styles}</w:styles>"))
    for xml in runs:
        document.element.body.insert(len(document.element.body) - 1, paragraph_of(xml))
    return saved(document)


def with_lists(*levels: tuple[str, str], items: list[tuple[int, str]], restarted: int = 0) -> bytes:
    """Paragraphs of one list; ``levels`` are its number forms, ``items`` the depth and text of each.

    The item of number ``restarted`` and those behind it belong to a list that begins anew.
    """
    document = docx.Document()
    numbering = document.part.numbering_part.element
    forms = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{forms}</w:abstractNum>')
    )
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for number, override in (("90", ""), ("91", again)):
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>{override}</w:num>'
            )
        )
    for index, (depth, text) in enumerate(items):
        number = "91" if restarted and index >= restarted else "90"
        document.add_paragraph(text)._p.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
            )
        )
    return saved(document)
