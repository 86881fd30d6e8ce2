"""What an allowed adjustment leaves open: read by saving, by the locks of projects and by the pages that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from performance.content.model import StatementContent
from performance.differences import differences
from performance.differences.opened import OF_DEPARTMENT, OpenedKind, OpenedParts, closed_changes
from performance.models import AdjustmentPart, PerformanceStatement, RequestState
from performance.steps.locks import PREPARING
from performance.steps.refusals import Refused
from projects.models import BudgetProject

NAMED = 10  # changes beyond these are only counted


def parts_in_force(statement: PerformanceStatement) -> list[AdjustmentPart]:
    """What the allowed requests name: nothing else may be changed. Empty where there is no limit."""
    if statement.approved_revision_id is None:
        return []
    return list(
        AdjustmentPart.objects.filter(request__statement=statement, request__state=RequestState.ALLOWED)
    )


def opened_by_adjustment(statement: PerformanceStatement) -> OpenedParts | None:
    """None where nothing limits: the text was never approved, or no request was filed for it."""
    if statement.state not in PREPARING or not (parts := parts_in_force(statement)):
        return None
    return opened_parts(parts)


def opened_parts(parts: Iterable[AdjustmentPart]) -> OpenedParts:
    projects: dict[int, set[OpenedKind]] = defaultdict(set)
    department: set[OpenedKind] = set()
    additions: set[int] = set()
    for part in parts:
        kind = OpenedKind(part.kind)
        if kind in OF_DEPARTMENT:
            department.add(kind)
        elif kind is OpenedKind.ADDITION and part.unit_id:
            additions.add(part.unit_id)
        elif part.project_id:
            projects[part.project_id].add(kind)
    kinds = {project: frozenset(opened) for project, opened in projects.items()}
    return OpenedParts(frozenset(department), kinds, frozenset(additions))


def units_opened(opened: OpenedParts) -> frozenset[int]:
    """Those that have something to change."""
    own = BudgetProject.objects.filter(pk__in=opened.projects.keys()).values_list("unit", flat=True)
    return opened.additions | frozenset(own)


def refuse_outside(
    statement: PerformanceStatement,
    before: StatementContent,
    after: StatementContent,
    *,
    rows: Sequence[int],
    units: Sequence[int],
) -> None:
    """Raise Refused, with every place that is changed though the adjustment does not open it."""
    opened = opened_by_adjustment(statement)
    if opened is None:
        return
    beside = closed_changes(differences(before, after), opened, rows=rows, units=units)
    if beside:
        more = f"等{len(beside)}处" if len(beside) > NAMED else ""
        raise Refused(
            f"本次调整没有开放下列内容，不能修改：{'；'.join(beside[:NAMED])}{more}。"
            "请恢复原内容；需要一并调整的，在“调整申请”中追加申请。"
        )


def closed_project(project: BudgetProject) -> str:
    """Why a project is not changed by hand outside the forms that know what is open of it; empty where it may be."""
    statement = PerformanceStatement.objects.filter(
        department__units=project.unit_id, fiscal_year=project.fiscal_year
    ).first()
    opened = opened_by_adjustment(statement) if statement else None
    if opened is None:
        return ""
    is_open = opened.is_whole(project.pk) if project.pk else project.unit_id in opened.additions
    return "" if is_open else f"本次调整没有开放项目“{project}”的全部内容，请在填报页面修改已开放的部分。"
