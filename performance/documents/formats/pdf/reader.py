"""A PDF as blocks: its tables by their ruled lines, its text by its lines, whatever is printed askew set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import groupby
from typing import Any

import pypdfium2.raw as pdfium

from departments.uploads.refused_file import RefusedFile
from performance.documents.blocks import Source
from performance.documents.formats.docx.parts import nothing_collected
from performance.documents.formats.paged.assembly import source_of
from performance.documents.formats.paged.page import Box, Glyph, Page, Rule
from performance.documents.formats.pdf.glyphs import (
    UNSEEN,
    WATERMARK,
    Drawn,
    Letter,
    Move,
    PageLetters,
    glyphs_of,
    is_seen,
)
from performance.documents.formats.pdf.paths import Edge, paths_of

MOST_PAGES = 1_000
MOST_LETTERS = 2_000_000
Progress = Callable[[int, int], None]
Recognise = Callable[[Any, int], Page]
_STRAIGHT = 1.5  # points that a straight line may lean
_PICTURE = 0.3  # of a page: a picture this large on a page without letters is a scan
_BROKEN = 0.1  # of the letters that have no known character: then the page is read as a picture
_LARGE = 30.0
_SAVE_AGAIN = "请用 WPS 或 Adobe 打开并另存为 PDF 后再上传"
_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: "PDF 文件加了密码，请先取消密码后再上传。",
    pdfium.FPDF_ERR_SECURITY: "PDF 文件用了不支持的加密方法，请先取消加密后再上传。",
}


def nobody_waits(_done: int, _total: int) -> None:
    """For whoever does not show how far a reading is."""


def no_recognition(_page: Any, number: int) -> Page:
    raise RefusedFile(
        f"第{number}页是扫描图像，没有文字。本机没有安装文字识别组件；请上传有文字的 PDF、Word 或 Excel 文件。"
    )


def read_pdf(
    content: bytes, *, progress: Progress = nobody_waits, recognise: Recognise = no_recognition
) -> Source:
    """Raises RefusedFile for what is no sound PDF, and for scanned pages where nothing recognises them."""
    if b"%PDF-" not in content[:1024]:
        raise RefusedFile("扩展名为 .pdf，但内容不是 PDF 文件，请核对是否选错了文件。")
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        raise RefusedFile(_ERRORS.get(error, f"PDF 文件不完整或已损坏，无法打开。{_SAVE_AGAIN}。"))
    try:
        with nothing_collected():
            return source_of(_pages(document, progress, recognise))
    finally:
        pdfium.FPDF_CloseDocument(document)


def _pages(document: Any, progress: Progress, recognise: Recognise) -> list[Page]:
    count = pdfium.FPDF_GetPageCount(document)
    if not count:
        raise RefusedFile("PDF 文件没有一页，请核对是否选错了文件。")
    if count > MOST_PAGES:
        raise RefusedFile(f"PDF 文件有 {count} 页，超过 {MOST_PAGES} 页的上限，请分成几个文件上传。")
    pages: list[Page] = []
    letters = 0
    for number in range(count):
        progress(number, count)
        handle = pdfium.FPDF_LoadPage(document, number)
        if not handle:
            raise RefusedFile(f"PDF 文件的第{number + 1}页已损坏，无法读取。{_SAVE_AGAIN}。")
        try:
            pages.append(_page(handle, number + 1, recognise))
        finally:
            pdfium.FPDF_ClosePage(handle)
        letters += len(pages[-1].glyphs)
        if letters > MOST_LETTERS:
            raise RefusedFile(f"PDF 文件的文字超过 {MOST_LETTERS} 个，不能导入，请核对是否选错了文件。")
    progress(count, count)
    return pages


def _page(handle: Any, number: int, recognise: Recognise) -> Page:
    letters = PageLetters(handle).letters
    paths = paths_of(handle)
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(handle, bounds)
    seen = [pair for pair in letters if not pair[1].kind and (pair[1].clip is None or is_seen(*pair))]
    area = (bounds.right - bounds.left) * (bounds.top - bounds.bottom)
    if _is_scan(seen, paths.picture, area):
        return recognise(handle, number)
    quarter = _quarter(seen)
    move = _upright(quarter, bounds)
    size = bounds.right - bounds.left, bounds.top - bounds.bottom
    page = Page(number, *(size[::-1] if quarter % 2 else size))
    page.glyphs = _glyphs(seen, quarter, move)
    page.aside = _aside(letters, seen, quarter)
    for edge in paths.edges:
        _add_rule(edge, page, move)
    page.fills = [move(*area) for area in paths.areas]
    return page


def _is_scan(seen: list[tuple[Letter, Drawn]], picture: float, area: float) -> bool:
    if picture < _PICTURE * area:
        return False
    broken = sum(1 for letter, _ in seen if letter.text == "�" or 0xE000 <= ord(letter.text[0]) < 0xF900)
    return len(seen) < 20 or broken > _BROKEN * len(seen)


def _quarter(seen: list[tuple[Letter, Drawn]]) -> int:
    """How the page lies, by most of its letters."""
    turned = Counter(drawn.quarter for _, drawn in seen)
    return turned.most_common(1)[0][0] or 0 if turned else 0


def _upright(quarter: int, bounds: Any) -> Move:
    """Turns the space of the file until its letters stand upright, measured from the upper left corner."""
    left, bottom, right, top = bounds.left, bounds.bottom, bounds.right, bounds.top
    return {
        0: lambda x, y, x2, y2: Box(x - left, top - y2, x2 - left, top - y),
        1: lambda x, y, x2, y2: Box(y - bottom, x - left, y2 - bottom, x2 - left),
        2: lambda x, y, x2, y2: Box(right - x2, y - bottom, right - x, y2 - bottom),
        3: lambda x, y, x2, y2: Box(top - y2, right - x2, top - y, right - x),
    }[quarter]


def _glyphs(seen: list[tuple[Letter, Drawn]], quarter: int, move: Move) -> list[Glyph]:
    """The upright letters; a word that is set upwards or downwards is one glyph."""
    if all(drawn.quarter == quarter for _, drawn in seen):
        return glyphs_of(seen, move)
    found = []
    for upright, letters in groupby(seen, key=lambda pair: pair[1].quarter == quarter):
        if upright:
            found += glyphs_of(letters, move)
            continue
        for _, run in groupby(letters, key=lambda pair: pair[0].run):
            pieces = glyphs_of(run, move)
            if pieces[0].size < _LARGE:
                found.append(_as_one(pieces))
    return found


def _as_one(pieces: list[Glyph]) -> Glyph:
    return pieces[0]._replace(
        text="".join(piece.text for piece in pieces),
        left=min(piece.left for piece in pieces),
        top=min(piece.top for piece in pieces),
        right=max(piece.right for piece in pieces),
        bottom=max(piece.bottom for piece in pieces),
    )


def _aside(
    letters: list[tuple[Letter, Drawn]], seen: list[tuple[Letter, Drawn]], quarter: int
) -> list[tuple[str, str]]:
    """What is not read, by why."""
    texts: dict[str, str] = {}
    if len(letters) == len(seen) and all(drawn.quarter == quarter for _, drawn in seen):
        return []
    for letter, drawn in letters:
        kind = drawn.kind
        if not kind and not is_seen(letter, drawn):
            kind = UNSEEN
        elif not kind and drawn.quarter != quarter and drawn.size >= _LARGE:
            kind = WATERMARK
        if kind:
            texts[kind] = texts.get(kind, "") + letter.text
    return list(texts.items())


def _add_rule(edge: Edge, page: Page, move: Move) -> None:
    x, y, x2, y2 = edge
    box = move(min(x, x2), min(y, y2), max(x, x2), max(y, y2))
    if box.height <= _STRAIGHT < box.width:
        page.horizontal.append(Rule((box.top + box.bottom) / 2, box.left, box.right))
    elif box.width <= _STRAIGHT < box.height:
        page.vertical.append(Rule((box.left + box.right) / 2, box.top, box.bottom))
