"""Families as columns, and tables drawn the other way round: a project is one row, or one column."""

import pytest

from performance.documents.convert import read_text

TREES = {
    "危桥改造": (
        ("产出指标", "数量指标", "改造座数", "≥12座"),
        ("产出指标", "质量指标", "验收合格率", "100%"),
        ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%"),
    ),
    "图书馆开放": (
        ("产出指标", "数量指标", "开放天数", "≥300天"),
        ("产出指标", "数量指标", "举办讲座", "60场"),
        ("产出指标", "质量指标", "系统正常运行率", "≥98%"),
        ("满意度指标", "服务对象满意度指标", "读者满意度", "≥92%"),
    ),
}
MONEY = {"危桥改造": "386.5", "图书馆开放": "72"}
FAMILIES = ("数量指标", "质量指标", "服务对象满意度指标")


def of(name, family):
    return [f"{one[2]}{one[3]}" for one in TREES[name] if family in one[:2]]


def drawn(rows):
    body = []
    for row in rows:
        cells = [cell if isinstance(cell, tuple) else (cell, 1, 1) for cell in row]
        body.append(
            "".join(
                f"<td rowspan={down} colspan={wide}>{text}</td>".replace("\n", "<br>")
                for text, down, wide in cells
            )
        )
    rows = "".join(f"<tr>{row}</tr>" for row in body)
    return f"<p>2025年项目绩效目标表</p><table>{rows}</table>".encode()


def read(rows):
    return read_text(drawn(rows), "表.html")


def said(result):
    return {
        project.name: (
            str(project.budget),
            tuple((one.level1, one.level2, one.name, one.value) for one in project.indicators),
        )
        for project in result.content.projects
    }


RIGHT = {name: (MONEY[name], tree) for name, tree in TREES.items()}
LEVEL1_ALONE = {
    name: (money, tuple((one[0], "", *one[2:]) for one in tree)) for name, (money, tree) in RIGHT.items()
}


def listed(join):
    head = ["序号", "项目名称", "预算金额（万元）", *FAMILIES]
    return [
        head,
        *([n, name, MONEY[name], *(join(of(name, f)) for f in FAMILIES)] for n, name in enumerate(TREES, 1)),
    ]


def headed_twice():
    upper = [("项目名称", 2, 1), ("预算金额（万元）", 2, 1), ("产出指标", 1, 2), ("满意度指标", 1, 1)]
    rows = [[name, MONEY[name], *("；".join(of(name, f)) for f in FAMILIES)] for name in TREES]
    return [upper, list(FAMILIES), *rows]


def with_values_apart():
    upper = [("项目名称", 2, 1), ("预算金额（万元）", 2, 1), *((family, 1, 2) for family in FAMILIES)]
    rows = [
        [
            name,
            MONEY[name],
            *("\n".join(one[at] for one in tree if one[1] == family) for family in FAMILIES for at in (2, 3)),
        ]
        for name, tree in TREES.items()
    ]
    return [upper, ["指标", "指标值"] * 3, *rows]


def in_rows_of_their_own():
    rows = [["项目名称", "预算金额（万元）", *FAMILIES]]
    for name in TREES:
        columns = [of(name, family) for family in FAMILIES]
        height = max(map(len, columns))
        for row in range(height):
            own = [(name, height, 1), (MONEY[name], height, 1)] if row == 0 else []
            rows.append([*own, *(column[row] if row < len(column) else "" for column in columns)])
    return rows


def first_levels_with_second_in_cells():
    def cell(name, level1):
        families = dict.fromkeys(one[1] for one in TREES[name] if one[0] == level1)
        return "\n".join(f"{family}：{'；'.join(of(name, family))}" for family in families)

    head = ["项目名称", "预算金额（万元）", "产出指标", "满意度指标"]
    return [head, *([name, MONEY[name], cell(name, "产出指标"), cell(name, "满意度指标")] for name in TREES)]


def turned(rows):
    return [list(column) for column in zip(*rows, strict=True)]


LISTS = {
    "numbered lines": listed(lambda texts: "\n".join(f"{n}.{text}；" for n, text in enumerate(texts, 1))),
    "semicolons": listed("；".join),
    "lines": listed("\n".join),
    "numbers in brackets, one after another": listed(
        lambda texts: "；".join(f"（{n}）{text}" for n, text in enumerate(texts, 1))
    ),
    "colons": listed(lambda texts: "；".join(texts).replace("≥", "：≥")),
    "two rows of heads": headed_twice(),
    "names and values apart": with_values_apart(),
    "second levels named in the cells": first_levels_with_second_in_cells(),
    "projects as columns": turned(listed("；".join)),
}


@pytest.mark.parametrize("rows", LISTS.values(), ids=LISTS)
def test_families_as_columns_are_read(rows):
    result = read(rows)
    assert (said(result), result.report.complaints()) == (RIGHT, [])


