"""Faults that rules C to G find: money, families, agreement, words and codes."""

from decimal import Decimal

from performance.content.model import EarlierAmount, OwnField, PhaseContent, PlanMode
from tests.performance.review.planting import (
    FIVE,
    Fault,
    added,
    both,
    funding,
    funds_of,
    goal,
    goal_row,
    indicator,
    one_plan,
    project,
    section,
    tasks,
    two_cards,
    weights,
)
from tests.performance.review.sound_departments import GUIZHOU, HUBEI
from tests.performance.review.sound_hebei import HEBEI, LECTURES, a_code, plan, row

_LAST_YEAR = a_code(year="25")
_WRONG_CHECK = LECTURES.code[:-1] + ("0" if LECTURES.code[-1] != "0" else "1")
_MANDATE = "\n".join(
    f"{n}、{verb}全市有关学会的各项业务工作。"
    for n, verb in enumerate(("负责", "组织", "指导", "管理", "协调"), 1)
)
_EARLIER = (EarlierAmount(2023, Decimal("481.00")), EarlierAmount(2022, Decimal("460.00")))

FAULTS_OF_SENSE = (
    Fault("C1", HEBEI, project(1, other_funds=Decimal("5.00")), "预算数36.00"),
    Fault("C2", HEBEI, project(spending_plan=plan(20, 60, 50, 100)), "60% / 50%"),
    Fault("C2", HEBEI, project(spending_plan=plan(0, 0, 100, 120)), "120%"),
    Fault("C2", HEBEI, project(spending_plan=plan(40, 40, 40, None, mode=PlanMode.INSTALMENT)), "40% / 40%"),
    Fault(
        "C2",
        HEBEI,
        project(spending_plan=plan(None, None, 100, None, mode=PlanMode.UNKNOWN)),
        "100% / —",
        "hint",
    ),
    Fault("C3", HEBEI, indicator(3, 1, value="≤40万元"), "≤40万元，预算数36.00万元"),
    Fault("C4", HEBEI, indicator(3, value="≤3万元"), "≤3万元 × 科普巡讲场次 ≥12场 = 36万元", "hint"),
    Fault(
        "C4",
        HEBEI,
        both(indicator(0, value="＝12场"), indicator(3, value="＝3万元")),
        "＝3万元 × 科普巡讲场次 ＝12场 = 36万元",
        "warning",
    ),
    Fault("C4", HEBEI, indicator(3, name="讲师月均补助", value="≤2.5万元"), "12个月 = 30万元", "hint"),
    Fault("C4", HEBEI, indicator(3, name="讲师月均补助", value="＝2.5万元"), "12个月 = 30万元", "warning"),
    Fault("C5", HUBEI, project(annual_budget=Decimal(110)), "110 + 80"),
    Fault("C6", HUBEI, funding(1, earlier_amounts=_EARLIER), "480.00 = 480.00，合计481.00"),
    Fault("C6", HUBEI, funding(3, share=Decimal("41")), "占比41%"),
    Fault(
        "C7",
        HEBEI,
        section(1, text="青少年科普巡讲2026年安排经费500,000元。"),
        "“青少年科普巡讲”文字500,000元，项目表24.00万元",
    ),
    Fault(
        "C7",
        HEBEI,
        section(1, text="1、安排讲座经费24万元。"),
        "24 = 24万元，项目合计60.00万元；未提到：场馆展品更新",
    ),
    Fault("C7", HEBEI, project(purpose="本年安排30万元聘请讲师。"), "资金用途写30万元，预算数24.00万元"),
    Fault("C10", HUBEI, project(total_budget=Decimal(100)), "总额100，年度120", "error"),
    Fault(
        "C10", HUBEI, project(total_budget=Decimal(150), nature="一次性项目"), "总额150，年度120", "warning"
    ),
    Fault("C11", HEBEI, project(funds=funds_of(24, 20, 1)), "资金总额24；财政拨款20、其他资金1"),
    Fault("C16", FIVE, one_plan, "5个项目都是 20% / 50% / 80% / 100%"),
    Fault("C8", GUIZHOU, project(budget=Decimal("75.00")), "项目表750000元"),
    Fault(
        "C12",
        HEBEI,
        project(fields=(OwnField("年度预算安排", "截至上年底累计投入180万元。"),)),
        "累计180万元",
    ),
    Fault("C13", HEBEI, project(annual_budget=Decimal(20)), "预算数24万元；年度金额20万元"),
    Fault("C13", HEBEI, project(annual_budget=Decimal(240_000)), "年度金额240000万元"),
    Fault("C13", HEBEI, tasks(30, name="青少年科普巡讲"), "预算数24万元；年度主要任务表30万元"),
    Fault("C14", HEBEI, tasks(30, 12, 8, total="52"), "30 + 12 + 8 = 50万元，合计一行52"),
    Fault("C15", HEBEI, weights(60, 10, 10, 10, 5, 5), "科普巡讲场次 60分"),
    Fault(
        "C15",
        HEBEI,
        both(*(indicator(n, level1="产出指标（50分）") for n in range(3)), weights(20, 10, 10, 20, 20, 10)),
        "“产出指标(50分)”下3条合计40分",
    ),
    Fault("C9", HEBEI, weights(20, 20, 20, 15, 10, 10), "合计95"),
    Fault("C9", HEBEI, weights(20, 20, 20, 20, 20, None), "6条指标中5条"),
    Fault("C9", HEBEI, weights(15, 15, 10, 10, 30, 10), "成本指标10", "hint"),
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
    Fault("D5", HEBEI, indicator(0, name="到校覆盖面", value="≥90%"), "到校覆盖面 ≥90%"),
    Fault("D6", HEBEI, indicator(1, name="工作合格率", description="工作合格率"), "工作合格率", "warning"),
    Fault("D6", HEBEI, indicator(1, name="工作合格率"), "工作合格率", "hint"),
    Fault(
        "D10",
        HEBEI,
        added(row("产出指标", "数量指标", "听讲学生人数", "≥200人", "到馆听讲的学生", "计划"), 1),
        "此处为数量指标，另一处为社会效益指标",
    ),
    Fault("D11", HEBEI, indicator(4, name="学生参加比例"), "学生参加比例 ≥6000人"),
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
    Fault(
        "E2",
        HEBEI,
        project(1, indicators=LECTURES.indicators, goals=("到场学生的满意度不低于90%。",)),
        "青少年科普巡讲",
    ),
    Fault("E11", HEBEI, project(goals=("到校巡讲12场，培训小讲解员300人。",)), "培训小讲解员300人", "hint"),
    Fault("E12", HUBEI, goal(1, indicators=HUBEI.goals[0].indicators), "数值全部与长期目标相同"),
    Fault(
        "E13",
        HEBEI,
        both(
            indicator(1, 1, name="讲义审核合格率"),
            project(1, unit_code="405001", unit_name=LECTURES.unit_name),
        ),
        "讲义审核合格率 ≥95%；“青少年科普巡讲”为＝100%",
        "hint",
    ),
    Fault(
        "E14",
        HEBEI,
        added(row("产出指标", "质量指标", "科普巡讲完成率", "≥95%", "完成场数占计划场数的比例", "计划")),
        "“科普巡讲场次 ≥12场”与“科普巡讲完成率 ≥95%”",
    ),
    Fault("E15", HEBEI, project(goals=("到校巡讲12场，每场听讲学生不少于6000人。",)), "每场听讲", "hint"),
    Fault(
        "E3",
        HEBEI,
        section(1, indicator_text="科普巡讲不少于15场，听讲学生不少于6000人。"),
        "科普巡讲不少于15场",
    ),
    Fault(
        "E4",
        HUBEI,
        goal(1, summary="目标1：办好60场主题科普活动。\n目标2：展厅全年开放300天。"),
        "办好60场",
        "error",
    ),
    Fault(
        "E4", HUBEI, goal(1, summary=HUBEI.goals[1].text + "\n目标3：培训讲解员。"), "培训讲解员", "warning"
    ),
    Fault("E5", HUBEI, goal_row(3, 1, value="≥38场"), "2023年45场 → ≥38场"),
    Fault("E6", HUBEI, goal_row(1, 1, value="≥98%"), "长期≥96%，年度≥98%"),
    Fault("E7", HEBEI, section(1, indicator_text="建立博士服务点不少于3家。"), "博士服务点不少于3家"),
    Fault("E7", HEBEI, indicator(4, name="听讲学生支付率", value="≥90%"), "听讲学生支付率"),
    Fault("E8", HEBEI, indicator(5, basis="≥90%"), "≥90% | ≥90%"),
    Fault("E8", HEBEI, indicator(1, value="科普巡讲场次"), "讲义审核合格率 | 科普巡讲场次"),
    Fault("F1", HEBEI, project(goals=(LECTURES.purpose,)), "聘请讲师"),
    Fault("F1", HEBEI, project(goals=("7.青少年科普巡讲",)), "青少年科普巡讲"),
    Fault("F2", HEBEI, project(goals=("到校巡讲12场。", "7、到校巡讲12场")), "到校巡讲12场"),
    Fault(
        "F3",
        HEBEI,
        project(goals=("保障12场巡讲的印刷费、差旅费、劳务费和场地费。",)),
        "印刷费、差旅费、劳务费、场地费",
    ),
    Fault("F4", HEBEI, indicator(1, description="讲义审核 合格率"), "讲义审核合格率"),
    Fault(
        "F5",
        HEBEI,
        indicator(3, name="平均巡讲成本", description="巡讲支出总额"),
        "平均巡讲成本 | 巡讲支出总额",
    ),
    Fault(
        "F5",
        HEBEI,
        indicator(4, name="平均每场听讲学生数量", description="到场听讲的学生人数"),
        "平均每场听讲学生数量 | 到场听讲的学生人数",
    ),
    Fault("F11", HEBEI, project(goals=("让更多学生了解新技术。",)), "让更多学生了解新技术", "hint"),
    Fault(
        "F12",
        HEBEI,
        both(project(goals=("满意度达到90%以上。",)), project(1, goals=("满意度达到90%以上。",))),
        "与“青少年科普巡讲”",
    ),
    Fault("F13", HEBEI, indicator(4, description="平均每个地市听讲的学生，按签到表统计"), "平均每个地市"),
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
    Fault("G5", GUIZHOU, project(period="2024.12至2024.11"), "2024.12至2024.11", "error"),
    Fault("G5", GUIZHOU, project(period="2025.1至2025.12"), "2025.1至2025.12", "warning"),
    Fault(
        "G5",
        HEBEI,
        project(start_date="2026年12月31日", end_date="2026年1月1日"),
        "2026年12月31日至2026年1月1日",
        "error",
    ),
    Fault("G6", GUIZHOU, project(continuity="是"), "是", "hint"),
    Fault("G6", GUIZHOU, project(project_class="重点项目"), "重点项目", "hint"),
    Fault("G6", GUIZHOU, project(fund_nature="其他"), "其他", "hint"),
    Fault("G7", HUBEI, two_cards, "2张表，金额60万元、60万元"),
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
