"""What a PDF costs to read beside the letters that pdfium hands over: tables, joined pages and paragraphs are found on top."""

import ctypes

import pypdfium2.raw as pdfium

from bench.frame import Race, benchmark
from bench.texts import a_statement
from performance.documents.convert import write_text
from performance.documents.formats.pdf.reader import read_pdf


def letters_with_boxes(data: bytes) -> int:
    """The least that anybody needs who wants to know where a letter stands."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    count = 0
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page)
        for n in range(pdfium.FPDFText_CountChars(text)):
            pdfium.FPDFText_GetUnicode(text, n)
            pdfium.FPDFText_GetCharBox(text, n, left, right, bottom, top)
            count += 1
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return count


@benchmark(
    "pdf_read_20",
    "20 张项目表的 PDF → 表格与段落 ÷ pdfium 逐字取出文字与位置",
    goal=3.0,
    rounds=9,
)
def reading_beside_bare_letters() -> Race:
    data = write_text(a_statement(20), ".pdf")
    read_pdf(data)  # pdfium is loaded and set up
    return Race(this=lambda: read_pdf(data), floor=lambda: letters_with_boxes(data), says=None)
