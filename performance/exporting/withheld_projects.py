"""Which projects of a revision the public reads. Whoever doubts whether a project is withheld withholds it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from performance.content.model import ProjectContent, StatementContent
from performance.exporting.phrases import Phrases
from performance.models import PerformanceStatement, Revision
from performance.statements.revisions import content_of
from projects.models import BudgetProject, WithheldIdentity
from projects.withheld_identity import Identity

WITHHELD = "（不予公开）"


@dataclass(frozen=True)
class Known:
    """By what a stored row is or was known, and why it is withheld, if it is."""

    key: int
    code: str
    name: str
    leader: str
    reason: str

    @property
    def named(self) -> tuple[str, str]:
        return (self.code, self.name)


@dataclass(frozen=True)
class Division:
    """The projects of a text that are shown, and all that may betray those that are not.

    ``leaders`` are persons whom a text may go on naming when their project has been removed from it.
    """

    shown: tuple[ProjectContent, ...]
    betraying: frozenset[str]
    leaders: frozenset[str]

    @property
    def phrases(self) -> Phrases:
        return Phrases(self.betraying)


def divided(statement: PerformanceStatement, revision: Revision, content: StatementContent) -> Division:
    """A revision that knows its rows is judged by them; an older one by code and name."""
    rows, remembered, year_before = known(statement)
    keys = revision.project_keys
    if len(keys) != len(content.projects):
        keys = [0] * len(content.projects)
    withheld = [
        _is_withheld(key, project, rows, remembered)
        for key, project in zip(keys, content.projects, strict=True)
    ]
    shown, hidden = (
        tuple(project for project, hides in zip(content.projects, withheld, strict=True) if hides is wanted)
        for wanted in (False, True)
    )
    public = {word for project in shown for word in (project.code, project.name)}
    kept_back = [one for one in (*rows, *remembered, *_gone(year_before, public)) if one.reason]
    secret = {one.named for one in kept_back}
    secret |= {(project.code, project.name) for project in hidden}
    betraying = frozenset({word for pair in secret for word in pair} - public - {""})
    return Division(shown, betraying, frozenset(one.leader for one in kept_back))


def earlier_identities(statement: PerformanceStatement, project: BudgetProject) -> set[Identity]:
    """What the project is called in the texts of the statement that have been taken so far."""
    return {
        Identity(content.code, content.name, content.leader)
        for revision in statement.revisions.exclude(project_keys=[])
        for key, content in zip(revision.project_keys, content_of(revision).projects, strict=True)
        if key == project.pk
    }


def _gone(year_before: Iterable[Known], public: Collection[str]) -> Iterator[Known]:
    """Without what goes on openly this year, by its name or with words added to it."""
    for one in year_before:
        if not any(word in shown for word in one.named if word for shown in public):
            yield one


def known(statement: PerformanceStatement) -> tuple[list[Known], list[Known], list[Known]]:
    """All that decides at this moment which projects of any revision are shown, and what betrays the others: the rows
    that the statement has, what is remembered of withheld ones, and of those of the year before, which a text that was
    begun as a copy goes on naming.
    """
    stored = statement.projects.values_list("pk", "code", "name", "leader", "withheld_reason")
    rows = [Known(*row) for row in stored]
    return rows, _remembered(statement), _remembered(statement, years_ago=1)


def _remembered(statement: PerformanceStatement, *, years_ago: int = 0) -> list[Known]:
    remembered = WithheldIdentity.objects.filter(
        office_code=statement.office_code,
        unit__department=statement.department_id,
        fiscal_year=statement.fiscal_year - years_ago,
    ).values_list("project_key", "code", "name", "leader", "reason")
    return [Known(*row) for row in remembered]


def _is_withheld(
    key: int, project: ProjectContent, rows: Sequence[Known], remembered: Sequence[Known]
) -> bool:
    """A row that is called what it was called decides alone; one that was renamed, with whatever is like it."""
    matches = [one for one in rows if one.key == key] or [one for one in remembered if one.key == key]
    if all(one.named != (project.code, project.name) for one in matches):
        matches += _alike(project, [*rows, *_without_rows(remembered, rows)])
    return not matches or any(one.reason for one in matches)


def _without_rows(remembered: Iterable[Known], rows: Sequence[Known]) -> list[Known]:
    """A withheld row's own earlier names count too; those of a row that is open again do not."""
    reasons = {one.key: one.reason for one in rows}
    return [one for one in remembered if reasons.get(one.key, one.reason)]


def _alike(project: ProjectContent, known: Sequence[Known]) -> list[Known]:
    """Those of the same code and name; failing that, of the same code or the same name."""
    same = [one for one in known if one.named == (project.code, project.name)]
    return same or [
        one
        for one in known
        if (project.code and one.code == project.code) or (project.name and one.name == project.name)
    ]
