"""One fault for each rule: what is planted in which sound content, and what the rule must quote."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from performance.content.model import EarlierAmount, EmptyFamily, PhaseContent, PlanMode, StatementContent
from tests.performance.review.sound_departments import GUIZHOU, HUBEI
from tests.performance.review.sound_hebei import HEBEI, LECTURES, a_code, plan, row


@dataclass(frozen=True)
class Fault:
    """``plant`` puts one fault into ``base``; the finding of rule ``code`` must quote ``evidence``."""

    code: str
    base: StatementContent
    plant: Callable[[StatementContent], StatementContent]
    evidence: str
    severity: str = ""

    @property
    def content(self) -> StatementContent:
        return self.plant(self.base)


def _at(items, index, **changes):
    return (*items[:index], replace(items[index], **changes), *items[index + 1 :])


def project(index=0, **changes):
    return lambda content: replace(content, projects=_at(content.projects, index, **changes))


def indicator(number, index=0, **changes):
    def plant(content):
        return project(index, indicators=_at(content.projects[index].indicators, number, **changes))(content)

    return plant


def without(*numbers, index=0):
    def plant(content):
        kept = [each for n, each in enumerate(content.projects[index].indicators) if n not in numbers]
        return project(index, indicators=tuple(kept))(content)

    return plant


def added(new, index=0):
    def plant(content):
        return project(index, indicators=(*content.projects[index].indicators, new))(content)

    return plant


def section(index, **changes):
    return lambda content: replace(content, sections=_at(content.sections, index, **changes))


def goal(index, **changes):
    return lambda content: replace(content, goals=_at(content.goals, index, **changes))


def goal_row(number, index, **changes):
    def plant(content):
        return goal(index, indicators=_at(content.goals[index].indicators, number, **changes))(content)

    return plant


def funding(index, **changes):
    return lambda content: replace(content, funding=_at(content.funding, index, **changes))


def weights(*printed):
    def plant(content):
        rows = content.projects[0].indicators
        weighed = [
            replace(each, weight=None if weight is None else Decimal(weight))
            for each, weight in zip(rows, printed, strict=True)
        ]
        return project(indicators=tuple(weighed))(content)

    return plant


_LAST_YEAR = a_code(year="25")
_WRONG_CHECK = LECTURES.code[:-1] + ("0" if LECTURES.code[-1] != "0" else "1")
_MANDATE = "\n".join(
    f"{n}、{verb}全市有关学会的各项业务工作。"
    for n, verb in enumerate(("负责", "组织", "指导", "管理", "协调"), 1)
)
_EARLIER = (EarlierAmount(2023, Decimal("481.00")), EarlierAmount(2022, Decimal("460.00")))

FAULTS = (
    Fault("A1", HEBEI, without(5), "产出指标、效益指标", "warning"),
    Fault("A1", HEBEI, without(4, 5, index=1), "产出指标、满意度指标", "error"),
    Fault("A2", HEBEI, without(3, index=1), "数量指标、质量指标"),
    Fault("A3", HEBEI, project(empty_families=(EmptyFamily("效益指标", "经济效益指标", 4),)), "经济效益指标"),
    Fault("A4", HEBEI, indicator(1, value=""), "讲义审核合格率", "error"),
    Fault("A4", HEBEI, indicator(1, basis=" "), "讲义审核合格率 ＝100%", "warning"),
    Fault("A4", HEBEI, indicator(1, name=" "), "质量指标：＝100%", "error"),
    Fault("A9", HEBEI, project(purpose=" "), "空白"),
    Fault("D9", HEBEI, indicator(1, level1="成效指标"), "讲义审核合格率 ＝100%"),
    Fault("D9", HEBEI, indicator(1, level1=" "), "讲义审核合格率 ＝100%"),
    Fault("A9", HEBEI, project(goals=()), "空白"),
    Fault("A5", HEBEI, project(spending_plan=plan(20, 50, 80, None)), "80% / —"),
    Fault("A5", HEBEI, project(spending_plan=None), "空白"),
    Fault("A6", HEBEI, project(purpose="聘请讲师，其余待填写。"), "待填写"),
    Fault("A6", HEBEI, project(goals=("目标内容1 到校巡讲12场",)), "目标内容1"),
    Fault("A7", HEBEI, indicator(0, description="到校巡讲的场数（按签到表"), "（按签到表"),
    Fault("A7", HEBEI, indicator(4, description="学生的科学素养提高效果显"), "效果显"),
    Fault("A8", HEBEI, without(1, 2), "产出指标1条：科普巡讲场次"),
    Fault("B1", HEBEI, indicator(0, value="≥12"), "科普巡讲场次 ≥12"),
    Fault("B2", HEBEI, indicator(0, value="≥12场覆盖六所乡镇学校"), "≥12场覆盖六所乡镇学校"),
    Fault("B3", HEBEI, indicator(3, value="≤2万"), "≤2万"),
    Fault("B4", HEBEI, indicator(4, value="≥6000户"), "听讲学生人数 ≥6000户"),
    Fault("B5", HEBEI, indicator(5, value="≥90"), "听讲师生满意度 ≥90"),
    Fault("B5", HEBEI, indicator(5, value="≥120%"), "听讲师生满意度 ≥120%"),
    Fault("B6", HEBEI, indicator(1, value="≥100%"), "≥100%"),
    Fault("B7", HEBEI, indicator(4, value="持续提升"), "持续提升"),
    Fault("B8", HEBEI, indicator(1, value="100%"), "讲义审核合格率 100%"),
    Fault("B9", HEBEI, indicator(5, 1, value="≥8-10年"), "≥8-10年"),
    Fault("B9", HEBEI, section(0, text="2026年全市受益3万余人次。"), "3万余人次"),
    Fault("B10", HEBEI, indicator(2, value="2027年3月31日"), "2027年3月31日"),
    Fault("B10", HEBEI, indicator(2, value="2026.11.30"), "“2026.11.30”1处"),
    Fault("B10", HEBEI, indicator(2, name="巡讲完成时限", value="≤1次"), "巡讲完成时限 ≤1次"),
    Fault("B11", HEBEI, indicator(5, value="≥90人"), "≥90人"),
    Fault("C1", HEBEI, project(1, other_funds=Decimal("5.00")), "预算数36.00"),
    Fault("C2", HEBEI, project(spending_plan=plan(20, 60, 50, 100)), "60% / 50%"),
    Fault("C2", HEBEI, project(spending_plan=plan(0, 0, 100, 120)), "120%"),
    Fault("C2", HEBEI, project(spending_plan=plan(40, 40, 40, None, mode=PlanMode.INSTALMENT)), "40% / 40%"),
    Fault(
        "C2",
        HEBEI,
        project(spending_plan=plan(None, None, 100, None, mode=PlanMode.UNKNOWN)),
        "100% / —",
        "warning",
    ),
    Fault("C3", HEBEI, indicator(3, 1, value="≤40万元"), "≤40万元，预算数36.00万元"),
    Fault("C4", HEBEI, indicator(3, value="≤3万元"), "≤3万元 × 科普巡讲场次 ≥12场 = 36万元"),
    Fault("C4", HEBEI, indicator(3, name="讲师月均补助", value="≤2.5万元"), "12个月 = 30万元"),
    Fault("C5", HUBEI, project(annual_budget=Decimal(110)), "110 + 80"),
    Fault("C6", HUBEI, funding(1, earlier_amounts=_EARLIER), "480.00 = 480.00，合计481.00"),
    Fault("C6", HUBEI, funding(3, share=Decimal("41")), "占比41%"),
    Fault("C7", HEBEI, section(1, text="讲座安排经费50万元。"), "50 = 50万元，项目合计60.00万元"),
    Fault("C8", GUIZHOU, project(budget=Decimal("75.00")), "项目表750000元"),
    Fault("C9", HEBEI, weights(20, 20, 20, 15, 10, 10), "合计95"),
    Fault("C9", HEBEI, weights(20, 20, 20, 20, 20, None), "6条指标中5条"),
    Fault("C9", HEBEI, weights(15, 15, 10, 10, 30, 10), "成本指标10", "warning"),
    Fault("D1", HEBEI, indicator(3, value="≥2万元"), "每场巡讲成本 ≥2万元"),
    Fault("D1", HEBEI, indicator(5, 1, value="≤8年"), "展品设计使用年限 ≤8年"),
    Fault(
        "D2",
        HEBEI,
        added(row("产出指标", "数量指标", "讲师课时补贴", "≥5万元", "发给讲师的补贴", "合同")),
        "讲师课时补贴 ≥5万元",
    ),
    Fault(
        "D3",
        HEBEI,
        added(row("产出指标", "质量指标", "获奖讲义", "≥3份", "市级以上获奖的讲义", "计划")),
        "获奖讲义 ≥3份",
    ),
    Fault(
        "D4",
        HEBEI,
        added(row("效益指标", "社会效益指标", "校园广播播出", "≥20次", "播出的期数", "计划")),
        "校园广播播出 ≥20次",
    ),
    Fault(
        "D5",
        HEBEI,
        added(row("产出指标", "数量指标", "巡讲任务完成率", "≥95%", "完成场数的比例", "计划")),
        "巡讲任务完成率 ≥95%",
    ),
    Fault("D6", HEBEI, indicator(1, name="工作合格率"), "工作合格率"),
    Fault("D6", HEBEI, indicator(4, name="社会效益指标"), "社会效益指标"),
    Fault(
        "D7",
        HEBEI,
        added(row("效益指标", "经济效益指标", "门票增收", "≥36万元", "门票比上年增加", "计划"), 1),
        "门票增收 ≥36万元，预算数36.00万元",
    ),
    Fault(
        "D8",
        HEBEI,
        added(row("产出指标", "质量指标", "讲义差错率", "≤0%", "有错的讲义比例", "计划")),
        "讲义差错率 ≤0%",
    ),
    Fault("E1", HEBEI, added(LECTURES.indicators[4]), "听讲学生人数 ≥6000人"),
    Fault(
        "E1",
        HEBEI,
        added(row("产出指标", "质量指标", "讲义文字审核合格率", "＝100%", "另一种算法", "计划")),
        "讲义文字审核合格率",
    ),
    Fault("E2", HEBEI, project(1, indicators=LECTURES.indicators), "青少年科普巡讲"),
    Fault(
        "E3",
        HEBEI,
        section(1, indicator_text="科普巡讲不少于15场，听讲学生不少于6000人。"),
        "科普巡讲不少于15场",
    ),
    Fault(
        "E4", HUBEI, goal(1, summary="目标1：办好60场主题科普活动。\n目标2：展厅全年开放300天。"), "办好60场"
    ),
    Fault(
        "E4", HUBEI, goal(1, summary=HUBEI.goals[1].text + "\n目标3：培训讲解员。"), "培训讲解员", "warning"
    ),
    Fault("E5", HUBEI, goal_row(3, 1, value="≥38场"), "2023年45场 → ≥38场"),
    Fault("E6", HUBEI, goal_row(1, 1, value="≥90%"), "长期≥96%，年度≥90%"),
    Fault("E7", HEBEI, section(1, indicator_text="建立博士服务点不少于3家。"), "博士服务点不少于3家"),
    Fault("E7", HEBEI, indicator(4, name="听讲学生支付人次", value="≥6000人次"), "听讲学生支付人次"),
    Fault("E8", HEBEI, indicator(5, basis="≥90%"), "≥90% | ≥90%"),
    Fault("E8", HEBEI, indicator(1, value="科普巡讲场次"), "讲义审核合格率 | 科普巡讲场次"),
    Fault("F1", HEBEI, project(goals=(LECTURES.purpose,)), "聘请讲师"),
    Fault("F1", HEBEI, project(goals=("1.青少年科普巡讲",)), "青少年科普巡讲"),
    Fault("F2", HEBEI, project(goals=("到校巡讲12场。", "2、到校巡讲12场")), "到校巡讲12场"),
    Fault(
        "F3",
        HEBEI,
        project(goals=("保障12场巡讲的印刷费、差旅费、劳务费和场地费。",)),
        "印刷费、差旅费、劳务费、场地费",
    ),
    Fault("F4", HEBEI, indicator(0, description="科普巡讲 场次"), "科普巡讲场次"),
    Fault(
        "F5",
        HEBEI,
        indicator(3, name="平均巡讲成本", description="巡讲支出总额"),
        "平均巡讲成本 | 巡讲支出总额",
    ),
    Fault("F6", HEBEI, section(0, text=_MANDATE), "5项"),
    Fault("F7", HEBEI, section(1, text="去年营造了浓厚的氛围。"), "营造了浓厚的氛围"),
    Fault("F8", HEBEI, section(2, text="按省财政厅要求开展监控。"), "按省财政厅要求"),
    Fault("F8", HEBEI, project(purpose="支付2024年尚未结清的讲师费用。"), "2024年"),
    Fault("F9", HEBEI, project(goals=("以服务青少年为指导，凝聚各方力量。",)), "以服务青少年为指导"),
    Fault("F10", HEBEI, section(2, text="按月核对支出的的进度。"), "的的"),
    Fault("G1", HEBEI, project(code=_WRONG_CHECK), _WRONG_CHECK),
    Fault("G1", HEBEI, project(code="13020026X0001"), "13020026X0001"),
    Fault("G1", HEBEI, project(code=""), "青少年科普巡讲"),
    Fault("G2", HEBEI, project(unit_code="406001"), "406001"),
    Fault("G3", HEBEI, project(code=_LAST_YEAR), _LAST_YEAR),
    Fault(
        "G4",
        GUIZHOU,
        project(
            phases=(
                PhaseContent("2024-01-01至2024-12-31", "上半程。"),
                PhaseContent("2024-01-01 至2024-12-31", "下半程。"),
            )
        ),
        "2次",
    ),
)
