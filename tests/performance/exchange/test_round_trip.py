"""What a package says is read back equal: every form, any text, as lists and as a workbook."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from performance.content.model import GoalContent, GoalKind, SpendingPlan
from performance.documents.forms.declaration import shipped_forms
from performance.exchange.mapping import tables
from performance.exchange.package import LENGTHS, MANIFEST, WORKBOOK, Form
from performance.exchange.rows import rows_of
from tests.factories import (
    a_content,
    a_project_content,
    an_indicator,
    full_funding,
    full_indicators,
    full_project,
)
from tests.form_parts import full_funds, full_own_fields
from tests.performance.exchange.packing import a_text, files_of, made_content, packed, read
from tests.strategies.guizhou import guizhou
from tests.strategies.hebei import hebei
from tests.strategies.hubei import hubei

ODD = '=1+1\r\n\t“引号"，逗号,\r_x000D_ 　尾 '


@pytest.mark.parametrize("form", Form)
def test_every_shipped_form_is_read_back(form):
    texts = [
        a_text(made_content(form_id, number), department_code=f"{place:03}{number}")
        for place, form_id in enumerate(sorted(shipped_forms()))
        for number in range(2)
    ]
    assert read(packed(texts, form)) == texts


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(hebei("2023"), hubei(), guizhou()), st.sampled_from(Form))
def test_any_text_of_a_province_is_read_back(content, form):
    text = a_text(content)
    assert read(packed([text], form)) == [text]


@pytest.mark.parametrize("form", Form)
def test_nothing_is_left_at_its_default_and_nothing_is_lost(form):
    goal = GoalContent(GoalKind.ANNUAL, "2026年", "今年更好", "目标2", **full_indicators())
    project = full_project(name=ODD, spending_plan=SpendingPlan(), purpose=ODD * 3)
    content = a_content(
        projects=(
            project,
            project,
            replace(project, spending_plan=None, mid_term=None, budget=Decimal("1E+3")),
        ),
        goals=(goal, goal),
        funding=full_funding(),
        funds=full_funds(),
        fields=full_own_fields(),
        year=None,
    )
    text = a_text(content, revision=3, fiscal_year=2026)
    assert read(packed([text, a_text(content, department_code="9")], form))[0] == text


def test_names_stand_above_titles_and_the_manifest_says_what_is_there():
    text = a_text(a_content(projects=3))
    files = files_of(packed([text]))
    manifest = json.loads(files[MANIFEST])
    assert {one["name"]: one["sha256"] for one in manifest["files"]} == {
        name: sha256(data).hexdigest() for name, data in files.items() if name != MANIFEST
    }
    said = {one["name"]: one for one in manifest["tables"]}
    assert said["EXT_PROJECT"]["sums"]["ext_budget"] == "37.50"
    for name, table in tables().items():
        rows = list(csv.reader(StringIO(files[f"{name}.csv"].decode(), newline="")))
        assert rows[0] == [field.name for field in table.fields]
        assert rows[1] == [field.title for field in table.fields]
        assert len(rows) - 2 == said[name]["rows"]


def test_a_workbook_opens_elsewhere_and_holds_no_formula():
    text = a_text(a_content(projects=(a_project_content(name="=1+1"),)))
    book = openpyxl.load_workbook(BytesIO(files_of(packed([text], Form.WORKBOOK))[WORKBOOK]))
    sheet = book["EXT_PROJECT"]
    column = list(tables()["EXT_PROJECT"].columns).index("pro_name") + 1
    assert (sheet.cell(3, column).value, sheet.cell(3, column).data_type) == ("=1+1", "s")


def test_an_indicator_is_told_whole_and_in_parts():
    indicator = an_indicator(value="15", operator="≥", unit="万人次", weight=Decimal("22.5"))
    text = a_text(a_content(projects=(a_project_content(indicators=(indicator,)),)))
    table, cells = next((table, cells) for table, cells in rows_of(text) if table.name == "PM_PERF_INDICATOR")
    said = dict(zip(table.columns, cells, strict=True))
    wanted = {
        "kpi_val": "≥15万人次",
        "ext_value": "15",
        "ext_number": "150000.00",
        "ext_measure": "人次",
        "ext_weight": "22.50",
        "lv1_perf_ind_code": "1",
        "lv2_perf_ind_code": "11",
        "perf_obj_type_code": "2",
        "is_deleted": "2",
        "mof_div_code": "130200000",
    }
    assert {name: said[name] for name in wanted} == wanted


def test_a_key_stays_when_a_value_changes_or_the_order_does():
    def keys(*indicators):
        text = a_text(a_content(projects=(a_project_content(code="P", indicators=indicators),)))
        return {
            cells[table.columns["lv3_perf_ind_name"]]: cells[table.columns["kpi_id"]]
            for table, cells in rows_of(text)
            if table.name == "PM_PERF_INDICATOR"
        }

    one, other = an_indicator(name="场次"), an_indicator(name="人次")
    assert keys(one, other) == keys(other, replace(one, value="≥9次"))


def test_a_text_too_long_for_the_other_side_is_listed_in_the_package():
    text = a_text(a_content(projects=(a_project_content(indicators=(an_indicator(name="长" * 1001),)),)))
    files = files_of(packed([text]))
    rows = list(csv.reader(StringIO(files[LENGTHS].decode(), newline="")))
    assert [row[1:7] for row in rows[1:]] == [
        ["PM_PERF_INDICATOR", "lv3_perf_ind_name", "三级绩效指标名称", "长" * 30, "1000字", "1001字"]
    ]
    assert read(packed([text])) == [text]
