"""Content → what a declared form prints. A content that its form cannot hold is printed in a form made for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from performance.content.model import (
    OwnField,
    ProjectContent,
    StatementContent,
)
from performance.content.own_numbers import counted
from performance.documents.blocks import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Part,
    Printed,
    Style,
    TableBlock,
)
from performance.documents.forms.choosing import project_form_in
from performance.documents.forms.form import Form, FormCell, FormColumn, FormPart
from performance.documents.forms.improvised import improvised_form
from performance.documents.forms.known import form_named
from performance.documents.forms.printed_lists import head_rows, is_of_project, list_rows
from performance.documents.forms.printed_values import PrintedValues
from performance.documents.forms.surrounding_text import is_prose
from performance.documents.forms.words import normalise

_LABEL = Style.CAPTION
_KNOWN = (("code",), ("department_code",), ("unit_name",))


def render(content: StatementContent) -> Printed:
    """The statement with its cards in the forms they were read in."""
    parts: list[Part] = []
    if prose := [one for one in content.fields if is_prose(one)]:
        parts.append(Part("说明", tuple(_prose(prose))))
    if says_department(content):
        parts.append(form_part(form_for(content, None), content, None))
    listed = [p for p in content.projects if _is_listed(content, p)]
    if listed:
        form = form_for(content, listed[0])
        parts.append(Part(form.title, partial(_flat_list, form, content, listed)))
    for number, project in enumerate(content.projects, 1):
        if not _is_listed(content, project):
            form = form_for(content, project)
            parts.append(Part(counted(project.name, number, "."), partial(_card, form, content, project)))
    year = f"{content.year}年" if content.year else ""
    return Printed(f"{content.department_name}{year}绩效目标表", (), tuple(parts))


def form_part(form: Form, content: StatementContent, project: ProjectContent | None) -> Part:
    """A department's card, one of its projects, or in a list all of them, in this form whatever they name."""
    if form.kind == "list":
        return Part(form.title, partial(_flat_list, form, content, content.projects))
    return Part(form.title, partial(_card, form, content, project))


def part_numbers(content: StatementContent) -> tuple[int, list[int]]:
    """Which part prints the department's card, and which each project."""
    department = int(any(map(is_prose, content.fields)))
    number = department + says_department(content)
    listed = [_is_listed(content, project) for project in content.projects]
    first_card = number + any(listed)
    numbers = []
    for is_listed in listed:
        numbers.append(number if is_listed else first_card)
        first_card += not is_listed
    return department, numbers


def says_department(content: StatementContent) -> bool:
    """Whether a statement has goals, tasks or money of the department as a whole."""
    own = any(not is_prose(one) for one in content.fields)
    return bool(content.goals or content.tasks or content.funds or content.sections or own)


def form_for(content: StatementContent, project: ProjectContent | None) -> Form:
    """The declared form of a card if it has a place for everything, else one made for this content."""
    form = _form_named(content, project)
    if form is not None and not _left_out(form, content, project):
        return form
    return improvised_form(content, project)


def _form_named(content: StatementContent, project: ProjectContent | None) -> Form | None:
    """The form that a card names; a project that came without one is of the edition of its text."""
    if project is None:
        return form_named(content.form)
    return form_named(project.form) or (
        None if project.form else project_form_in(content.province, content.edition)
    )


def _is_listed(content: StatementContent, project: ProjectContent) -> bool:
    form = _form_named(content, project)
    return form is not None and form.kind == "list" and form_for(content, project) is form


def _left_out(form: Form, content: StatementContent, project: ProjectContent | None) -> bool:
    """Whether a content says anything that the form does not print; whose it is, is known without being printed."""
    wanted = improvised_form(content, project)
    have = {*_places(form), *_KNOWN}
    return any(place not in have for place in _places(wanted))


def _places(form: Form) -> Iterator[tuple[str, ...]]:
    """Every place that a form has for something, named alike in all forms."""
    for part in form.parts:
        for row in part.rows:
            for cell in row:
                yield from _places_of_cell(cell)
        for column in part.columns:
            yield _place_of_column(form, part, column)
        if part.list == "both_indicators":
            yield "mid", "level1"


def _places_of_cell(cell: FormCell) -> Iterator[tuple[str, ...]]:
    if cell.field == "code_name":
        yield from (("name",), ("code",))
    elif cell.field == "fund":
        yield ("fund", *cell.more.split(":")[:2])
    elif cell.field == "own":
        yield ("own", normalise(cell.more))
    elif cell.field and cell.field != "blank":
        yield (cell.field,)


def _place_of_column(form: Form, part: FormPart, column: FormColumn) -> tuple[str, ...]:
    name = column.key or normalise(column.head)
    if "indicators" not in part.list:
        return part.list, name
    if form.kind == "list" and is_of_project(column):
        source = column.key.removeprefix("fund_")
        return (("name",) if name == "project" else (name,)) if source == name else ("fund", "annual", source)
    is_left = part.list == "both_indicators" and not column.side and name != "level1"
    return "mid" if is_left or part.list == "mid_indicators" else "year", name


# -- a card ----------------------------------------------------------------------------------------------------


def _card(form: Form, content: StatementContent, project: ProjectContent | None) -> tuple[Block, ...]:
    values = PrintedValues(form, content, project)
    rows: list[tuple[Cell, ...]] = []
    for part in form.parts:
        if part.optional and not values.says(part):
            continue
        if part.list:
            rows += list_rows(part, values)
        else:
            rows += [tuple(_cell(cell, values) for cell in row) for row in part.rows]
    return *_heading(form, content), TableBlock(tuple(rows), tuple(map(float, form.grid)))


def _heading(form: Form, content: StatementContent) -> Iterator[Block]:
    yield Heading(form.title, 3)
    if form.year_line and content.year:
        yield Paragraph(form.year_line.format(year=content.year))
    if form.unit_line:
        yield Paragraph(form.unit_line.format(department=content.department_name))


def _cell(cell: FormCell, values: PrintedValues) -> Cell:
    if cell.below:
        return Cell("", cell.span, below=True)
    if not cell.field:
        return Cell(values.label(cell.label), cell.span, _LABEL)
    return values.cell(cell)


# -- a list of projects, and prose -----------------------------------------------------------------------------


def _flat_list(
    form: Form, content: StatementContent, projects: Sequence[ProjectContent]
) -> tuple[Block, ...]:
    part = form.parts[0]
    rows: list[tuple[Cell, ...]] = []
    for number, project in enumerate(projects):
        rows += list_rows(part, PrintedValues(form, content, project), head=not number)
    return *_heading(form, content), TableBlock(
        tuple(rows), tuple(map(float, form.grid)), range(len(head_rows(part.columns)))
    )


def _prose(fields: Sequence[OwnField]) -> Iterator[Block]:
    group = label = ""
    for one in fields:
        if one.group != group:
            group = one.group
            yield Heading(group, 3)
        if one.label and one.label != label:
            yield Heading(one.label, 4)
        label = one.label
        yield Paragraph(one.value)
