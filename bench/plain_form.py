"""The project form of Hebei 2023 said straight: a project to rows of cells, nothing declared, asked for or anchored.

What the floors of writing lay out. It knows this one form, and only what the demo statement fills in.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from performance.content.model import ProjectContent
from performance.documents.blocks import Style
from performance.documents.numbers import number_format

CAPTION, TEXT, CENTRED, NUMBER = Style.CAPTION, Style.TEXT, Style.CENTRED, Style.NUMBER


class FormCell(NamedTuple):
    value: str | Decimal | None
    span: int = 1
    style: Style = CAPTION
    below: bool = False
    number_format: str = ""


UNIT_OF_MONEY = FormCell("单位：万元", 3, Style.BARE_RIGHT)
CODE, NAME = FormCell("项目编码"), FormCell("项目名称")
USE, BUDGET = FormCell("预算规模及资金用途"), FormCell("预算数")
FISCAL, OTHER = FormCell("其中：财政资金"), FormCell("其他资金")
PLAN = [
    FormCell("资金支出计划（%）"),
    FormCell("3月底", 2),
    FormCell("6月底"),
    FormCell("10月底"),
    FormCell("12月底", 2),
]
GOALS = FormCell("绩效目标")
HEADER = [
    *map(FormCell, ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值")),
    FormCell("指标值确定依据", 2),
]
HEADER_AT = 7
BELOW = FormCell("", 1, TEXT, below=True)


def form_title(number: int, project: ProjectContent) -> str:
    return f"{number}.{project.name}绩效目标表"


def form_rows(project: ProjectContent) -> list[list[FormCell]]:
    plan = project.spending_plan.checkpoints()
    goals = "\n".join([f"{n}.{goal}" for n, goal in enumerate(project.goals, 1)])
    rows = [
        [FormCell(project.unit_code + project.unit_name, 4, Style.BARE), UNIT_OF_MONEY],
        [CODE, FormCell(project.code, 2, TEXT), NAME, FormCell(project.name, 3, TEXT)],
        [
            USE,
            BUDGET,
            _money(project.budget),
            FISCAL,
            _money(project.fiscal_funds),
            OTHER,
            _money(project.other_funds),
        ],
        [BELOW, FormCell(project.purpose, 6, TEXT)],
        PLAN,
        [BELOW, *(_percent(share, span) for share, span in zip(plan, (2, 1, 1, 2), strict=True))],
        [GOALS, FormCell(goals, 6, TEXT)],
        HEADER,
    ]
    above = None
    for one in project.indicators:
        rows.append([
            BELOW if one.level1 == above else FormCell(one.level1, 1, CENTRED),
            FormCell(one.level2, 1, CENTRED),
            FormCell(one.name, 1, TEXT),
            FormCell(one.description, 1, TEXT),
            FormCell(one.value, 1, CENTRED),
            FormCell(one.basis, 2, TEXT),
        ])  # fmt: skip
        above = one.level1
    return rows


def _money(amount: Decimal | None) -> FormCell:
    if amount is None:
        return FormCell(None, 1, NUMBER)
    return FormCell(amount, 1, NUMBER, False, number_format(amount, 2))


def _percent(share: Decimal | None, span: int) -> FormCell:
    if share is None:
        return FormCell(None, span, CENTRED)
    places = 0 if share == share.to_integral_value() else 2
    return FormCell(share, span, CENTRED, False, number_format(share, places, "%"))
