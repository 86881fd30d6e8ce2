"""What a scan's recognition was not sure of is imported only after a person has looked at it, and the trail says so."""

from dataclasses import replace

import pytest

from departments.models import TrailEntry
from performance.documents.blocks import Grid, GridCell, Source, SourcePlace
from performance.documents.convert import answered, read_text, write_text
from performance.documents.formats.isolated.wanted import Wanted
from performance.documents.formats.txt import read_txt
from performance.documents.reading import ReadingRemark, Report
from performance.documents.uncertain import SURE, uncertain_cells
from performance.importing import reading
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
from tests.performance.importing.conftest import confirmed, messages_of, sent


def test_a_cell_is_uncertain_below_the_mark():
    certain = {"真": 1.0, "巡": SURE, "查": SURE - 0.01}
    cells = tuple(
        GridCell(text, row, 0, place=SourcePlace(row + 1, page=2), confidence=sure)
        for row, (text, sure) in enumerate(certain.items())
    )
    found = list(uncertain_cells(Source((Grid(cells, 1, 3, SourcePlace(1)),))))
    assert [(str(remark.place), remark.value) for remark in found] == [("第2页第3行", "查")]


def test_uncertain_cells_are_shown_and_confirmed_by_a_person(reviewer_at, statement, monkeypatch):
    content = statement_content(statement)
    wanted = replace(content, projects=(replace(content.projects[0], purpose="改了"), *content.projects[1:]))
    read = read_text(write_text(wanted, ".json"), "文本.json")
    doubt = ReadingRemark(SourcePlace(3, page=1), "", "识别没有把握，请对照原件核对。", "改了")
    scanned = replace(read, report=replace(read.report, uncertain=(doubt,)))
    monkeypatch.setattr(reading, "read_unless", lambda *_args, **_options: scanned)
    answer = sent(reviewer_at, b"picture", "扫描.png", statement)
    assert "这是扫描件，有 1 格的文字没有把握" in answer.text
    assert "第1页第3行" in answer.text
    refused = confirmed(reviewer_at, answer)
    assert "还有未解决的问题" in messages_of(refused)[0]
    assert statement_content(statement) == content
    confirmed(reviewer_at, answer, acknowledged="1")
    assert statement_content(PerformanceStatement.objects.get(pk=statement.pk)) == wanted
    assert "扫描件识别，1格没有把握的文字由导入人核对" in TrailEntry.objects.latest("pk").details


def test_a_scan_with_doubts_gets_no_verdict():
    sure = Report(characters=9, noise=(), unplaced=(), problems=(), notices=())
    doubt = ReadingRemark(SourcePlace(1), "", "识别没有把握，请对照原件核对。", "巡")
    assert sure.shortfall == ""
    assert "扫描件" in replace(sure, uncertain=(doubt,)).shortfall


@pytest.fixture
def scanned(statement, monkeypatch):
    """A preview of the stored text, recognised in a picture: the name of its first project and its purpose unsure."""
    content = statement_content(statement)
    read = read_text(write_text(content, ".txt"), "文本.txt")
    assert read.report.complete
    source = read_txt(write_text(content, ".txt"))
    blocks, doubted = [], 0
    for block in source.blocks:
        cells = []
        for column, text in enumerate(block.cells):
            unsure = text == content.projects[0].name and doubted < 1
            doubted += unsure
            cells.append(
                GridCell(
                    f"{text}误" if unsure else text,
                    0,
                    column,
                    place=replace(block.place, column=column + 1),
                    confidence=0.5 if unsure else 1.0,
                )
            )
        blocks.append(Grid(tuple(cells), len(cells), 1, block.place) if len(cells) > 1 else block)
    scan = answered(replace(source, blocks=tuple(blocks)), Wanted(mirror=True))
    monkeypatch.setattr(reading, "read_unless", lambda *_args, **_options: scan)
    return content


def test_a_cell_of_a_scan_is_corrected_in_what_is_imported(reviewer_at, statement, scanned):
    answer = sent(reviewer_at, b"picture", "扫描.png", statement)
    page = answer.request["PATH_INFO"]
    wrong, right = f"{scanned.projects[0].name}误", scanned.projects[0].name
    assert f'value="{wrong}"' in answer.text
    posted = {"read-0": wrong, "cell-0": right, "check_cells": "chosen"}
    answer = reviewer_at.post(page, posted, follow=True)
    assert messages_of(answer) == ["已确认 1 格，其中改正 1 格。"]
    assert answer.context["reading"].content.projects[0].name == right
    assert answer.context["reading"].report.uncertain == ()


def test_cells_that_are_right_are_confirmed_as_they_are(reviewer_at, statement, scanned):
    answer = sent(reviewer_at, b"picture", "扫描.png", statement)
    wrong = f"{scanned.projects[0].name}误"
    posted = {"read-0": wrong, "cell-0": wrong, "check_cells": "chosen"}
    answer = reviewer_at.post(answer.request["PATH_INFO"], posted, follow=True)
    assert messages_of(answer) == ["已确认 0 格，其中改正 0 格。"]
    answer = reviewer_at.post(answer.request["PATH_INFO"], posted | {"sure-0": "1"}, follow=True)
    assert messages_of(answer) == ["已确认 1 格，其中改正 0 格。"]
    answer_after = confirmed(reviewer_at, answer)
    assert "已导入" in messages_of(answer_after)[0]
    assert "扫描件识别，1格没有把握的文字由导入人核对" in TrailEntry.objects.latest("pk").details


def test_all_cells_are_confirmed_at_once(reviewer_at, statement, scanned):
    answer = sent(reviewer_at, b"picture", "扫描.png", statement)
    posted = {"read-0": "", "cell-0": scanned.projects[0].name, "check_cells": "all"}
    answer = reviewer_at.post(answer.request["PATH_INFO"], posted, follow=True)
    assert answer.context["preview"].uncertain.count == 0
