"""A form of a statement as it is opened: the sheet, what it is about, and who else was on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from departments.models import BudgetUnit
from indicators.vocabulary import Vocabulary
from performance.content.json import ContentError
from performance.content.model import ProjectContent, StatementContent
from performance.entry.answers import Answers, answers_of
from performance.entry.sheet import EntrySheet
from performance.entry.sheets import department_sheets, project_sheet
from performance.models import PerformanceStatement, UnitSubmission
from performance.review import RuleSet
from performance.rule_adjustments.in_force import rule_set_of
from performance.statements.stored_content import StoredContent, stored_content
from performance.steps.available import submissions_of
from projects.models import BudgetProject


class NoSuchForm(LookupError):
    """The layout has no such sheet, or the statement no such project."""


@dataclass(frozen=True)
class FormPage:
    """``project`` and ``index`` are those of a project form; ``rows`` the primary keys of all projects in order.

    What the statement says is read once, when it is first asked for; ``known`` is it, from whoever has read it,
    ``judged_by`` the rule set, and ``of_units`` the shares of all units.
    """

    statement: PerformanceStatement
    sheet: EntrySheet
    project: BudgetProject | None = None
    known: StoredContent | None = None
    judged_by: RuleSet | None = None
    of_units: Sequence[UnitSubmission] | None = None

    @cached_property
    def stored(self) -> StoredContent:
        """Everything that is stored, as a save compares with it."""
        return self.known or stored_content(self.statement)

    @cached_property
    def shares(self) -> Sequence[UnitSubmission]:
        return submissions_of(self.statement) if self.of_units is None else self.of_units

    @cached_property
    def rule_set(self) -> RuleSet:
        return self.judged_by or rule_set_of(self.statement)

    @property
    def content(self) -> StatementContent:
        return self.stored.content

    @property
    def rows(self) -> list[int]:
        return self.stored.keys

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that the indicator trees of the form offer."""
        return self.sheet.vocabulary_in(self.statement.province, self.statement.edition)

    @property
    def key(self) -> str:
        return f"project:{self.project.pk}" if self.project else self.sheet.key

    @property
    def unit(self) -> BudgetUnit | None:
        return self.project.unit if self.project else None

    @property
    def index(self) -> int:
        assert self.project  # noqa: S101 - only a project form asks
        return self.rows.index(self.project.pk)

    @property
    def owner(self) -> StatementContent | ProjectContent:
        return self.content.projects[self.index] if self.project else self.content

    @cached_property
    def answers(self) -> Answers:
        return answers_of(self.sheet, self.owner)

    def saying(self, owner: StatementContent | ProjectContent) -> StatementContent:
        """The whole content with another owner in its place."""
        if isinstance(owner, StatementContent):
            return owner
        projects = list(self.content.projects)
        projects[self.index] = owner
        return replace(self.content, projects=tuple(projects))


def open_form(
    statement: PerformanceStatement,
    *,
    key: str = "",
    project: BudgetProject | None = None,
    known: StoredContent | None = None,
    of_units: Sequence[UnitSubmission] | None = None,
) -> FormPage:
    """A form of what the statement says now. Raises NoSuchForm, or UnknownLayout."""
    if project is not None:
        own = project_sheet(statement.province, statement.edition, project.form)
        form = FormPage(statement, own, project, known, of_units=of_units)
        if project.pk not in form.rows:
            raise NoSuchForm(key)
        return form
    sheets = department_sheets(statement.province, statement.edition, statement.form)
    sheet = next((sheet for sheet in sheets if sheet.key == key), None)
    if sheet is None:
        raise NoSuchForm(key)
    return FormPage(statement, sheet)


def dump_answers(answers: Answers) -> str:
    return json.dumps([answers.texts, answers.records], ensure_ascii=False, separators=(",", ":"))


def load_answers(text: str, sheet: EntrySheet) -> Answers:
    """What ``dump_answers`` wrote for the same sheet. Raises ContentError for anything else."""
    try:
        texts, records = json.loads(text)
        singles = {str(name): str(answer) for name, answer in texts.items()}
        groups = {
            str(group): [{str(name): str(answer) for name, answer in row.items()} for row in rows]
            for group, rows in records.items()
        }
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ContentError(["页面内容不完整，请重新打开表单。"]) from error
    if set(groups) != set(sheet.groups):
        raise ContentError(["表单的版式已经变更，请重新打开表单。"])
    return Answers(singles, groups)


def digest_of(answers: Answers) -> str:
    return hashlib.sha256(dump_answers(answers).encode()).hexdigest()
