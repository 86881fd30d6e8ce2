"""A cell that prints several indicators is parted into names and values, or doubted."""

import pytest

from performance.documents.forms.cell_items import items_of, paired


def test_a_cost_stands_under_what_the_cell_prints_above_it():
    text = "产出指标：数量指标：人数≥9人；成本指标：单价≤5元；满意度指标：群众满意度≥90%"
    four = "成本指标：经济成本指标：单价≤5元；产出指标：数量指标：人数≥9人"
    assert [(item.level1, item.level2) for item in items_of(text)] == [
        ("产出指标", "数量指标"),
        ("产出指标", "成本指标"),
        ("满意度指标", ""),
    ]
    assert [(item.level1, item.level2) for item in items_of(four)] == [
        ("成本指标", "经济成本指标"),
        ("产出指标", "数量指标"),
    ]


ITEMS = {
    "培训人数≥100人，合格率≥95%，完成时间11月底前": [
        ("培训人数", "≥100人"),
        ("合格率", "≥95%"),
        ("完成时间", "11月底前"),
    ],
    "开展培训、讲座活动≥10场": [("开展培训、讲座活动", "≥10场")],
    "1.路面平整度3.5米2.照明覆盖率≥95%": [("路面平整度", "3.5米"), ("照明覆盖率", "≥95%")],
    "培训人数≥100人；合格率100%": [("培训人数", "≥100人"), ("合格率", "100%")],
    "1.培训人数（≥100人）\n2.合格率：100%": [("培训人数", "≥100人"), ("合格率", "100%")],
    "完成时间12月底前": [("完成时间", "12月底前")],
    "完成时间：2025年12月底前。": [("完成时间", "2025年12月底前")],
    "群众生活水平明显提升": [("群众生活水平", "明显提升")],
    "培训次数不少于3次": [("培训次数", "不少于3次")],
    "管理制度健全性": [("管理制度健全性", "")],
    "开展2024年培训3场": [("开展2024年培训", "3场")],
    "指标1：培训人数≥100人": [("培训人数", "≥100人")],
    "无": [],
}


@pytest.mark.parametrize(("text", "right"), ITEMS.items(), ids=ITEMS)
def test_a_cell_is_parted_into_names_and_values(text, right):
    assert [(item.name, item.value) for item in items_of(text) if not item.doubt] == right


@pytest.mark.parametrize(
    "text",
    ["培训人数≥100人合格率≥95%", "参加培训的\n乡村医生人数≥100人", "≥95%", "新建道路3公里、改造管网5公里"],
)
def test_a_cell_that_cannot_be_parted_is_doubted(text):
    assert any(item.doubt for item in items_of(text))


def test_values_that_are_not_as_many_as_the_names_are_doubted():
    assert [item.doubt for item in paired("人数\n场次", {"value": "≥1人\n≥2场"})] == ["", ""]
    assert all(item.doubt for item in paired("人数\n场次", {"value": "≥1人"}))
