"""Drafts → content: cards of projects and of the department as one statement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.text import half_width, normalise_label
from performance.content.model import (
    CoverContent,
    FundLine,
    FundPeriod,
    GoalContent,
    GoalKind,
    ProjectContent,
    SectionContent,
    SectionKind,
    StatementContent,
)
from performance.documents.forms.draft import Draft, Tree
from performance.documents.forms.form_reading import FormReading
from performance.documents.forms.surrounding_text import year_in
from performance.documents.forms.title_names import department_in_titles
from performance.documents.forms.totals import amounts_by_source
from performance.documents.forms.words import label_of

_CODE_NAME = re.compile(r"([0-9A-Z]{6,40})\s*[-—－_–]\s*(\S.*)", re.DOTALL)
_BRACKETED = re.compile(r"[\[【(（]\s*([0-9A-Z]{2,24})\s*[\])】）]\s*(\S.*)", re.DOTALL)
_TRAILING = re.compile(r"(\D.*?)\s*[\[【(（]\s*([0-9A-Z]{3,24})\s*[\])】）]", re.DOTALL)
_OF_THE_PROJECT = frozenset(("项目总体目标", "项目总目标", "总目标"))
_LONGEST_NAME = 300  # what is longer is no unit's name, and a pattern that goes back would go back far
_LEADING = re.compile(r"(\d{3,12})\s*[-—－_]?\s*(\D.*)", re.DOTALL)


def split_code(text: str) -> tuple[str, str]:
    """The code and the name of a unit that are printed in one cell, in whichever order and brackets."""
    text = half_width(text).strip()
    for pattern in (_BRACKETED, _CODE_NAME, _LEADING):
        if found := pattern.fullmatch(text):
            return found[1], found[2].strip()
    if len(text) <= _LONGEST_NAME and (found := _TRAILING.fullmatch(text)):
        return found[2], found[1].strip()
    return "", text


def statement_of(reading: FormReading) -> StatementContent:
    """The one statement that the drafts say, without the names of a form."""
    projects = [draft for draft in reading.drafts if draft.is_project]
    others = [draft for draft in reading.drafts if not draft.is_project and draft.says_anything]
    _complain_of_nobody(others, reading)
    own = _department(others, reading)
    code, name = _department_named(projects, others, reading)
    tasks = tuple(task for draft in others for task in draft.tasks)
    fields = [*reading.head.fields, *(one for draft in others for one in draft.own)]
    numbered = tuple(
        type(one)(one.label, one.value, one.kind, one.group, position) for position, one in enumerate(fields)
    )
    return StatementContent(
        province="",
        edition="",
        year=_year(reading),
        department_code=code,
        department_name=name,
        cover=CoverContent(phone=next((d.values["phone"] for d in others if d.values.get("phone")), "")),
        sections=_sections(others),
        goals=own,
        projects=tuple(project_of(draft) for draft in projects),
        tasks=tasks,
        funds=_in_order([line for draft in others for line in draft.funds]),
        fields=numbered,
    )


def _year(reading: FormReading) -> int | None:
    """The year of the titles; else that of a cell, or of the cover."""
    stated = [draft.values.get("year", "") for draft in reading.drafts] + [
        reading.head.labelled.get("year", "")
    ]
    printed = {year_in(f"{text}年") for text in stated if text}
    year = reading.head.year or (printed.pop() if len(printed) == 1 else None) or reading.head.cover_year
    first = reading.drafts[0].place
    if year is None:
        reading.account.notice(first, "没有找到预算年度，请在导入时核对。", "预算年度")
    elif printed - {year}:
        years = "、".join(str(one) for one in sorted(filter(None, printed)))
        reading.account.notice(first, f"表中的预算年度是{years}，按{year}年读入，请核对。", "预算年度")
    return year


def _complain_of_nobody(others: Sequence[Draft], reading: FormReading) -> None:
    """Indicators of which neither a project nor a department is named belong to nobody."""
    for draft in others:
        named = any(
            draft.values.get(key) for key in ("department_name", "unit_name", "department", "mandate")
        )
        title = draft.title or reading.head.title
        of_department = "整体" in title or "部门" in title.replace("部门预算项目", "").replace("部门项目", "")
        if (draft.year or draft.mid) and not named and not draft.tasks and not of_department:
            message = "没有找到项目名称或部门名称，不知道这些指标属于谁，请核对第一列的栏目名称。"
            reading.account.problem(draft.place, message, "项目名称")


def _sections(others: Sequence[Draft]) -> tuple[SectionContent, ...]:
    return tuple(
        SectionContent(SectionKind.MANDATE, text=draft.values["mandate"])
        for draft in others
        if draft.values.get("mandate")
    )


def _department(others: Sequence[Draft], reading: FormReading) -> tuple[GoalContent, ...]:
    """The department's goals; a second whole card of another department is a complaint that names both."""
    goals: list[GoalContent] = []
    named: list[str] = []
    for draft in others:
        if not (draft.goals or draft.mid_goals or draft.year or draft.mid):
            continue
        name = draft.values.get("department_name") or draft.values.get("unit_name", "")
        if goals and (not name or name not in named):
            reading.account.problem(
                draft.place,
                f"文件里不止一个部门的整体目标（{'、'.join(filter(None, [*named, name])) or '未写明'}），请分开导入。",
            )
        named.append(name)
        if draft.mid or draft.mid_goals:
            goals.append(_goal(GoalKind.LONG_TERM, draft.mid_goals, draft.mid, draft.horizon))
        if draft.year or draft.goals:
            goals.append(_goal(GoalKind.ANNUAL, draft.goals, draft.year))
    return tuple(goals)


