"""Scans and pictures: straightened, their cells found and read, and what is not sure marked."""

import logging
from importlib.util import find_spec

import pytest

from departments.uploads.refused_file import RefusedFile
from performance.documents.blocks import Grid
from performance.documents.formats.paged.tables import sure_of
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


@pytest.mark.sampled(2)
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


@needs_recognition
def test_cells_that_one_piece_runs_over_are_read_one_by_one():
    from performance.documents.formats.paged.page import Page
    from performance.documents.formats.paged.ruling import Rule, ruled_tables
    from performance.documents.formats.scan.pages import _within_rows
    from performance.documents.formats.scan.recognition import Found

    page = Page(1, 200, 200)
    page.horizontal = [Rule(y, 10, 110) for y in (10, 60, 110)]
    page.vertical = [Rule(x, 10, 110) for x in (10, 40, 110)]
    tall, beside = Found("数量指标质量指标", 18, 15, 30, 105, 1.0), Found("巡查次数", 50, 20, 90, 32, 1.0)
    above = Found("数量", 18, 12, 30, 58, 1.0)
    tables = ruled_tables(page)
    assert _within_rows([tall, above, beside], tables, 1.0) == [beside]
    assert _within_rows([above, beside], tables, 1.0) == [above, beside]


@needs_recognition
@pytest.mark.parametrize(
    ("text", "sure"),
    [("2,08050", False), ("1,560,00", False), ("9O%", False), ("l2座", False), ("156.", False)]
    + [(text, True) for text in ("2,080.50", "1,560,000", "≥90%", "10L", "2025.12.31前", "PM10")],
)
def test_a_number_that_nobody_prints_so_is_never_sure(text, sure):
    from performance.documents.formats.scan.pages import doubted
    from performance.documents.formats.scan.recognition import Found

    assert (doubted(Found(text, 0, 0, 9, 9, 1.0)).confidence >= SURE) == sure


@pytest.mark.parametrize(
    ("text", "seen", "sure"),
    [
        ("《管理办法》、《暂行办《法》", 0.98, False),
        ("《管理办法》（试行）", 0.98, True),
        ("《管理办法", 1.0, True),  # not recognised, but written so
    ],
)
def test_a_recognised_cell_with_unmatched_brackets_is_never_sure(text, seen, sure):
    assert (sure_of(text, seen) >= SURE) == sure


def test_without_the_packages_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr(reader, "is_installed", lambda: False)
    with pytest.raises(RefusedFile, match="没有安装文字识别组件"):
        reader.read_picture(b"", lambda _done, _total: None)
    assert "docs/operation.md" in MISSING


@needs_recognition
def test_the_line_between_two_cells_of_a_low_row_is_found_and_a_stroke_is_none():
    import numpy as np

    from performance.documents.formats.scan.lines import ruled_lines

    ink = np.zeros((200, 400), np.uint8)
    for y in (50, 80):
        ink[y : y + 2, 20:380] = 255  # a row of 0.2 inches
    for x in (20, 200, 378):
        ink[50:82, x : x + 2] = 255
    ink[55:77, 100:102] = 255  # of a character
    _, upright, lines = ruled_lines(ink, 150)
    assert sorted(round(rule.at * 150 / 72) for rule in upright) == [21, 201, 379]
    assert lines[65, 201]
    assert not lines[65, 101]
