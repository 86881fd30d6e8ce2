"""A: is everything there that the form asks for?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from indicators.kinds import ValueKind
from performance.content.model import PlanMode
from performance.review.engine import Remark, project_rule, table_rule
from performance.review.families import GROUPS, OUTPUTS, Family
from performance.review.findings import Severity, Topic
from performance.review.needs import LEVELS, PLAN, PROJECT_TABLES
from performance.review.rule_sets import any_word
from performance.review.tables import Table
from performance.review.thresholds import Threshold


@table_rule(
    "A1",
    Severity.ERROR,
    "缺少必需的一级指标",
    Topic.UNCLEAR,
    needs=(LEVELS,),
    reason="每个项目都要说明做出什么（产出）、带来什么（效益）；有明确服务对象的还要有满意度。",
    source="财预〔2021〕101号对指标体系的要求；规则集 required_families 规定必需的类别和缺少时的严重程度。",
    example="邮电费项目只有产出和效益，没有满意度指标（警告，说明无服务对象即可）。",
    remedy="补充该类指标；确无服务对象的，说明理由。",
)
def required_families_are_there(table: Table) -> Iterator[Remark]:
    """Every family that the rule set requires has at least one indicator."""
    for group, severity in table.parameters.required_families.items():
        label, families = GROUPS[group]
        if not table.of(*families):
            there = "、".join(dict.fromkeys(row.indicator.level1.strip() for row in table.rows))
            kind = _eased(table, group, Severity[severity.upper()])
            yield Remark(
                table.at(),
                f"已有：{there}" if there else "没有任何绩效指标",
                f"没有{label}。",
                expected=f"至少一条{label}",
                remedy=f"补充{label}。"
                if kind is Severity.ERROR
                else "",  # what must be there cannot be reasoned away
                severity=kind,
            )


def _eased(table: Table, group: str, severity: Severity) -> Severity:
    """A hint where the families cannot be asked for: money that keeps an office running, and the rules of before."""
    year = table.case.content.year
    before = year is not None and year < table.parameters.families_since and group != "output"
    unserved = (
        group == "satisfaction"
        and table.project
        and any_word(table.parameters.unserved_projects).search(table.project.name)
    )
    return Severity.HINT if before or unserved or table.is_running_cost else severity


@table_rule(
    "A2",
    Severity.WARNING,
    "缺少成本指标",
    Topic.UNCLEAR,
    needs=(LEVELS,),
    reason="没有成本指标就无法判断花钱是否值得。",
    source="财预〔2021〕101号：成本指标先在基建、大修、购置项目中要求，逐步推开；规则集 cost_required 可停用。部门整体表多不印成本指标，只作提示。",
    example="2020年表样的项目只有产出、效果、满意度三行。",
    remedy="补充经济成本指标，如总成本或单位成本。",
)
def cost_is_there(table: Table) -> Iterator[Remark]:
    """A table with indicators has a cost indicator too."""
    if table.parameters.cost_required and table.rows and not table.of(Family.COST):
        there = "、".join(dict.fromkeys(row.indicator.level2.strip() for row in table.rows))
        yield Remark(
            table.at(),
            f"已有：{there}",
            "没有成本指标。",
            expected="至少一条成本指标",
            severity=_eased(table, "cost", Severity.HINT if _is_of_a_department(table) else Severity.WARNING),
        )


def _is_of_a_department(table: Table) -> bool:
    """Of a form that is declared as data: whether it prints costs there at all is not known."""
    return table.project is None and bool(table.case.content.form)


@table_rule(
    "A3",
    Severity.HINT,
    "二级指标下没有三级指标",
    Topic.WORDING,
    reason="印出的空行容易被看作漏填。",
    source="指标填报的常见退回原因。",
    example="“经济效益指标”一行没有三级指标和指标值。",
    remedy="补充三级指标，或在不适用时删去该行。",
)
def no_empty_family_is_printed(table: Table) -> Iterator[Remark]:
    """A printed second-level family has an indicator; the empty ones are told once for each table."""
    empty = ["".join(family.level2.split()) for family in table.content.empty_families]
    if empty:
        yield Remark(
            table.at("empty_families"),
            "、".join(empty),
            "二级指标下没有三级指标。",
            expected="至少一条三级指标",
        )


@table_rule(
    "A4",
    Severity.ERROR,
    "三级指标、指标值或确定依据未填",
    Topic.UNCLEAR,
    reason="没有指标值就无从考核；没有依据就无从判断指标值是否合理。",
    source="财预〔2021〕101号：核心指标应有指标值、指标值确定依据。依据未填为警告；表样不印依据栏的不作要求。",
    example="两个项目各9行的指标值确定依据全部空白。",
    remedy="填写指标值及其依据（计划、历史、行业或预算支出标准，或文件名称）。",
)
def value_and_basis_are_filled(table: Table) -> Iterator[Remark]:
    """Each row has a name, a value and, where the form prints that column, a basis."""
    for row in table.rows:
        if not row.name:
            level2 = "".join(row.indicator.level2.split())
            yield Remark(
                row.at("name"),
                f"{level2}：{row.shown_value}",
                "三级指标的名称未填。",
                remedy="填写指标名称，或删去这一行。",
            )
        if row.value.kind is ValueKind.EMPTY:
            yield Remark(row.at("value"), row.label, "指标值未填。", expected="数值、比率、日期或分级定性值")
    if not table.case.basis_printed:
        return
    without = [row for row in table.rows if not row.indicator.basis.strip()]
    if len(without) > 1:
        evidence = f"共{len(without)}行：" + "、".join(row.label for row in without)
        message = f"指标值确定依据{'全部' * (len(without) == len(table.rows))}未填。"
        yield Remark(table.at("basis"), evidence, message, severity=Severity.WARNING)
    else:
        for row in without:
            yield Remark(row.at("basis"), row.shown, "指标值确定依据未填。", severity=Severity.WARNING)


@project_rule(
    "A5",
    Severity.ERROR,
    "资金支出计划不完整",
    Topic.MONEY,
    needs=(
        PROJECT_TABLES,
        PLAN,
    ),
    reason="支出计划是执行监控的基准，必须排到全部资金。",
    source="河北文本的项目表：3月底、6月底、10月底、12月底四个时点。",
    example="表格只到“10月底 85%”，12月底一栏丢失。",
    remedy="补齐各时点，使累计（或分期合计）达到100%。",
)
def plan_reaches_the_whole(table: Table) -> Iterator[Remark]:
    """The plan is filled in and the last printed checkpoint completes it."""
    project = table.project
    if project is None or not table.parameters.plan_printed:
        return
    plan = project.spending_plan
    filled = [percent for percent in plan.checkpoints() if percent is not None] if plan else []
    if plan is None or not filled:
        yield Remark(
            table.at("spending_plan"), "各时点均空白", "资金支出计划未填。", expected="至少12月底100%"
        )
        return
    short_of_whole = max(filled) < 100 and sum(filled) != 100
    if plan.mode is PlanMode.INSTALMENT:
        short_of_whole = sum(filled) < 100
    if plan.december is None and short_of_whole:
        yield Remark(
            table.at("spending_plan"),
            plan_text(plan.checkpoints()),
            "资金支出计划没有排到全部资金，12月底未填。",
            expected="12月底累计100%",
        )


def plan_text(checkpoints: tuple[Decimal | None, ...]) -> str:
    """The plan as a reader sees it: ``30% / 60% / 85% / —``."""
    return " / ".join("—" if percent is None else f"{percent.normalize():f}%" for percent in checkpoints)


@table_rule(
    "A8",
    Severity.HINT,
    "指标过少或过多",
    Topic.UNCLEAR,
    reason="产出指标太少说不清做什么，同类太多则不够突出重点。",
    source="财预〔2021〕101号“重点突出”；没有全国统一条数，门槛在规则集 min_output_rows、max_family_rows。",
    example="每个项目只有1条产出指标；9条数量指标对2条质量指标；没有数量指标的项目（警告）。",
    remedy="补充核心产出指标，或合并、删减次要指标。",
    thresholds=(
        Threshold("min_output_rows", "产出指标最少条数", 1, 5),
        Threshold("max_family_rows", "同一二级指标最多条数", 4, 20),
    ),
)
def number_of_indicators_is_balanced(table: Table) -> Iterator[Remark]:
    """There are enough outputs, and no output family crowds out the others."""
    outputs = table.of(*OUTPUTS)
    if table.rows and 0 < len(outputs) < table.parameters.min_output_rows:
        names = "、".join(row.label for row in outputs)
        yield Remark(
            table.at(),
            f"产出指标{len(outputs)}条：{names}（全表{len(table.rows)}条）",
            "产出指标过少。",
            expected=f"不少于{table.parameters.min_output_rows}条",
        )
    if outputs and table.project and not table.of(Family.QUANTITY, Family.DELIVERY, Family.OUTPUT):
        families = "、".join(dict.fromkeys(row.indicator.level2.strip() for row in outputs))
        yield Remark(
            table.at(),
            f"产出指标只有{families}",
            "没有数量指标，看不出做多少。",
            expected="至少一条数量指标",
            severity=Severity.HINT if table.is_running_cost else Severity.WARNING,
        )
    counts = {
        family: len(table.of(family)) for family in (Family.QUANTITY, Family.QUALITY, Family.TIMELINESS)
    }
    for family, number in counts.items():
        if number > table.parameters.max_family_rows:
            yield Remark(
                table.at(),
                "、".join(f"{each.value}指标{rows}条" for each, rows in counts.items()),
                f"{family.value}指标过多，重点不突出。",
                expected=f"不超过{table.parameters.max_family_rows}条",
            )


@project_rule(
    "A9",
    Severity.ERROR,
    "项目主要内容未填",
    Topic.UNCLEAR,
    needs=(PROJECT_TABLES,),
    reason="没有金额、用途或目标的项目无从审核。",
    source="项目绩效目标表的栏目；规则集 required_items 列出不能空白的。",
    example="项目表只有名称和编码，预算数、资金用途、绩效目标都空白。",
    remedy="按项目申报材料补填。",
)
def main_items_are_filled(table: Table) -> Iterator[Remark]:
    """Money, purpose and goals of a project that has a table of its own."""
    project, parameters = table.project, table.parameters
    if project is None or not parameters.project_tables_printed:
        return
    filled = {
        "budget": table.budget is not None,
        "purpose": project.purpose.strip(),
        "goals": "".join(project.goals).strip(),
    }
    for item in parameters.required_items:
        if not filled[item]:
            label = parameters.labels[item]
            yield Remark(table.at(item), "空白", f"{label}未填。", expected=f"填写{label}")
