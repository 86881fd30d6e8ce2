"""Content → what a declared form prints. A content that its form cannot hold is printed in a form made for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from performance.content.model import (
    FundLine,
    FundPeriod,
    FundSource,
    GoalContent,
    GoalKind,
    OwnField,
    ProjectContent,
    StatementContent,
    TaskContent,
)
from performance.documents.blocks import (
    Anchor,
    Block,
    Cell,
    Heading,
    Paragraph,
    Part,
    Printed,
    Style,
    TableBlock,
)
from performance.documents.forms.amounts import PER_WAN
from performance.documents.forms.declaration import Form, FormCell, FormColumn, FormPart, shipped_forms
from performance.documents.forms.improvised import improvised_form
from performance.documents.forms.printed_lists import is_of_project, list_rows
from performance.documents.forms.surrounding_text import is_prose
from performance.documents.forms.words import label_of, normalise
from performance.documents.numbers import number_format

_LABEL = Style.CAPTION


def render(content: StatementContent) -> Printed:
    """The statement with its cards in the forms they were read in."""
    parts: list[Part] = []
    if prose := [one for one in content.fields if is_prose(one)]:
        parts.append(Part("说明", tuple(_prose(prose))))
    if says_department(content):
        form = form_for(content, None)
        parts.append(Part(form.title, partial(_card, form, content, None)))
    listed = [p for p in content.projects if _is_listed(content, p)]
    if listed:
        form = form_for(content, listed[0])
        parts.append(Part(form.title, partial(_flat_list, form, content, listed)))
    for number, project in enumerate(content.projects, 1):
        if not _is_listed(content, project):
            form = form_for(content, project)
            parts.append(Part(f"{number}.{project.name}", partial(_card, form, content, project)))
    year = f"{content.year}年" if content.year else ""
    return Printed(f"{content.department_name}{year}绩效目标表", (), tuple(parts))


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
    form = shipped_forms().get(project.form if project is not None else content.form)
    if form is not None and not _left_out(form, content, project):
        return form
    return improvised_form(content, project)


def _is_listed(content: StatementContent, project: ProjectContent) -> bool:
    form = shipped_forms().get(project.form)
    return form is not None and form.kind == "list" and form_for(content, project) is form


def _left_out(form: Form, content: StatementContent, project: ProjectContent | None) -> bool:
    """Whether a content says anything that the form does not print."""
    wanted = improvised_form(content, project)
    have = set(_places(form))
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
    values = _Values(form, content, project)
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


def _cell(cell: FormCell, values: _Values) -> Cell:
    if cell.below:
        return Cell("", cell.span, below=True)
    if not cell.field:
        return Cell(values.label(cell.label), cell.span, _LABEL)
    return values.cell(cell)


class _Values:
    """The values of one card by the fields that forms name."""

    def __init__(self, form: Form, content: StatementContent, project: ProjectContent | None) -> None:
        self.form, self.content, self.project = form, content, project
        self.per_wan = PER_WAN[form.money]
        self.owner: ProjectContent | StatementContent = project if project is not None else content
        self._used: set[int] = set()

    @property
    def funds(self) -> Sequence[FundLine]:
        return self.owner.funds

    @property
    def fields(self) -> Sequence[OwnField]:
        return self.owner.fields

    def tree(self, *, mid: bool) -> GoalContent:
        if self.project is not None:
            if mid:
                return self.project.mid_term or GoalContent(GoalKind.LONG_TERM)
            return GoalContent(
                GoalKind.ANNUAL,
                indicators=self.project.indicators,
                empty_families=self.project.empty_families,
            )
        kind = GoalKind.LONG_TERM if mid else GoalKind.ANNUAL
        return next((goal for goal in self.content.goals if goal.kind == kind), GoalContent(kind))

    @property
    def tasks(self) -> Sequence[TaskContent]:
        return self.content.tasks if self.project is None else ()

    def label(self, text: str) -> str:
        """A label as it is printed: that of a goal over several years names them."""
        horizon = self.tree(mid=True).horizon
        meant = label_of(text) if horizon else None
        return f"{text}（{horizon}）" if meant is not None and meant.key == "mid_goal" else text

    def says(self, part: FormPart) -> bool:
        return any(self.cell(cell).text for row in part.rows for cell in row if cell.field) or bool(part.list)

    def cell(self, cell: FormCell) -> Cell:
        if cell.field == "fund":
            return self.fund(cell)
        if cell.field == "own":
            own = next((one for one in self.fields if normalise(one.label) == normalise(cell.more)), None)
            return Cell(own.value if own is not None else "", cell.span)
        return Cell(self.text(cell.field), cell.span, anchor=Anchor(cell.field))

    def fund(self, cell: FormCell) -> Cell:
        period, source, *_ = (*cell.more.split(":"), "")
        line = next(
            (
                one
                for one in self.funds
                if (one.period, one.source) == (FundPeriod(period), FundSource(source)) and not one.column
            ),
            None,
        )
        return amount_cell(line, self.per_wan, cell.span)

    def text(self, field: str) -> str:
        if field == "blank":
            return ""
        if field == "goal":
            return "\n".join(self.project.goals) if self.project is not None else self.tree(mid=False).text
        if field == "mid_goal":
            return self.tree(mid=True).text
        if self.project is None:
            return self._of_department(field)
        if field == "code_name":
            return "-".join(filter(None, (self.project.code, self.project.name)))
        if field == "unit_name" and self.project.unit_code:
            return f"[{self.project.unit_code}]{self.project.unit_name}"
        if field == "department_code":
            return self.content.department_code
        return str(getattr(self.project, field, "") or "")

    def _of_department(self, field: str) -> str:
        if field == "mandate":
            return "\n".join(section.text for section in self.content.sections)
        if field == "department_name" and self.content.department_code:
            return f"[{self.content.department_code}]{self.content.department_name}"
        if field == "phone":
            return self.content.cover.phone
        return str(getattr(self.content, field, "") or "")


def amount_cell(line: FundLine | None, per_wan: Decimal, span: int = 1) -> Cell:
    """An amount in the unit of the form; what was printed instead of a number is printed again."""
    if line is None or line.amount is None:
        return Cell(line.printed if line is not None else "", span, Style.NUMBER)
    amount = line.amount * per_wan
    return Cell(amount, span, Style.NUMBER, False, number_format(amount, 2))


# -- a list of projects, and prose -----------------------------------------------------------------------------


def _flat_list(
    form: Form, content: StatementContent, projects: Sequence[ProjectContent]
) -> tuple[Block, ...]:
    part = form.parts[0]
    rows: list[tuple[Cell, ...]] = []
    for number, project in enumerate(projects):
        rows += list_rows(part, _Values(form, content, project), head=not number)
    return *_heading(form, content), TableBlock(tuple(rows), tuple(map(float, form.grid)), range(1))


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
