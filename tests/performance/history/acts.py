"""What people do to a statement, and what it then says."""

from dataclasses import replace

from performance.models.history import Source
from performance.statements.selectors import statement_content
from performance.statements.services import save_content


def said(statement):
    return statement_content(type(statement).objects.get(pk=statement.pk))


def save(statement, content, by, source=Source.FORM, **more):
    statement.refresh_from_db()
    return save_content(
        content,
        department=statement.department,
        year=statement.fiscal_year,
        by=by,
        rows=list(statement.projects.values_list("pk", flat=True))
        if "rows" not in more
        else more.pop("rows"),
        source=source,
        **more,
    )


def with_project(content, number, **changes):
    projects = list(content.projects)
    projects[number] = replace(projects[number], **changes)
    return replace(content, projects=tuple(projects))


def latest(statement):
    return statement.earlier_texts.first()
