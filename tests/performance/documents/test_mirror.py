"""Beside a reading stands its source, with a mark on each place that was not placed, is wrong or is not sure."""

from performance.documents import mirroring
from performance.documents.blocks import Grid, GridCell, Source, SourcePlace, SourceRow
from performance.documents.convert import read_unless
from performance.documents.formats.isolated.wanted import Marks
from performance.documents.mirror import MirrorMark
from performance.documents.mirroring import mirror_of
from performance.documents.reading import ReadingRemark, Report, Unplaced

PAGE = """<html><body><p>项目支出绩效目标表（2026年度）</p><table>
<tr><td>项目名称</td><td colspan="3">河道清淤</td></tr>
<tr><td>年度目标</td><td colspan="3">河道畅通</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>清淤长度</td><td>≥3公里</td></tr>
<tr><td>产出指标</td><td>质量指标</td><td>≥95%</td><td></td></tr>
</table><p>一级指标二级指标三级指标指标值</p></body></html>"""


def said(**kinds):
    return Report(characters=9, noise=(), **{"unplaced": (), "problems": (), "notices": ()} | kinds)


def marks(mirror):
    return [(cell.text, cell.mark) for cell in mirror.marked_cells]


def test_a_page_shows_its_source_with_what_was_not_understood():
    read = read_unless(Marks(), PAGE.encode(), "页.html", mirror=True)
    assert marks(read.mirror) == [
        ("≥95%", MirrorMark.PROBLEM),
        ("一级指标二级指标三级指标指标值", MirrorMark.UNPLACED),
    ]
    table = next(block for block in read.mirror.blocks if block.is_table)
    assert table.rows[0][1].column_span == 3
    assert read.mirror.tables == 1


def test_nobody_pays_for_a_mirror_that_is_not_wanted():
    assert read_unless(Marks(), PAGE.encode(), "页.html").mirror is None


def test_a_row_of_plain_text_is_marked_by_its_text():
    row = SourceRow(("甲", "乙"), SourcePlace(3))
    mirror = mirror_of(Source((row,)), said(unplaced=(Unplaced(SourcePlace(3), "乙"),)))
    assert marks(mirror) == [("乙", MirrorMark.UNPLACED)]


def test_an_uncertain_cell_of_a_scan_is_marked_as_such():
    cell = GridCell("巡查", 0, 0, place=SourcePlace(1, table=1, page=2))
    remark = ReadingRemark(cell.place, "", "识别没有把握，请对照原件核对。", "巡查")
    mirror = mirror_of(Source((Grid((cell,), 1, 1, cell.place),)), said(uncertain=(remark,)))
    assert marks(mirror) == [("巡查", MirrorMark.UNCERTAIN)]
    assert mirror.pages == 2


def test_what_is_marked_is_shown_before_what_is_not(monkeypatch):
    monkeypatch.setattr(mirroring, "MOST_CELLS", 2)
    rows = [SourceRow((text,), SourcePlace(number)) for number, text in enumerate("甲乙丙丁", 1)]
    mirror = mirror_of(Source(tuple(rows)), said(unplaced=(Unplaced(SourcePlace(4), "丁"),)))
    assert [block.rows[0][0].text for block in mirror.blocks] == ["甲", "丁"]
    assert mirror.hidden == 2


def test_a_reading_names_the_form_and_the_next_best():
    likely = read_unless(Marks(), PAGE.encode(), "页.html").report.likely
    assert len(likely) == 2
    assert likely[0].share >= likely[1].share > 0
