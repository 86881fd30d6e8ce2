"""What has changed between two texts: nothing is missed, nothing invented, and the way back is the reverse."""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.content.model import (
    CoverContent,
    EarlierAmount,
    EarlierValue,
    EmptyFamily,
    FundingLine,
    FundingSide,
    GoalContent,
    GoalKind,
    IndicatorContent,
    PhaseContent,
    PlanMode,
    ProjectContent,
    SectionContent,
    SectionKind,
    SpendingPlan,
    StatementContent,
)
from performance.differences import Kind, Mark, Status, differences, marked


def an_indicator(name="场次", **kwargs):
    return IndicatorContent(
        **{"level1": "产出指标", "level2": "数量指标", "name": name, "value": "≥8次", **kwargs}
    )


def a_project(code="P1", **kwargs):
    return ProjectContent(**{"code": code, "name": f"项目{code}", "budget": Decimal("12.50"), **kwargs})


def a_text(**kwargs):
    return StatementContent("河北", "2023", **kwargs)


def test_amounts_are_told_with_their_change():
    old = a_text(projects=(a_project(budget=Decimal("12.50"), fiscal_funds=None),))
    new = a_text(projects=(a_project(budget=Decimal("10"), fiscal_funds=Decimal("10")),))
    (project,) = differences(old, new).projects
    assert [(f.label, f.old, f.new, f.change) for f in project.fields] == [
        ("预算数（万元）", "12.50", "10.00", Decimal("-2.50")),
        ("财政资金（万元）", "", "10.00", None),
    ]


def test_the_change_of_all_budgets_counts_new_and_removed_projects():
    old = a_text(projects=(a_project("P1"), a_project("P2", budget=None, annual_budget=Decimal(7))))
    new = a_text(projects=(a_project("P1", budget=Decimal("13")), a_project("P3", budget=Decimal(1))))
    assert differences(old, new).budget_change == Decimal("0.50") - 7 + 1


PROJECTS = [
    ("its code, though the name is another", a_project(name="旧名"), a_project(name="新名"), Status.CHANGED),
    (
        "its name, though the code is another",
        a_project("P1", name="同名"),
        a_project("P2", name="同名"),
        Status.CHANGED,
    ),
    (
        "its place, if neither has a code",
        a_project("", name="旧名"),
        a_project("", name="新名"),
        Status.CHANGED,
    ),
    ("neither", a_project("P1"), a_project("P2"), None),
]


@pytest.mark.parametrize(("_", "old", "new", "status"), PROJECTS, ids=[case[0] for case in PROJECTS])
def test_a_project_is_known_by(_, old, new, status):
    statuses = [row.status for row in differences(a_text(projects=(old,)), a_text(projects=(new,))).projects]
    assert statuses == ([status] if status else [Status.REMOVED, Status.ADDED])


def test_of_projects_with_one_name_each_is_known_by_its_code():
    names = {"name": "其他交通费"}
    three = tuple(a_project(code, **names) for code in ("P1", "P2", "P3"))
    (row,) = differences(a_text(projects=three), a_text(projects=(three[0], three[2]))).projects
    assert (row.status, row.code, row.old_index) == (Status.REMOVED, "P2", 1)


INDICATORS = [
    ((), [an_indicator()], [(Status.ADDED, "场次", False)]),
    ([an_indicator()], (), [(Status.REMOVED, "场次", False)]),
    ([an_indicator()], [an_indicator(value="≥9次")], [(Status.CHANGED, "场次", False)]),
    ([an_indicator()], [an_indicator(level2="质量指标")], [(Status.CHANGED, "场次", False)]),
    ([an_indicator()], [an_indicator("活动场次")], [(Status.CHANGED, "活动场次", False)]),
    (
        [an_indicator("甲"), an_indicator("乙"), an_indicator("丙")],
        [an_indicator("丙"), an_indicator("甲"), an_indicator("乙")],
        [(Status.MOVED, "丙", True)],
    ),
    (
        [an_indicator("甲"), an_indicator("乙")],
        [an_indicator("乙", value="1次"), an_indicator("甲")],
        [(Status.CHANGED, "乙", True)],
    ),
]


@pytest.mark.parametrize(("old", "new", "told"), INDICATORS)
def test_an_indicator_is_new_gone_changed_or_moved(old, new, told):
    texts = [a_text(projects=(a_project(indicators=tuple(rows)),)) for rows in (old, new)]
    (project,) = differences(*texts).projects
    assert [(row.status, row.title, row.moved) for row in project.indicators] == told


def test_a_removed_row_stands_where_it_stood():
    names = [an_indicator(name) for name in "甲乙丙"]
    old = a_text(projects=(a_project(indicators=tuple(names)),))
    new = a_text(projects=(a_project(indicators=(names[0], replace(names[2], value="9"))),))
    (project,) = differences(old, new).projects
    assert [row.title for row in project.indicators] == ["乙", "丙"]


