"""Levels that stand under unknown heads, in one cell or alone in a row; several indicators in one row."""

import pytest

from performance.documents.convert import read_text
from performance.documents.forms.numbered_cells import split_numbered

INDICATORS = (
    ("产出指标", "数量指标", "养护里程", "≥368公里"),
    ("产出指标", "质量指标", "路面优良率", "≥90%"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥92%"),
)
OWNER = "<tr><td>项目名称</td><td colspan=3>公路养护</td></tr><tr><td>年度目标</td><td colspan=3>路面完好。</td></tr>"


def read(*rows, title="2025年度项目绩效目标表"):
    drawn = []
    for row in rows:
        span = f" colspan={4 - len(row) + 1}" if len(row) < 4 else ""
        cells = "".join(f"<td{span if n == len(row) - 1 else ''}>{text}</td>" for n, text in enumerate(row))
        drawn.append(f"<tr>{cells}</tr>")
    return read_text(f"<p>{title}</p><table>{OWNER}{''.join(drawn)}</table>".encode(), "表.html")


def rows_of(result):
    return [(i.level1, i.level2, i.name, i.value) for i in result.content.projects[0].indicators]


def banners():
    above = ""
    for level1, *rest in INDICATORS:
        if level1 != above:
            yield (level1,)
        above = level1
        yield tuple(rest)


LAYOUTS = {
    "heads that nobody knows": [("类别", "分类", "指标内容", "目标值"), *INDICATORS],
    "two levels in one cell": [
        ("指标类型", "指标名称", "指标值"),
        *((f"{a}—{b}", c, d) for a, b, c, d in INDICATORS),
    ],
    "the first level alone in a row": [("二级指标", "三级指标", "指标值"), *banners()],
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_levels_are_read_wherever_they_stand(layout):
    result = read(*LAYOUTS[layout])
    assert (rows_of(result), result.report.complaints()) == (list(INDICATORS), [])


def test_of_years_side_by_side_that_of_the_document_is_the_value():
    head = "<tr><td rowspan=2>一级指标</td><td rowspan=2>二级指标</td><td rowspan=2>三级指标</td><td colspan=2>指标值</td></tr>"
    head += "<tr><td>2025年</td><td>2026年</td></tr>"
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in (*row, '≥1'))}</tr>" for row in INDICATORS)
    page = f"<p>2025年度项目绩效目标表</p><p>项目名称：公路养护</p><table>{head}{body}</table>"
    result = read_text(page.encode(), "表.html")
    assert (rows_of(result), result.report.complaints()) == (list(INDICATORS), [])


@pytest.mark.parametrize(
    ("name", "value", "pairs"),
    [
        ("1.培训人数\n2.培训场次", "1.≥100人\n2.15场", [("培训人数", "≥100人"), ("培训场次", "15场")]),
        ("①培训人数；②培训场次", "①≥100人；②≥3场", [("培训人数", "≥100人"), ("培训场次", "≥3场")]),
        ("（1）培训人数", "（1）≥100人", [("培训人数", "≥100人")]),
        ("培训人数", "≥100人", [("培训人数", "≥100人")]),
        ("1.培训人数", "≥100人", [("1.培训人数", "≥100人")]),
        ("设备完好率", "1.按季检修；2.及时更换", [("设备完好率", "1.按季检修；2.及时更换")]),
        ("设备完好率", "1.≥90%；2.≥95%", None),
        ("1.培训人数\n2.培训场次", "≥100人", None),
        ("1.人均产值", "1.15万元", None),
        ("培训人数", "≥100人\n≥3场", None),
        ("培训人数", "≥2\n00人", None),
        ("完成时间", "2026年1\n1月", None),
        ("补助里程", "12\n公里", [("补助里程", "12\n公里")]),
        ("发表论文（1篇以上）", "≥1篇", [("发表论文（1篇以上）", "≥1篇")]),
        ("男职工体检率；女职工体检率", "男≥90%；女≥95%", [("男职工体检率；女职工体检率", "男≥90%；女≥95%")]),
    ],
)
def test_a_row_of_numbered_names_and_values_is_several_indicators(name, value, pairs):
    told = split_numbered(name, value)
    assert bool(told.doubt) == (pairs is None)
    assert told.pairs == tuple(pairs or [(name, value)])


def test_two_projects_side_by_side_in_one_table_are_complained_of():
    page = "<table><tr><td>项目名称</td><td>公路养护</td><td>项目名称</td><td>桥梁检测</td></tr>"
    page += "<tr><td>年度目标</td><td>完好</td><td>年度目标</td><td>安全</td></tr></table>"
    result = read_text(page.encode(), "表.html")
    assert any("两个“项目名称”" in words for words in result.report.complaints())


def test_signs_and_units_are_known_by_what_stands_below_an_unknown_head():
    head = ("一级指标", "二级指标", "三级指标", "要求", "目标值", "口径")
    rows = [(*INDICATORS[0][:3], "不低于", "368", "公里"), (*INDICATORS[1][:3], "等于", "90", "%")]
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in (head, *rows))
    page = f"<p>2025年度项目绩效目标表</p><p>项目名称：公路养护</p><table>{body}</table>"
    result = read_text(page.encode(), "表.html")
    assert result.report.complaints() == []
    assert [(i.operator, i.value, i.unit) for i in result.content.projects[0].indicators] == [
        ("不低于", "368", "公里"),
        ("等于", "90", "%"),
    ]
    assert sum("按内容认作" in notice.message for notice in result.report.notices) == 2


def test_an_indicator_called_after_money_does_not_end_a_list():
    rows = [
        ("三级指标", "指标值", "一级指标", "二级指标"),
        ("项目投入资金", "≤5万元", "成本指标", "经济成本指标"),
    ]
    result = read(*rows, ("养护里程", "≥368公里", "产出指标", "数量指标"))
    assert (len(rows_of(result)), result.report.complaints()) == (2, [])


def test_a_tall_label_of_goals_has_one_in_each_row():
    page = "<p>2025年度项目绩效目标表</p><table><tr><td>项目名称</td><td>公路养护</td></tr>"
    page += "<tr><td rowspan=2>年度目标</td><td>目标1：路面完好。</td></tr><tr><td>目标2：按时完成。</td></tr></table>"
    page += "<table><tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
    page += f"<tr>{''.join(f'<td>{text}</td>' for text in INDICATORS[0])}</tr></table>"
    result = read_text(page.encode(), "表.html")
    assert result.report.complaints() == []
    assert result.content.projects[0].goals == ("目标1：路面完好。", "目标2：按时完成。")


def test_satisfaction_without_a_printed_first_level_is_its_own_family():
    rows = [("二级指标", "指标名称", "指标值", "备注"), ("社会效益指标", "受益人数", "≥9人", "")]
    result = read(*rows, ("服务对象满意度指标", "群众满意度", "≥92%", ""))
    assert [row[0] for row in rows_of(result)] == ["效益指标", "满意度指标"]
