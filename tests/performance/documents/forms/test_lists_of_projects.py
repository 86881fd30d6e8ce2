"""Lists of projects: rows that name their unit, goals without indicators, heads that say a unit or call levels otherwise."""

import pytest

from tests.performance.documents.forms.test_cards_beside import HEAD, MONEY, NAMES, RIGHT, page, said

UNITS = ("云川市河道管理所", "云川市水库管理站")


def listed(n, name):
    rows = RIGHT[NAMES[n]]
    return [
        [*([(name, len(rows), 1), (MONEY[n], len(rows), 1)] if not k else []), *one]
        for k, one in enumerate(rows)
    ]


@pytest.mark.parametrize("names", [NAMES, ("日常养护", "日常养护")])
def test_a_row_alone_names_the_unit_of_the_projects_below_it(names):
    head = ["项目名称", "预算金额（万元）", *HEAD]
    rows = [row for n in (0, 1) for row in ([(UNITS[n], 1, 6)], *listed(n, names[n]))]
    read = page([head, *rows])
    assert read.report.complaints() == []
    assert [(p.unit_name, p.name, len(p.indicators)) for p in read.content.projects] == [
        (unit, name, 3) for unit, name in zip(UNITS, names, strict=True)
    ]


def test_a_list_may_print_goals_and_no_indicators():
    head = ["序号", "项目名称", "预算金额（万元）", "绩效目标"]
    read = page([head, *([n + 1, name, MONEY[n], f"{name}见效。"] for n, name in enumerate(NAMES))])
    assert [(p.name, str(p.budget), p.goals) for p in read.content.projects] == [
        (name, MONEY[n], (f"{name}见效。",)) for n, name in enumerate(NAMES)
    ]
    assert len(read.report.complaints()) == 1  # that there are no indicators


@pytest.mark.parametrize(
    "head",
    [
        ("一级目标", "二级目标", "三级目标", "目标值"),
        ("类别", "类型", "内容", "目标值"),
        ("类别", "类型", "内容", "要求"),
    ],
)
def test_heads_are_known_by_other_names_or_by_what_stands_below(head):
    read = page([["项目名称", (NAMES[0], 1, 3)], head, *RIGHT[NAMES[0]]])
    assert (said(read), read.report.complaints()) == ({NAMES[0]: RIGHT[NAMES[0]]}, [])


@pytest.mark.parametrize(("value", "unit"), [("≥98", "%"), ("98.5", "%"), ("≥98%", ""), ("较高", "")])
def test_a_unit_in_the_head_is_that_of_bare_numbers(value, unit):
    head = [*HEAD[:3], "指标值（%）"]
    read = page([["项目名称", (NAMES[0], 1, 3)], head, ["产出指标", "质量指标", "验收合格率", value]])
    (one,) = read.content.projects[0].indicators
    assert (one.value, one.unit) == (value, unit)
