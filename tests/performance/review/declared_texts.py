"""Texts of our own in the forms that are declared as data, in the notation of ``own_texts``.

A form says by its declaration which cells it has: what a text leaves out of them is empty there too.
"""

from dataclasses import replace
from decimal import Decimal

from indicators.kinds import FieldKind
from performance.content.kinds import FundPeriod, FundSource, GoalKind, SectionKind
from performance.content.model import (
    FundLine,
    GoalContent,
    IndicatorContent,
    OwnField,
    PhaseContent,
    ProjectContent,
    SectionContent,
    StatementContent,
    TaskContent,
)
from performance.documents.forms.declaration import shipped_forms

_OUTPUT, _OUTCOME = "产出指标", "效益指标"
LEVELS = {
    "成本": ("成本指标", "经济成本指标"),
    "数量": (_OUTPUT, "数量指标"),
    "质量": (_OUTPUT, "质量指标"),
    "时效": (_OUTPUT, "时效指标"),
    "经济效益": (_OUTCOME, "经济效益指标"),
    "社会效益": (_OUTCOME, "社会效益指标"),
    "生态效益": (_OUTCOME, "生态效益指标"),
    "可持续": (_OUTCOME, "可持续影响指标"),
    "满意": ("满意度指标", "服务对象满意度指标"),
    "投入": ("投入管理指标", "工作目标管理"),
    "通用": ("", ""),
}
_SOURCES = {
    "总额": FundSource.TOTAL,
    "财政": FundSource.FISCAL,
    "当年财政": FundSource.CURRENT_FISCAL,
    "结转": FundSource.CARRIED_OVER,
    "一般": FundSource.GENERAL_BUDGET,
    "中央": FundSource.CENTRAL,
    "地方": FundSource.LOCAL,
    "其他": FundSource.OTHER,
}


def declared_text(form_id: str, year: int, owner: str, lines: list[list[str]]) -> StatementContent:
    form = shipped_forms()[form_id]
    text = StatementContent(form.province, form.edition, year, department_name=owner)
    if form.kind == "department":
        return _department(replace(text, form=form_id), form, lines)
    starts = [number for number, line in enumerate(lines) if line[0] == "项目"]
    parts = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return replace(text, projects=tuple(_project(form, owner, part) for part in parts))


def _project(form, owner: str, lines: list[list[str]]) -> ProjectContent:
    values = {line[0]: line[1:] for line in lines}
    name, budget = values["项目"]
    annual, whole = Decimal(budget), values.get("中期资金", [""])[0]
    cells = values.get("资金", ())
    parts = [cell.split() for cell in cells]
    funds = [FundLine(FundSource.TOTAL, FundPeriod.WHOLE, amount=Decimal(whole))] if whole else []
    funds += [FundLine(FundSource.TOTAL, amount=annual)]
    funds += [FundLine(_SOURCES[key], amount=Decimal(amount)) for key, amount in parts if key != "总额"]
    dates = values.get("期限", [])
    period = (
        {"period": dates[0]}
        if len(dates) == 1
        else dict(zip(("start_date", "end_date"), dates, strict=False))
    )
    mid = values.get("中期目标")
    return ProjectContent(
        unit_name=owner,
        department=owner,
        name=name,
        budget=annual,
        total_budget=Decimal(whole) if whole else None,
        goals=tuple(line[1] for line in lines if line[0] == "目标"),
        phases=tuple(PhaseContent(line[2], line[1], line[3]) for line in lines if line[0] == "进度"),
        indicators=_indicators(form, lines),
        form=form.id,
        nature="".join(values.get("性质", ())),
        project_class="".join(values.get("类别", ())),
        continuity="".join(values.get("属性", ())),
        funds=tuple(funds),
        mid_term=GoalContent(GoalKind.LONG_TERM, text=mid[0]) if mid else None,
        fields=_own_fields(lines),
        **period,
    )


def _department(text: StatementContent, form, lines: list[list[str]]) -> StatementContent:
    values = {line[0]: line[1:] for line in lines}
    goal = GoalContent(GoalKind.ANNUAL, text=values["目标"][0], indicators=_indicators(form, lines))
    mandate = [SectionContent(SectionKind.MANDATE, text=values["职责"][0])] if "职责" in values else []
    tasks = tuple(_task(form, *line[1:]) for line in lines if line[0] == "任务")
    return replace(text, goals=(goal,), sections=tuple(mandate), tasks=tasks, fields=_own_fields(lines))


def _task(form, name: str, text: str, *rest: str) -> TaskContent:
    if form.id == "guangdong-department-2026":
        return TaskContent(name, text, rest[1], (FundLine(FundSource.TOTAL, amount=Decimal(rest[0])),))
    keys = (FundSource.TOTAL, FundSource.FISCAL, FundSource.OTHER)
    funds = tuple(FundLine(key, amount=Decimal(amount)) for key, amount in zip(keys, rest, strict=False))
    return TaskContent(name, text, funds=funds)


def _own_fields(lines: list[list[str]]) -> tuple[OwnField, ...]:
    own = [line[1:] for line in lines if line[0] == "本栏"]
    return tuple(OwnField(label, value, FieldKind.TEXT, "", n) for n, (label, value) in enumerate(own))


def _indicators(form, lines: list[list[str]]) -> tuple[IndicatorContent, ...]:
    columns = {column.key for part in form.parts for column in part.columns}
    rows = tuple(_row(form, columns, line) for line in lines if line[0] in LEVELS)
    values = {line[0]: line[1].split() for line in lines if line[0] in ("权重", "核心")}
    if "权重" in values:
        pairs = zip(rows, values["权重"], strict=True)
        rows = tuple(replace(row, weight=Decimal(weight)) for row, weight in pairs)
    if "核心" in values:
        rows = tuple(replace(row, core=core) for row, core in zip(rows, values["核心"], strict=True))
    return rows


def _row(form, columns: set[str], line: list[str]) -> IndicatorContent:
    key, name, value, *rest = line
    level1, level2 = LEVELS[key]
    if key == "成本" and "成本指标" not in form.families:
        level1, level2 = _OUTPUT, "成本指标"
    row = IndicatorContent(level1, level2, name, "".join(rest[:1]), value)
    if "standard" in columns and len(rest) > 1:
        row = replace(row, standard=rest[1])
    if ("operator" not in columns and "unit" not in columns) or " " not in value:
        return row  # words in a form with cells of their own for sign and unit stand in the cell of the value
    operator, number, unit = ("", *value.split(), "")[-3:] if len(value.split()) == 2 else value.split(" ", 2)
    if operator == "定性":
        return replace(row, operator=operator, value=number)
    if "operator" not in columns:
        return replace(row, value=operator + number, unit=unit)
    return replace(row, operator=operator, value=number, unit=unit)
