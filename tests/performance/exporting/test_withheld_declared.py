"""A withheld project of a declared form, shipped or an office's own, appears in nothing that the public can read."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from django.core.cache import caches

from departments.permissions.roles import Role
from performance.content.model import OwnField
from performance.documents.forms.known import form_named
from performance.office_forms.shelf import forget
from tests.factories import a_department, a_member, a_statement, a_unit, an_office
from tests.performance.documents.forms.contents import ContentMaker
from tests.performance.exporting.published_text import NAMES, Text, everything_public
from tests.performance.office_forms.declarations import released

pytestmark = pytest.mark.django_db


class DeclaredText(Text):
    """Two projects in one form; the one that stays speaks of the other in every kind of place."""

    def __init__(self, form_id):
        forget()
        office = an_office(province="湖南", publishes=True)
        form = form_named(form_id or released(office).form_id)
        self.department = a_department(office)
        unit = a_unit(self.department)
        self.office = a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=office)
        made = ContentMaker(form, Random(form.id)).statement()  # noqa: S311 - a seed, no secret
        project = replace(made.projects[0], unit_code=unit.code, unit_name=unit.name, department="")
        away = replace(project, name=NAMES[0], code="99010001", budget=Decimal("7654321.25"))
        row = replace(project.indicators[0], name=f"配合{NAMES[0]}次数", remark=f"见{NAMES[0]}")
        here = replace(
            project,
            name=NAMES[1],
            code="99010002",
            goals=(f"与{NAMES[0]}同步推进。",),
            indicators=(row, *project.indicators[1:]),
            fields=(*project.fields, OwnField("备注", f"由{NAMES[0]}转来", position=len(project.fields))),
        )
        content = replace(made, year=2026, department_name=self.department.name, projects=(away, here))
        self.pk = a_statement(self.department, content=content).pk
        self.publish()


@pytest.mark.parametrize(
    "form_id",
    ["typed-project-2022", "yunnan-flat-05-2", "national-application-2015", ""],
    ids=["typed", "flat", "two-sided", "an office's own"],
)
def test_nothing_of_a_withheld_project_is_public(form_id):
    text = DeclaredText(form_id)
    assert all(NAMES[0] in said for kind, said in everything_public(text) if kind not in ("xlsx properties",))
    text.withhold(text.statement.projects.get(name=NAMES[0]))
    caches["public"].clear()
    for kind, said in everything_public(text):
        assert NAMES[0] not in said, kind
        assert "7654321" not in said.replace(",", ""), kind
        assert NAMES[1] in said or kind == "xlsx properties", kind
