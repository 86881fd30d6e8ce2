"""What has been approved does not call itself a draft, wherever it is printed."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.content.model import CoverContent
from performance.documents.approved_title import as_approved
from performance.exporting.package import write_package
from performance.exporting.publication import public_file
from performance.models import Action, PerformanceStatement, StatementState
from performance.statements.selectors import statement_content
from tests.factories import a_content, a_member
from tests.performance.exporting.reading import docx_text, pdf_text

pytestmark = pytest.mark.django_db
SUFFIXES = ("xlsx", "docx", "pdf")


def workbook_text(written):
    with ZipFile(BytesIO(written)) as archive:
        return archive.read("xl/sharedStrings.xml").decode()


READ = {"xlsx": workbook_text, "docx": docx_text, "pdf": pdf_text}


@pytest.fixture(params=["草案", "送审稿", "征求意见稿"])
def marked(request, an_exportable):
    return an_exportable(cover=CoverContent(mark=request.param, prepared_by="某局编制"))


@pytest.mark.parametrize("published", [False, True])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_download_of_an_approved_text_is_no_draft(client, marked, approve, suffix, published):
    mark = marked.mark
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, marked.department))
    address = f"/statements/{marked.pk}.{suffix}"
    assert mark in READ[suffix](client.get(address).content)
    approve(marked, published=published)
    text = READ[suffix](client.get(address).content)
    assert mark not in text
    assert "绩效文本" in text


def test_the_page_of_an_approved_text_is_no_draft(client, marked, approve):
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, marked.department))
    address = reverse("statement", args=[marked.pk])
    assert f"（{marked.mark}）" in client.get(address).text
    approve(marked)
    assert f"（{marked.mark}）" not in client.get(address).text
    PerformanceStatement.objects.update(state=StatementState.ADJUSTING)
    assert f"（{marked.mark}）" in client.get(address).text


def test_nor_is_what_the_public_reads(client, office, marked, approve):
    office.publishes = True
    office.save()
    statement = approve(marked, published=True)
    page = client.get(
        reverse("public_statement", args=[office.division_code, 2026, statement.department.code])
    ).text
    assert f"（{marked.mark}）" not in page
    for suffix in ("docx", "pdf"):
        assert marked.mark not in READ[suffix](
            public_file(statement, statement.published_revision, f".{suffix}")
        )


def test_nor_what_is_handed_in_or_kept_as_its_revision(client, marked, approve):
    statement = approve(marked)
    written = BytesIO()
    write_package(PerformanceStatement.objects.all(), written, head=None)
    with ZipFile(written) as archive:
        for name in archive.namelist():
            suffix = name.rpartition(".")[2]
            if suffix in READ and "明细" not in name:
                assert marked.mark not in READ[suffix](archive.read(name)), name
    revision = statement.approved_revision
    person = a_member(Role.DEPARTMENT_REVIEWER, statement.department)
    statement.events.create(
        **{"action": Action.APPROVE, "label": "批复", "source": "approval", "target": "approved"},
        **{"actor": person, "actor_name": "甲", "round": 1, "version": 2, "revision": revision},
    )
    client.force_login(person)
    assert f"（{marked.mark}）" not in client.get(reverse("revision", args=[revision.pk])).text
    assert marked.mark not in workbook_text(
        client.get(reverse("revision_workbook", args=[revision.pk])).content
    )


def test_what_is_kept_stays_as_it_was_written(marked, approve):
    approve(marked)
    assert statement_content(marked).cover.mark == marked.mark


@pytest.mark.parametrize("mark", ["", "公开", "2026年修订"])
def test_any_other_word_behind_the_title_stays(mark):
    content = a_content(cover=CoverContent(mark=mark))
    assert as_approved(content) is content
