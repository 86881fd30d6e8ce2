"""A 填报模板 as a proposal: each filled cell over what is stored, everything else as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from departments.models import BudgetUnit
from performance.content.model import ProjectContent, StatementContent
from performance.documents.blocks import Source, SourcePlace
from performance.entry.answers import answers_of
from performance.entry.sheet import EntrySheet
from performance.entry.sheets import department_sheets, project_sheet
from performance.entry_forms.opened_form import digest_of
from performance.importing.problems import Problem
from performance.importing.proposals import TEMPLATE, Proposal, WrongFile
from performance.importing.template import identity as offline_identity
from performance.importing.template.arrangement import Arrangement
from performance.importing.template.filling import Filled, cells_by_sheet, fill
from performance.importing.template.identity import Identity, SheetIdentity
from performance.importing.template.plan import lay_out
from performance.models import PerformanceStatement
from performance.statements.chosen_forms import new_project
from performance.statements.selectors import gathered_rows, statement_content

Listed = list[tuple[int | None, int, ProjectContent]]  # row, unit and content of each project, in order
Cells = Mapping[tuple[int, int], str]


def template_proposal(statement: PerformanceStatement, identity: Identity, source: Source, user) -> Proposal:
    """Raises WrongFile if the workbook is an older one than this system reads, or of a unit out of sight."""
    _refuse_outdated(statement, identity)
    unit = statement.department.units.business_of(user).filter(code=identity.unit).first()
    if unit is None:
        raise WrongFile(f"这是单位{identity.unit}的填报模板，不是您的单位的，不能导入。")
    return _Filling(statement, unit, identity).proposal(source)


def _refuse_outdated(statement: PerformanceStatement, identity: Identity) -> None:
    if identity.template != offline_identity.TEMPLATE:
        raise WrongFile(
            f"这份填报模板是第{identity.template}版的，现在使用第{offline_identity.TEMPLATE}版。请重新下载，把填好的内容复制过去。"
        )
    if (identity.province, identity.edition) != (statement.province, statement.edition):
        raise WrongFile(
            f"这份填报模板是{identity.province} {identity.edition}版式的，文本现在是"
            f"{statement.province} {statement.edition}版式。请重新下载填报模板。"
        )


@dataclass
class _Filling:
    statement: PerformanceStatement
    unit: BudgetUnit
    identity: Identity
    problems: list[Problem] = field(default_factory=list)
    normalised: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    met: set[int] = field(default_factory=set)  # stored projects that sheets of new ones turned out to be

    def proposal(self, source: Source) -> Proposal:
        before = content = statement_content(self.statement)
        keys = gathered_rows(self.statement)
        listed: Listed = [(*key, project) for key, project in zip(keys, before.projects, strict=True)]
        written = cells_by_sheet(source)
        known = {sheet.title for sheet in self.identity.sheets}
        self.left_out += [
            Problem(
                "这张工作表不是模板中的，不会导入。", SourcePlace(row, name, column), value=text.strip()[:200]
            )
            for name in written
            if name not in known
            for (row, column), text in written[name].items()
        ]
        of_department = department_sheets(before.province, before.edition, before.form)
        forms = {form.key: form for form in of_department}
        form = project_sheet(before.province, before.edition)
        for sheet in self.identity.sheets:
            if sheet.title not in written:
                if sheet.digest:
                    self.notices.append(f"文件中没有工作表“{sheet.title}”，它的内容保持不变。")
            elif sheet.form in forms:
                content = self._department(sheet, forms[sheet.form], content, written[sheet.title])
            elif sheet.project:
                self._project(sheet, listed, written[sheet.title])
            else:
                self._new_project(sheet, form, listed, written[sheet.title])
        return Proposal(
            TEMPLATE,
            before,
            replace(content, projects=tuple(project for _, _, project in listed)),
            tuple(unit for _, unit in keys),
            tuple(row for row, _, _ in listed),
            tuple(self.problems),
            tuple(self.left_out),
            notices=tuple(self.notices),
            normalised=tuple(self.normalised),
        )

    def _department(
        self,
        sheet: SheetIdentity,
        form: EntrySheet[StatementContent],
        content: StatementContent,
        cells: Cells,
    ) -> StatementContent:
        entered = self._filled(sheet, form, content, cells, f"“{form.title}”")
        assert isinstance(entered, StatementContent)  # noqa: S101 - a form gives back what it is given
        return entered

    def _project(self, sheet: SheetIdentity, listed: Listed, cells: Cells) -> None:
        at = next((n for n, (row, _, _) in enumerate(listed) if row == sheet.project), None)
        if at is None or listed[at][1] != self.unit.pk:
            message = "这个项目在下载模板之后已被删除，这张表未读入。若仍要保留，请把内容复制到“新项目”表。"
            self.problems.append(Problem(message, SourcePlace(1, sheet.title)))
            return
        row, unit, project = listed[at]
        form = project_sheet(self.identity.province, self.identity.edition, project.form)
        entered = self._filled(sheet, form, project, cells, f"项目“{project.name}”")
        assert isinstance(entered, ProjectContent)  # noqa: S101 - a form gives back what it is given
        listed[at] = row, unit, entered

    def _new_project(
        self, sheet: SheetIdentity, form: EntrySheet[ProjectContent], listed: Listed, cells: Cells
    ) -> None:
        """A sheet of a new project; one that was imported before is met again under its code or name."""
        new = new_project(self.statement, self.unit)
        rows = Arrangement(lay_out(form, new, sheet.room), cells)
        if rows.is_untouched:
            self.left_out += rows.outside(sheet.title)
            return
        entered = self._filled(sheet, form, new, cells, "新项目")
        assert isinstance(entered, ProjectContent)  # noqa: S101 - a form gives back what it is given
        if not entered.name.strip():
            message = "没有填项目名称。要新增项目请填写名称，不新增请清空或删除这张工作表。"
            self.problems.append(rows.entries["name"].problem(message, sheet.title))
            return
        at = self._met_again(entered, listed)
        if at is not None:
            row, unit, project = listed[at]
            filled = fill(form, project, rows, sheet.title)
            if isinstance(filled.owner, ProjectContent) and filled.changed:
                listed[at] = row, unit, filled.owner
            return
        own = [n for n, (_, unit, _) in enumerate(listed) if unit == self.unit.pk]
        listed.insert(own[-1] + 1 if own else len(listed), (None, self.unit.pk, entered))

    def _met_again(self, entered: ProjectContent, listed: Listed) -> int | None:
        taken = self.met | {sheet.project for sheet in self.identity.sheets}
        for n, (row, unit, project) in enumerate(listed):
            if row and unit == self.unit.pk and row not in taken:
                same_code = entered.code and project.code == entered.code
                if same_code or (not (entered.code and project.code) and project.name == entered.name):
                    self.met.add(row)
                    return n
        return None

    def _filled(
        self,
        sheet: SheetIdentity,
        form: EntrySheet,
        owner: StatementContent | ProjectContent,
        cells: Cells,
        called: str,
    ) -> object:
        """The owner as the sheet says it; as it is where the sheet cannot be read or is older than the owner."""
        rows = Arrangement(lay_out(form, owner, sheet.room), cells)
        if wrong := rows.shifted(sheet.title):
            self.problems += wrong
            return owner
        self.left_out += rows.outside(sheet.title)
        filled: Filled = fill(form, owner, rows, sheet.title)
        self.problems += filled.problems
        self.normalised += filled.normalised
        if not filled.changed:
            return owner
        if sheet.digest and sheet.digest != digest_of(answers_of(form, owner)):
            if sheet.digest == digest_of(answers_of(form, filled.owner)):
                self.notices.append(f"{called}在下载模板之后已在系统中修改，文件中没有改动，保持现在的内容。")
                return owner
            self.problems.append(Problem(self._outdated(called), SourcePlace(1, sheet.title)))
            return owner
        return filled.owner

    def _outdated(self, called: str) -> str:
        return (
            f"模板已过时：{called}在下载之后被修改过（模板取自第{self.identity.version}版，现为第{self.statement.version}版）。"
            "请重新下载填报模板，把您的修改抄过去。"
        )