def test_a_line_of_funding_spelt_otherwise_is_the_same_line():
    old = a_text(funding=(FundingLine(FundingSide.INCOME, "合计", Decimal(5)),))
    lines = [FundingLine(FundingSide.INCOME, item, Decimal(5)) for item in ("拨款", "合  计")]
    new = a_text(funding=tuple(lines))
    rows = [(row.status, row.title) for row in differences(old, new).funding]
    assert rows == [(Status.ADDED, "收入构成 拨款"), (Status.CHANGED, "收入构成 合  计")]


def test_words_are_marked_within_a_text_and_numbers_stay_whole():
    segments = marked("全年举办活动12.50次。", "全年举办科普活动13.50次。")
    assert [(segment.mark, segment.text) for segment in segments] == [
        (Mark.EQUAL, "全年举办"),
        (Mark.INSERT, "科普"),
        (Mark.EQUAL, "活动"),
        (Mark.DELETE, "12.50"),
        (Mark.INSERT, "13.50"),
        (Mark.EQUAL, "次。"),
    ]


words = st.text(alphabet="目标内容活动。；\n 12.5%ab", max_size=40)


@given(words, words)
def test_segments_say_both_texts(old, new):
    segments = marked(old, new)
    assert "".join(s.text for s in segments if s.mark is not Mark.INSERT) == old
    assert "".join(s.text for s in segments if s.mark is not Mark.DELETE) == new
    assert all(segment.text for segment in segments)


def test_very_long_texts_are_compared_by_sentences():
    old = "这是第一句。" * 700
    segments = marked(old, old + "又加了一句。")
    assert segments[-1].text == "又加了一句。"
    assert "".join(s.text for s in segments if s.mark is not Mark.INSERT) == old


ANOTHER = {
    str: "另写",
    Decimal: Decimal("987.65"),
    int: 2031,
    PlanMode: PlanMode.INSTALMENT,
}
FULL = a_text(
    year=2026,
    department_code="405",
    department_name="某协会",
    cover=CoverContent("附件", "草案", "甲", "乙", "丙", "000"),
    sections=(SectionContent(SectionKind.OVERALL_GOAL, "标题", "正文", "指标"),),
    goals=(
        GoalContent(
            GoalKind.ANNUAL, "2026年", "总", "文", (an_indicator("甲"),), (EmptyFamily("产出", "时效", 1),)
        ),
    ),
    funding=(
        FundingLine(FundingSide.INCOME, "拨款", Decimal(1), Decimal(2), (EarlierAmount(2025, Decimal(3)),)),
    ),
    projects=(
        a_project(
            spending_plan=SpendingPlan(PlanMode.CUMULATIVE, Decimal(1), Decimal(2), Decimal(3), Decimal(4)),
            goals=("目标",),
            phases=(PhaseContent("全年", "实施"),),
            indicators=(an_indicator("乙", weight=Decimal(5), earlier_values=(EarlierValue(2025, "7"),)),),
            empty_families=(EmptyFamily("产出", "成本", 0),),
        ),
    ),
)


def one_fault_each(value, path=""):
    """Every text that differs from ``value`` in one leaf, with the path of the leaf."""
    if is_dataclass(value):
        for field in fields(value):
            for where, other in one_fault_each(getattr(value, field.name), f"{path}.{field.name}"):
                yield where, replace(value, **{field.name: other})
    elif isinstance(value, tuple):
        yield f"{path}[]", ()
        for number, item in enumerate(value):
            for where, other in one_fault_each(item, f"{path}[{number}]"):
                yield where, (*value[:number], other, *value[number + 1 :])
    elif isinstance(value, Enum):
        yield path, next(member for member in type(value) if member is not value)
    else:
        yield path, ANOTHER.get(type(value), "2031" if value is None else None)


# An empty tuple emptied is no fault; a family between other rows is told by its neighbour, not by its number.
FAULTS = {path: text for path, text in one_fault_each(FULL) if text != FULL and "position" not in path}


@pytest.mark.parametrize("path", FAULTS)
def test_no_difference_is_overlooked(path):
    difference = differences(FULL, FAULTS[path])
    assert difference
    changed = [field.field for row in difference.rows() for field in row.fields]
    changed += [field.field for field in difference.head]
    named = {field.partition(".")[0] for field in changed}
    gone = {row.kind.value for row in difference.rows() if row.status is Status.REMOVED}
    steps = [step.partition("[")[0] for step in path.split(".")]
    assert named.intersection(steps) or any(step.startswith(kind) for kind in gone for step in steps)


def test_the_kinds_of_rows_are_told():
    emptied = replace(FULL, sections=(), goals=(), funding=(), projects=())
    assert {row.kind for row in differences(FULL, emptied).rows()} == set(Kind)
