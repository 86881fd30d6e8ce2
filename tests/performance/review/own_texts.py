"""Texts of our own from many fields, in a short notation: sound ones, and some with the faults of their kind.

A line is ``key | values``; a text begins with ``## name | form | year | department``, where a form is one of three
provinces or the name of a declaration. ``总体``, ``分项``, ``部门资金`` and ``总目标`` of the department stand before the
first project; what a text leaves out of them is left out: a rule that needs it does not apply. ``期望`` names the
rule that must ask for a fault which its author put in, ``提示`` one that only hints at it.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from performance.content.model import (
    EmptyFamily,
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
_SECTIONS = {"总体": SectionKind.OVERALL_GOAL, "分项": SectionKind.FUNCTIONAL_GOAL}
_EDITIONS = {"河北": "2023", "湖北": "2024", "贵州": "2024"}


def own_texts() -> dict[str, StatementContent]:
    """Every text by its name."""
    texts = {}
    for head, lines in _parts():
        name, province, year, department = head
        texts[name] = _content(
            province, int(year), department, [line for line in lines if line[0] not in _PLANTED]
        )
    return texts


def planted(*, hinted: bool = False) -> dict[str, list[tuple[str, str]]]:
    """Of each text the rules that must find a fault put in, with the fault in words."""
    return {
        head[0]: [(line[1], line[2]) for line in lines if _PLANTED.get(line[0]) is hinted]
        for head, lines in _parts()
    }


_PLANTED = {"期望": False, "提示": True}  # whether it is but hinted at


def _parts() -> Iterator[tuple[list[str], list[list[str]]]]:
    """Each text: the cells of its head, and those of its lines."""
    for path in sorted(FOLDER.glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("## ")[1:]:
            head, *lines = part.strip().splitlines()
            yield _cells(head), [_cells(line) for line in lines if line]


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
    head, *parts = parts_of_projects(lines)
    projects = tuple(_project(text, part, number) for number, part in enumerate(parts, 1))
    return _with_department(replace(text, projects=projects), head)


def parts_of_projects(lines: list[list[str]]) -> list[list[list[str]]]:
    """What stands before the first project, and then the lines of each."""
    starts = [number for number, line in enumerate(lines) if line[0] == "项目"]
    return [lines[start:end] for start, end in zip([0, *starts], [*starts, len(lines)], strict=True)]


def _row(province: str, line: list[str]) -> IndicatorContent:
    key, name, value, description, *basis = line
    level1, level2 = _FAMILIES[province][key]
    return IndicatorContent(level1, level2, name, description, value, "".join(basis))


def _with_department(text: StatementContent, lines: list[list[str]]) -> StatementContent:
    """What the text says of the whole department: sections, its money, and a goal with its indicators."""
    sections = [SectionContent(_SECTIONS[line[0]], *line[1:]) for line in lines if line[0] in _SECTIONS]
    funding = [
        FundingLine(FundingSide.EXPENDITURE, line[1], Decimal(line[2]))
        for line in lines
        if line[0] == "部门资金"
    ]
    rows = tuple(_row(text.province, line) for line in lines if line[0] in _FAMILIES[text.province])
    goals = [
        GoalContent(GoalKind.OVERALL, text=line[1], indicators=rows) for line in lines if line[0] == "总目标"
    ]
    return replace(text, sections=tuple(sections), funding=tuple(funding), goals=tuple(goals))


def _project(text: StatementContent, lines: list[list[str]], number: int) -> ProjectContent:
    values = {line[0]: line[1:] for line in lines}
    name, budget, *rest = values["项目"]
    goals = tuple(line[1] for line in lines if line[0] == "目标")
    empty = tuple(EmptyFamily(line[1], line[2], len(lines)) for line in lines if line[0] == "空类")
    return ProjectContent(
        unit_name=text.department_name,
        name=name,
        budget=Decimal(budget),
        fiscal_funds=Decimal(budget),
        purpose="".join(values.get("用途", ())),
        goals=goals,
        indicators=tuple(_row(text.province, line) for line in lines if line[0] in _FAMILIES["河北"]),
        empty_families=empty,
        **_of_the_form(text, rest, values.get("计划", ("10 40 80 100",))[0].split(), number),
    )


def _of_the_form(text: StatementContent, rest: list[str], steps: list[str], number: int) -> dict[str, object]:
    if text.province == "贵州":
        project_class, period = rest
        phases = (
            PhaseContent(f"{text.year}年上半年", "完成招标。"),
            PhaseContent(f"{text.year}年下半年", "完成验收。"),
        )
        return {"project_class": project_class, "period": period, "continuity": "新增项目", "phases": phases}
    code = a_code(area="130200", year=str(text.year)[-2:], serial=f"{number:04}")
    spending = plan(*(None if step == "—" else step for step in steps), mode=PlanMode.UNKNOWN)
    return {"unit_code": "301001", "code": code, "spending_plan": spending}


def _with_goals(text: StatementContent, lines: list[list[str]]) -> StatementContent:
    goals = []
    for kind, start in ((GoalKind.LONG_TERM, "长期"), (GoalKind.ANNUAL, "年度")):
        first = next(number for number, line in enumerate(lines) if line[0] == start)
        rows = []
        for line in lines[first + 1 :]:
            if line[0] in ("长期", "年度"):
                break
            rows.append(_row(text.province, line))
        said = [cell.replace("\\n", "\n") for cell in lines[first][1:]]
        goals.append(GoalContent(kind, text=said[-1], summary=said[0], indicators=tuple(rows)))
    return replace(text, goals=tuple(goals))
