"""Packages that are damaged, meddled with or none at all are refused with sentences that say where."""

import json
from contextlib import suppress
from functools import reduce
from operator import getitem

import pytest

from performance.documents.convert import Unreadable
from performance.exchange.package import MANIFEST, WORKBOOK, Form
from tests.damaged_archives import damaged
from tests.factories import a_content
from tests.performance.exchange.packing import a_text, files_of, meddled, packed, read, zipped

TEXTS = [a_text(a_content(projects=2)), a_text(department_code="406")]
PACKAGE = packed(TEXTS)
FILES = files_of(PACKAGE)
INDICATORS, PROJECTS = "PM_PERF_INDICATOR.csv", "EXT_PROJECT.csv"


def refusal(package):
    with pytest.raises(Unreadable) as refused:
        read(package)
    return "\n".join(refused.value.problems)


def changed(name, old, new, count=1):
    text = FILES[name].decode()
    assert old in text
    return {name: text.replace(old, new, count).encode()}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (changed(INDICATORS, "≥8次", "≥9次"), "kpi_val（指标值）：写的是“≥9次”，按其他栏应为“≥8次”"),
        (
            changed(PROJECTS, "12.50", "很多"),
            "表 EXT_PROJECT 第3行 ext_budget（预算数万元（扩展））：应为数字文字",
        ),
        (changed(PROJECTS, "12.50", "12.51"), "表 EXT_PROJECT 的行数或金额合计与清单不符"),
        (changed(INDICATORS, "\r\n", ",x\r\n"), "多出 x"),
        (changed(INDICATORS, "kpi_val", "kpi_value"), "缺少 kpi_val；多出 kpi_value"),
        (changed(INDICATORS, "指标值", "值"), "第2行应为各字段的中文名"),
        ({INDICATORS: FILES[INDICATORS] + b"a,b\r\n"}, "有2栏，应为"),
        ({INDICATORS: FILES[INDICATORS].decode().encode("utf-16")}, "UTF-8"),
        ({INDICATORS: FILES[INDICATORS] + b'"'}, "引号没有配对"),
        ({INDICATORS: None}, f"缺少文件 {INDICATORS}"),
        ({PROJECTS: b"\r\n".join(FILES[PROJECTS].split(b"\r\n")[:2]) + b"\r\n"}, "找不到它所属的上级"),
        (
            {INDICATORS: FILES[INDICATORS] + FILES[INDICATORS].split(b"\r\n")[2] + b"\r\n"},
            "不属于前面任何一份文本",
        ),
        ({"evil.csv": b"1"}, "有清单没有写明的文件 evil.csv"),
        ({"../../etc/passwd": b"1"}, "有清单没有写明的文件"),
        ({MANIFEST: None}, "没有清单"),
        ({MANIFEST: b"{"}, "读不懂"),
        ({MANIFEST: b"[]"}, "不是交换包"),
        ({MANIFEST: FILES[MANIFEST].replace(b'"version": 1', b'"version": 2')}, "只读第1版"),
        ({MANIFEST: FILES[MANIFEST].replace(b'"texts": 2', b'"texts": 3')}, "清单写明3份文本，读出2份"),
    ],
)
def test_what_was_meddled_with_is_told(changes, sentence):
    assert sentence in refusal(meddled(PACKAGE, changes))


ODD = (None, [], {}, 1, 1.5, "x", [[]], [{}], [1], True, {"name": []}, [{"name": []}], [{"name": 1}], -1)


def places_in(plain, at=()):
    """The way to every value of a manifest; of a list to its first."""
    members = (
        plain.items() if isinstance(plain, dict) else enumerate(plain[:1]) if isinstance(plain, list) else ()
    )
    for key, value in members:
        yield (*at, key)
        yield from places_in(value, (*at, key))


def test_a_manifest_of_any_shape_is_refused_in_words_or_does_no_harm():
    tried = read_all = 0
    for *way, last in places_in(json.loads(FILES[MANIFEST])):
        for odd in ODD:
            manifest = json.loads(FILES[MANIFEST])
            reduce(getitem, way, manifest)[last] = odd
            tried += 1
            with suppress(Unreadable):
                assert read(meddled(PACKAGE, {MANIFEST: json.dumps(manifest).encode()})) == TEXTS
                read_all += 1
    assert tried > 200
    assert read_all < tried / 2  # what only says when and by what it was made


def test_a_file_that_was_changed_later_is_told():
    changes = changed(PROJECTS, "科普活动经费", "科普经费")
    assert "SHA-256 不符" in refusal(meddled(PACKAGE, changes, hidden=False))


@pytest.mark.parametrize("form", Form)
def test_where_sm3_stands_beside_it_both_are_held_against(settings, form):
    settings.TRAIL_HASH = "sm3"
    package = packed(TEXTS, form)
    assert read(package) == TEXTS
    manifest = json.loads(files_of(package)[MANIFEST])
    assert all(len(one["sm3"]) == 64 for one in manifest["files"])
    manifest["files"][0]["sm3"] = "0" * 64
    spoilt = meddled(package, {MANIFEST: json.dumps(manifest).encode()})
    assert f"{manifest['files'][0]['name']} 与清单的 SM3 不符" in refusal(spoilt)
    settings.TRAIL_HASH = "sha256"
    assert read(package) == TEXTS


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", PACKAGE[:-40], zipped({})])
def test_what_is_no_package_is_told(data):
    assert refusal(data)


def test_a_bomb_is_not_unpacked():
    assert "压缩炸弹" in refusal(meddled(PACKAGE, {"EXT_TASK.csv": b"0" * 20_000_000}))


@pytest.mark.parametrize("form", Form)
def test_damage_is_refused_or_does_no_harm(form):
    package = packed(TEXTS, form)
    for data in damaged(package, 30):
        with suppress(Unreadable):
            assert read(data) == TEXTS


def test_a_workbook_that_is_none_is_told():
    package = packed(TEXTS, Form.WORKBOOK)
    assert json.loads(files_of(package)[MANIFEST])["form"] == "xlsx"
    assert "纯文本" in refusal(meddled(package, {WORKBOOK: FILES[INDICATORS]}))
