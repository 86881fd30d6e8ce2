"""C16, E12-E14, F12: is what should differ between projects and years the same everywhere, or the other way round?"""

from __future__ import annotations

from collections.abc import Iterator

from performance.content.model import GoalKind
from performance.review.case import Case
from performance.review.engine import Remark, statement_rule, table_rule
from performance.review.families import Family
from performance.review.findings import Severity, Topic
from performance.review.mends import without
from performance.review.needs import BOTH_HORIZONS, MANY_PROJECTS, PLAN, ROWS
from performance.review.rules.completeness import plan_text
from performance.review.rules.text import own_words
from performance.review.similarity import core
from performance.review.tables import Row, Table
from performance.review.thresholds import ALIKE_PROJECTS
from performance.review.worded_mends import goal_of_own_indicators


@statement_rule(
    "C16",
    Severity.WARNING,
    "所有项目的支出计划相同",
    Topic.MONEY,
    needs=(MANY_PROJECTS, PLAN),
    reason="工资按月发、工程按进度付，支出计划全都一样就没有一个是排过的，执行监控没有基准。",
    source="五个以上项目的资金支出计划逐格相同。",
    example="20个项目的资金支出计划都只在12月底填100%，连工资也是。",
    remedy="按各项目的支付进度分别排定。",
    thresholds=(ALIKE_PROJECTS,),
)
def plans_are_made_for_each_project(case: Case) -> Iterator[Remark]:
    """Not every project of a text spends at the same pace."""
    plans = [
        table.project.spending_plan.checkpoints()
        for table in case.projects
        if table.project and table.project.spending_plan
    ]
    if len(plans) >= case.parameters.alike_projects and len(set(plans)) == 1 and any(plans[0]):
        yield Remark(
            case.at("spending_plan"),
            f"{len(plans)}个项目都是 {plan_text(plans[0])}",
            "所有项目的支出计划相同。",
            expected="各项目自己的支付进度",
        )


@statement_rule(
    "E12",
    Severity.WARNING,
    "年度目标与长期目标完全相同",
    Topic.YEARS,
    needs=(BOTH_HORIZONS,),
    reason="长期目标说几年后做到什么，年度目标说今年走到哪一步；完全相同等于只有一个。",
    source="两张表五条以上同名的定量指标，值全部相同（湖北表样）。",
    example="长期和年度两张表的40条指标名称、数值逐条相同。",
    remedy="长期目标写到期末要达到的水平，年度目标写当年的一步。",
    thresholds=(ALIKE_PROJECTS,),
)
def annual_goal_is_a_step(case: Case) -> Iterator[Remark]:
    """The targets of the year are not all those of the later years."""
    long_term, annual = case.goal_of(GoalKind.LONG_TERM), case.goal_of(GoalKind.ANNUAL)
    if long_term is None or annual is None:
        return
    far = {row.name: row.printed for row in long_term.rows if row.has_number}
    common = [row for row in annual.rows if row.has_number and row.name in far]
    if len(common) >= case.parameters.alike_projects and all(far[row.name] == row.printed for row in common):
        yield Remark(
            annual.at(),
            f"同名的{len(common)}条定量指标，数值全部与长期目标相同",
            "年度目标与长期目标完全相同。",
            expected="当年的一步",
        )


@statement_rule(
    "E13",
    Severity.HINT,
    "同一比率在各项目中不同",
    Topic.UNCLEAR,
    needs=(MANY_PROJECTS,),
    reason="同一单位的同一件事，要求有高有低，应当说得出原因。",
    source="同一预算单位各项目中同名、同类的百分比（满意度除外）对照（启发式）。",
    example="“工作合格率”多数项目为100%，一个项目为≥90%。",
    remedy="统一要求，或说明为什么不同。",
)
def rates_of_a_unit_agree(case: Case) -> Iterator[Remark]:
    """A rate of one name has one target in the projects of a unit."""
    first: dict[tuple[str, str, Family], Row] = {}
    for table in case.projects:
        unit = core(table.project.unit_name) if table.project else ""
        for row in table.rows:
            if not row.value.is_percent or row.family is Family.SATISFACTION or not row.name:
                continue
            earlier = first.setdefault((unit, row.name, row.family), row)
            if earlier.value.number != row.value.number:
                project = earlier.table.project
                yield Remark(
                    row.at("value"),
                    f"{row.shown}；“{project.name.strip() if project else ''}”为{earlier.shown_value}",
                    "同一比率在本单位各项目中不同。",
                    expected="同一要求",
                )


@table_rule(
    "E14",
    Severity.WARNING,
    "数量和它自己的完成率都列为指标",
    Topic.COUNTED_TWICE,
    needs=(ROWS,),
    reason="做12场和12场的完成率100%是同一件事，一项成绩得两次分。",
    source="同一张表中，一条的名称去掉“数量”等词，与另一条去掉“完成率”等词相同。",
    example="“科普阵地建设 ≥10个”与“科普阵地建设完成率 ≥90%”。",
    remedy="保留数量，完成率改为质量或时效要求。",
)
def quantity_is_not_counted_again_as_its_rate(table: Table) -> Iterator[Remark]:
    """No row is the completion rate of another."""
    counted = {_stem(row): row for row in table.rows if row.counts and row.has_number}
    for row in table.rows:
        ending = next((e for e in row.parameters.completion_endings if row.name.endswith(e)), "")
        done = counted.get(row.name.removesuffix(ending)) if ending else None
        if done and done.family in (Family.QUANTITY, Family.DELIVERY):
            yield Remark(
                row.at("name"),
                f"“{done.shown}”与“{row.shown}”",
                "数量和它自己的完成率都列为指标。",
                mends=(without(row),) if len(row.table.of(row.family)) > 1 else (),
            )


def _stem(row: Row) -> str:
    for ending in ("数量", *row.parameters.kinds_of_names, "数"):
        if row.name.endswith(ending) and len(row.name) > len(ending) + 1:
            return row.name.removesuffix(ending)
    return row.name


@statement_rule(
    "F12",
    Severity.WARNING,
    "不同项目的绩效目标逐字相同",
    Topic.COUNTED_TWICE,
    needs=(MANY_PROJECTS,),
    reason="两笔钱写同一个目标，成效就算了两次，也看不出为什么要两笔。",
    source="各项目的绩效目标去掉标点后相等；各单位同一费用科目的为提示。",
    example="中央、省、市三笔补助的绩效目标是同一段话。",
    remedy="分别写明每笔钱的对象、数量和效果；确是一件事的，合并成一个项目。",
)
def goals_are_not_copied_between_projects(case: Case) -> Iterator[Remark]:
    """No project repeats the goals of another word for word."""
    first: dict[str, Table] = {}
    for table in case.projects:
        words = "".join(core(own_words(goal)) for goal in table.project.goals) if table.project else ""
        if len(words) < _A_SENTENCE:
            continue
        model = first.setdefault(words, table)
        if model is not table and model.project and table.project:
            same_item = table.is_running_cost or core(model.project.name) == core(table.project.name)
            yield Remark(
                table.at("goals"),
                f"与“{model.project.name.strip()}”{model.printed_code}的目标逐字相同",
                "绩效目标与另一项目逐字相同。",
                judged=words,
                expected="本项目自己的目标",
                severity=Severity.HINT if same_item else None,
                mends=goal_of_own_indicators(table),
            )


_A_SENTENCE = 8  # characters; less than that may be equal by chance
