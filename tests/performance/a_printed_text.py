"""A made-up text to print: prose, a project form, a wide form, two small tables on one sheet."""

from decimal import Decimal

from performance.documents.blocks import Cell, Heading, Paragraph, Part, Printed, Style, TableBlock

FORM_WIDTHS = (13, 12, 17, 19, 12, 10, 12)
LEVELS = ("产出指标", "产出指标", "产出指标", "效益指标", "满意度指标")


def caption(text: str = "", span: int = 1, *, below: bool = False) -> Cell:
    return Cell(text, span, Style.CAPTION, below)


def text(value: str = "", span: int = 1) -> Cell:
    return Cell(value, span)


def amount(value: str | None) -> Cell:
    return Cell(None if value is None else Decimal(value), 1, Style.NUMBER, number_format="0.00")


def percent(value: str, span: int = 1) -> Cell:
    return Cell(Decimal(value), span, Style.CENTRED, number_format='0"%"')


def a_project(number: int = 1, *, purpose: str = "用于购置设备。", goals: str = "按期完成。") -> Part:
    title = f"{number}.第{number}号项目绩效目标表"
    rows = [
        (Cell("405001某某协会本级", 4, Style.BARE), Cell("单位：万元", 3, Style.BARE_RIGHT)),
        (caption("项目编码"), text(f"0{number:020}", 2), caption("项目名称"), text(f"第{number}号项目", 3)),
        (caption("预算规模及资金用途"), caption("预算数"), amount("37.50"), caption("其中：财政资金"),
         amount("37.5"), caption("其他资金"), amount(None)),
        (caption(below=True), text(purpose, 6)),
        (caption("资金支出计划（%）"), caption("3月底", 2), caption("6月底"), caption("10月底"), caption("12月底", 2)),
        (caption(below=True), percent("30", 2), percent("60"), percent("85.5"), percent("100", 2)),
        (caption("绩效目标"), text(goals, 6)),
        (*map(caption, ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值")), caption("指标值确定依据", 2)),
    ]  # fmt: skip
    previous = None
    for index, level in enumerate(LEVELS):
        first = caption(below=True) if level == previous else caption(level)
        rows.append(
            (first, text("数量指标"), text(f"第{index}项"), text("完成数量"), text("≥7次"), text("计划", 2))
        )
        previous = level
    table = TableBlock(tuple(rows), FORM_WIDTHS, header=range(7, 8))
    return Part(title, (Heading(title, 2), table))


def a_wide_part(rows: int = 3) -> Part:
    heads = tuple(caption(f"第{column}栏") for column in range(9))
    body = tuple(tuple(text(f"{row}-{column}") for column in range(9)) for row in range(rows))
    return Part("部门整体绩效目标表", (TableBlock((heads, *body), (1, 1, 2, 1, 1, 1, 1, 1, 1)),))


def a_part_of_two_grids() -> Part:
    halves = TableBlock(((caption("甲"), caption("乙")), (text("1"), text("2"))), (1, 1))
    thirds = TableBlock(
        ((caption("a"), caption("b"), caption("c")), (text("3"), text("4"), text("5"))), (1, 1, 1)
    )
    return Part("两张表", (halves, thirds))


def some_prose() -> Part:
    return Part("总体绩效目标", (
        Heading("部门整体绩效目标", 1), Heading("一、总体目标", 2), Heading("（一）服务大局", 3), Paragraph("完成年度任务。"),
    ))  # fmt: skip


def a_text(*parts: Part) -> Printed:
    title = "某某协会2026年部门预算绩效文本"
    return Printed(title, (title, "编制部门：某某协会", "2026年1月"), parts)
