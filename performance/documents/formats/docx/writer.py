"""A printed text as a Word document: cover, 目录, running text and forms, as departments publish it.

Written by hand rather than through a library: the look is fixed, so the XML is a few patterns, and a text of
hundreds of merged forms costs little more than compressing it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count, groupby

from performance.documents.blocks import Heading, Part, Printed, TableBlock
from performance.documents.formats.docx.contents import Entry, blocks_of, contents_xml, entries_of
from performance.documents.formats.docx.package import package
from performance.documents.formats.docx.page import UPRIGHT, Page, page_of
from performance.documents.formats.docx.table import tables_xml
from performance.documents.formats.docx.text import GAP, paragraph, run
from performance.documents.formats.paper_looks import Look, cover_of, looks_of

_PAGE_BREAK = "<w:pageBreakBefore/>"
_STYLES = {
    Look.TEXT: "BodyText",
    Look.SUBTITLE: "BodyTitle",
    Look.NOTE_LEFT: "FormNoteLeft",
    Look.NOTE_CENTRE: "FormNoteCentre",
    Look.NOTE_RIGHT: "FormNoteRight",
    Look.NOTE_BELOW: "FormNoteBelow",
}


def docx_bytes(printed: Printed, *, approval: str = "") -> bytes:
    """The document; the same text gives the same bytes. Raises ValueError for characters Word cannot hold.

    ``approval`` is the line below the page numbers by which an approved print can be verified.
    """
    below = paragraph("Footer", run(approval)) if approval else ""
    parts = [part.drawn for part in printed.parts]
    return package(printed.title, chain(_cover(printed), _sections(parts)), below)


def _cover(printed: Printed) -> Iterator[str]:
    """The section of the cover ends without a page number."""
    if not printed.has_cover:
        return
    cover = cover_of(printed)
    yield from (paragraph("CoverMark", run(line)) for line in cover.above)
    yield paragraph("Title", run(cover.title))
    yield from (paragraph("CoverLine", run(line)) for line in cover.below)
    yield paragraph(GAP, properties=UPRIGHT.section(numbered=False))


def _sections(parts: Sequence[Part]) -> Iterator[str]:
    """The 目录, unless there is one thing only, and the parts, in sections of pages of the same kind."""
    pieces = list(_pieces(parts))
    sections = [list(section) for _, section in groupby(pieces, key=lambda piece: piece[0])]
    for number, section in enumerate(sections, 1):
        yield from (xml for _, xml in section)
        end = section[0][0].section(numbered=True, first=number == 1)
        yield paragraph(GAP, properties=end) if number < len(sections) else paragraph(GAP) + end


def _pieces(parts: Sequence[Part]) -> Iterator[tuple[Page, str]]:
    numbers = count(1)
    entries = [entries_of(part, numbers) for part in parts]
    listed = list(chain.from_iterable(entries))
    page: Page | None = None
    if len(listed) > 1:
        page = UPRIGHT
        yield page, contents_xml(listed)
    only_headings = False
    for part, own in zip(parts, entries, strict=True):
        breaks = page == page_of(part) and not only_headings
        page = page_of(part)
        yield page, "".join(_part(part, own, page, _PAGE_BREAK if breaks else ""))
        only_headings = all(isinstance(block, Heading) for block in part.blocks)


def _part(part: Part, entries: Sequence[Entry], page: Page, page_break: str) -> Iterator[str]:
    left = list(entries)
    blocks = blocks_of(part)
    if not blocks or not isinstance(blocks[0], Heading):
        yield paragraph(GAP, left.pop(0).hidden_target(), page_break)
        page_break = ""
    after_table = False
    for block, look in zip(blocks, looks_of(blocks), strict=True):
        if isinstance(block, TableBlock):
            yield (paragraph(GAP) if after_table else "") + tables_xml(block, page.text_width)
        elif isinstance(block, Heading):
            yield left.pop(0).heading(block.text, page_break)
        else:
            yield paragraph(_STYLES[look], run(block.text))
        after_table, page_break = isinstance(block, TableBlock), ""