def test_indicators_of_one_project_stand_in_rows_of_their_own():
    result = read(in_rows_of_their_own())
    assert result.report.complaints() == []
    assert {name: sorted(tree) for name, (_, tree) in said(result).items()} == {
        name: sorted(tree) for name, tree in TREES.items()
    }


def test_first_levels_alone_are_all_that_is_printed():
    head = ["项目名称", "预算金额（万元）", "产出指标", "满意度指标"]
    rows = [[name, MONEY[name], *("；".join(of(name, f)) for f in head[2:])] for name in TREES]
    result = read([head, *rows])
    assert (said(result), result.report.complaints()) == (LEVEL1_ALONE, [])


def test_that_cells_were_parted_is_said():
    notices = read(listed("；".join)).report.notices
    assert sum("写在一格里" in notice.message for notice in notices) == 1


def test_what_stands_beside_all_heads_is_complained_of():
    rows = listed("；".join)
    rows[1] = [*rows[1], "另计"]
    result = read([[*rows[0], ""], *rows[1:]])
    assert any("另计" in words for words in result.report.complaints())


def whole(name):
    """All indicators of a project in one cell, each family before its own."""
    return "\n".join(f"{family}：{'；'.join(of(name, family))}；" for family in FAMILIES)


def test_one_cell_of_a_list_may_print_all_indicators_of_a_project():
    head = ["项目名称", "预算金额（万元）", "绩效指标"]
    result = read([head, *([name, MONEY[name], whole(name)] for name in TREES)])
    assert (said(result), result.report.complaints()) == (RIGHT, [])


def test_a_list_may_print_no_families_at_all():
    head = ["项目名称", "预算金额（万元）", "绩效指标"]
    cells = {name: [f"{one[2]}{one[3]}" for one in tree] for name, tree in TREES.items()}
    numbered = {name: "".join(f"{n}.{x}；" for n, x in enumerate(texts, 1)) for name, texts in cells.items()}
    result = read([head, *([name, MONEY[name], numbered[name]] for name in TREES)])
    assert result.report.complaints() == []
    assert [[(i.name, i.value) for i in p.indicators] for p in result.content.projects] == [
        [one[2:] for one in tree] for tree in TREES.values()
    ]


NAME = "图书馆开放"
CARD = [
    ["项目名称", (NAME, 1, 3)],
    ["预算金额（万元）", (MONEY[NAME], 1, 3)],
    ["年度目标", ("免费开放。", 1, 3)],
]


@pytest.mark.parametrize(
    "rows",
    [
        [["绩效指标", (whole(NAME), 1, 3)]],
        [
            [("绩效指标", 3, 1), ("产出指标", 2, 1), "数量指标", "；".join(of(NAME, "数量指标"))],
            ["质量指标", *of(NAME, "质量指标")],
            ["满意度指标", "服务对象满意度指标", *of(NAME, "满意度指标")],
        ],
        [[family, ("；".join(of(NAME, family)), 1, 3)] for family in FAMILIES],
    ],
    ids=["one cell", "rows of families", "rows without first levels"],
)
def test_a_card_without_heads_is_read_by_its_families(rows):
    result = read([*CARD, *rows])
    assert (said(result), result.report.complaints()) == ({NAME: RIGHT[NAME]}, [])


def noted(rows):
    report = read(rows).report
    return [str(remark) for remark in (*report.notices, *report.problems)]


def numbered():
    return listed(lambda texts: "\n".join(f"{n}.{text}；" for n, text in enumerate(texts, 1)))


def blank(rows):
    rows[2][4] = ""


def repeat(rows):
    rows.append([3, *rows[2][1:]])


def shorten(rows):
    rows[1:] = [*rows[1:], [9, "路灯改造", "5", "灯杆≥9根", "亮灯率≥98%", "居民满意度≥9%"]]
    del rows[2][4]


def glue(rows):
    rows[1][3] = rows[1][3].replace("；", "") + "路面平整度≥3米"


DAMAGES = {
    "空着": blank,
    "与上一行的文字完全相同": repeat,
    "比别的行少1格": shorten,
    "不止一个指标": glue,
}


@pytest.mark.parametrize(("words", "damage"), DAMAGES.items(), ids=DAMAGES)
def test_what_is_odd_in_a_list_of_families_is_said(words, damage):
    rows = numbered()
    assert not any(words in line for line in noted(rows))
    damage(rows)
    assert any(words in line for line in noted(rows))


def test_a_lost_head_lets_no_other_family_have_its_columns():
    rows = with_values_apart()
    rows[0][3] = ("", 1, 2)
    with pytest.raises(ValueError, match="没有找到绩效目标表"):
        read(rows)
