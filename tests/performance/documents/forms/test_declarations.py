"""A declaration is written and read the same, and what comes from elsewhere is held within bounds."""

from dataclasses import fields

import pytest

from performance.documents.forms.declarable import LONGEST_FILE
from performance.documents.forms.declaration import WrongDeclaration, load_form, shipped_forms
from performance.documents.forms.declaring import toml_of

SOUND = """
id = "x"
province = "某省"
edition = "2026"
kind = "project"
title = "表"
description = ""
money = "万元"
grid = [10, 10, 10]
year_line = "（{year}年度）"
[words.labels]
"经办*2" = "unit_name"
[[part]]
rows = [["项目名称", "{name}*2"], ["经办*2*1", "{unit_name}*2"]]
[[part]]
list = "indicators"
columns = ["level1:一级指标", "name:三级指标", "value:指标值"]
"""


def said_by(form):
    return {each.name: getattr(form, each.name) for each in fields(form)}


@pytest.mark.parametrize("form_id", sorted(shipped_forms()))
def test_a_form_is_written_as_it_is_read(form_id):
    form = shipped_forms()[form_id]
    assert said_by(load_form(toml_of(form))) == said_by(form)


def test_a_label_that_ends_like_a_span_is_written_with_its_own():
    form = load_form(SOUND)
    assert form.parts[0].rows[1][0].label == "经办*2"
    assert said_by(load_form(toml_of(form))) == said_by(form)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        pytest.param(
            ("（{year}年度）", "{year:>999999999}"), "花括号只能是{year}", id="a line of a thousand pages"
        ),
        pytest.param(("（{year}年度）", "{year.__class__}"), "花括号只能是{year}", id="an attribute"),
        pytest.param(("[10, 10, 10]", f"[{'1,' * 60}]"), "“grid”有60项", id="many columns"),
        pytest.param(("grid", "valid_to = 99999\ngrid"), "2000至2099的年度", id="a year that is none"),
        pytest.param(("[10, 10, 10]", "[10, 10, 1000]"), "列宽", id="a wide column"),
        pytest.param(("{name}*2", "{name}*0"), "不占格", id="a cell without a span"),
        pytest.param(("三级指标", "三" * 300), "应写明表头", id="a long head"),
        pytest.param(('"表"', f'"{"表" * 300}"'), "至多200字", id="a long title"),
        pytest.param(
            ("value:指标值", "fund_gold:指标值"), "没有“fund_gold”", id="a source that nobody knows"
        ),
        pytest.param(("{unit_name}*2", "{fund:daily:total}*2"), "没有“daily:total”", id="money of a day"),
        pytest.param(("value:指标值", "name:指标值"), "同一项内容", id="a column twice"),
        pytest.param(('["项目名称"', '["^"'), "没有可以接着的格", id="nothing above"),
        pytest.param(("{name}", "{code}"), "没有填写项目名称的格", id="no name"),
        pytest.param(('"indicators"', '"tasks"'), "没有“level1”这一栏", id="no indicators"),
        pytest.param(("rows = [[", "rows = [1, ["), "应为文字的列表", id="a number for a row"),
        pytest.param(("rows =", "rows = 1 #"), "类型不对", id="a number for rows"),
        pytest.param(('= "unit_name"', '= "everything"'), "没有“everything”这种意思", id="a meaning unknown"),
        pytest.param(('= "unit_name"', "= 3"), "应写明它的意思", id="a number for a meaning"),
    ],
)
def test_what_is_out_of_bounds_is_refused(change, complaint):
    assert change[0] in SOUND
    with pytest.raises(WrongDeclaration) as refused:
        load_form(SOUND.replace(*change))
    assert complaint in str(refused.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("a=" + "[" * 20_000, "太深了", id="nested"),
        pytest.param("a = " + "9" * 5_000, "不是 TOML", id="a long number"),
        pytest.param("x" * (LONGEST_FILE + 1), f"至多{LONGEST_FILE}字", id="long"),
        pytest.param("\x00", "不是 TOML", id="no text"),
    ],
)
def test_what_is_no_declaration_is_refused_in_words(text, complaint):
    with pytest.raises(WrongDeclaration) as refused:
        load_form(text)
    assert complaint in str(refused.value)
