"""A few values of each published sample, looked up in its printed text by hand."""

from collections import Counter
from decimal import Decimal

from performance.content.model import EmptyFamily, FundingSide, PlanMode


def test_dingzhou_spends_in_instalments(sample):
    projects = sample("dingzhou-2020").content.projects
    assert [project.code for project in projects][::5] == ["731-0101-YBN-1CEG", "731-0201-YBN-D9BN"]
    assert sum(project.budget for project in projects) == Decimal("31.90")
    assert {project.spending_plan.mode for project in projects} == {PlanMode.INSTALMENT}
    assert projects[5].spending_plan.checkpoints() == (None, Decimal(30), Decimal(70), None)
    assert projects[0].indicators[0].level1 == "产出指标"
    assert projects[0].indicators[1].level1 == "效果指标"
    assert (projects[5].indicators[0].name, projects[5].indicators[0].basis) == (
        "一年内完成占比",
        "2020年重点工作任务清单",
    )
    assert projects[5].indicators[-1].value == "≥100科技工作者100人"


def test_chengde_leaves_the_end_of_its_fourth_spending_plan_unknown(sample):
    projects = sample("chengde-2023").content.projects
    assert [project.budget for project in projects] == [Decimal(n) for n in ("0.91", "4.86", "3.00", "6.00")]
    assert [project.spending_plan.december for project in projects] == [
        None,
        Decimal(100),
        Decimal(100),
        None,
    ]
    assert projects[0].spending_plan.checkpoints() == (None, None, Decimal(100), None)
    assert projects[3].spending_plan.checkpoints() == (Decimal(30), Decimal(60), Decimal(85), None)
    assert projects[3].spending_plan.mode == PlanMode.UNKNOWN
    assert [len(project.goals) for project in projects] == [1, 3, 3, 3]
    assert projects[0].indicators[-1].level2 == "服务对象满意度指标"
    assert projects[3].indicators[-1].value == "≥95"


def test_tangshan_spreads_twenty_projects_over_four_units(sample):
    projects = sample("tangshan-2026").content.projects
    assert Counter(project.unit_code for project in projects) == {
        "405001": 12,
        "405003": 1,
        "405004": 4,
        "405005": 3,
    }
    assert [project.name for project in projects].count("其他交通费") == 3
    assert sum(project.budget for project in projects) == Decimal("1148.14")
    assert len({project.code for project in projects}) == 20
    assert (projects[0].code, projects[0].budget) == ("13020026P00TPXR10005F", Decimal("37.50"))
    assert projects[0].indicators[3].value == "≤3.1万"
    assert projects[-1].indicators[-1].name == "科技馆参观人员满意度"


def test_ezhou_compares_with_two_earlier_years(sample):
    content = sample("ezhou-2024").content
    long_term, annual = content.goals
    assert long_term.horizon == "截止2025年"
    assert long_term.indicators[0].name == "公用经费控制率"
    assert long_term.indicators[-1].name == "联系部门满意度"
    publicity = next(indicator for indicator in annual.indicators if indicator.name == "科普宣传")
    assert publicity.value == "600篇（条）"
    assert {earlier.year: earlier.value for earlier in publicity.earlier_values} == {
        2022: "800篇（条）",
        2023: "1000篇（条）",
    }
    assert [project.annual_budget for project in content.projects] == [Decimal(n) for n in (6, 110, 54, 30)]
    total = content.funding[-1]
    assert (total.side, total.item, total.amount) == (FundingSide.EXPENDITURE, "合 \xa0计", Decimal("599.83"))
    assert [earlier.amount for earlier in total.earlier_amounts] == [Decimal("662.73"), Decimal("619.44")]


def test_liupanshui_prints_its_project_in_yuan_and_families_without_indicators(sample):
    content = sample("liupanshui-2024").content
    (goal,), (project,) = content.goals, content.projects
    assert [line.amount for line in content.funding] == [Decimal(n) for n in ("563.89", "86.28", "650.17")]
    assert project.budget == Decimal(75)
    assert goal.empty_families == (
        EmptyFamily("效益指标", "可持续影响指标", 20),
        EmptyFamily("效益指标", "经济效益指标", 20),
        EmptyFamily("效益指标", "生态效益指标", 20),
    )
    assert project.empty_families == (
        EmptyFamily("效益指标", "经济效益指标", 17),
        EmptyFamily("效益指标", "环境效益指标", 17),
        EmptyFamily("效益指标", "可持续影响指标", 17),
    )
    assert Counter(indicator.level1 for indicator in goal.indicators) == {
        "产出指标": 17,
        "成本指标": 1,
        "效益指标": 2,
        "满意度指标": 1,
    }
    assert project.indicators[0].level1 == "产出指标"  # its cell stands on another page
    assert project.indicators[-1].value == "≥90%"
