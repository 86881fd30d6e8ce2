"""Projects of declared forms come back from the bin as they were, and the public reads none of what is not for it."""

from dataclasses import replace

import pytest

from departments.permissions.roles import Role
from performance.content.json import dump_content, load_content
from performance.content.model import OwnField
from performance.differences import Kind
from performance.documents.forms.declaration import shipped_forms
from performance.exporting.masking import masked
from performance.history.restoring import restore_place
from performance.history.sittings import recycled
from performance.statements.project_list import remove_project
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.conftest import REPOSITORY
from tests.factories import a_member

SAMPLES = REPOSITORY / "fixtures" / "forms"
FORMS = sorted(form.id for form in shipped_forms().values() if form.kind != "department")
PERSON, NUMBER = "欧阳某某", "139-0000-5678"


def sample(form_id):
    return load_content((SAMPLES / f"{form_id}.json").read_text(encoding="utf-8"))


@pytest.mark.django_db
@pytest.mark.parametrize("form_id", FORMS)
def test_a_project_of_a_declared_form_comes_back_whole(department, form_id):
    unit = department.units.first()
    content = sample(form_id)
    projects = tuple(replace(one, unit_code=unit.code, unit_name=unit.name) for one in content.projects)
    content = replace(content, department_name=department.name, projects=projects)
    reviewer = a_member(Role.DEPARTMENT_REVIEWER, department)
    statement = save_content(content, department=department, year=2026, by=reviewer).statement
    before = statement_content(statement)
    remove_project(statement, statement.projects.get(), by=reviewer)
    statement.refresh_from_db()
    assert statement_content(statement).projects == ()
    (removed,) = [one for one in recycled(statement, reviewer) if one.kind == Kind.PROJECT.label]
    restore_place(removed.earlier, removed.place, by=reviewer)
    assert statement_content(type(statement).objects.get(pk=statement.pk)) == before


@pytest.mark.parametrize("form_id", sorted(shipped_forms()))
def test_persons_and_numbers_are_masked_wherever_a_declared_form_prints_them(form_id):
    content = sample(form_id)
    private = (OwnField("项目联系人", PERSON), OwnField("联系电话", NUMBER, position=1))
    told = f"由{PERSON}办理，电话{NUMBER}。"
    projects = tuple(
        replace(
            one,
            leader=one.leader and PERSON,
            phone=one.phone and NUMBER,
            fields=private,
            goals=(told,),
            mid_term=one.mid_term and replace(one.mid_term, text=told),
            indicators=tuple(replace(i, remark=told, standard=told) for i in one.indicators),
        )
        for one in content.projects
    )
    tasks = tuple(replace(one, text=told, fields=private) for one in content.tasks)
    goals = tuple(replace(one, text=told) for one in content.goals)
    written = replace(content, projects=projects, tasks=tasks, goals=goals, fields=private)
    public = dump_content(masked(written))
    assert PERSON in dump_content(written)
    assert PERSON not in public
    assert NUMBER not in public
