"""A form made for one content: rows and columns for just what it says, in the order of the national form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from performance.content.model import (
    FundPeriod,
    GoalContent,
    GoalKind,
    OwnField,
    ProjectContent,
    StatementContent,
)
from performance.documents.forms.form import Form, FormCell, FormColumn, FormPart
from performance.documents.forms.surrounding_text import is_prose
from performance.documents.forms.words import label_of

_WIDTH = 12
_PROJECT_ROWS = (
    ("name", "项目名称"),
    ("code", "项目编码"),
    ("department", "主管部门"),
    ("department_code", "主管部门编码"),
    ("unit_name", "实施单位"),
    ("nature", "项目性质"),
    ("continuity", "项目属性"),
    ("project_class", "项目类别"),
    ("period", "项目周期"),
    ("start_date", "计划开始日期"),
    ("end_date", "计划完成日期"),
    ("leader", "项目负责人"),
    ("phone", "联系电话"),
)
_COLUMNS = (
    ("level1", "一级指标"),
    ("level2", "二级指标"),
    ("name", "三级指标"),
    ("description", "指标内容"),
    ("operator", "指标性质"),
    ("value", "指标值"),
    ("unit", "度量单位"),
    ("attribute", "指标属性"),
    ("direction", "指标方向性"),
    ("weight", "权重"),
    ("standard", "评分标准"),
    ("basis", "指标值确定依据"),
    ("data_source", "数据来源"),
    ("evidence", "佐证资料"),
    ("core", "是否核心指标"),
    ("remark", "备注"),
)


def improvised_form(content: StatementContent, project: ProjectContent | None) -> Form:
    """The form of a card for which none is declared, or whose own has no place for all of it."""
    parts = tuple(_project_parts(content, project) if project is not None else _department_parts(content))
    title = "项目支出绩效目标表" if project is not None else "部门整体支出绩效目标表"
    return Form(
        id="",
        province="",
        edition="",
        kind="project" if project is not None else "department",
        title=title,
        description="",
        money="万元",
        grid=(8,) * _WIDTH,
        parts=parts,
        year_line="（{year}年度）",
        unit_line=_unit_line(content, project),
    )


def _unit_line(content: StatementContent, project: ProjectContent | None) -> str:
    named = project is not None and not project.department and content.department_name
    return ("部门名称：{department}　　" if named else "") + "金额单位：万元"


def _row(label: str, cell: FormCell) -> tuple[FormCell, ...]:
    return FormCell(3, label=label), cell


def _field_rows(rows: Sequence[tuple[str, str]], filled: set[str]) -> FormPart:
    return FormPart(
        rows=tuple(_row(label, FormCell(_WIDTH - 3, field=key)) for key, label in rows if key in filled)
    )


def _project_parts(content: StatementContent, project: ProjectContent) -> Iterator[FormPart]:
    filled = {key for key, _ in _PROJECT_ROWS if getattr(project, key, "")} | {"name"}
    if content.department_code and content.department_code not in project.department:
        filled |= {"department_code"}
    yield _field_rows(_PROJECT_ROWS, filled)
    yield _fund_rows(project)
    yield FormPart(rows=tuple(_own_rows(project.fields)))
    if project.phases:
        columns = (
            FormColumn("text", "实施内容", 5),
            FormColumn("period", "开始时间", 2),
            FormColumn("end", "完成时间", 2),
        )
        yield FormPart(list="phases", side=FormCell(3, label="项目实施进度计划"), columns=columns)
    mid = project.mid_term
    goals = [("mid_goal", "中期目标")] if mid is not None and mid.text else []
    goals += [("goal", "年度总体目标")] if project.goals else []
    yield _field_rows(goals, {key for key, _ in goals})
    if mid is not None and (mid.indicators or mid.empty_families):
        yield _tree_part("mid_indicators", "中期绩效指标", mid)
    if project.indicators or project.empty_families:
        year = GoalContent(
            GoalKind.ANNUAL, indicators=project.indicators, empty_families=project.empty_families
        )
        yield _tree_part("indicators", "年度绩效指标", year)


def _department_parts(content: StatementContent) -> Iterator[FormPart]:
    rows = [("department_name", "部门（单位）名称")]
    rows += [("mandate", "部门职能")] if content.sections else []
    rows += [("phone", "联系电话")] if content.cover.phone else []
    yield _field_rows(rows, {key for key, _ in rows})
    yield _fund_rows(content)
    yield FormPart(rows=tuple(_own_rows([one for one in content.fields if not is_prose(one)])))
    if content.tasks:
        sources = dict.fromkeys(line.source for task in content.tasks for line in task.funds)
        heads = [
            ("name", "任务名称"),
            ("text", "主要内容"),
            *((source.value, source.label) for source in sources),
        ]
        heads += [("goal", "预期目标")] if any(task.goal for task in content.tasks) else []
        own = dict.fromkeys(one.label for task in content.tasks for one in task.fields)
        heads += [("", label) for label in own]
        yield FormPart(
            list="tasks", side=FormCell(1, label="年度主要任务"), columns=_columns(heads, _WIDTH - 1)
        )
    for kind, field, label in (
        (GoalKind.LONG_TERM, "mid_goal", "中期目标"),
        (GoalKind.ANNUAL, "goal", "年度总体目标"),
    ):
        goal = next((goal for goal in content.goals if goal.kind == kind), GoalContent(kind))
        if goal.text:
            yield _field_rows([(field, label)], {field})
        if goal.indicators or goal.empty_families:
            mid = kind is GoalKind.LONG_TERM
            yield _tree_part(
                "mid_indicators" if mid else "indicators",
                "中期绩效指标" if mid else "年度绩效指标",
                goal,
            )


def _fund_rows(owner: ProjectContent | StatementContent) -> FormPart:
    """Each source on a row; those of the whole term come first: what stands below a total is of its years."""
    lines = sorted(owner.funds, key=lambda line: line.period is FundPeriod.ANNUAL)
    return FormPart(
        rows=tuple(
            _row(
                line.label or line.source.label,
                FormCell(
                    _WIDTH - 3, field="fund", more=f"{line.period.value}:{line.source.value}:{line.label}"
                ),
            )
            for line in lines
            if not line.column
        )
    )


def _own_rows(fields: Sequence[OwnField]) -> Iterator[tuple[FormCell, ...]]:
    """Own fields in their order, beside the label of the box that holds several of them."""
    for group, run in groupby((one for one in fields if one.label), key=lambda one: one.group):
        own = list(run)
        for number, one in enumerate(own):
            cells = (
                FormCell(3, label=one.label),
                FormCell(_WIDTH - 6 if _drawn(group, own) else _WIDTH - 3, field="own", more=one.label),
            )
            if _drawn(group, own):
                yield (FormCell(3, below=True) if number else FormCell(3, label=group), *cells)
            else:
                yield cells


def _drawn(group: str, own: Sequence[OwnField]) -> bool:
    label = label_of(group) if group else None
    return bool(group) and (len(own) > 1 or (label is not None and label.kind == "group"))


def _tree_part(kind: str, side: str, tree: GoalContent) -> FormPart:
    used = {key for key, _ in _COLUMNS if any(getattr(one, key) not in ("", None) for one in tree.indicators)}
    used |= {"name", "value"} | ({"level1", "level2"} if tree.empty_families else set())
    heads = [(key, head) for key, head in _COLUMNS if key in used]
    heads += [
        ("", label) for label in dict.fromkeys(own.label for one in tree.indicators for own in one.fields)
    ]
    return FormPart(list=kind, side=FormCell(1, label=side), columns=_columns(heads, _WIDTH - 1))


def _columns(heads: Sequence[tuple[str, str]], width: int) -> tuple[FormColumn, ...]:
    """The columns over a width of the grid; where there are more of them than places, the grid grows with them."""
    spans = [1] * len(heads)
    for number in range(width - len(heads)):
        spans[number % len(heads)] += 1
    return tuple(FormColumn(key, head, span) for (key, head), span in zip(heads, spans, strict=True))
