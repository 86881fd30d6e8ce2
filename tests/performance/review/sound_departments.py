"""Department forms of Hubei and Guizhou without any fault."""

from dataclasses import replace
from decimal import Decimal

from performance.content.model import (
    EarlierAmount,
    EarlierValue,
    FundingLine,
    FundingSide,
    GoalContent,
    GoalKind,
    PhaseContent,
    ProjectContent,
    SectionContent,
    SectionKind,
    StatementContent,
)
from tests.performance.review.sound_hebei import row


def _money(side, item, amount, share, earlier_2023, earlier_2022):
    earlier = (EarlierAmount(2023, Decimal(earlier_2023)), EarlierAmount(2022, Decimal(earlier_2022)))
    return FundingLine(side, item, Decimal(amount), Decimal(share), earlier)


def _years(of_2022, of_2023):
    return (EarlierValue(2022, of_2022), EarlierValue(2023, of_2023))


_FAR = (
    row("运行成本", "公用经费控制", "公用经费控制率", "≤98%", basis="预算支出标准"),
    row("管理效率", "预算执行", "预算执行率", "≥96%", basis="预算支出标准"),
    row("管理效率", "资产管理", "资产管理规范性", "规范", basis="行业标准"),
    row("履职效能", "核心业务产出1", "主题科普活动", "≥50场", basis="计划标准"),
    row("履职效能", "核心业务产出2", "展厅开放", "≥300天", basis="计划标准"),
    row("社会效应", "社会效益", "公民具备科学素质比例", "≥16%", basis="历史标准"),
    row("可持续发展能力", "人才支撑", "人员培训覆盖面", "≥90%", basis="计划标准"),
    row("满意度", "服务对象满意度", "参观群众满意度", "≥95%", basis="历史标准"),
)
_NEAR = (
    _FAR[0],
    replace(_FAR[1], value="≥95%"),
    _FAR[2],
    replace(_FAR[3], earlier_values=_years("40场", "45场")),
    replace(_FAR[4], earlier_values=_years("290天", "300天")),
    replace(_FAR[5], value="≥15%"),
    *_FAR[6:],
)
_FAR_GOAL = "目标1：到2025年全市公民具备科学素质比例达到16%。"
_NEAR_GOAL = "目标1：办好50场主题科普活动。\n目标2：展厅全年开放300天。"

HUBEI = StatementContent(
    province="湖北",
    edition="2024",
    year=2024,
    department_name="示范市科学技术协会",
    sections=(
        SectionContent(SectionKind.MANDATE, text="1、联系科技工作者。\n2、普及科学知识。"),
        SectionContent(SectionKind.ANNUAL_TASKS, text="1、办50场主题科普活动。\n2、展厅开放300天。"),
    ),
    goals=(
        GoalContent(GoalKind.LONG_TERM, "2025年", _FAR_GOAL, _FAR_GOAL, _FAR),
        GoalContent(GoalKind.ANNUAL, "2024年", _NEAR_GOAL, _NEAR_GOAL, _NEAR),
    ),
    funding=(
        _money(FundingSide.INCOME, "财政拨款", "500.00", "100", "480.00", "460.00"),
        _money(FundingSide.INCOME, "合  计", "500.00", "100", "480.00", "460.00"),
        _money(FundingSide.EXPENDITURE, "人员类项目支出", "300.00", "60", "290.00", "280.00"),
        _money(FundingSide.EXPENDITURE, "特定目标类项目支出", "200.00", "40", "190.00", "180.00"),
        _money(FundingSide.EXPENDITURE, "合  计", "500.00", "100", "480.00", "460.00"),
    ),
    projects=tuple(
        ProjectContent(
            name=name,
            project_class="特定目标类",
            total_budget=Decimal(money),
            annual_budget=Decimal(money),
            purpose=use,
        )
        for name, money, use in (
            ("主题科普活动", "120", "场地布置与讲解"),
            ("展厅运行", "80", "展品维护与保洁"),
        )
    ),
)

_GUIZHOU_ROWS = (
    row("产出指标", "数量指标", "青少年科技活动", "≥8次", "全年面向青少年举办的活动次数"),
    row("产出指标", "质量指标", "活动方案通过率", "≥95%", "通过评审的方案数除以方案总数"),
    row("产出指标", "时效指标", "全部活动结束日期", "2024年11月30日", "最后一次活动结束的日期"),
    row("成本指标", "", "活动成本节约率", "≥2%", "（预算数减实际支出）除以预算数"),
    row("效益指标", "社会效益指标", "受益青少年人数", "≥3000人", "签到表上的青少年人数"),
    row("满意度指标", "服务对象满意度指标", "社会群众满意度", "≥90%", "问卷中答满意的人数除以答卷人数"),
)

GUIZHOU = StatementContent(
    province="贵州",
    edition="2024",
    year=2024,
    department_name="示范市科学技术协会",
    sections=(
        SectionContent(SectionKind.MANDATE, text="普及科学知识，联系科技工作者。"),
        SectionContent(SectionKind.DETAILED_GOAL, title="1", text="举办8次青少年科技活动。"),
        SectionContent(SectionKind.PHASE, title="(1)月至(6)月", text="完成4次活动。"),
        SectionContent(SectionKind.PHASE, title="(7)月至(12)月", text="完成其余4次活动。"),
    ),
    goals=(
        GoalContent(
            GoalKind.OVERALL,
            text="全年举办8次青少年科技活动，受益3000人。",
            indicators=_GUIZHOU_ROWS,
        ),
    ),
    funding=(
        FundingLine(FundingSide.EXPENDITURE, "基本支出", Decimal("563.00")),
        FundingLine(FundingSide.EXPENDITURE, "项目支出", Decimal("86.00")),
        FundingLine(FundingSide.EXPENDITURE, "资金总额(万元)", Decimal("649.00")),
    ),
    projects=(
        ProjectContent(
            name="青少年科技活动经费",
            budget=Decimal("86.00"),
            project_class="运转类其他项目",
            continuity="延续项目",
            period="2024.1至2024.12",
            goals=("办好8次科技活动，让3000名青少年动手做一次实验。",),
            phases=(
                PhaseContent("2024-01-01至2024-06-30", "完成前4次活动。"),
                PhaseContent("2024-07-01至2024-12-31", "完成后4次活动并收集问卷。"),
            ),
            indicators=_GUIZHOU_ROWS,
        ),
    ),
)
