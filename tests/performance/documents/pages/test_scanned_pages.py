"""Scans and pictures: straightened, their cells found and read, and what is not sure marked."""

import logging
from importlib.util import find_spec

import pytest

from departments.uploads.refused_file import RefusedFile
from performance.documents.blocks import Grid
from performance.documents.formats.scan import reader
from performance.documents.formats.scan.components import MISSING, is_installed
from performance.documents.uncertain import SURE

needs_recognition = pytest.mark.skipif(
    not (is_installed() and find_spec("typst")), reason="reads with the packages of the group ocr"
)
ROWS = (("一级指标", "三级指标", "指标值"), ("产出指标", "巡查河道次数", "≥12次"), ("", "问题整改率", "95%"))


def a_scan(dots, **how):
    from tests.performance.documents.pages.drawn_pages import pdf, table
    from tests.performance.documents.pages.scanned import scanned

    page = "#set page(width: 360pt, height: 200pt, margin: 30pt)\n" + table(
        ROWS, columns="(90pt, 110pt, 80pt)"
    )
    return scanned(pdf(page), 0, dots, **how)


def cells_of(picture):
    source = reader.read_picture(picture, lambda _done, _total: None)
    (grid,) = (block for block in source.blocks if isinstance(block, Grid))
    return {(cell.row, cell.column): cell for cell in grid.cells}


@needs_recognition
@pytest.mark.parametrize(("dots", "askew"), [(150, 0.5), (200, -1.2)])
def test_an_askew_noisy_page_is_read_cell_by_cell(dots, askew, monkeypatch):
    monkeypatch.setattr(reader, "_A4", 360 / 72)
    cells = cells_of(a_scan(dots, askew=askew, seal=False))
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            if text:
                cell = cells[row, column]
                assert cell.text == text or cell.confidence < SURE
    assert cells[1, 0].row_span == 2


@needs_recognition
def test_recognition_keeps_its_own_log_quiet_and_no_others(monkeypatch, caplog, capfd):
    monkeypatch.setattr(reader, "_A4", 360 / 72)
    cells_of(a_scan(150, seal=False))
    logging.getLogger("requests").critical("照常记录")
    assert [record.message for record in caplog.records] == ["照常记录"]
    assert capfd.readouterr() == ("", "")


@needs_recognition
def test_a_seal_hides_no_text(monkeypatch):
    monkeypatch.setattr(reader, "_A4", 360 / 72)
    cells = cells_of(a_scan(200))
    assert len(cells) == sum(bool(text) for row in ROWS for text in row)
    assert all(cell.text for cell in cells.values())


def test_without_the_packages_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr(reader, "is_installed", lambda: False)
    with pytest.raises(RefusedFile, match="没有安装文字识别组件"):
        reader.read_picture(b"", lambda _done, _total: None)
    assert "docs/operation.md" in MISSING
