"""Which sheets the workbook of a unit has, and what is written into them beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from departments.models import BudgetUnit
from performance.content.model import ProjectContent, StatementContent
from performance.documents.formats.xlsx.reader import DICTIONARY, IDENTITY
from performance.documents.formats.xlsx.sheet_names import sheet_names
from performance.documents.recognition import UnknownLayout
from performance.entry.answers import Answers, answers_of
from performance.entry.copying import copied
from performance.entry.sheet import EntrySheet
from performance.entry.sheets import department_sheets, is_entered, project_sheet
from performance.entry_forms.earlier import same_project
from performance.entry_forms.opened_form import digest_of
from performance.importing.template.drawing import FilledSheet, workbook_bytes
from performance.importing.template.identity import Identity, SheetIdentity
from performance.importing.template.plan import lay_out, room_for
from performance.models import PerformanceStatement
from performance.statements.chosen_forms import new_project
from performance.statements.selectors import statement_content
from projects.models import BudgetProject

MOST_BLANK = 20
Owner = StatementContent | ProjectContent


@dataclass(frozen=True)
class WorkbookOptions:
    """What the workbook is to contain besides the projects that there are."""

    blank: int = 3
    earlier: bool = False
    department: bool = False


@dataclass(frozen=True)
class _Page:
    title: str
    sheet: EntrySheet
    owner: Owner
    shown: Answers
    project: int = 0
    digest: str = ""
    hint: str = ""


def template(statement: PerformanceStatement, unit: BudgetUnit, user, wanted: WorkbookOptions) -> bytes:
    """The workbook of a unit. ``user`` decides what of the year before may be shown. Raises UnknownLayout."""
    content = statement_content(statement)
    if not is_entered(content.province, content.edition):
        raise UnknownLayout(
            f"{content.province}（{content.edition}版）的表样没有填报模板；请下载表样，填好后导入。"
        )
    pages = list(_pages(statement, unit, user, content, wanted))
    names = sheet_names([DICTIONARY, IDENTITY, *(page.title for page in pages)])[2:]
    rooms = [room_for(page.shown) for page in pages]
    identity = Identity(
        office=statement.department.office.division_code,
        department=statement.department.code,
        unit=unit.code,
        year=statement.fiscal_year,
        province=content.province,
        edition=content.edition,
        version=statement.version,
        sheets=tuple(
            SheetIdentity(name, page.sheet.key, page.project, room, page.digest)
            for name, page, room in zip(names, pages, rooms, strict=True)
        ),
    )
    sheets = [
        FilledSheet(
            name,
            f"{page.title}（{statement.fiscal_year}年）",
            f"{unit}。{page.hint}",
            lay_out(page.sheet, page.owner, room),
            page.shown.named(),
        )
        for name, page, room in zip(names, pages, rooms, strict=True)
    ]
    words = project_sheet(content.province, content.edition).vocabulary_in(content.province, content.edition)
    return workbook_bytes(identity, sheets, words)


def _pages(
    statement: PerformanceStatement,
    unit: BudgetUnit,
    user,
    content: StatementContent,
    wanted: WorkbookOptions,
) -> Iterator[_Page]:
    if wanted.department:
        for sheet in department_sheets(content.province, content.edition, content.form):
            answers = answers_of(sheet, content)
            yield _Page(sheet.title, sheet, content, answers, digest=digest_of(answers))
    last_year = _last_year(statement, unit, user) if wanted.earlier else {}
    for row, owner in zip(statement.projects, content.projects, strict=True):
        if row.unit_id == unit.pk:
            form = project_sheet(content.province, content.edition, owner.form)
            stored = answers_of(form, owner)
            before = same_project(row, last_year)
            shown = (
                copied(form, stored, answers_of(form, last_year.pop(before))).answers if before else stored
            )
            yield _Page(row.name or form.title, form, owner, shown, row.pk, digest_of(stored))
    form = project_sheet(content.province, content.edition)
    yield from _new_pages(form, new_project(statement, unit), last_year, wanted.blank)


def _new_pages(
    form: EntrySheet[ProjectContent],
    new: ProjectContent,
    last_year: Mapping[BudgetProject, ProjectContent],
    blank: int,
) -> Iterator[_Page]:
    nothing = answers_of(form, new)
    for project, content in last_year.items():
        hint = "本表按上年项目填好，作为新项目导入；今年不再安排的，请删除这张工作表。"
        yield _Page(
            project.name or form.title,
            form,
            new,
            copied(form, nothing, answers_of(form, content)).answers,
            hint=hint,
        )
    for number in range(1, blank + 1):
        yield _Page(f"新项目{number}", form, new, nothing, hint="新项目请填在本表；不填则不导入。")


def _last_year(
    statement: PerformanceStatement, unit: BudgetUnit, user
) -> dict[BudgetProject, ProjectContent]:
    """The unit's projects of the year before that the user may see, with what they said, in whatever form."""
    earlier = (
        PerformanceStatement.objects.visible_to(user)
        .filter(department=statement.department_id, fiscal_year=statement.fiscal_year - 1)
        .first()
    )
    if earlier is None:
        return {}
    projects = earlier.projects.visible_to(user).filter(unit=unit).select_related("unit")
    content = statement_content(earlier, projects=projects)
    return dict(zip(projects, content.projects, strict=True))
