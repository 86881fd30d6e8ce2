"""The public edition: published revisions of offices that publish, and nothing that is not for the public."""

from dataclasses import replace

import pytest
from django.core.cache import caches
from django.urls import reverse

from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.content.model import CoverContent, SectionContent, SectionKind
from performance.exporting.publication import SUFFIXES, decide_withholding, public_content, public_file
from performance.models import PerformanceStatement, StatementState
from performance.statements.revisions import content_of
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.steps.refusals import Refused
from projects.models import BudgetProject
from projects.services import lock
from tests.factories import a_member, a_project_content, a_user, an_indicator, full_project
from tests.performance.exporting.reading import docx_text, pdf_text

pytestmark = pytest.mark.django_db

REASON = "涉及国家秘密"
SECRET = "雷霆特别行动"
TELEPHONE = "13812345678"


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["public"].clear()


def secret_project(**kwargs):
    return a_project_content(
        **{
            "code": "13020026P999999999999",
            "name": SECRET,
            "purpose": "用于雷霆行动的装备。",
            "goals": ("完成雷霆行动。",),
            "indicators": (an_indicator(name="雷霆出动次数", basis="雷霆方案"),),
            **kwargs,
        }
    )


@pytest.fixture
def statement(an_exportable, approve, office):
    """Published, with one project withheld that other texts name, and a telephone and persons in several places."""
    shown = full_project(
        None, name="科普大篷车", leader="张某某", phone=TELEPHONE, purpose=f"联系张某某，电话{TELEPHONE}。"
    )
    made = an_exportable(
        projects=(shown, secret_project()),
        sections=(
            SectionContent(
                SectionKind.OVERALL_GOAL, text=f"办好科普，实施{SECRET}（13020026P999999999999）。"
            ),
            SectionContent(SectionKind.ARRANGEMENTS, "加强管理", "由李某某负责，电话0315-2820000。"),
        ),
        cover=CoverContent(filled_by="李某某", phone="2820000", prepared_by="某市科协"),
    )
    made.projects.filter(name=SECRET).update(withheld_reason=REASON)
    office.publishes = True
    office.save()
    return approve(made, published=True)


def addresses(statement):
    place = (statement.department.office.division_code, statement.fiscal_year)
    code = statement.department.code
    return {
        "list": reverse("public_list", args=place),
        "page": reverse("public_statement", args=(*place, code)),
        **{suffix: reverse("public_download", args=(*place, code, suffix)) for suffix in SUFFIXES},
    }


def texts(client, statement):
    """What anybody reads, format by format."""
    for kind, address in addresses(statement).items():
        answer = client.get(address)
        assert answer.status_code == 200
        read = {".docx": docx_text, ".pdf": pdf_text}.get(kind, bytes.decode)
        yield kind, read(b"".join(answer) if answer.streaming else answer.content)


def test_nobody_needs_to_sign_in_and_the_text_is_there(client, statement):
    found = dict(texts(client, statement))
    assert statement.department.name in found.pop("list")
    for text in found.values():
        assert "科普大篷车" in text
        assert "办好科普" in text


SECRETS = (SECRET, "雷霆", "999999999999", REASON, TELEPHONE, "2820000", "张某某", "李某某")


def test_what_is_not_for_the_public_stands_in_no_file(client, statement):
    found = dict(texts(client, statement))
    assert [(kind, secret) for kind, text in found.items() for secret in SECRETS if secret in text] == []
    assert "草案" not in found[".pdf"]


def published_address(statement):
    return addresses(statement).values()


def switch_off(statement):
    statement.department.office.publishes = False
    statement.department.office.save()


def not_published(statement):
    PerformanceStatement.objects.filter(pk=statement.pk).update(
        published_revision=None, state=StatementState.APPROVED
    )


@pytest.mark.parametrize("change", [switch_off, not_published])
def test_what_is_not_published_is_no_address(client, statement, change):
    change(statement)
    client.force_login(a_user(is_superuser=True))
    assert {client.get(address).status_code for address in published_address(statement)} == {404}


@pytest.mark.parametrize("part", [("999999", 2026, None), (None, 1999, None), (None, 2026, "no-such")])
def test_other_places_years_and_departments_are_no_address(client, statement, part):
    division, year, code = part
    place = (division or statement.department.office.division_code, year, code or statement.department.code)
    assert client.get(reverse("public_statement", args=place)).status_code == 404
    assert client.get(reverse("public_download", args=(*place, ".pdf"))).status_code == 404


def test_an_office_publishes_nothing_until_it_is_told_to(an_exportable, approve, client):
    made = approve(an_exportable(), published=True)
    assert {client.get(address).status_code for address in published_address(made)} == {404}


def test_a_later_draft_stays_inside(client, statement):
    PerformanceStatement.objects.filter(pk=statement.pk).update(state=StatementState.ADJUSTING)
    content = statement_content(statement)
    later = tuple(replace(project, purpose="尚未批复的改动") for project in content.projects)
    save_content(replace(content, projects=later), department=statement.department, year=2026)
    assert [kind for kind, text in texts(client, statement) if "尚未批复的改动" in text] == []


def rename(project):
    BudgetProject.objects.filter(pk=project.pk).update(code="另一编码", name="另一名称")


def remove(project):
    project.delete()


@pytest.mark.parametrize("change", [rename, remove])
def test_a_withheld_project_stays_withheld_whatever_becomes_of_its_row(client, statement, change):
    change(BudgetProject.objects.get(name=SECRET))
    assert [kind for kind, text in texts(client, statement) if SECRET in text or "雷霆" in text] == []


