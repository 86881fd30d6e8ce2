"""A released form is chosen, entered, printed and read back with labels that no other form has."""

from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from departments.models import Timetable
from departments.permissions.roles import Role
from performance.content.model import (
    FundLine,
    FundPeriod,
    FundSource,
    IndicatorContent,
    OwnField,
    ProjectContent,
    StatementContent,
)
from performance.documents.convert import Unreadable, read_text, write_text
from performance.office_forms.services import retire_form
from performance.office_forms.shelf import reading_for
from performance.statements.chosen_forms import choice_faults, chosen_form
from performance.statements.services import ContentRefused, save_content
from projects.models import BudgetProject
from tests.factories import a_department, a_member, a_unit, an_office
from tests.performance.office_forms.declarations import released

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office(province="湖南")


def written_in(row):
    indicator = IndicatorContent("产出指标", "数量指标", "改造泵站座数", value="≥12座")
    funds = tuple(
        FundLine(source, FundPeriod.ANNUAL, label, Decimal(amount))
        for source, label, amount in (
            (FundSource.TOTAL, "年度资金总额", "120.5"),
            (FundSource.FISCAL, "本级安排", "100"),
        )
    )
    project = ProjectContent(
        unit_name="青禾市水文站",
        name="泵站改造项目",
        budget=Decimal("120.5"),
        fiscal_funds=Decimal(100),
        goals=("改造泵站。",),
        indicators=(indicator,),
        form=row.form_id,
        funds=funds,
        fields=(OwnField("特色说明", "沿江泵站"),),
    )
    return StatementContent("湖南", row.edition, 2026, "", "青禾市水文站", projects=(project,))


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".txt", ".json", ".pdf"])
def test_what_it_prints_is_read_back_by_its_own_office(office, suffix):
    row = released(office)
    content = written_in(row)
    data = write_text(content, suffix)
    with reading_for(a_member(Role.FILLER, at=a_department(office).units.create(code="1", name="站"))):
        read = read_text(data, f"文本{suffix}")
    assert (read.content, read.report.complaints()) == (content, [])


def test_another_office_does_not_know_it(office):
    data = write_text(written_in(released(office)), ".xlsx")
    with reading_for(a_member(Role.FINANCE_SECTION_REVIEWER)):
        read = read_text(data, "文本.xlsx")
    assert "office-" not in read.content.projects[0].form


def test_a_file_that_names_the_form_of_another_office_is_refused(office):
    row = released(office)
    data = write_text(written_in(row), ".json")
    own = retire_form(row, by=row.drafted_by, seen=row.version).drafted_by
    with reading_for(own):
        assert read_text(data, "文本.json").content.edition == row.edition
    with reading_for(a_member(Role.FINANCE_SECTION_REVIEWER)), pytest.raises(Unreadable, match="没有“湖南"):
        read_text(data, "文本.json")


def run(*words):
    out, err = StringIO(), StringIO()
    try:
        call_command(*map(str, words), stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_the_commands_read_it_for_its_own_office_alone(office, tmp_path):
    row = released(office)
    department = a_department(office, name="青禾市水文站")
    a_unit(department, name="青禾市水文站")
    path = tmp_path / "文本.xlsx"
    path.write_bytes(write_text(written_in(row), ".xlsx"))
    status, _, err = run("import_text", path, "--office", office.division_code, "--year", 2026)
    assert (status, err) == (0, "")
    assert list(department.statements.get().projects.values_list("form", flat=True)) == [row.form_id]
    assert run("import_text", path, "--office", office.division_code, "--year", 2026)[1].endswith(
        "没有任何更改。\n"
    )
    other = an_office(province="湖南")
    a_unit(a_department(other, name="青禾市水文站"), name="青禾市水文站")
    run("import_text", path, "--office", other.division_code, "--year", 2026)
    assert BudgetProject.objects.filter(form=row.form_id).count() == 1


def test_the_command_says_where_a_file_is_in_another_form_than_the_office_has_chosen(office, tmp_path):
    row = released(office)
    a_unit(a_department(office, name="青禾市水文站"), name="青禾市水文站")
    Timetable.objects.create(
        office=office,
        fiscal_year=2026,
        opens="2025-08-01",
        closes="2025-09-30",
        project_form="national-project-2021",
    )
    path = tmp_path / "文本.xlsx"
    path.write_bytes(write_text(written_in(row), ".xlsx"))
    _, out, _ = run("import_text", path, "--office", office.division_code, "--year", 2026, "--dry-run")
    assert "项目“泵站改造项目”在文件中用的是" in out


def test_its_office_alone_chooses_it_for_its_years(office):
    row = released(office)
    assert list(choice_faults(office, 2026, "", row.form_id)) == []
    assert "适用于2025年起" in dict(choice_faults(office, 2024, "", row.form_id))["project_form"]
    assert (
        "不是本局" in dict(choice_faults(an_office(province="湖南"), 2026, "", row.form_id))["project_form"]
    )
    Timetable.objects.create(
        office=office, fiscal_year=2026, opens="2025-08-01", closes="2025-09-30", project_form=row.form_id
    )
    chosen = chosen_form(office, 2026)
    assert (chosen.province, chosen.edition) == ("湖南", row.edition)
    retire_form(row, by=row.drafted_by, seen=row.version)
    assert "project_form" in dict(choice_faults(office, 2026, "", row.form_id))


def test_its_page_asks_for_what_it_prints(office, client):
    row = released(office)
    Timetable.objects.create(
        office=office, fiscal_year=2026, opens="2025-08-01", closes="2025-09-30", project_form=row.form_id
    )
    department = a_department(office)
    unit = department.units.create(code=f"{department.code}001", name="青禾市水文站", position=1)
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=department))
    client.post(reverse("statement_new"), {"department": department.pk, "year": "2026"})
    client.force_login(a_member(Role.FILLER, at=unit))
    statement = department.statements.get()
    client.post(reverse("project_new", args=[statement.pk, unit.pk]), {"name": "泵站改造项目"})
    project = statement.projects.get()
    page = client.get(reverse("entry_project", args=[statement.pk, project.pk])).content.decode()
    assert all(label in page for label in ("经办机构", "本级安排", "特色说明", "考核值"))
    assert project.form == row.form_id


def test_nobody_writes_in_the_form_of_another_office(office):
    row = released(office)
    content = replace(written_in(row), department_name="")
    content = replace(content, projects=(replace(content.projects[0], unit_name=""),))
    there = a_unit(a_department(an_office(province="湖南"))).department
    with pytest.raises(ContentRefused, match="别的财政局自己的") as refused:
        save_content(content, department=there, year=2026)
    assert {problem.path for problem in refused.value.problems} == {".edition", ".projects[0].form"}
    here = a_unit(a_department(office)).department
    assert save_content(content, department=here, year=2026).created
