"""Money of several years on one card: this year's is the budget, whichever way the years are set."""

import pytest

from performance.documents.convert import read_text
from tests.performance.documents.forms.test_cards_beside import HEAD, NAMES, RIGHT, page

TREE = RIGHT[NAMES[0]]
# of a text of 2025: the rows, then its budget, the total of all years, and what is kept of the other years
YEARS = {
    "sources by years with their sum": (
        [
            ["资金来源（万元）", "合计", "2024年", "2025年"],
            ["财政拨款", "25", "10", "15"],
            ["合计", "30", "12", "18"],
        ],
        ("18", "30", {"财政拨款·2024年": "10", "合计·2024年": "12"}),
    ),
    "a sum behind the years": (
        [["年度", "2024年", "2025年", "合计"], ["资金总额（万元）", "10", "20", "30"]],
        ("20", "30", {"资金总额(万元)·2024年": "10"}),
    ),
    "this year left blank beside the sum": (
        [["年度", "2024年", "2025年", "合计"], ["资金总额（万元）", "10", "", "30"]],
        ("None", "None", {"资金总额(万元)·2024年": "10", "资金总额(万元)·合计": "30"}),
    ),
    "this year's amount in words": (
        [["年度", "2024年", "2025年", "合计"], ["资金总额（万元）", "10", "暂定20", "30"]],
        (
            "None",
            "None",
            {"资金总额(万元)·2024年": "10", "资金总额(万元)·2025年": "暂定20", "资金总额(万元)·合计": "30"},
        ),
    ),
    "nothing but the sum": (
        [["年度", "合计", "2024年", "2025年"], ["资金总额（万元）", "30", "", ""]],
        ("None", "None", {"资金总额(万元)·合计": "30"}),
    ),
    "years alone": (
        [["年度", "2024年", "2025年"], ["资金总额（万元）", "10", "20"]],
        ("20", "None", {"资金总额(万元)·2024年": "10"}),
    ),
    "people by years": (
        [["年份", "2024年", "2025年"], ["人数", "10", "20"]],
        ("None", "None", {"人数·2024年": "10", "人数·2025年": "20"}),
    ),
    "a unit in one head of several": (
        [["年度", "财政拨款", "合计（元）"], ["2025年", "150000", "200000"], ["合计", "300000", "400000"]],
        ("20", "40", {}),
    ),
    "a dash in this year's place": (
        [["年度", "2024年", "2025年", "合计"], ["资金总额（万元）", "10", "—", "30"]],
        ("None", "None", {"资金总额(万元)·2024年": "10", "资金总额(万元)·合计": "30"}),
    ),
    "a year to a row and their sum": (
        [
            ["年度", "合计（万元）", "财政拨款"],
            ["合计", "60", "45"],
            ["2024年", "40", "30"],
            ["2025年", "20", "15"],
        ],
        ("20", "60", {"合计(万元)·2024年": "40", "财政拨款·2024年": "30"}),
    ),
    "a year to a row": (
        [
            ["年度", "合计（万元）", "财政拨款", "其他资金"],
            ["2024年", "40", "30", "10"],
            ["2025年", "20", "15", "5"],
        ],
        ("20", "None", {"合计(万元)·2024年": "40", "财政拨款·2024年": "30", "其他资金·2024年": "10"}),
    ),
    "the years' money over the label of the total": (
        [
            ["分年度资金（元）", "2024年", "2025年"],
            ["资金总额", "100000", "200000"],
            ["财政拨款", "50000", "150000"],
        ],
        ("20", "None", {"资金总额·2024年": "100000", "财政拨款·2024年": "50000"}),
    ),
    "the total below the years' amounts": (
        [["分年度资金（万元）", "2024年", "2025年"], ["", "10", "20"], ["资金总额（万元）", "30", ""]],
        ("20", "30", {"预算金额·2024年": "10"}),
    ),
    "an amount below several years": (
        [["分年度资金（万元）", "2024年", "2025年"], ["资金总额", ("30", 1, 2)]],
        ("30", "30", {}),
    ),
    "each year in its own cell": (
        [["分年度资金（万元）", "2024年 10", "2025年 20", "2026年 30"]],
        ("None", "None", {"分年度资金(万元)": "2026年 30"}),
    ),
}


@pytest.mark.parametrize(("rows", "right"), YEARS.values(), ids=YEARS)
def test_the_budget_is_what_stands_in_this_years_place(rows, right):
    width = max(map(len, rows))
    card = [["项目名称", (NAMES[0], 1, width - 1)], *([*row, *[""] * (width - len(row))] for row in rows)]
    found = page([*card, HEAD, *TREE])
    project = found.content.projects[0]
    kept = {one.label: one.value for one in project.fields}
    assert (str(project.budget), str(project.total_budget), kept) == right
    assert found.report.complaints() == []


def test_a_single_amount_below_a_later_year_is_not_this_years():
    lines = ["项目支出绩效目标表（2025年度）", f"项目名称\t{NAMES[0]}\t", "资金来源（万元）\t2025年\t2026年"]
    lines += ["资金总额\t\t30", "\t".join(HEAD), *("\t".join(row) for row in TREE)]
    (project,) = read_text("\n".join(lines).encode(), "表.txt").content.projects
    assert (project.budget, [(one.label, one.value) for one in project.fields]) == (
        None,
        [("资金总额·2026年", "30")],
    )
