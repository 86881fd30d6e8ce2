"""Forms drawn as files of each kind, so that what spoils a form spoils a file, and what only a file can do to it."""

import csv
import html
import io
from functools import cache

import docx
import openpyxl

from performance.documents.convert import read_source
from performance.documents.formats.csv_reader import read_csv
from performance.documents.formats.docx.reader import read_docx
from performance.documents.formats.html.reader import read_html
from performance.documents.formats.pdf.reader import read_pdf
from performance.documents.formats.txt import read_txt
from performance.documents.formats.xlsx.reader import read_xlsx


def as_xlsx(blocks, hidden=()):
    """Tables below one another on one sheet; ``hidden`` are kinds of dimensions with their numbers, from 1."""
    book = openpyxl.Workbook()
    sheet, top = book.active, 1
    for block in blocks:
        if isinstance(block, str):
            sheet.cell(top, 1, block).data_type = "s"
            top += 1
            continue
        cells, _, height = block
        for cell in cells:
            row, column = top + cell.row, cell.column + 1
            if cell.text:
                sheet.cell(row, column, cell.text).data_type = "s"
            if cell.rows > 1 or cell.columns > 1:
                sheet.merge_cells(None, row, column, row + cell.rows - 1, column + cell.columns - 1)
        top += height
    for kind, number in hidden:
        dimensions = sheet.row_dimensions if kind == "row" else sheet.column_dimensions
        dimensions[number if kind == "row" else openpyxl.utils.get_column_letter(number)].hidden = True
    return _saved(book)


def as_docx(blocks):
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        cells, width, height = block
        table = document.add_table(height, width)
        grid = table._cells
        for cell in cells:
            first = grid[cell.row * width + cell.column]
            if cell.rows > 1 or cell.columns > 1:
                first = first.merge(grid[(cell.row + cell.rows - 1) * width + cell.column + cell.columns - 1])
            first.text = cell.text
        document.add_paragraph()
    return _saved(document)


def _saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_html(blocks):
    pieces = []
    for block in blocks:
        if isinstance(block, str):
            pieces.append(f"<p>{html.escape(block)}</p>")
            continue
        rows = [[] for _ in range(block[2])]
        for cell in sorted(block[0], key=lambda cell: cell.column):
            text = html.escape(cell.text).replace("\n", "<br>")
            rows[cell.row].append(f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{text}</td>')
        pieces += ["<table>", *(f"<tr>{''.join(row)}</tr>" for row in rows), "</table>"]
    return f"<html><body>{''.join(pieces)}</body></html>".encode()


def _rows(blocks):
    """As plain text has them: a merged cell stands in its first place alone."""
    for block in blocks:
        if isinstance(block, str):
            yield [block]
            continue
        texts = [[""] * block[1] for _ in range(block[2])]
        for cell in block[0]:
            texts[cell.row][cell.column] = cell.text
        yield from texts


def as_csv(blocks):
    file = io.StringIO()
    csv.writer(file).writerows(_rows(blocks))
    return file.getvalue().encode()


def as_txt(blocks):
    lines = ("\t".join(cell.replace("\n", "") for cell in row) for row in _rows(blocks))
    return "\n".join(lines).encode()


def as_pdf(blocks):
    pieces = [
        '#set page(width: 900pt, height: 1200pt, margin: 40pt)\n#set text(font: ("Noto Serif CJK SC", "Noto Serif SC", "SimSun"), size: 9pt)\n'
    ]
    for block in blocks:
        if isinstance(block, str):
            pieces.append(f"#{_quoted(block)}\n\n")
            continue
        cells = ", ".join(
            f"table.cell(x: {c.column}, y: {c.row}, rowspan: {c.rows}, colspan: {c.columns})[#{_quoted(c.text)}]"
            for c in block[0]
        )
        pieces.append(f"#table(columns: (1fr,) * {block[1]}, stroke: 0.5pt, {cells})\n\n")
    return _compiled("".join(pieces))


def _quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@cache
def _compiled(page):
    import typst

    return typst.compile(page.encode(), format="pdf")


FILES = {
    ".xlsx": (as_xlsx, read_xlsx),
    ".docx": (as_docx, read_docx),
    ".html": (as_html, read_html),
    ".csv": (as_csv, read_csv),
    ".txt": (as_txt, read_txt),
    ".pdf": (as_pdf, read_pdf),
}


def read_as(suffix, blocks):
    write, read = FILES[suffix]
    return read_source(read(write(blocks)))
