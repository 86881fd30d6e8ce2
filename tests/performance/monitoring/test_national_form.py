"""The national form goes out to three formats and comes back from two; forms that others filled are read by their captions."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from performance.documents.formats.docx.reader import read_docx
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.monitoring.content import ReportContent, from_plain, to_plain
from performance.monitoring.national_form.captions import plain_caption
from performance.monitoring.national_form.printing import printed_report
from performance.monitoring.national_form.reading import NoPaper, read_form
from performance.monitoring.services import report_of
from performance.statement_pages.form_files import WRITERS
from tests.performance.monitoring.periods import REACHED, written

READERS = {"xlsx": read_xlsx, "docx": read_docx}


@pytest.fixture
def full(period):
    """A report in which everything is written that the form has a place for."""
    report = report_of(period.report)
    content = written(report, shortfall="采购流标", measures="重新招标")
    states = list(content.states)
    states[0] = replace(
        states[0], reasons=("funding", "other"), reason="经费晚到\n已追回", likelihood="possible"
    )
    states[2] = replace(states[2], likelihood="impossible", remark="改在秋季")
    funds = tuple(replace(row, spent="7.5", forecast="12.5") for row in content.funds[:2])
    funds += (replace(content.funds[2], spent="0", forecast="0"),)
    return report_of(
        period.report, replace(content, states=tuple(states), funds=funds, kinds=("rules", "hardware"))
    )


@pytest.mark.parametrize("suffix", READERS)
def test_what_is_printed_is_read_back(period, full, suffix):
    printed = WRITERS[suffix](printed_report(full))
    read = read_form(READERS[suffix](printed), report_of(period.report))
    assert read.content == full.content
    assert read.remarks == ()


@pytest.mark.parametrize("suffix", READERS)
def test_the_period_before_is_printed_beside_this_one_and_not_read(client, period, suffix):
    first = period.report_in(period.opened(5))
    earlier = written(report_of(first), (("4次", "9次"), *REACHED[1:]), spent="3.25", forecast="12")
    period.save(first, earlier)
    report = report_of(period.report)
    report = report_of(period.report, written(report))
    printed = printed_report(report)
    table = printed.parts[-1].blocks[-1]
    told = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}
    assert told["与上期对照"] == ["上期执行", "本期执行", "上期全年预计", "本期全年预计"]
    assert told["年度资金总额（万元）"] == ["3.25", "7.5", "12", "12.5"]
    assert told[report.content.states[0].name] == ["4次", "6次", "9次", "10次"]
    read = read_form(READERS[suffix](WRITERS[suffix](printed)), report)
    assert (read.content, read.remarks) == (report.content, ())
    client.force_login(period.filler)
    page = client.get(reverse("monitoring_report", args=[period.report.pk])).text
    assert "上期执行数：年度资金总额 3.25 万元" in page
    assert "上期：4次，全年预计 9次" in page


def test_a_blank_cell_clears_nothing_and_is_said(full):
    states = (replace(full.content.states[0], reasons=(), reason=""), *full.content.states[1:])
    blank = replace(full, content=replace(full.content, measures="", states=states))
    read = read_form(read_xlsx(WRITERS["xlsx"](printed_report(blank))), full)
    assert read.content == full.content
    (said,) = read.remarks
    name = states[0].name
    assert said.startswith("文件里有2栏是空的，保持页面上的内容，没有清空：")
    assert (f"{name}：偏差原因" in said, "改进措施" in said) == (True, False)


def test_a_form_that_typst_cannot_tag_is_printed_without_tags(full):
    """It stops where the heads move to the next page, between rows that reach down."""
    states = tuple(replace(state, remark="行\n" * 5) for state in full.content.states)
    printed = WRITERS["pdf"](printed_report(report_of(full.row, replace(full.content, states=states))))
    assert printed.startswith(b"%PDF-")


def test_the_form_has_its_two_rows_of_heads_and_its_ticks(full):
    table = printed_report(full).parts[0].blocks[2]
    texts = [[cell.text for cell in row if cell.text] for row in table.rows]
    assert [
        *("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "1–7月执行情况", "全年预计完成情况"),
        *("偏差原因分析", "完成目标可能性", "备注"),
    ] in texts
    assert [
        *("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明"),
        *("确定能", "有可能", "完全不可能"),
    ] in texts
    assert ["年度资金总额", "12.50", "7.5", "60 %", "12.5"] in texts
    assert all(sum(cell.span for cell in row) == len(table.widths) for row in table.rows)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("1–7月执行情况", "执行情况"),
        ("1-8月执行数", "执行数"),
        ("10月 执行情况：", "执行情况"),
        ("其中：其他资金", "其他资金"),
    ],
)
def test_a_caption_is_known_whatever_the_period_is_called(printed, plain):
    assert plain_caption(printed) == plain


def a_sheet(*rows):
    book, stream = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


FOREIGN = a_sheet(
    ["项目资金（万元）", "", "年初预算数", "1-8月执行数", "全年预计执行数"],
    ["", "年度资金总额：", "12.50", "8", "12.5"],
    [
        "二级指标",
        "三级指标",
        "年度指标值",
        "1-8月执行情况",
        "全年预计完成情况",
        "完成目标可能性",
        "",
        "偏差原因分析",
    ],
    ["", "", "", "", "", "确定能", "有可能", "经费保障"],
    ["数量指标", "指标1：科普活动场次", "≥9次", "6次", "10次", "✔", "", "大约"],
    ["数量指标", "没有的指标", "≥1次", "1次", "1次", "√", "√", ""],
)


def test_a_form_filled_elsewhere_is_read_by_its_captions_and_doubts_are_said(period):
    read = read_form(read_xlsx(FOREIGN), report_of(period.report))
    assert (read.content.funds[0].spent, read.content.states[0].actual) == ("8", "6次")
    assert read.content.states[0].likelihood == "certain"
    said = "\n".join(read.remarks)
    assert "指标值为“≥9次”，批复的是“≥8次”" in said
    assert "勾选栏写的是“大约”" in said
    assert "批复版没有“没有的指标”" in said
    assert "文件里没有“参加人次”" in said


@pytest.mark.parametrize(
    ("above", "money", "spent"),
    [
        ("", "项目资金（元）", "80000元"),
        ("单位：人民币元", "项目资金", "80000元"),
        ("", "项目资金（万元）", "80000"),
    ],
)
def test_amounts_keep_the_unit_that_the_file_names(period, above, money, spent):
    head = [money, "", "年初预算数", "1-8月执行数"]
    rows = [[above], head, ["", "年度资金总额", "125000", "80000"], ["三级指标", "执行情况"]]
    read = read_form(read_xlsx(a_sheet(*rows)), report_of(period.report))
    assert read.content.funds[0].spent == spent
    assert any("文件的金额单位是元" in remark for remark in read.remarks) is (spent != "80000")


def test_another_table_is_no_form(period):
    with pytest.raises(NoPaper):
        read_form(read_xlsx(a_sheet(["三级指标", "实际完成值"], ["场次", "6"])), report_of(period.report))


def test_a_file_is_a_proposal_until_it_is_saved(client, period):
    client.force_login(period.filler)
    address = reverse("monitoring_upload", args=[period.report.pk])
    upload = SimpleUploadedFile("监控表.xlsx", FOREIGN)
    page = client.post(address, {"file": upload}).content.decode()
    assert "还没有保存" in page
    assert 'value="6次"' in page
    assert not period.report.versions.exists()
    wrong = SimpleUploadedFile("监控表.txt", b"1")
    assert "可以读入的是" in client.post(address, {"file": wrong}, follow=True).content.decode()


def test_the_form_leaves_as_three_files(client, period):
    client.force_login(period.filler)
    for suffix in WRITERS:
        answer = client.get(reverse("monitoring_file", args=[period.report.pk, suffix]))
        assert answer.status_code == 200
        assert len(answer.content) > 1000


def test_a_blank_report_prints_too(period):
    assert printed_report(report_of(period.report, ReportContent(report_of(period.report).content.funds)))


def test_kinds_of_reasons_that_the_form_does_not_name_are_said(period):
    rows = [
        ["三级指标", "执行情况"],
        ["科普活动场次", "6次"],
        ["原因类型", "人员保障、天气"],
    ]
    read = read_form(read_xlsx(a_sheet(*rows)), report_of(period.report))
    assert read.content.kinds == ("staff",)
    assert any("原因类型中的“天气”" in remark for remark in read.remarks)


def test_a_report_of_before_there_were_kinds_is_read(period):
    plain = to_plain(report_of(period.report).content)
    del plain["kinds"]
    assert from_plain(plain).kinds == ()
