"""Standard indicators: merged by code, in versions by year, and held against the texts of their years."""

import json
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from departments.models import TrailEntry
from departments.permissions.roles import Role
from performance.documents.readers import READ_HERE
from performance.indicator_library.standard_list import HEADS, NoStandards, read_standards
from performance.indicator_library.standards import Group, plan_of, take_standards
from performance.models import PerformanceStatement, StandardIndicator, Upload
from performance.rule_adjustments.in_force import rule_set_in
from performance.statements.project_list import begin_statement
from performance.steps.refusals import Overtaken, Refused
from tests.factories import (
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    an_office,
)
from tests.performance.indicator_library.standards import SATISFIED, TRAINEES, findings_of, listed, loaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def keeper(office):
    return a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=office)


def versions(office, code="PX1"):
    found = StandardIndicator.objects.filter(office=office, code=code)
    return list(found.values_list("first_year", "last_year", "name"))


def counts(office, year, *rows):
    return {word: number for word, number in plan_of(listed(*rows), office, year).counts.items() if number}


def test_a_list_is_merged_by_code_into_versions_by_year(office, keeper):
    loaded(office, keeper, 2025, TRAINEES, SATISFIED)
    renamed = {**TRAINEES, "name": "参训人次"}
    assert counts(office, 2025, renamed, SATISFIED) == {"corrected": 1}
    assert counts(office, 2026, renamed) == {"renewed": 1, "gone": 1}
    loaded(office, keeper, 2026, renamed, SATISFIED)
    assert versions(office) == [(2025, 2025, "培训人次"), (2026, None, "参训人次")]
    assert versions(office, "PX2") == [(2025, None, "学员满意度")]
    loaded(office, keeper, 2027, renamed, groups=[Group.GONE])
    assert versions(office, "PX2") == [(2025, 2026, "学员满意度")]
    assert counts(office, 2028, SATISFIED) == {"new": 1, "gone": 1}
    with pytest.raises(NoStandards, match="已有自2026年起的版本"):
        plan_of(listed(TRAINEES), office, 2025)


def test_what_is_retired_is_ended_and_comes_back_by_its_list(office, keeper):
    loaded(office, keeper, 2025, TRAINEES)
    over = {**TRAINEES, "last_year": "2026"}
    assert counts(office, 2025, over) == {"retired": 1}
    loaded(office, keeper, 2027, over)
    assert versions(office) == [(2025, 2026, "培训人次")]
    assert plan_of(listed(over), office, 2027).same == 1
    loaded(office, keeper, 2027, TRAINEES)
    assert versions(office) == [(2025, 2026, "培训人次"), (2027, None, "培训人次")]
    other = {**SATISFIED, "code": "PX9"}
    loaded(
        office, keeper, 2027, other, groups=[Group.GONE]
    )  # what began this very year was never held against a year
    assert versions(office) == [(2025, 2026, "培训人次")]
    with pytest.raises(NoStandards, match="没有2020年在用的版本"):
        plan_of(listed({**SATISFIED, "last_year": "2020"}), office, 2027)


def test_a_list_of_one_kind_ends_nothing_of_another(office, keeper):
    loaded(office, keeper, 2026, TRAINEES)
    assert counts(office, 2026, {**SATISFIED, "project_class": "会议"}) == {"new": 1}


