"""Texts of our own from many fields, in a short notation: sound ones, and some with the faults of their kind.

A line is ``key | values``; a text begins with ``## name | form | year | department``, where a form is one of three
provinces or the name of a declaration. What a form has besides
(sections, funding) is left out: a rule that needs it does not apply.
"""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from performance.content.model import (
    GoalContent,
    GoalKind,
    IndicatorContent,
    PhaseContent,
    ProjectContent,
    StatementContent,
)
from tests.performance.review.declared_texts import declared_text
from tests.performance.review.sound_hebei import a_code, plan

FOLDER = Path(__file__).parent / "texts"
_FAMILIES = {
    "河北": {
        "数量": ("产出指标", "数量指标"),
        "质量": ("产出指标", "质量指标"),
        "时效": ("产出指标", "时效指标"),
        "成本": ("产出指标", "成本指标"),
        "经济效益": ("效益指标", "经济效益指标"),
        "社会效益": ("效益指标", "社会效益指标"),
        "生态效益": ("效益指标", "生态效益指标"),
        "可持续": ("效益指标", "可持续影响指标"),
        "满意": ("满意度指标", "服务对象满意度指标"),
    },
    "湖北": {
        "成本": ("运行成本", "公用经费控制"),
        "产出": ("履职效能", "核心业务产出1"),
        "社会": ("社会效应", "社会效益"),
        "生态": ("社会效应", "生态效益"),
        "服务": ("满意度", "服务对象满意度"),
    },
}
_FAMILIES["贵州"] = {**_FAMILIES["河北"], "成本": ("成本指标", "")}
_EDITIONS = {"河北": "2023", "湖北": "2024", "贵州": "2024"}


def own_texts() -> dict[str, StatementContent]:
    """Every text by its name."""
    texts = {}
    for path in sorted(FOLDER.glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("## ")[1:]:
            head, *lines = part.strip().splitlines()
            name, province, year, department = _cells(head)
            texts[name] = _content(province, int(year), department, [_cells(line) for line in lines if line])
    return texts


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _content(province: str, year: int, department: str, lines: list[list[str]]) -> StatementContent:
    if province not in _EDITIONS:
        return declared_text(province, year, department, lines)
    text = StatementContent(
        province, _EDITIONS[province], year, department_name=department, department_code="301"
    )
    if province == "湖北":
        return _with_goals(text, lines)
    return _with_project(text, lines)


def _row(province: str, line: list[str]) -> IndicatorContent:
    key, name, value, description, *basis = line
    level1, level2 = _FAMILIES[province][key]
    return IndicatorContent(level1, level2, name, description, value, "".join(basis))


def _with_project(text: StatementContent, lines: list[list[str]]) -> StatementContent:
    values = {line[0]: line[1:] for line in lines}
    name, budget, *rest = values["项目"]
    goals = tuple(line[1] for line in lines if line[0] == "目标")
    project = ProjectContent(
        unit_name=text.department_name,
        name=name,
        budget=Decimal(budget),
        fiscal_funds=Decimal(budget),
        purpose="".join(values.get("用途", ())),
        goals=goals,
        indicators=tuple(_row(text.province, line) for line in lines if line[0] in _FAMILIES["河北"]),
        **_of_the_form(text, rest),
    )
    return replace(text, projects=(project,))


def _of_the_form(text: StatementContent, rest: list[str]) -> dict[str, object]:
    if text.province == "贵州":
        project_class, period = rest
        phases = (
            PhaseContent(f"{text.year}年上半年", "完成招标。"),
            PhaseContent(f"{text.year}年下半年", "完成验收。"),
        )
        return {"project_class": project_class, "period": period, "continuity": "新增项目", "phases": phases}
    code = a_code(area="130200", year=str(text.year)[-2:])
    return {"unit_code": "301001", "code": code, "spending_plan": plan(10, 40, 80, 100)}


def _with_goals(text: StatementContent, lines: list[list[str]]) -> StatementContent:
    goals = []
    for kind, start in ((GoalKind.LONG_TERM, "长期"), (GoalKind.ANNUAL, "年度")):
        first = next(number for number, line in enumerate(lines) if line[0] == start)
        rows = []
        for line in lines[first + 1 :]:
            if line[0] in ("长期", "年度"):
                break
            rows.append(_row(text.province, line))
        goals.append(GoalContent(kind, text=lines[first][1], summary=lines[first][1], indicators=tuple(rows)))
    return replace(text, goals=tuple(goals))
