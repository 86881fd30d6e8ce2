"""Projects begun with the standard indicators of their kind, what is locked of them, and how approved texts use them."""

from dataclasses import replace
from functools import partial

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.indicator_library.building import gather
from performance.models import PerformanceStatement, StandardIndicator
from performance.models.history import Source
from performance.statements.selectors import statement_content
from performance.statements.services import ContentRefused, save_content
from tests.factories import (
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    an_indicator,
    an_office,
)
from tests.performance.indicator_library.standards import SATISFIED, TRAINEES, findings_of, loaded
from tests.performance.indicator_library.test_building import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def keeper(office):
    return a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=office)


LOCKED = {
    **TRAINEES,
    "locked": "是",
    "description": "全年培训的人次",
    "formula": "各期人数之和",
    "basis": "年度计划",
}


@pytest.fixture
def begun(client, office, keeper):
    """A project that its filler has begun with what the office requires of its kind."""
    unit = a_unit(a_department(office))
    statement = a_statement(unit.department)
    loaded(
        office,
        keeper,
        2026,
        LOCKED,
        {**SATISFIED, "project_class": "", "required": "是"},
        {**SATISFIED, "code": "PX3"},
    )
    client.force_login(a_member(Role.FILLER, at=unit))
    sent = {"code": "", "name": "教师培训", "with_standards": "on"}
    page = client.post(reverse("project_new", args=[statement.pk, unit.pk]), sent, follow=True)
    assert "带出2个必选的标准指标" in page.text
    return PerformanceStatement.objects.get(pk=statement.pk), page.text


def test_a_project_is_begun_with_what_its_kind_requires(begun):
    statement, page = begun
    first, second = statement_content(statement).projects[-1].indicators
    assert (first.level1, first.level2, first.name) == ("产出指标", "数量指标", "培训人次")
    assert (first.description, first.basis, first.value) == ("全年培训的人次；各期人数之和", "年度计划", "")
    assert (second.level1, second.name) == ("满意度指标", "学员满意度")
    assert page.count("★ 必选") == 1  # beside the locked one
    assert "培训人次" not in "".join(findings_of(statement))


def test_nothing_is_proposed_to_whom_does_not_want_it(client, begun):
    statement, _ = begun
    unit = statement.department.units.get()
    client.post(reverse("project_new", args=[statement.pk, unit.pk]), {"code": "", "name": "干部培训"})
    assert statement_content(statement).projects[-1].indicators == ()


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"name": "参训人次"}, True),
        ({"name": "培训 人次", "value": "≥300人次"}, False),
        (None, True),
    ],
)
def test_what_is_locked_stays_what_it_is_called(begun, changes, refused):
    statement, _ = begun
    content = statement_content(statement)
    locked, *others = content.projects[-1].indicators
    indicators = (*([replace(locked, **changes)] if changes else []), *others)
    after = replace(
        content, projects=(*content.projects[:-1], replace(content.projects[-1], indicators=indicators))
    )
    save = partial(save_content, after, department=statement.department, year=2026)
    if not refused:
        save(source=Source.IMPORT)
        return
    for source in (Source.FORM, Source.MANY, Source.API, Source.IMPORT):
        with pytest.raises(ContentRefused, match="“教师培训”的“培训人次”是本局锁定的标准指标"):
            save(source=source)
    save(source=Source.RESTORE)


@pytest.mark.parametrize(("name", "refused"), [("教师进修", True), ("教师、校长培训", False)])
def test_what_is_locked_goes_with_no_other_name_of_the_project(begun, name, refused):
    statement, _ = begun
    content = statement_content(statement)
    renamed = replace(content.projects[-1], name=name)
    save = partial(
        save_content,
        replace(content, projects=(*content.projects[:-1], renamed)),
        department=statement.department,
        year=2026,
        rows=list(statement.projects.values_list("pk", flat=True)),
    )
    if not refused:
        save(source=Source.FORM)
        return
    for source in (Source.FORM, Source.MANY, Source.API, Source.IMPORT):
        with pytest.raises(ContentRefused, match=r"“教师培训”改名为“教师进修”.*请新增项目填报"):
            save(source=source)
    save(source=Source.RESTORE)


def test_approved_texts_tell_how_often_and_how_much(office, keeper):
    department = a_department(office)
    unit = a_unit(department)

    def approved(year, *values):
        rows = [an_indicator(name="培训人次", value=value) for value in values]
        projects = tuple(
            a_project_content(unit, name=f"{n}期培训", indicators=(row,)) for n, row in enumerate(rows)
        )
        approve(a_statement(department, projects=projects, year=year))

    loaded(office, keeper, 2025, TRAINEES)
    loaded(office, keeper, 2026, {**TRAINEES, "unit": "人"})
    approved(2025, "≥100人次")
    approved(2026, "≥200人次", "≥300人次", "≥401人次", "≥5期", "若干")
    gather(office)
    said = StandardIndicator.objects.order_by("first_year")
    assert [(one.uses, one.measured, one.usual_target) for one in said] == [
        (1, 1, "100人次"),
        (5, 3, "300人次"),
    ]
