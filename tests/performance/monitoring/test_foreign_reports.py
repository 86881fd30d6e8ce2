"""Reports that others filled: each text is put where the report of today has the same indicator, or it is told."""

from dataclasses import dataclass, replace

import pytest

from performance.content.model import IndicatorContent
from performance.documents.blocks import Source, SourcePlace, SourceRow
from performance.monitoring.national_form.reading import NoPaper, read_form
from performance.monitoring.services import report_of

NAMED = ["项目名称", "科普活动经费"]
MONEY = ["项目资金（万元）", "", "年初预算数", "1-7月执行数", "1-7月执行率", "全年预计执行数"]
PAID = ["", "年度资金总额", "12.5", "8", "64%", "12.5"]
HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "1-7月执行情况", "全年预计完成情况"]
FIRST = ["产出指标", "数量指标", "科普活动场次", "≥8次", "6次", "10次"]


@dataclass(frozen=True)
class Foreign:
    name: str
    rows: tuple
    said: tuple[str, ...] = ()
    spent: str = "8"
    actual: str = "6次"
    situation: str = ""


def other(rows, name):
    """The rows of the report of another project."""
    return [["项目名称", name], MONEY, ["", "年度资金总额", "90", "5", "6%", "90"], HEAD, *rows]


REPORTS = [
    Foreign("plain", (NAMED, MONEY, PAID, HEAD, FIRST)),
    Foreign(
        "behind that of another project",
        (*other([[*FIRST[:4], "1次", "1次"]], "基层宣讲经费"), NAMED, MONEY, PAID, HEAD, FIRST),
    ),
    Foreign(
        "before that of another project",
        (NAMED, MONEY, PAID, HEAD, FIRST, *other([[*FIRST[:4], "1次", "1次"]], "基层宣讲经费")),
    ),
    Foreign(
        "a note and a text among the records",
        (NAMED, MONEY, PAID, HEAD, ["注：以上为上半年数"], ["绩效目标执行情况", "已办六次"], FIRST),
        situation="已办六次",
    ),
    Foreign(
        "a row that stands beside its captions",
        (NAMED, MONEY, PAID, HEAD, FIRST[1:]),
        said=("这一行与表头错开，按指标名称“科普活动场次”对齐读入",),
    ),
    Foreign(
        "rows without a name or a place",
        (NAMED, MONEY, PAID, HEAD, ["", "", "", "", "5次", ""], FIRST, ["审核结论", "同意"]),
        said=("“5次”没有读入", "“审核结论”“同意”没有读入"),
    ),
    Foreign(
        "an indicator that was not promised",
        (NAMED, MONEY, PAID, HEAD, FIRST, ["产出指标", "数量指标", "讲座", "≥1次", "1次", "2次"]),
        said=("批复版没有“讲座”这一指标，“1次”、“2次”没有填入",),
    ),
    Foreign(
        "money in a unit that few use",
        (NAMED, ["项目资金（千万元）", *MONEY[1:]], PAID, HEAD, FIRST),
        spent="8千万元",
        said=("文件的金额单位是千万元",),
    ),
    Foreign(
        "money in another unit than a line above says",
        (NAMED, ["单位：元"], MONEY, PAID, HEAD, FIRST),
        said=("表头的金额单位是万元，上面又写了“单位：元”，金额按万元读入",),
    ),
    Foreign(
        "money in 元 that nothing tells",
        (NAMED, ["项目资金", *MONEY[1:]], ["", "年度资金总额", "125000", "80000"], HEAD, FIRST),
        spent="80000元",
        said=("一万倍，金额按元读入",),
    ),
    Foreign(
        "money in a unit that nothing tells",
        (NAMED, ["项目资金", *MONEY[1:]], ["", "年度资金总额", "99", "80"], HEAD, FIRST),
        spent="80",
        said=("文件没有写金额单位，金额按万元读入",),
    ),
    Foreign(
        "money of a source that a report has not",
        (NAMED, MONEY, PAID, ["", "上年结转资金", "3", "2"], HEAD, FIRST),
        said=("没有“上年结转资金”这一资金来源，3、2 没有填入",),
    ),
    Foreign(
        "two rows for one source of money",
        (NAMED, MONEY, PAID, ["", "资金总额", "12.5", "9"], HEAD, FIRST),
        said=("“年度资金总额”在前面已有一行，这一行的 12.5、9 没有填入",),
    ),
    Foreign(
        "amounts of the year before",
        (
            NAMED,
            [*MONEY[:2], "上年决算数", *MONEY[2:]],
            ["", "年度资金总额", "13", "12.5", "8"],
            HEAD,
            FIRST,
        ),
        said=("“13”没有读入",),
    ),
    Foreign(
        "the budget of today before that of the beginning, and dashes",
        (
            NAMED,
            [*MONEY[:2], "全年预算数", *MONEY[2:]],
            ["", "年度资金总额", "13", "12.5", "8", "/", "—"],
            HEAD,
            FIRST,
        ),
        said=("“13”没有读入",),
    ),
    Foreign(
        "amounts beside their captions",
        (NAMED, ["项目资金（万元）", "年初预算数", "12.5", "1-7月执行数", "8"], HEAD, FIRST),
        spent="",
        said=("金额写在栏名的旁边，没有读入：年初预算数、12.5、1-7月执行数、8",),
    ),
    Foreign(
        "amounts before their captions",
        (NAMED, MONEY, ["年度资金总额", "12.5", "8", "64%", "12.5"], HEAD, FIRST),
        said=("金额与表头错开，按第一个数对齐读入",),
    ),
    Foreign(
        "a text left blank before another one, and a tick that is none",
        (
            NAMED,
            MONEY,
            PAID,
            HEAD,
            FIRST,
            ["绩效目标执行情况", "", "改进措施和建议", ""],
            ["达到预期绩效目标", "基本达到"],
        ),
        said=("“达到预期绩效目标”写的是“基本达到”，没有填入",),
    ),
    Foreign(
        "another project, another period",
        (["项目名称", "别的经费"], MONEY, PAID, [*HEAD[:4], "1-9月执行情况", HEAD[5]], FIRST),
        said=("文件里写的是“别的经费”", "文件的栏名是“1-9月执行情况”，这份监控报告是1–7月的"),
    ),
]


