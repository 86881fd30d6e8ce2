"""PDF files as offices print them, drawn on purpose: each says in typst what is special about its page."""

from __future__ import annotations

from functools import cache

import typst

HEAD = """
#set text(font: ("Noto Serif CJK SC", "Noto Serif SC", "SimSun"), size: 10pt, lang: "zh", region: "cn")
#set page(width: 595pt, height: 842pt, margin: 60pt)
"""
LEVELS = ("一级指标", "二级指标", "三级指标", "指标值")
ROWS = (
    LEVELS,
    ("产出指标", "数量指标", "开展巡查次数", "≥12次"),
    ("", "质量指标", "巡查问题整改率", "≥95%"),
    ("", "时效指标", "完成时限", "12月底前"),
    ("效益指标", "社会效益指标", "群众知晓率", "≥90%"),
)


def table(rows=ROWS, *, columns="(90pt, 90pt, 140pt, 90pt)", options="", merged=True):
    """A table of these rows; what is blank in the first column goes on from above."""
    cells = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if column == 0 and not text and merged:
                continue
            below = 0
            while (
                merged and column == 0 and number + below + 1 < len(rows) and not rows[number + below + 1][0]
            ):
                below += 1
            span = f"table.cell(rowspan: {below + 1})" if below else ""
            cells.append(f"{span}[{text}]")
    return f"#table(columns: {columns}, {options} {', '.join(cells)})"


@cache
def pdf(source: str) -> bytes:
    return typst.compile((HEAD + source).encode(), format="pdf")


LONG = [("项目", "巡查", f"巡查河段{n}", f"≥{n}公里") for n in range(1, 70)]

# Each: the page, and the rows that are drawn on it.
DRAWN: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "plain": (table(), ROWS),
    "hair lines": (table(options="stroke: 0.1pt,"), ROWS),
    "thick lines": (table(options="stroke: 2.5pt,"), ROWS),
    "dashed lines": (table(options='stroke: (dash: "dashed"),'), ROWS),
    "dotted lines": (table(options='stroke: (dash: "dotted", thickness: 0.5pt),'), ROWS),
    "grey lines": (table(options="stroke: 0.5pt + luma(180),"), ROWS),
    "no outer border": (
        table(options="stroke: (x, y) => (left: if x > 0 {1pt}, top: if y > 0 {1pt}),"),
        ROWS,
    ),
    "no left and right border": (
        table(options="stroke: (x, y) => (left: if x > 0 {1pt}, top: 1pt, bottom: 1pt),"),
        ROWS,
    ),
    "lines across alone": (table(options="stroke: (x: none, y: 0.5pt),"), ROWS),
    "three lines": (
        table(options="stroke: none, table.hline(y: 0), table.hline(y: 1), table.hline(y: 5),", merged=False),
        ROWS,
    ),
    "coloured head": (table(options='fill: (x, y) => if y == 0 {rgb("#bdd7ee")},'), ROWS),
    "striped rows": (table(options="fill: (x, y) => if calc.odd(y) {luma(230)},"), ROWS),
    "only coloured cells": (
        table(options='stroke: none, gutter: 1pt, fill: rgb("#dddddd"),', merged=False),
        ROWS,
    ),
    "lines drawn as rectangles": (
        "".join(
            f"#place(dx: {x}pt, dy: {y}pt, rect(width: {w}pt, height: {h}pt, fill: black, stroke: none))"
            for x, y, w, h in [
                *((0, 20 * n, 300, 0.6) for n in range(4)),
                *((100 * n, 0, 0.6, 60.6) for n in range(4)),
            ]
        )
        + "".join(
            f"#place(dx: {100 * c + 8}pt, dy: {20 * r + 5}pt)[{text}]"
            for r, row in enumerate((("指标", "单位", "数量"), ("巡查", "次", "12"), ("培训", "人", "80")))
            for c, text in enumerate(row)
        ),
        (("指标", "单位", "数量"), ("巡查", "次", "12"), ("培训", "人", "80")),
    ),
    "double lines": (
        "".join(
            f"#place(dx: {x}pt, dy: {y}pt, line(length: {length}pt, angle: {angle}, stroke: 0.3pt))"
            for x, y, length, angle in [
                *((0, 20 * n + d, 301.5, "0deg") for n in range(4) for d in (0, 1.5)),
                *((100 * n + d, 0, 61.5, "90deg") for n in range(4) for d in (0, 1.5)),
            ]
        )
        + "".join(
            f"#place(dx: {100 * c + 8}pt, dy: {20 * r + 5}pt)[{text}]"
            for r, row in enumerate((("指标", "单位", "数量"), ("巡查", "次", "12"), ("培训", "人", "80")))
            for c, text in enumerate(row)
        ),
        (("指标", "单位", "数量"), ("巡查", "次", "12"), ("培训", "人", "80")),
    ),
    "watermark over the table": (
        '#place(center + horizon, rotate(-45deg, text(90pt, fill: rgb("#00000033"))[草案]))' + table(),
        ROWS,
    ),
    "upright watermark": (
        "#place(center + top, dy: 20pt, text(80pt, fill: luma(215))[征求意见稿])" + table(),
        ROWS,
    ),
    "turned page": (
        "#set page(width: 842pt, height: 595pt)\n" + table(),
        ROWS,
    ),
    "turned table": ("#rotate(-90deg, reflow: true)[" + table() + "]", ROWS),
    "frame around the page": ("#place(rect(width: 475pt, height: 700pt))\n#pad(20pt)[" + table() + "]", ROWS),
    "underlined texts": (
        table(tuple((*row[:3], f"#underline[{row[3]}]") for row in ROWS)),
        ROWS,
    ),
    "text that runs over its cell": (
        table(
            (("项目名称", "", ""), ("联系人", "王", "电话")),
            columns="(60pt, 60pt, 200pt)",
            merged=False,
        ).replace("[项目名称]", "[#box(width: 50pt, clip: false)[项目名称]]"),
        (("项目名称", "", ""), ("联系人", "王", "电话")),
    ),
    "texts at the lines": (table(options="inset: 1pt,"), ROWS),
    "white text": (
        table(
            (
                (*ROWS[0][:3], "指标值"),
                ("产出指标", "数量指标", '次数#place(text(fill: rgb("#00000000"))[机密])', "12"),
            )
        ),
        ((*ROWS[0][:3], "指标值"), ("产出指标", "数量指标", "次数", "12")),
    ),
    "wrapped cells": (
        table(
            (
                ("指标", "说明"),
                ("巡查", "对辖区内三十二条河道的水质、岸坡和排口逐月巡查并建立问题台账，限期整改"),
            ),
            columns="(60pt, 120pt)",
        ),
        (
            ("指标", "说明"),
            ("巡查", "对辖区内三十二条河道的水质、岸坡和排口逐月巡查并建立问题台账，限期整改"),
        ),
    ),
    "written breaks": (
        table((("目标", "1.巡查到位 \\ 2.整改及时 \\ 3.群众满意"),), columns="(60pt, 240pt)"),
        (("目标", "1.巡查到位\n2.整改及时\n3.群众满意"),),
    ),
    "broken code": (
        table((("编码", "13020026P00DT7110032F2026"),), columns="(60pt, 70pt)"),
        (("编码", "13020026P00DT7110032F2026"),),
    ),
}
