"""Contents without any fault, one for each form, on which a test plants the fault it is about."""

from dataclasses import replace
from decimal import Decimal

from performance.content import (
    EarlierAmount,
    EarlierValue,
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
from performance.review.project_codes import check_character


def a_code(area="130200", year="26", parent="00AB12", serial="0001"):
    body = f"{area}{year}P{parent}1{serial}"
    return body + check_character(body)


def plan(*percents, mode=PlanMode.CUMULATIVE):
    return SpendingPlan(mode, *(None if percent is None else Decimal(percent) for percent in percents))


def row(level1, level2, name, value, description="", basis="", **more):
    return IndicatorContent(level1, level2, name, description, value, basis, **more)


LECTURES = ProjectContent(
    unit_code="405001",
    unit_name="示范市科学技术协会本级",
    code=a_code(),
    name="青少年科普巡讲",
    budget=Decimal("24.00"),
    fiscal_funds=Decimal("24.00"),
    purpose="聘请讲师、租用演示设备、印制讲义。",
    spending_plan=plan(20, 50, 80, 100),
    goals=("到校巡讲12场，让6000名学生了解一门新技术。",),
    indicators=(
        row("产出指标", "数量指标", "科普巡讲场次", "≥12场", "到校巡讲的场数，按签到表统计", "年度工作计划"),
        row(
            "产出指标",
            "质量指标",
            "讲义审核合格率",
            "＝100%",
            "专家审核通过的讲义占全部讲义的比例",
            "行业标准",
        ),
        row(
            "产出指标", "时效指标", "巡讲结束日期", "2026年11月30日", "最后一场巡讲完成的日期", "年度工作计划"
        ),
        row("产出指标", "成本指标", "每场巡讲成本", "≤2万元", "讲师、设备和讲义支出除以场数", "预算支出标准"),
        row(
            "效益指标", "社会效益指标", "听讲学生人数", "≥6000人", "到场听讲的学生，按签到表统计", "历史标准"
        ),
        row(
            "满意度指标",
            "服务对象满意度指标",
            "听讲师生满意度",
            "≥90%",
            "问卷中答满意的师生所占比例",
            "历史标准",
        ),
    ),
)

EXHIBITS = ProjectContent(
    unit_code="405005",
    unit_name="示范市科技馆",
    code=a_code(parent="00CD34", serial="0007"),
    name="场馆展品更新",
    budget=Decimal("36.00"),
    fiscal_funds=Decimal("30.00"),
    other_funds=Decimal("6.00"),
    purpose="购置互动展品并改造展台。",
    spending_plan=plan(0, 40, 90, 100),
    goals=("新增互动展品6件，替换已停用的旧展品。", "全年接待体验20000人次以上。"),
    indicators=(
        row("产出指标", "数量指标", "更新展品数量", "≥6件", "安装到位并通电的展品", "采购计划"),
        row(
            "产出指标",
            "质量指标",
            "展品一次验收合格率",
            "≥95%",
            "一次验收合格件数占全部件数的比例",
            "行业标准",
        ),
        row(
            "产出指标",
            "时效指标",
            "展品投入使用日期",
            "2026年9月30日",
            "全部展品向公众开放的日期",
            "采购计划",
        ),
        row("产出指标", "成本指标", "展品更新总成本", "≤36万元", "购置与改造的全部支出", "预算支出标准"),
        row("效益指标", "社会效益指标", "展品体验人次", "≥20000人次", "全年使用新展品的观众", "历史标准"),
        row("效益指标", "可持续影响指标", "展品设计使用年限", "≥8年", "合同约定的正常使用年数", "采购合同"),
        row(
            "满意度指标",
            "服务对象满意度指标",
            "体验观众满意度",
            "≥92%",
            "问卷中答满意的观众所占比例",
            "历史标准",
        ),
    ),
)

# A sound project that shares nothing with the two above.
CLINICS = replace(
    EXHIBITS,
    code=a_code(parent="00EF56", serial="0003"),
    name="乡村技术门诊",
    budget=Decimal("15.00"),
    fiscal_funds=Decimal("15.00"),
    other_funds=None,
    purpose="支付下乡专家的补助。",
    goals=("为40个村的种植户当面解答技术难题。",),
    indicators=(
        row("产出指标", "数量指标", "坐诊村庄", "≥40个", "专家到场坐诊的村", "镇村申报"),
        row("产出指标", "质量指标", "问题答复比重", "≥98%", "当场答复的问题占提问的比例", "历史标准"),
        row("产出指标", "成本指标", "坐诊总投入", "≤15万元", "坐诊发生的全部支出", "预算支出标准"),
        row("效益指标", "经济效益指标", "亩均增收额", "≥300元", "采纳建议地块的亩均增收", "抽样调查"),
        row("满意度指标", "服务对象满意度指标", "种植户满意度", "≥90%", "答满意的种植户所占比例", "抽样调查"),
    ),
)

HEBEI = StatementContent(
    province="河北",
    edition="2023",
    year=2026,
    department_code="405",
    department_name="示范市科学技术协会",
    sections=(
        SectionContent(
            SectionKind.OVERALL_GOAL, text="2026年让更多青少年和市民接触科学，全市受益不少于26000人次。"
        ),
        SectionContent(
            SectionKind.FUNCTIONAL_GOAL,
            title="（一）送讲座进校园",
            text="把讲座送到离城区较远的学校。",
            indicator_text="科普巡讲不少于12场，听讲学生不少于6000人。",
        ),
        SectionContent(SectionKind.ARRANGEMENTS, text="按月核对支出进度，每季度检查一次指标完成情况。"),
    ),
    projects=(LECTURES, EXHIBITS),
)


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
    *_FAR[:3],
    replace(_FAR[3], earlier_values=_years("40场", "45场")),
    replace(_FAR[4], earlier_values=_years("290天", "300天")),
    *_FAR[5:],
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

SOUND = {"河北": HEBEI, "湖北": HUBEI, "贵州": GUIZHOU}
