"""A form tried on its example: what it reads of it is printed again, and both tables stand side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from indicators.text import normalise_label
from performance.content.model import EmptyFamily, GoalContent, GoalKind, ProjectContent, StatementContent
from performance.documents.blocks import Source, TableBlock
from performance.documents.cleaning import cleaned
from performance.documents.formats.html.cells import html_rows
from performance.documents.forms.form import Form
from performance.documents.forms.known import read_with
from performance.documents.forms.printing import form_part
from performance.documents.forms.read import NoForm, read_form
from performance.documents.forms.teaching.example import Example, example_of
from performance.documents.forms.words import meaning
from performance.documents.numbers import read_number
from performance.documents.reading import Read


@dataclass(eq=False)
class TrialCell:
    text: str
    row_span: int = 1
    column_span: int = 1
    differs: bool = False


@dataclass(frozen=True)
class Trial:
    """``blank`` says that the example has nothing filled in, so that the form was printed with nothing in it."""

    example: tuple[tuple[TrialCell, ...], ...]
    printed: tuple[tuple[TrialCell, ...], ...]
    blank: bool
    complaints: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def differing(self) -> int:
        return sum(cell.differs for row in (*self.example, *self.printed) for cell in row)


def try_form(form: Form, source: Source) -> Trial:
    """Raises NoExample."""
    with meaning(form.words):
        example = example_of(source)
    with read_with([form]):
        read = _read(form, source)
        content, project = _blank(form, example) if read is None else _first(form, read)
        table = _table(form, content, project)
    drawn, printed = _drawn(example), _printed(table)
    _mark_differences(drawn, printed)
    return Trial(
        _frozen(drawn),
        _frozen(printed),
        read is None,
        tuple(read.report.complaints()) if read is not None else (),
        example.notes,
    )


def _read(form: Form, source: Source) -> Read | None:
    """What the form reads of its example; None where that is nothing, as in a blank one."""
    try:
        read = read_form(cleaned(source))
    except NoForm:
        return None
    named = (read.content.form, *(project.form for project in read.content.projects))
    return read if form.id in named and any(read.content.indicators()) else None


def _first(form: Form, read: Read) -> tuple[StatementContent, ProjectContent | None]:
    content = read.content
    if form.kind == "department":
        return content, None
    projects = tuple(one for one in content.projects if one.form == form.id)
    return replace(content, projects=projects), projects[0]


def _blank(form: Form, example: Example) -> tuple[StatementContent, ProjectContent | None]:
    """The form with nothing in it but the families that the example prints beforehand."""
    content = StatementContent(form.province, form.edition, None)
    families = tuple(_families(form, example))
    if form.kind != "department":
        project = ProjectContent(form=form.id, empty_families=families)
        return replace(content, projects=(project,)), project
    goal = GoalContent(GoalKind.ANNUAL, empty_families=families)
    return replace(content, form=form.id, goals=(goal,)), None


def _families(form: Form, example: Example) -> Iterator[EmptyFamily]:
    """Each first and second level that stands in the rows of the example's list."""
    columns = [column for part in form.parts if "indicators" in part.list for column in part.columns]
    at = {
        column.key: column.head
        for column in columns
        if column.key in ("level1", "level2") and not column.side
    }
    table, starts = example.table, {}
    for row in example.rows:
        here = {box.text.strip(): box.column for box in table.rows[row] if box.text}
        if "level1" in at and at["level1"] in here:
            starts = {key: here[head] for key, head in at.items() if head in here}
        elif starts:
            texts = {
                key: box.text.strip()
                for key, column in starts.items()
                if (box := table.at.get((row, column)))
            }
            if texts.get("level1", at["level1"]) != at["level1"]:  # a head may be of two rows
                yield EmptyFamily(texts["level1"], texts.get("level2", ""), 0)


def _table(form: Form, content: StatementContent, project: ProjectContent | None) -> TableBlock:
    part = form_part(form, content, project)
    return next(block for block in part.blocks if isinstance(block, TableBlock))


# -- both tables, cell by cell ---------------------------------------------------------------------------------


@dataclass
class _Drawing:
    """Rows of cells where they begin, and the cell that covers each place."""

    rows: list[list[TrialCell]] = field(default_factory=list)
    at: dict[tuple[int, int], TrialCell] = field(default_factory=dict)

    def put(self, cell: TrialCell, row: int, column: int) -> None:
        self.rows[row].append(cell)
        for down in range(cell.row_span):
            self.at |= {(row + down, column + right): cell for right in range(cell.column_span)}

    def texts(self, row: int, width: int) -> tuple[str, ...]:
        """What stands at each column of a row, merged cells at all of theirs, as texts are compared."""
        cells = (self.at.get((row, column)) for column in range(width))
        return tuple(_compared(cell.text) if cell is not None else "" for cell in cells)


def _compared(text: str) -> str:
    """Texts that say the same are one: ``1,200`` and ``1200.00``."""
    squeezed = normalise_label(text)
    try:
        number = read_number(squeezed)
    except ValueError:
        return squeezed
    return f"{number.normalize():f}" if number is not None else squeezed


def _drawn(example: Example) -> _Drawing:
    """The example's rows of the form, one below the other."""
    table = example.table
    drawing = _Drawing([[] for _ in example.rows])
    at = {row: number for number, row in enumerate(example.rows)}
    for row, number in at.items():
        for box in table.rows[row]:
            covered = sum(row <= one < box.bottom for one in example.rows)
            drawing.put(TrialCell(box.text, max(covered, 1), box.column_span), number, box.column)
    return drawing


def _printed(table: TableBlock) -> _Drawing:
    rows = html_rows(table)
    drawing = _Drawing([[] for _ in rows])
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in drawing.at:
                column += 1
            drawing.put(TrialCell(cell.text, cell.rowspan, cell.colspan), number, column)
            column += cell.colspan
    return drawing


def _mark_differences(drawn: _Drawing, printed: _Drawing) -> None:
    """Mark each cell that stands in one of the two and not at the same place of the other."""
    width = 1 + max((column for _, column in (*drawn.at, *printed.at)), default=0)
    left = [drawn.texts(row, width) for row in range(len(drawn.rows))]
    right = [printed.texts(row, width) for row in range(len(printed.rows))]
    for kind, start, stop, begin, end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        paired = min(stop - start, end - begin)
        for number in range(paired):
            _mark_row(drawn, start + number, printed, begin + number, width)
        for drawing, rest in ((drawn, range(start + paired, stop)), (printed, range(begin + paired, end))):
            for row in rest:
                _mark_written(drawing, row)


def _mark_row(drawn: _Drawing, row: int, printed: _Drawing, other: int, width: int) -> None:
    for column, (one, two) in enumerate(
        zip(drawn.texts(row, width), printed.texts(other, width), strict=True)
    ):
        if one != two:
            for drawing, number in ((drawn, row), (printed, other)):
                if (cell := drawing.at.get((number, column))) is not None:
                    cell.differs = True


def _mark_written(drawing: _Drawing, row: int) -> None:
    """Of a row that the other table has not, all that begins in it."""
    for cell in drawing.rows[row]:
        cell.differs = bool(cell.text.strip())


def _frozen(drawing: _Drawing) -> tuple[tuple[TrialCell, ...], ...]:
    return tuple(map(tuple, drawing.rows))
