"""One project is printed on its own sheet, for whoever sees it, and nothing of another."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from departments.permissions.roles import Role
from performance.documents.formats.unprintable import Unprintable
from performance.exporting.statement_file import project_file
from tests.factories import a_member
from tests.performance.entry.test_no_drift import sound


@pytest.mark.django_db
def test_a_filler_prints_an_own_project_and_no_other(client, an_exportable):
    statement = an_exportable()
    own, other = statement.projects.order_by("unit")
    type(own).objects.filter(pk=other.pk).update(name="他单位的项目")
    client.force_login(a_member(Role.FILLER, at=own.unit))
    data = client.get(reverse("project_print", args=[statement.pk, own.pk, "docx"])).content
    document = Document(BytesIO(data))
    said = "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert own.name in said
    assert own.purpose in said
    assert "他单位的项目" not in said
    assert client.get(reverse("project_print", args=[statement.pk, other.pk, "docx"])).status_code == 404
    assert client.get(reverse("project_print", args=[statement.pk, own.pk, "xlsx"])).status_code == 404


def test_a_form_without_a_sheet_for_a_project_says_so():
    content = sound("湖北", "2024")
    with pytest.raises(Unprintable, match="下载整份文本"):
        project_file(content, content.projects[0], "docx")
