"""The published texts as Word documents: read back equal, also after another program saved them again."""

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from performance.documents.formats.docx.reader import read_docx
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.reading import character_count
from performance.documents.recognition import layout_of, recognise

SAMPLES = ["dingzhou-2020", "chengde-2023", "ezhou-2024", "liupanshui-2024", "tangshan-2026"]


def read_again(data):
    source = read_docx(data)
    province, edition = recognise(source)
    return layout_of(province, edition).parse(source, edition)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_published_text_comes_back_from_word_unchanged(sample, name):
    read = read_again(docx_bytes(sample(name).reprinted))
    assert read.content == sample(name).content
    assert read.report.complete, read.report.complaints()


@pytest.mark.parametrize("name", SAMPLES)
def test_no_character_of_a_document_is_lost(sample, name):
    data = docx_bytes(sample(name).reprinted)
    document = docx.Document(BytesIO(data))
    parts = [document.element, document.sections[-1].footer._element]
    pieces = [
        piece.text or "" for part in parts for tag in ("w:t", "w:instrText") for piece in part.iter(qn(tag))
    ]
    source = read_docx(data)
    found = [cell for row in source.rows for cell in row.cells] + [piece.text for piece in source.noise]
    assert sum(map(character_count, found)) == sum(map(character_count, pieces))


@pytest.mark.long
def test_what_libreoffice_opens_and_saves_again_says_the_same(sample, libreoffice, tmp_path):
    for name in SAMPLES:
        (tmp_path / f"{name}.docx").write_bytes(docx_bytes(sample(name).reprinted))
    again = tmp_path / "again"
    libreoffice("docx", again, *(tmp_path / f"{name}.docx" for name in SAMPLES))
    for name in SAMPLES:
        data = (again / f"{name}.docx").read_bytes()
        assert data != (tmp_path / f"{name}.docx").read_bytes()
        read = read_again(data)
        assert (name, read.content) == (name, sample(name).content)
        assert read.report.complete, read.report.complaints()