def test_of_projects_of_one_name_only_the_withheld_one_is_left_out(an_exportable, approve):
    twins = tuple(secret_project(name="其他交通费", code=code) for code in ("A1", "A2"))
    made = approve(an_exportable(projects=twins))
    made.projects.filter(code="A2").update(withheld_reason=REASON)
    shown = public_content(made, made.approved_revision).projects
    assert [(project.code, project.name) for project in shown] == [("A1", "其他交通费")]


def test_a_project_without_a_code_is_known_by_its_name(an_exportable, approve):
    made = approve(an_exportable(projects=(secret_project(code=""), a_project_content(code="", name="科普"))))
    made.projects.filter(name=SECRET).update(withheld_reason=REASON)
    assert [project.name for project in public_content(made, made.approved_revision).projects] == ["科普"]


def test_without_anything_withheld_the_projects_are_all_there(an_exportable, approve):
    made = approve(an_exportable(projects=3))
    assert (
        public_content(made, made.approved_revision).projects == content_of(made.approved_revision).projects
    )


def test_a_file_is_the_same_twice_and_a_new_reason_counts_at_once(statement):
    def write(suffix):
        return public_file(statement, statement.published_revision, suffix)

    assert [write(suffix) for suffix in SUFFIXES] == [write(suffix) for suffix in SUFFIXES]
    statement.projects.update(withheld_reason=REASON)
    assert "科普大篷车" not in docx_text(write(".docx"))


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize(
    ("state", "was_published", "decider"),
    [
        (StatementState.DRAFTING, False, Role.DEPARTMENT_REVIEWER),
        (StatementState.RETURNED, False, Role.DEPARTMENT_REVIEWER),
        (StatementState.FIRST_REVIEW, False, Role.PERFORMANCE_SECTION_REVIEWER),
        (StatementState.APPROVED, False, Role.PERFORMANCE_SECTION_REVIEWER),
        (StatementState.PUBLISHED, True, Role.PERFORMANCE_SECTION_REVIEWER),
        (StatementState.ADJUSTING, True, Role.PERFORMANCE_SECTION_REVIEWER),
    ],
)
def test_one_side_alone_decides_in_each_state(statement, role, office, state, was_published, decider):
    places = {Role.FILLER: statement.department.units.first(), Role.DEPARTMENT_REVIEWER: statement.department}
    user = a_member(role, at=places.get(role, office)) if role else a_user(is_superuser=True)
    published = statement.published_revision if was_published else None
    PerformanceStatement.objects.filter(pk=statement.pk).update(state=state, published_revision=published)
    project = statement.projects.get(name="科普大篷车")
    lock(statement.projects)
    if role is decider:
        decide_withholding(project, f" {REASON} ", by=user, statement=statement)
        entry = TrailEntry.objects.latest("number")
        assert (entry.action, entry.actor_id) == ("edit", str(user.pk))
        assert REASON in entry.details
    else:
        with pytest.raises(Refused):
            decide_withholding(project, REASON, by=user, statement=statement)
    kept = BudgetProject.objects.get(pk=project.pk).withheld_reason
    assert kept == (REASON if role is decider else "")


def test_the_office_says_why_it_shows_a_project_again_and_the_department_is_told(statement, office):
    by = a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=office)
    chief = a_member(Role.DEPARTMENT_REVIEWER, at=statement.department)
    project = statement.projects.get(name="科普大篷车")
    decide_withholding(project, REASON, by=by, statement=statement)
    assert REASON in chief.notices.first().text
    with pytest.raises(Refused, match="恢复公开须写明理由"):
        decide_withholding(project, "", by=by, statement=statement)
    decide_withholding(project, "", by=by, statement=statement, because="已解密")
    assert BudgetProject.objects.get(pk=project.pk).withheld_reason == ""
    assert "已解密" in TrailEntry.objects.latest("number").details


def test_saving_a_text_keeps_the_reasons(an_exportable):
    made = an_exportable()
    made.projects.update(withheld_reason=REASON)
    content = statement_content(made)
    renamed = tuple(replace(project, purpose="改了") for project in content.projects)
    save_content(replace(content, projects=renamed), department=made.department, year=2026)
    assert set(made.projects.values_list("purpose", "withheld_reason")) == {("改了", REASON)}


def test_the_page_of_decisions(client, statement):
    page = reverse("publication", args=[statement.pk])
    PerformanceStatement.objects.filter(pk=statement.pk).update(
        state=StatementState.DRAFTING, published_revision=None
    )
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=statement.department))
    project = statement.projects.get(name="科普大篷车")
    assert REASON in client.get(page).text
    answer = client.post(page, {"project": project.pk, "reason": "商业秘密"}, follow=True)
    assert "不公开" in answer.text
    assert "商业秘密" in answer.text
    client.post(page, {"project": project.pk, "reason": ""})
    assert statement.projects.get(pk=project.pk).withheld_reason == ""
    assert client.post(page, {"project": 0, "reason": "x"}).status_code == 404
    assert client.post(page, {"project": project.pk, "reason": "长" * 501}, follow=True).text.count(
        "没有保存"
    )
    assert statement.projects.get(pk=project.pk).withheld_reason == ""


def test_the_page_is_for_those_who_see_the_whole_text_and_a_preview_for_what_is_approved(
    client, statement, an_exportable
):
    draft = an_exportable()
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=draft.department))
    assert client.get(reverse("publication", args=[draft.pk])).status_code == 200
    assert client.get(reverse("publication_preview", args=[draft.pk, ".pdf"])).status_code == 404
    assert client.get(reverse("publication", args=[statement.pk])).status_code == 404
    assert client.get(reverse("publication_preview", args=[statement.pk, ".pdf"])).status_code == 404
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=statement.department))
    preview = client.get(reverse("publication_preview", args=[statement.pk, ".docx"])).content
    assert SECRET not in docx_text(preview)
