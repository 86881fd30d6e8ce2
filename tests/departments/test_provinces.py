"""Provinces are chosen from a list; older names are shortened once, and what nobody knows is told."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection

from departments.models import FinanceOffice
from departments.places.provinces import PROVINCES, short_name

LONG = {
    "河北省": "河北",
    " 河北 ": "河北",
    "北京": "北京",
    "广西壮族自治区": "广西",
    "内蒙古自治区": "内蒙古",
    "新疆维吾尔自治区": "新疆",
    "河北": "河北",
}


@pytest.mark.parametrize("text", LONG)
def test_a_name_that_is_written_out_is_known(text):
    assert short_name(text) == LONG[text]


@pytest.mark.parametrize("text", ["", "冀", "河北省唐山市", "某省", "广东广西"])
def test_what_is_no_province_is_none(text):
    assert short_name(text) == ""


@pytest.mark.parametrize("province", ["河北省", "某省", "河 北"])
def test_an_office_is_in_a_province_that_the_rules_know(db, province):
    office = FinanceOffice(division_code="130200", name="财政局", province=province)
    with pytest.raises(ValidationError, match="不是省份的规范简称"):
        office.full_clean()


def test_every_province_is_accepted(db):
    for number, province in enumerate(PROVINCES):
        FinanceOffice(division_code=f"{100000 + number}", name="财政局", province=province).full_clean()


def test_the_migration_shortens_what_it_knows_and_tells_the_rest(db, capsys):
    for code, province in (("130200", "河北省"), ("420700", "湖北"), ("990000", "某省")):
        FinanceOffice.objects.create(division_code=code, name="财政局", province=province)
    shorten = import_module("departments.migrations.0016_provinces").shorten
    shorten(apps, SimpleNamespace(connection=connection))
    found = dict(FinanceOffice.objects.values_list("division_code", "province"))
    assert found == {"130200": "河北", "420700": "湖北", "990000": "某省"}
    printed = capsys.readouterr().out
    assert "省份“河北省”改为“河北”" in printed
    assert "990000 财政局：省份“某省”不在省份表中" in printed
    assert "420700" not in printed