def _goal(kind: GoalKind, texts: Sequence[str], tree: Tree, horizon: str = "") -> GoalContent:
    return GoalContent(
        kind,
        horizon=horizon,
        text="\n".join(texts),
        indicators=tuple(tree.indicators),
        empty_families=tuple(tree.empty),
    )


def _department_named(
    projects: Sequence[Draft], others: Sequence[Draft], reading: FormReading
) -> tuple[str, str]:
    labelled = reading.head.labelled
    for draft in others:
        if (
            text := draft.values.get("department_name")
            or draft.values.get("unit_name")
            or draft.values.get("department")
        ):
            code, name = split_code(text)
            return code or draft.values.get("department_code") or draft.values.get("unit_code", ""), name
    printed = {
        normalise_label(d.values["department"]): d.values["department"]
        for d in projects
        if d.values.get("department")
    }
    if len(printed) > 1:
        names = "、".join(printed.values())
        reading.account.notice(
            projects[0].place, f"文件里有{len(printed)}个主管部门的项目：{names}。", "主管部门"
        )
        return "", ""
    text = (
        next(iter(printed.values()), "") or labelled.get("department_name") or labelled.get("department", "")
    )
    text = text or labelled.get("unit_name", "") or _common_unit(projects) or department_in_titles(reading)
    code, name = split_code(text)
    return next(
        (d.values["department_code"] for d in projects if d.values.get("department_code")), code
    ), name


def _common_unit(projects: Sequence[Draft]) -> str:
    units = {draft.values.get("unit_name", "") for draft in projects}
    return units.pop() if len(units) == 1 else ""


def project_of(draft: Draft) -> ProjectContent:
    values = draft.values
    code, name = _code_and_name(values)
    unit_code, unit_name = split_code(values.get("unit_name", ""))
    goals, mid_goals = _goals(draft)
    mid = None
    if draft.mid or mid_goals:
        mid = _goal(GoalKind.LONG_TERM, mid_goals, draft.mid, draft.horizon)
    return ProjectContent(
        unit_code=values.get("unit_code") or unit_code,
        unit_name=unit_name,
        code=code,
        name=name,
        project_class=values.get("project_class", ""),
        continuity=values.get("continuity", ""),
        leader=values.get("leader", ""),
        phone=values.get("phone", ""),
        period=values.get("period", ""),
        goals=tuple(goals),
        phases=tuple(draft.phases),
        indicators=tuple(draft.year.indicators),
        empty_families=tuple(draft.year.empty),
        department=values.get("department", ""),
        nature=values.get("nature", ""),
        start_date=values.get("start_date", ""),
        end_date=values.get("end_date", ""),
        funds=_in_order(draft.funds),
        mid_term=mid,
        fields=tuple(draft.own),
        **amounts_by_source(draft.funds),  # type: ignore[arg-type]
    )


def _goals(draft: Draft) -> tuple[list[str], list[str]]:
    """The goals of the year and of all years; 项目总体目标 is that of the year on a card that has but this one."""
    only_one = not draft.goals and not draft.mid and draft.year and not draft.horizon
    named = [
        label for text in draft.labels if (label := label_of(text)) and label.key in ("goal", "mid_goal")
    ]
    if only_one and named and all(label.text in _OF_THE_PROJECT for label in named):
        return draft.mid_goals, []
    return draft.goals, draft.mid_goals


def _in_order(funds: Sequence[FundLine]) -> tuple[FundLine, ...]:
    """Amounts of the whole term before those of the year, each as printed: forms set them side by side or below."""
    return tuple(sorted(funds, key=lambda line: line.period is FundPeriod.ANNUAL))


def _code_and_name(values: dict[str, str]) -> tuple[str, str]:
    """A code printed before the name is the project's, if no cell of its own says another."""
    code, name = values.get("code", ""), "".join(values["name"].split("\n"))
    found = _CODE_NAME.fullmatch(half_width(name)) or _BRACKETED.fullmatch(half_width(name))
    if found and len(found[1]) > 7 and (not code or code == found[1]):
        return found[1], found[2].strip()
    return "".join(half_width(code).split()), name
