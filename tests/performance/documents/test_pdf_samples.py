"""The five published texts as PDF, printed by our own writer and by LibreOffice from our Word and Excel files.

What a PDF does not say is not asked of it: blanks between Chinese and other letters (LibreOffice sets room there that
looks the same), and the marks at the end of a justified line that LibreOffice hangs into the margin and then leaves out.
"""

import re
from dataclasses import fields, is_dataclass, replace

import pytest

from performance.documents.convert import read_source, write_text
from performance.documents.formats.pdf.reader import read_pdf

SAMPLES = ("chengde-2023", "dingzhou-2020", "ezhou-2024", "liupanshui-2024", "tangshan-2026")
HANGING = re.compile(r"[，。、；：]")


@pytest.fixture(scope="module")
def printed(request, sample, tmp_path_factory):
    """A function from the name of a sample and what it is printed from to its PDF; all are printed at once."""
    folders = {}

    def by_libreoffice(suffix):
        folder = tmp_path_factory.mktemp(suffix[1:])
        for name in SAMPLES:
            (folder / f"{name}{suffix}").write_bytes(write_text(sample(name).content, suffix))
        request.getfixturevalue("libreoffice")("pdf", folder, *sorted(folder.glob(f"*{suffix}")))
        return folder

    def pdf(name, suffix):
        if suffix == ".pdf":
            return write_text(sample(name).content, suffix)
        if suffix not in folders:
            folders[suffix] = by_libreoffice(suffix)
        return (folders[suffix] / f"{name}.pdf").read_bytes()

    return pdf


def bare(value, marks):
    """The content without what a PDF does not say; lists keep their length, cells their text."""
    if isinstance(value, str):
        text = "".join(value.split())
        return HANGING.sub("", text) if marks else text
    if isinstance(value, tuple):
        return tuple(bare(each, marks) for each in value)
    if is_dataclass(value):
        return replace(
            value, **{f.name: bare(getattr(value, f.name), marks) for f in fields(value) if f.init}
        )
    return value


@pytest.mark.sampled(4)
@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx"])
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.long
def test_a_printed_sample_reads_as_its_source(name, suffix, sample, printed):
    content = sample(name).content
    read = read_source(read_pdf(printed(name, suffix)))
    assert read.report.complaints() == []
    prose = suffix == ".docx"  # LibreOffice sets the prose justified
    assert bare(read.content, prose) == bare(content, prose)


@pytest.mark.parametrize("name", ["tangshan-2026", "liupanshui-2024"])
def test_our_own_print_reads_letter_by_letter(name, sample, printed):
    """These two have no blanks where lines end."""
    assert read_source(read_pdf(printed(name, ".pdf"))).content == sample(name).content