def test_nothing_is_written_on_a_plan_that_was_not_seen(office, keeper):
    asked = listed(TRAINEES), office, 2026
    digest = plan_of(*asked).digest
    with pytest.raises(Overtaken):
        take_standards(*asked, groups=[Group.NEW], digest="0", by=keeper)
    with pytest.raises(Refused):
        take_standards(
            *asked, groups=[Group.NEW], digest=digest, by=a_member(Role.PERFORMANCE_SECTION_REVIEWER)
        )
    with pytest.raises(Refused):
        take_standards(*asked, groups=[Group.GONE], digest=digest, by=keeper)
    assert not StandardIndicator.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": ""}, "“指标编码”空白"),
        ({"name": "称" * 201}, "“三级指标”有201字，最多200字"),
        ({"required": "也许"}, "“是否必选”的“也许”应为“是”或“否”"),
        ({"direction": "向上"}, "“指标性质”的“向上”应为正向、反向或定性"),
        ({"first_year": "明年"}, "“启用年度”的“明年”应为2000至2099之间的年份"),
        ({"first_year": "9" * 5000}, "“启用年度”有5000字，最多2000字"),
        ({"first_year": "2026", "last_year": "2025年"}, "停用年度2025早于启用年度2026"),
        ({"required": "", "locked": "是"}, "锁定的须是必选指标"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_its_place(changes, sentence):
    with pytest.raises(NoStandards) as fault:
        listed(SATISFIED, {**TRAINEES, **changes})
    assert [problem for problem in fault.value.problems if problem.startswith(f"第2行：{sentence}")]


def test_codes_stand_once_and_heads_are_found():
    with pytest.raises(NoStandards, match="指标编码“PX1”出现不止一次"):
        listed(TRAINEES, TRAINEES)
    with pytest.raises(NoStandards, match="文件里没有“指标编码”"):
        read_standards(READ_HERE[".csv"]("名称\n甲\n".encode()))
    with pytest.raises(NoStandards, match="名单里没有指标"):
        read_standards(READ_HERE[".csv"]("编码,一级指标,三级指标\n".encode()))


def test_a_text_is_held_against_what_is_in_force_for_its_year(office, keeper):
    department = a_department(office)
    unit = a_unit(department)
    project = a_project_content(unit, name="教师培训经费")
    old, text = (a_statement(department, projects=(project,), year=year) for year in (2025, 2026))
    loaded(office, keeper, 2026, TRAINEES)
    assert findings_of(text) == ["缺少：★培训人次"]
    assert findings_of(old) == []
    loaded(office, keeper, 2026, {**TRAINEES, "required": ""})
    assert findings_of(text) == ["培训类项目的标准指标有1个，采用0个"]
    loaded(office, keeper, 2027, {**TRAINEES, "last_year": "2026"})
    assert findings_of(text) == ["培训类项目的标准指标有1个，采用0个"]
    assert rule_set_in(office, 2026, "河北", "2023").standards[0].name == "培训人次"
    assert rule_set_in(office, 2027, "河北", "2023").standards == ()


def test_a_text_that_is_begun_later_is_held_against_them_too(office, keeper):
    department = a_department(office)
    a_unit(department)
    loaded(office, keeper, 2026, TRAINEES)
    begun = begin_statement(department, 2026, by=a_member(Role.DEPARTMENT_REVIEWER, at=department))
    assert PerformanceStatement.objects.get(pk=begun.pk).has_standards


def file_of(*rows):
    book = openpyxl.Workbook()
    for row in (
        [names[0] for names in HEADS.values()],
        *([row.get(key, "") for key in HEADS] for row in rows),
    ):
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    return SimpleUploadedFile("标准指标.xlsx", written.getvalue())


def test_the_page_previews_takes_over_and_gives_the_list_back(client, office, keeper):
    client.force_login(keeper)
    sent = {"office": office.pk, "year": 2026, "file": file_of(TRAINEES, SATISFIED)}
    address = client.post(reverse("standard_indicators"), sent).url
    page = client.get(address)
    assert "新增 2 个" in page.text
    digest = page.context["plan"].digest
    assert "没有选择" in client.post(address, {"digest": digest}).text
    assert client.post(address, {"digest": digest, "group": ["new"]}).status_code == 302
    assert not Upload.objects.exists()
    assert "导入2026年标准指标：新增2" in TrailEntry.objects.latest("pk").details
    query = {"office": office.pk, "year": 2026}
    assert "★培训人次" in client.get(reverse("standard_indicators"), query).text
    assert "这一年没有标准指标" in client.get(reverse("standard_indicators"), {**query, "year": 2025}).text
    given = client.get(reverse("standard_indicators_file"), query).getvalue()
    assert plan_of(read_standards(READ_HERE[".xlsx"](given)), office, 2026).same == 2
    bad = {**sent, "file": file_of({**TRAINEES, "direction": "?"})}
    assert "应为正向、反向或定性" in client.post(reverse("standard_indicators"), bad).text
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=a_department(office)))
    assert "★培训人次" in client.get(reverse("standard_indicators"), query).text
    assert client.post(reverse("standard_indicators"), sent).status_code == 403
    assert client.get(address).status_code == 404


def test_the_interface_previews_takes_over_and_lists(client, office, keeper):
    client.force_login(keeper)
    sent = {"office": office.pk, "year": 2026, "rows": [TRAINEES]}
    preview = _posted(client, "api:standard_indicator_preview", sent).json()
    assert preview["counts"]["new"] == 1
    assert not StandardIndicator.objects.exists()
    took = {**sent, "digest": "0", "groups": ["new"]}
    assert _posted(client, "api:standard_indicators", took).status_code == 412
    assert (
        _posted(client, "api:standard_indicators", {**took, "digest": preview["digest"]}).status_code == 200
    )
    (row,) = client.get(reverse("api:standard_indicators"), {"year": 2026}).json()["results"]
    assert (row["code"], row["required"], row["direction"]) == ("PX1", True, "higher")
    assert client.get(reverse("api:standard_indicators"), {"year": 2025}).json()["results"] == []
    wrong = {**sent, "rows": [{**TRAINEES, "direction": "?"}]}
    assert "应为正向、反向或定性" in _posted(client, "api:standard_indicator_preview", wrong).text


def _posted(client, name, body):
    return client.post(reverse(name), json.dumps(body), content_type="application/json")


def test_the_command_takes_a_list_or_tells_why_not(office, tmp_path, capsys):
    path = tmp_path / "标准指标.xlsx"
    path.write_bytes(file_of(TRAINEES).read())
    asked = "import_standard_indicators", str(path), "--year", "2026", "--office"
    call_command(*asked, office.division_code, "--dry-run")
    assert not StandardIndicator.objects.exists()
    call_command(*asked, office.division_code)
    assert versions(office) == [(2026, None, "培训人次")]
    assert "新增1个" in capsys.readouterr().out
    for year in ("1999", "20260"):
        with pytest.raises(SystemExit):
            call_command(*asked[:2], "--year", year, "--office", office.division_code)
        assert "2000至2099之间" in capsys.readouterr().err
    assert versions(office) == [(2026, None, "培训人次")]
    with pytest.raises(SystemExit):
        call_command(*asked, "999999")
    assert "没有区划代码" in capsys.readouterr().err