def a_file(rows):
    return Source(tuple(SourceRow(tuple(row), SourcePlace(number)) for number, row in enumerate(rows, 1)))


@pytest.mark.parametrize("foreign", REPORTS, ids=lambda one: one.name)
def test_what_others_filled_is_read_or_told(period, foreign):
    report = report_of(period.report)
    read = read_form(a_file(foreign.rows), report)
    assert (read.content.funds[0].spent, read.content.states[0].actual) == (foreign.spent, foreign.actual)
    assert read.content.situation == foreign.situation
    assert {read.content.funds[0].budget, read.content.funds[0].forecast}.isdisjoint(("13", "—"))
    beside = [line for line in read.remarks if "保持原来的内容" not in line]
    assert len(beside) == len(foreign.said), beside
    assert all(any(words in line for line in beside) for words in foreign.said), beside


def test_of_indicators_of_one_name_that_of_its_target_or_level_is_meant(period):
    report = report_of(period.report)
    twins = [
        IndicatorContent("产出指标", level2, "完成率", value=value)
        for level2, value in (("数量指标", "≥90%"), ("质量指标", "≥95%"), ("时效指标", "≥95%"))
    ]
    content = replace(report.promised.content, indicators=tuple(twins))
    promised = replace(report.promised, content=content)
    states = tuple(replace(report.content.states[0], level2=one.level2, name=one.name) for one in twins)
    report = replace(report, promised=promised, content=replace(report.content, states=states))
    rows = [
        ["", level2, "完成率", target, actual, ""]
        for level2, target, actual in (
            ("时效指标", "≥95%", "3"),
            ("质量指标", "≥95%", "2"),
            ("数量指标", "≥90%", "1"),
        )
    ]
    read = read_form(a_file([NAMED, HEAD, *rows]), report)
    assert ([row.actual for row in read.content.states], read.remarks) == (["1", "2", "3"], ())


def test_reports_of_other_projects_alone_are_refused(period):
    rows = [*other([FIRST], "基层宣讲经费"), *other([FIRST], "别的经费")]
    with pytest.raises(NoPaper, match="文件里有2张监控表，没有一张是“科普活动经费”的"):
        read_form(a_file(rows), report_of(period.report))
