"""A form of one project as a file: printed in three formats, and a filled one of three kinds read."""

from pathlib import PurePath

from django import forms

from departments.uploads.limits import MEGABYTE
from departments.uploads.refused_file import RefusedFile
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.isolated.limits import GIGABYTE, Limits
from performance.documents.formats.isolated.process import read_apart
from performance.documents.formats.isolated.wanted import Wanted
from performance.documents.formats.pdf.writer import Marks, pdf_bytes
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.documents.readers import READ_HERE
from performance.documents.weight import SMALL, unpacked_size

LARGEST = 2 * MEGABYTE
READ = (".xlsx", ".docx", ".pdf")
PDF = Limits(memory=GIGABYTE, seconds=60)  # somebody waits for the page

WRITERS = {
    "xlsx": xlsx_bytes,
    "docx": docx_bytes,
    "pdf": lambda printed: pdf_bytes(printed, marks=Marks(draft=False)),
}
SUFFIXES = tuple(WRITERS)


class FormFileConverter:
    """The suffix at the end of an address; one that is not offered is 404."""

    regex = "|".join(SUFFIXES)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class FormFileForm(forms.Form):
    file = forms.FileField(label="填好的表", max_length=255)


def source_of(file, suffixes=READ):
    """Raises RefusedFile."""
    data, suffix = file.read(), PurePath(file.name).suffix.lower()
    if suffix not in suffixes:
        raise RefusedFile(f"可以读入的是 {'、'.join(suffixes)}。")
    if len(data) > LARGEST or unpacked_size(data) > SMALL:
        raise RefusedFile("文件太大，一张表不会有这么大。")
    if suffix in READ_HERE:
        return READ_HERE[suffix](data)
    return read_apart(data, suffix, PDF, wanted=Wanted(bare=True))
