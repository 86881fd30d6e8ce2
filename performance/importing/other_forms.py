"""Whether a file is written in another form than its text: said before anything is imported, for prints follow the file."""

from __future__ import annotations

from collections.abc import Iterator

from performance.content.model import ProjectContent, StatementContent
from performance.documents.forms.choosing import department_form_of, project_form_in
from performance.documents.forms.form import Form
from performance.documents.forms.known import form_named
from performance.importing.proposals import Target
from performance.statements.chosen_forms import ChosenForm, chosen_form
from performance.steps.refusals import Refused

UNKNOWN = "没有收录的表样"


def other_forms(target: Target, content: StatementContent) -> Iterator[str]:
    """One sentence for the department's form and one for each form of projects that is not the text's own."""
    own = _own(target)
    if own is None:
        return
    department = department_form_of(own.province, own.edition, own.form)
    if _says_department(content) and department is not None and content.form != department.id:
        yield _sentence("部门部分", form_named(content.form), department)
    projects = project_form_in(own.province, own.edition)
    if projects is None:
        return
    for form_id in dict.fromkeys(one.form for one in content.projects if one.form != projects.id):
        named = [one for one in content.projects if one.form == form_id]
        yield _sentence(_called(named), form_named(form_id), projects)


def _own(target: Target) -> ChosenForm | None:
    """The form of the text, or of one begun now; None where the office has yet to choose."""
    if (statement := target.statement) is not None:
        return ChosenForm(statement.province, statement.edition, statement.form)
    try:
        return chosen_form(target.department.office, target.year)
    except Refused:
        return None


def _says_department(content: StatementContent) -> bool:
    return bool(content.goals or content.tasks or content.funds)


def _called(projects: list[ProjectContent]) -> str:
    first = f"项目“{projects[0].name}”"
    return first if len(projects) == 1 else f"{first}等{len(projects)}个项目"


def _sentence(what: str, found: Form | None, chosen: Form) -> str:
    return (
        f"{what}在文件中用的是{found.name if found is not None else UNKNOWN}，本文本用的是{chosen.name}；"
        "导入后按文件的表样填报和打印，要用本文本的表样，请改好文件再导入。"
    )
