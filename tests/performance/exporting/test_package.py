"""The package: what is in it is what the manifest says, what the database holds, and the same each time."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from departments.permissions.roles import Role
from departments.trail.chain import Head
from departments.trail.entry import TrailEntry
from departments.trail.writing import head as head_of_trail
from performance.content.json import dump_content
from performance.documents.convert import read_text
from performance.exporting.flat_rows import INDICATORS, PROJECTS
from performance.exporting.gathering import exportable_by
from performance.exporting.package import LIST, MANIFEST, SUMMARY
from performance.models import PerformanceStatement, StatementState
from performance.statements.selectors import statement_content, statement_contents
from performance.statements.services import save_content
from projects.models import BudgetProject
from tests.factories import (
    a_content,
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    an_indicator,
    full_content,
)
from tests.performance.exporting.reading import book, docx_text, package_bytes, pdf_text, rows_of, unpacked

HEAD = Head(7, "sha256:" + "ab" * 32)
FORMULAS = ["=1+1", "==1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://a.b","c")', "-"]


def package_of(*statements):
    return unpacked(
        package_bytes(PerformanceStatement.objects.filter(pk__in=[s.pk for s in statements]), head=HEAD)
    )


def manifest_of(files):
    return json.loads(files[MANIFEST])


def the_one(files, ending):
    (name,) = (name for name in files if name.endswith(ending) and "/" in name)
    return files[name]


def test_every_file_is_in_the_manifest_with_its_hash(an_exportable):
    files = package_of(an_exportable(), an_exportable())
    manifest = manifest_of(files)
    listed = [*manifest["files"], *(file for one in manifest["statements"] for file in one["files"])]
    assert {file["name"] for file in listed} == set(files) - {MANIFEST}
    for file in listed:
        assert file["sha256"] == sha256(files[file["name"]]).hexdigest()
        assert file["bytes"] == len(files[file["name"]])
    assert manifest["trail_head"] == str(HEAD)
    assert {file["name"] for file in manifest["files"]} == {LIST, SUMMARY}


def test_the_same_texts_give_the_same_bytes(an_exportable, approve):
    statements = PerformanceStatement.objects.filter(pk__in=[approve(an_exportable()).pk, an_exportable().pk])
    assert package_bytes(statements, head=HEAD) == package_bytes(statements, head=HEAD)


def test_counts_and_totals_are_those_of_the_database(an_exportable):
    amounts = (Decimal("12.345678"), Decimal("0.1"), Decimal("0.2"))
    statement = an_exportable(projects=tuple(a_project_content(budget=one) for one in amounts))
    (described,) = manifest_of(package_of(statement))["statements"]
    stored = BudgetProject.objects.filter(unit__department=statement.department).aggregate(
        budget=Sum("budget"), fiscal_funds=Sum("fiscal_funds"), other_funds=Sum("other_funds")
    )
    assert {name: Decimal(total) for name, total in described["totals"].items()} == stored
    counts = {"projects": 3, "department_indicators": 0, "project_indicators": 12, "supporting_files": 0}
    assert described["counts"] == counts


def test_a_draft_says_so_on_every_paper(an_exportable):
    files = package_of(an_exportable())
    (described,) = manifest_of(files)["statements"]
    assert (described["approved"], described["revision"], described["state"]) == (False, None, "drafting")
    assert all("草案" in file["name"] for file in described["files"])
    assert "（草案）" in docx_text(the_one(files, ".docx"))
    assert "草案" in pdf_text(the_one(files, ".pdf"))


def test_an_approved_text_leaves_as_it_was_approved_with_the_head_of_the_trail(an_exportable, approve):
    statement = approve(an_exportable())
    approved = statement_content(statement)
    later = replace(
        approved, projects=tuple(replace(p, name="后来改名", budget=Decimal(1)) for p in approved.projects)
    )
    PerformanceStatement.objects.filter(pk=statement.pk).update(state=StatementState.ADJUSTING)
    save_content(later, department=statement.department, year=2026)
    files = package_of(statement)
    (described,) = manifest_of(files)["statements"]
    assert (described["approved"], described["revision"]) == (True, 1)
    assert described["digest"] == statement.approved_revision.digest
    assert not any("草案" in name for name in files)
    printed = pdf_text(the_one(files, ".pdf"))
    assert "草案" not in printed
    assert "第1版" in printed
    assert HEAD.hash in printed
    assert "后来改名" not in docx_text(the_one(files, ".docx"))
    assert {row["项目名称"] for row in rows_of(book(the_one(files, "-明细.xlsx"))["项目"])} == {
        "科普活动经费"
    }


def test_the_official_workbook_reads_back_as_the_text(an_exportable):
    statement = an_exportable()
    files = package_of(statement)
    (name,) = (name for name in files if name.endswith(".xlsx") and "明细" not in name)
    read = read_text(files[name], "a.xlsx", year=2026).content
    assert read.projects == statement_content(statement).projects


def test_numbers_are_numbers_and_captions_stay(office):
    department = a_department(office)
    a_unit(department)
    content = full_content(department)
    (project,) = content.projects
    first = an_indicator(
        value="≥8次", weight=Decimal("22.5"), earlier_values=project.indicators[0].earlier_values
    )
    projects = (replace(project, indicators=(first, *project.indicators[1:])),)
    save_content(replace(content, year=2026, projects=projects), department=department, year=2026)
    files = package_of(PerformanceStatement.objects.get(department=department))
    lists = book(the_one(files, "-明细.xlsx"))
    assert [[cell.value for cell in lists[name][1]] for name in ("项目", "指标")] == [
        [column.title for column in columns] for columns in (PROJECTS, INDICATORS)
    ]
    (project,) = rows_of(lists["项目"])
    assert (project["预算数（万元）"], project["项目本年度预算（万元）"]) == (12.5, 12.345678)
    assert (project["6月底（%）"], project["3月底（%）"], project["预算年度"]) == (50, None, 2026)
    assert project["财政区划代码"] == office.division_code
    indicators = [row for row in rows_of(lists["指标"]) if row["归属"] == "项目"]
    said = [(row["指标值"], row["比较符号"], row["数值"], row["计量单位"]) for row in indicators]
    assert said[0] == ("≥8次", "≥", 8, "次")
    assert (indicators[0]["权重"], indicators[0]["以前年度指标值"]) == (22.5, "2025年：7次；2024年：")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(an_exportable, text):
    project = a_project_content(name=text, purpose=text, indicators=(an_indicator(name=text, basis=text),))
    files = package_of(an_exportable(projects=(project,)), an_exportable())
    for name, data in files.items():
        if name.endswith(".xlsx") and name != SUMMARY:
            assert not any(re.search(rb"<f[ />]", part) for part in unpacked(data).values())
    row = rows_of(book(files[LIST])["项目"])[0]
    assert (row["项目名称"], row["资金用途"]) == (text, text)
    cells = [cell for sheet in book(files[SUMMARY]) for line in sheet.iter_rows() for cell in line]
    assert {cell.value.partition("(")[0] for cell in cells if cell.data_type == "f"} == {"=SUM"}


def test_the_name_of_a_department_is_no_formula_and_no_path_in_any_file_or_file_name(office):
    names = [f"{mark}cmd|'/c calc'!A0/../..\\" for mark in "=+-@"]
    departments = [a_department(office, name=name) for name in names]
    for department in departments:
        a_unit(department, name=department.name)
    files = package_of(*(a_statement(department, projects=1) for department in departments))
    for file in files:
        assert file.count("/") in (0, 2)
        assert all(part[0] not in "=+-@." and not set(part) & set("|!'\\") for part in file.split("/"))
    lists = book(files[SUMMARY])
    for sheet, column in (("部门", "C"), ("单位", "F")):
        assert {cell.value for cell in lists[sheet][column]} >= set(names)
    live = [cell for sheet in lists for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert {cell.value.partition("(")[0] for cell in live} == {"=SUM"}
    for name, said in zip(names, manifest_of(files)["statements"], strict=True):
        assert said["name"] == name
        (paper,) = (file["name"] for file in said["files"] if file["name"].endswith(".pdf"))
        assert "".join(name.split()) in pdf_text(files[paper])


def test_what_cannot_be_made_is_told_and_holds_up_nobody(an_exportable):
    statement = an_exportable(projects=1)
    PerformanceStatement.objects.filter(pk=statement.pk).update(province="某省")  # its form is gone
    statement.refresh_from_db()
    files = package_of(statement, an_exportable())
    strange, sound = manifest_of(files)["statements"]
    assert len(strange["missing"]) == 3
    assert all("某省" in sentence for sentence in strange["missing"].values())
    assert (len(strange["files"]), len(sound["files"]), sound["missing"]) == (1, 4, {})


def test_many_texts_take_few_queries(an_exportable, approve):
    counted = []
    for number in (2, 7):
        statements = [an_exportable() for _ in range(number)]
        statements[0] = approve(statements[0])
        chosen = PerformanceStatement.objects.filter(pk__in=[statement.pk for statement in statements])
        with CaptureQueriesContext(connection) as queries:
            package_bytes(chosen, head=HEAD)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 13


def test_texts_read_together_say_what_each_says_alone(an_exportable, office):
    department = a_department(office)
    a_unit(department)
    save_content(replace(full_content(department), year=2026), department=department, year=2026)
    save_content(replace(a_content(department), year=2025), department=department, year=2025)
    an_exportable()
    statements = list(PerformanceStatement.objects.all())
    together = statement_contents(statements)
    assert {pk: dump_content(content) for pk, content in together.items()} == {
        statement.pk: dump_content(statement_content(statement)) for statement in statements
    }


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.FILLER, set()),
        (Role.DEPARTMENT_REVIEWER, {"mine"}),
        (Role.FINANCE_SECTION_REVIEWER, {"mine", "other"}),
        (None, set()),
    ],
)
def test_whole_texts_leave_with_those_alone_who_see_them_whole(an_exportable, office, role, expected):
    mine, other = an_exportable(), an_exportable()
    places = {Role.FILLER: mine.department.units.first(), Role.DEPARTMENT_REVIEWER: mine.department}
    user = a_member(role, at=places.get(role, office)) if role else a_member()
    names = {mine.pk: "mine", other.pk: "other"}
    assert {names[pk] for pk in exportable_by(user).values_list("pk", flat=True)} == expected


def test_the_command_packs_an_office_or_one_department_and_leaves_rows_in_the_trail(
    an_exportable, approve, office, tmp_path, capsys
):
    mine, other = an_exportable(), an_exportable()
    approve(other)
    whole, one = tmp_path / "全部.zip", tmp_path / "一个.zip"
    whole_year = {"office": office.division_code, "year": 2026, "output": whole}
    call_command("export_package", **whole_year)
    assert [one["approved"] for one in manifest_of(unpacked(whole.read_bytes()))["statements"]] == [True]
    assert "没有批复的1个部门没有放入" in capsys.readouterr().out
    before = head_of_trail()
    call_command("export_package", **whole_year, drafts=True)
    call_command(
        "export_package", office=office.division_code, year=2026, department=mine.department.code, output=one
    )
    packed = [manifest_of(unpacked(file.read_bytes())) for file in (whole, one)]
    assert [len(manifest["statements"]) for manifest in packed] == [2, 1]
    assert packed[0]["trail_head"] == (str(before) if before else "")
    assert (
        TrailEntry.objects.filter(action="export", subject_kind="performance.performancestatement").count()
        == 4
    )


def test_the_command_packs_no_draft_that_nobody_asked_for(an_exportable, office, tmp_path, capsys):
    an_exportable()
    with pytest.raises(SystemExit):
        call_command("export_package", office=office.division_code, year=2026, output=tmp_path / "a.zip")
    assert "加上 --drafts" in capsys.readouterr().err
    assert list(tmp_path.glob("*.zip")) == []


def test_the_command_says_what_is_not_there(office, tmp_path, capsys):
    with pytest.raises(SystemExit):
        call_command("export_package", office=office.division_code, year=1999, output=tmp_path / "a.zip")
    assert "1999 年的绩效文本" in capsys.readouterr().err
    assert list(tmp_path.glob("*.zip")) == []
