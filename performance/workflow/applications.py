"""An application to adjust an approved text: what it names, whether that is there, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from departments.models import BudgetUnit
from performance.differences.opened import OF_DEPARTMENT, OF_PROJECT, OpenedKind
from performance.models import AdjustmentPart, AdjustmentRequest, PerformanceStatement
from performance.statements.adjustment_scope import parts_in_force
from projects.models import BudgetProject


@dataclass(frozen=True)
class NamedPart:
    """``owner`` is the key of the project, for an addition that of the unit. The rest is as typed."""

    kind: str
    owner: int | None = None
    old: str = ""
    new: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Application:
    """``origin`` names what it came from, such as a warning of monitoring."""

    parts: Sequence[NamedPart] = ()
    origin: str = ""


def faults_of_application(
    application: Application | None, statement: PerformanceStatement, unit: BudgetUnit | None = None
) -> Iterator[str]:
    """What is missing, or names what is not in this text; of a ``unit``, what is not that unit's."""
    if application is None or not application.parts:
        yield "申请调整须列出要调整的部分。"
        return
    projects = set(_projects(statement, unit).values_list("pk", flat=True))
    units = {unit.pk} if unit else set(statement.department.units.values_list("pk", flat=True))
    for part in application.parts:
        if part.kind not in [kind.value for kind in OpenedKind]:
            yield f"没有“{part.kind}”这一部分。"
        elif unit and OpenedKind(part.kind) in OF_DEPARTMENT:
            yield f"“{OpenedKind(part.kind).label}”由部门申请。"
        elif OpenedKind(part.kind) in OF_PROJECT and part.owner not in projects:
            yield f"所选的项目不在{'本单位' if unit else '本文本'}中，请刷新后重新选择。"
        elif part.kind == OpenedKind.ADDITION and part.owner not in units:
            yield f"所选的单位不{'是本单位' if unit else '属于本部门'}，请刷新后重新选择。"
    named = [(part.kind, part.owner) for part in application.parts]
    if len(set(named)) < len(named):
        yield "同一部分只能列一次。"


def _projects(statement: PerformanceStatement, unit: BudgetUnit | None) -> QuerySet[BudgetProject]:
    return statement.projects.filter(unit=unit) if unit else statement.projects


def store(application: Application, request: AdjustmentRequest) -> None:
    """The request and what it names."""
    statement = request.statement
    request.origin = application.origin
    request.save()
    projects = {project.pk: project for project in statement.projects}
    units = {unit.pk: unit for unit in statement.department.units.all()}
    AdjustmentPart.objects.bulk_create([_part(request, part, projects, units) for part in application.parts])


def _part(
    request: AdjustmentRequest,
    part: NamedPart,
    projects: dict[int, BudgetProject],
    units: dict[int, BudgetUnit],
) -> AdjustmentPart:
    kind = OpenedKind(part.kind)
    project = projects.get(part.owner or 0) if kind in OF_PROJECT else None
    unit = units.get(part.owner or 0) if kind is OpenedKind.ADDITION else None
    return AdjustmentPart(
        office_code=request.office_code,
        request=request,
        kind=kind.value,
        project=project,
        unit=unit,
        label=str(project or unit or ""),
        old=part.old,
        new=part.new,
        reason=part.reason,
    )


def open_now(statement: PerformanceStatement, user) -> list[AdjustmentPart]:
    """What the adjustment under way has opened, as far as the user sees what it is of."""
    parts = parts_in_force(statement)
    if not parts:
        return []
    projects = set(statement.projects.visible_to(user).values_list("pk", flat=True))
    units = set(BudgetUnit.objects.business_of(user).values_list("pk", flat=True))
    return [
        part
        for part in parts
        if (part.project_id is None or part.project_id in projects)
        and (part.unit_id is None or part.unit_id in units)
        and not (OpenedKind(part.kind) in OF_PROJECT and part.project_id is None)
    ]
