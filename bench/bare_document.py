"""A Word file as plain data (tables, rows, cells, lines), and the least it takes to write the same from its content.

Other libraries are given the plain data. The floor has them for what stands around the forms, and lays the forms out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from io import BytesIO
from itertools import chain
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bench.bare_form_table import form_tables
from performance.content.model import ProjectContent

DOCUMENT = "word/document.xml"
_TABLE = re.compile(r"(<w:tbl>.*?</w:tbl>)", re.DOTALL)
_ROW = re.compile(r"<w:tr>(<w:trPr>.*?</w:trPr>)(.*?)</w:tr>", re.DOTALL)
_CELL = re.compile(r"<w:tc>(<w:tcPr>.*?</w:tcPr>)(.*?)</w:tc>", re.DOTALL)
_LINE = re.compile(
    r'<w:p><w:pPr><w:pStyle w:val="(\w+)"/></w:pPr>(?:<w:r><w:t xml:space="preserve">(.*?)</w:t></w:r>)?</w:p>',
    re.DOTALL,
)
_SPAN, _MERGE = re.compile(r'<w:gridSpan w:val="(\d+)"/>'), re.compile(r'<w:vMerge w:val="(\w+)"/>')


@dataclass(frozen=True, slots=True)
class PlainCell:
    """``merge``: restart where the cell goes on below, continue where it goes on from above."""

    properties: str
    lines: tuple[tuple[str, str], ...]  # style and text
    span: int
    merge: str

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.lines]


@dataclass(frozen=True, slots=True)
class PlainTable:
    opening: str
    rows: tuple[tuple[str, tuple[PlainCell, ...]], ...]  # properties and cells


@dataclass(frozen=True)
class PlainDocument:
    """The text in its order, all but the tables as ready XML; and the other members of the archive."""

    pieces: tuple[str | PlainTable, ...]
    members: tuple[tuple[str, bytes], ...]

    @property
    def tables(self) -> list[PlainTable]:
        return [piece for piece in self.pieces if isinstance(piece, PlainTable)]


def plain_document(document: bytes) -> PlainDocument:
    with ZipFile(BytesIO(document)) as archive:
        xml = archive.read(DOCUMENT).decode()
        members = tuple((name, archive.read(name)) for name in archive.namelist())
    return PlainDocument(tuple(map(_piece, _TABLE.split(xml))), members)


def _piece(xml: str) -> str | PlainTable:
    if not xml.startswith("<w:tbl>"):
        return xml
    rows = tuple((properties, tuple(map(_cell, _CELL.findall(row)))) for properties, row in _ROW.findall(xml))
    return PlainTable(xml.partition("<w:tr>")[0], rows)


def _cell(found: tuple[str, str]) -> PlainCell:
    properties, lines = found
    span, merge = _SPAN.search(properties), _MERGE.search(properties)
    texts = tuple((style, unescape(text)) for style, text in _LINE.findall(lines))
    return PlainCell(properties, texts, int(span[1]) if span else 1, merge[1] if merge else "")


def bare_docx(document: PlainDocument, projects: Sequence[ProjectContent] = ()) -> bytes:
    """The floor: content to rows to cells as XML text, zip at the usual level, and nothing else.

    Without ``projects`` not even that: the tables are laid out already.
    """
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in document.members:
            member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            xml = _xml(document, projects)
            archive.writestr(member, "".join(xml).encode() if name == DOCUMENT else content)
    return stream.getvalue()


def _xml(document: PlainDocument, projects: Sequence[ProjectContent]) -> Iterator[str]:
    laid_out = chain.from_iterable(map(form_tables, projects))
    for piece in document.pieces:
        if isinstance(piece, str):
            yield piece
        elif projects:
            yield piece.opening
            yield from next(laid_out)
            yield "</w:tbl>"
        else:
            yield from _table(piece)


def _table(table: PlainTable) -> Iterator[str]:
    yield table.opening
    for properties, cells in table.rows:
        yield f"<w:tr>{properties}"
        for cell in cells:
            yield f"<w:tc>{cell.properties}"
            for style, text in cell.lines:
                run = (
                    f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>' if text else ""
                )
                yield f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'
            yield "</w:tc>"
        yield "</w:tr>"
    yield "</w:tbl>"
