"""What a file says, read as other programs read it."""

import io
import re
import subprocess
import zipfile

import openpyxl

from performance.exporting.package import write_package


def unpacked(package):
    """The files of a zip by their names."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def book(data, **options):
    return openpyxl.load_workbook(io.BytesIO(data), **options)


def rows_of(sheet):
    """The rows of a list as dictionaries by its captions."""
    captions, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(captions, row, strict=True)) for row in rows]


def docx_text(data):
    """Everything that stands in the document, its properties included."""
    parts = unpacked(data)
    return "\n".join(
        re.sub("<[^>]+>", "", part.decode())
        for name, part in parts.items()
        if name.endswith((".xml", ".rels"))
    )


def pdf_text(data):
    """Text and properties; lines broken inside words are joined."""
    said = [
        subprocess.run([program, *words], input=data, capture_output=True, check=True).stdout.decode()  # noqa: S603
        for program, words in (("pdftotext", ["-", "-"]), ("pdfinfo", ["-"]))
    ]
    return re.sub(r"\s+", "", "".join(said))


def package_bytes(statements, *, head):
    stream = io.BytesIO()
    write_package(statements, stream, head=head)
    return stream.getvalue()
