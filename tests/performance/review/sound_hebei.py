"""A text of Hebei without any fault, and the words with which tests write contents."""

from dataclasses import replace
from decimal import Decimal

from performance.content.model import (
    IndicatorContent,
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

WATER = replace(
    CLINICS,
    code=a_code(parent="00GH78", serial="0004"),
    name="村级供水管网改造",
    budget=Decimal("88.00"),
    fiscal_funds=Decimal("88.00"),
    purpose="更换老旧供水管道并安装水表。",
    spending_plan=plan(0, 30, 80, 100),
    goals=("改造供水管道9公里，让1200户用上合格的自来水。",),
    indicators=(
        row("产出指标", "数量指标", "供水管道改造里程", "≥9公里", "验收合格的管道长度", "可研批复"),
        row("产出指标", "质量指标", "水质检测达标率", "＝100%", "达标水样占全部水样的比例", "饮用水标准"),
        row("产出指标", "时效指标", "管道通水日期", "2026年10月31日", "全线通水的日期", "合同"),
        row("产出指标", "成本指标", "每公里改造成本", "≤9万元", "工程结算价除以里程", "概算"),
        row("效益指标", "社会效益指标", "自来水受益户数", "≥1200户", "接通自来水的农户", "村委会登记"),
        row("满意度指标", "服务对象满意度指标", "用水户满意度", "≥92%", "答满意的用水户所占比例", "抽样调查"),
    ),
)

LAMPS = replace(
    CLINICS,
    code=a_code(parent="00JK90", serial="0005"),
    name="背街小巷路灯安装",
    budget=Decimal("46.00"),
    fiscal_funds=Decimal("46.00"),
    purpose="购置并安装节能路灯。",
    spending_plan=plan(0, 0, 60, 100),
    goals=("安装路灯230盏，照亮16条小巷。",),
    indicators=(
        row("产出指标", "数量指标", "安装路灯数量", "≥230盏", "安装到位并通电的路灯", "采购计划"),
        row("产出指标", "数量指标", "照明小巷数量", "≥16条", "路灯覆盖的小巷", "采购计划"),
        row("产出指标", "质量指标", "亮灯率", "≥98%", "亮灯盏数占全部盏数的比例", "行业标准"),
        row("产出指标", "时效指标", "路灯通电日期", "2026年8月31日", "全部通电的日期", "合同"),
        row("产出指标", "成本指标", "单盏路灯成本", "≤2000元", "采购安装合同价除以盏数", "市场询价"),
        row(
            "效益指标",
            "社会效益指标",
            "夜间照明投诉下降幅度",
            "≥30%",
            "比上年减少的投诉件数占上年的比例",
            "热线统计",
        ),
        row("满意度指标", "服务对象满意度指标", "沿线居民满意度", "≥90%", "答满意的居民所占比例", "抽样调查"),
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
