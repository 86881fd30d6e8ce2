"""The project that is asked about, as whoever asks sees it, with what the rules say of it and the form that reads it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from performance.content.json import to_plain
from performance.content.model import IndicatorContent, ProjectContent
from performance.entry.answers import answers_of, read_answers
from performance.entry.applying import with_answers
from performance.entry_forms.opened_form import FormPage, open_form
from performance.findings.judgement import Judgement, judge
from performance.findings.statement_review import review_for
from performance.language_model.masking import mask_for_model
from performance.models import PerformanceStatement
from performance.review import Finding, OwnerKind
from performance.review.cached import review
from performance.statements.stored_content import StoredContent
from projects.models import BudgetProject


@dataclass(frozen=True)
class Subject:
    """``index`` is the place of the project in the whole text; ``findings`` are those on it that the user sees."""

    statement: PerformanceStatement
    row: BudgetProject
    user: object
    form: FormPage
    judgement: Judgement
    findings: Sequence[Finding]
    mask: Callable[[str], str]

    @property
    def index(self) -> int:
        return self.form.index

    @property
    def project(self) -> ProjectContent:
        return self.judgement.content.projects[self.index]

    @property
    def families(self) -> Sequence[tuple[str, str]]:
        """Level by level, what the form offers."""
        return [
            (category.label, subcategory.label)
            for category in self.form.vocabulary.categories
            for subcategory in category.subcategories
        ]

    @property
    def digest(self) -> str:
        """Of all that the project says: what is adopted is adopted into what was asked about."""
        return digest_of(self.project)

    def as_read(self, after: ProjectContent) -> tuple[ProjectContent, Sequence[str]]:
        """The project as our own form reads it, and what it cannot read."""
        sheet = self.form.sheet
        read = read_answers(sheet, answers_of(sheet, after), self.project)
        return with_answers(sheet, self.project, read.values), list(read.problems.values())

    def findings_on(self, after: ProjectContent) -> list[Finding]:
        """What the rules say of the project then, as the user sees it, and do not say now."""
        projects = list(self.judgement.content.projects)
        projects[self.index] = after
        content = replace(self.judgement.content, projects=tuple(projects))
        judged = replace(self.judgement, content=content, findings=review(content, self.judgement.rule_set))
        known = {(finding.code, finding.place.row, finding.message) for finding in self.findings}
        found = _on_project(self.statement, self.user, judged, self.row)
        return [one for one in found if (one.code, one.place.row, one.message) not in known]


def digest_of(project: ProjectContent) -> str:
    return hashlib.sha256(json.dumps(to_plain(project), ensure_ascii=False).encode()).hexdigest()


def subject_of(statement: PerformanceStatement, row: BudgetProject, user) -> Subject:
    """Raises UnknownLayout, and NoSuchForm where the project is none of the text any more."""
    judgement = judge(statement)
    stored = StoredContent(judgement.content, judgement.units, judgement.rows)
    return Subject(
        statement,
        row,
        user,
        open_form(statement, project=row, known=stored),
        judgement,
        _on_project(statement, user, judgement, row),
        mask_for_model(judgement.content),
    )


def _on_project(
    statement: PerformanceStatement, user, judgement: Judgement, row: BudgetProject
) -> list[Finding]:
    seen = review_for(statement, user, judgement)
    keys = [one.pk for one in seen.rows]
    return [
        finding
        for finding in seen.findings
        if finding.place.owner is OwnerKind.PROJECT and keys[finding.place.index] == row.pk
    ]


def with_rows(project: ProjectContent, rows: Sequence[IndicatorContent]) -> ProjectContent:
    """Where indicators of the same family stand together, new ones come after them."""
    after = list(project.indicators)
    for row in rows:
        last = max(
            (at for at, one in enumerate(after) if (one.level1, one.level2) == (row.level1, row.level2)),
            default=len(after) - 1,
        )
        after.insert(last + 1, row)
    return replace(project, indicators=tuple(after))
