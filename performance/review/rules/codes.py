"""G: are codes, years and phases in order?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from indicators.text import normalise_label
from performance.content.model import SectionKind
from performance.review.case import Case
from performance.review.engine import Remark, statement_rule
from performance.review.findings import Severity, TextPlace, Topic
from performance.review.needs import CODES, PROJECTS
from performance.review.project_codes import ProjectCode, check_character, read_project_code
from performance.review.tables import Table


def _codes(case: Case) -> Iterator[tuple[Table, str, ProjectCode | None]]:
    """Every printed project code with what it says."""
    for table in case.projects:
        text = normalise_label(table.project.code) if table.project else ""
        if text:
            yield table, text, read_project_code(text)


@statement_rule(
    "G1",
    Severity.WARNING,
    "项目编码有误",
    Topic.WORDING,
    needs=(CODES,),
    reason="编码是项目的身份，错一位就连到别的项目。",
    source="河北编码的校验字符由公开编码推得（24个全部相符），没有文件依据，故为警告。",
    example="13020026P00TPXR10005F 末位应为F。",
    remedy="与项目库核对编码。",
)
def codes_are_right_and_unique(case: Case) -> Iterator[Remark]:
    """Every code has a known shape, the right check character, and one project."""
    count = Counter(text for _, text, _ in _codes(case))
    for table, text, code in _codes(case):
        if code is None:
            yield Remark(table.at("code"), text, "项目编码的格式不对。", expected="如“13020026P00TPXR10005F”")
        elif not code.check_is_right:
            right = check_character(code.text[:-1])
            yield Remark(
                table.at("code"),
                text,
                "项目编码的校验字符不对。",
                expected=f"末位为{right}" if right else "不含字母I、O、S、V、Z",
            )
        if count[text] > 1:
            yield Remark(
                table.at("code"), f"{text} 出现{count[text]}次", "项目编码重复。", expected="一个项目一个编码"
            )
    if case.parameters.code_printed:
        for table in case.projects:
            if table.project and not table.project.code.strip():
                yield Remark(
                    table.at("code"), table.project.name.strip(), "未填项目编码。", expected="项目库中的编码"
                )


@statement_rule(
    "G2",
    Severity.WARNING,
    "编码中的区划或单位与所属不符",
    Topic.WORDING,
    needs=(CODES,),
    reason="编码前六位是财政区划，预算单位编码以部门编码开头；不符说明项目列错了地方。",
    source="河北编码结构；区划以本文本多数项目为准。",
    example="130200开头的文本里出现130821开头的项目。",
    remedy="核对项目归属和编码。",
)
def codes_belong_to_the_owner(case: Case) -> Iterator[Remark]:
    """All codes share one area, and unit codes begin with the department's."""
    areas = Counter(code.area for _, _, code in _codes(case) if code and code.area)
    usual = areas.most_common(1)[0][0] if areas else ""
    if len(areas) > 1 and areas.most_common(2)[1][1] == areas[usual]:
        yield Remark(
            case.at("code"),
            "、".join(sorted(areas)),
            "编码的区划不一，以哪个为准无法判断。",
            undecidable=True,
        )
        usual = ""
    for table, text, code in _codes(case):
        if usual and code and code.area and code.area != usual:
            yield Remark(
                table.at("code"), text, f"编码的区划{code.area}与其他项目不同。", expected=f"{usual}开头"
            )
    department = normalise_label(case.content.department_code)
    for table in case.projects:
        unit = normalise_label(table.project.unit_code) if table.project else ""
        if department and unit and not unit.startswith(department):
            yield Remark(
                table.at("unit_code"), unit, "预算单位编码不属于本部门。", expected=f"{department}开头"
            )


@statement_rule(
    "G3",
    Severity.WARNING,
    "编码或名称中的年度不是预算年度",
    Topic.YEARS,
    needs=(PROJECTS,),
    reason="可能是结转项目，也可能是上年文本没有改。",
    source="河北编码第7—8位是建立编码的年度；名称中的“20××年”。",
    example="2026年文本中的13020025P00689510004K“2025年……”。",
    remedy="结转项目请说明理由，否则改正编码或名称。",
)
def code_and_name_are_of_the_year(case: Case) -> Iterator[Remark]:
    """The year in code and name is the budget year."""
    year = case.content.year
    if year is None:
        if any(code and code.year for _, _, code in _codes(case)):
            yield Remark(case.at("year"), "预算年度未知", "编码和名称的年度无法判断。", undecidable=True)
        return
    for table in case.projects:
        code = read_project_code(table.project.code) if table.project else None
        name = "".join(table.project.name.split()) if table.project else ""
        named = re.findall(r"(?<![0-9〔\[【(（])(20[0-9]{2})年", name)
        other = [f"编码{code.text}"] if code and code.year not in (None, year) else []
        other += [f"名称“{name}”"] if any(int(each) != year for each in named) else []
        if other:
            yield Remark(table.at("code"), "，".join(other), f"年度不是{year}。", expected=f"{year}年")


@statement_rule(
    "G4",
    Severity.WARNING,
    "阶段计划没有分阶段",
    Topic.YEARS,
    reason="各阶段起止相同，就没有阶段，无法按进度监控。",
    source="贵州表样：阶段性计划、本年度实施计划。",
    example="“(1)月至(12)月”两次；“2024-01-01至2024-12-31”两次。",
    remedy="按实际进度划分起止时间。",
)
def phases_differ_in_time(case: Case) -> Iterator[Remark]:
    """No two phases have the same start and end."""
    sections = [
        (case.at_section(index, "title"), section.title)
        for index, section in case.sections(SectionKind.PHASE)
    ]
    yield from _repeated(sections)
    for table in case.projects:
        if table.project:
            yield from _repeated([(table.at("phases"), phase.period) for phase in table.project.phases])


def _repeated(periods: list[tuple[TextPlace, str]]) -> Iterator[Remark]:
    places: dict[str, list[TextPlace]] = {}
    for place, printed in periods:
        if printed.strip():
            places.setdefault(normalise_label(printed), []).append(place)
    for period, equal in places.items():
        if len(equal) > 1:
            yield Remark(
                equal[0], f"{period} {len(equal)}次", "各阶段的起止时间相同。", expected="前后相接的阶段"
            )
