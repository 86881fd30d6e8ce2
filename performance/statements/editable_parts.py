"""Which parts of a statement may be edited, and by whom; saving asks here before it writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import F

from departments.models import BudgetUnit
from departments.permissions.reach import reaches_of, refresh_reaches
from departments.permissions.roles import Role
from performance.models import PerformanceStatement, UnitSubmission
from performance.statements.adjustment_scope import closed_project, opened_by_adjustment, units_opened
from performance.statements.known_at_lock import was_waited_for
from performance.statements.stored_content import PlacedContent
from performance.steps.available import submissions_of
from performance.steps.locks import LOCKED
from performance.steps.refusals import Refused
from performance.steps.vocabulary import Part
from projects.models import BudgetProject

FIRST_VERSION: int = UnitSubmission._meta.get_field("version").default


@dataclass(frozen=True)
class Parts:
    """The department's own part (head, prose, goals, funding), and the projects of units by primary key."""

    department: bool
    units: frozenset[int]

    def __bool__(self) -> bool:
        return self.department or bool(self.units)

    def __and__(self, other: Parts) -> Parts:
        return Parts(self.department and other.department, self.units & other.units)

    def beyond(self, other: Parts) -> Parts:
        """What is in this and not in the other."""
        return Parts(self.department and not other.department, self.units - other.units)


def open_parts(statement: PerformanceStatement, shares: Sequence[UnitSubmission] | None = None) -> Parts:
    """What the states leave open, whoever asks; ``shares`` are those of all units, from whoever has read them."""
    locked = LOCKED[statement.state]
    if Part.UNITS in locked:
        shares = ()
    elif shares is None:
        shares = submissions_of(statement)
    parts = Parts(
        Part.DEPARTMENT not in locked,
        frozenset(share.unit_id for share in shares if Part.OWN_PROJECTS not in LOCKED[share.state]),
    )
    opened = opened_by_adjustment(statement) if parts else None
    return parts & Parts(bool(opened.department), units_opened(opened)) if opened else parts


def closed_to_projects(project: BudgetProject) -> str:
    """Why the project may not be added beside the text; empty where that is open, or not begun."""
    statement = PerformanceStatement.objects.filter(
        department__units=project.unit_id, fiscal_year=project.fiscal_year
    ).first()
    if statement is None:
        return ""
    if project.unit_id in open_parts(statement).units:
        return closed_project(project)
    state = statement.get_state_display()
    return f"“{statement}”目前为“{state}”，该单位的项目已锁定，不能增加项目；须由流程退回或调整。"


def editable_parts(statement: PerformanceStatement, user, opened: Parts | None = None) -> Parts:
    """What is ``opened`` and this user's to edit: the department's reviewer all of it, a filler the own units."""
    opened = open_parts(statement) if opened is None else opened
    reaches = reaches_of(user)
    if any(
        reach.role == Role.DEPARTMENT_REVIEWER and reach.acts_on(statement.department) for reach in reaches
    ):
        return opened
    own = (reach for reach in reaches if reach.role == Role.FILLER)
    here = (
        reach.unit for reach in own if reach.unit is not None and reach.department == statement.department_id
    )
    return opened & Parts(False, frozenset(here))


def touched_parts(before: PlacedContent, after: PlacedContent) -> Parts:
    """What two contents say differently. The order of the projects across units is the department's."""
    units = frozenset(
        unit for unit in {*before.units, *after.units} if before.of_unit(unit) != after.of_unit(unit)
    )
    own_part = replace(before.content, projects=()) != replace(after.content, projects=())
    reordered = before.order_of(after) != after.order_of(before)
    return Parts(own_part or reordered, units)


def refuse_closed(
    statement: PerformanceStatement, touched: Parts, by, shares: Sequence[UnitSubmission] | None = None
) -> None:
    """Raise Refused if something touched is locked, or is not this user's. Without a user, only locks count.

    Asked under the lock of the statement, so what the user may do is what they may do now.
    """
    opened = open_parts(statement, shares)
    if closed := touched.beyond(opened):
        raise Refused(f"{_named(closed)}目前已锁定（文本为“{statement.get_state_display()}”），不能修改。")
    if by is None:
        return
    if was_waited_for(statement):
        refresh_reaches(by)
    if foreign := touched.beyond(editable_parts(statement, by, opened)):
        raise Refused(f"{_named(foreign)}不由您填报，不能修改。")


def _named(parts: Parts) -> str:
    names = [Part.DEPARTMENT.label] if parts.department else []
    units = BudgetUnit.objects.filter(pk__in=parts.units).order_by("position", "code")
    return "、".join((*names, *(f"{unit}的项目" for unit in units)))


def raise_versions(
    statement: PerformanceStatement, units: frozenset[int], shares: Sequence[UnitSubmission]
) -> None:
    """Let whoever still looks at an older text of these units find out."""
    new = units - {share.unit_id for share in shares if share.pk}
    if new:
        UnitSubmission.objects.bulk_create(
            UnitSubmission(
                office_code=statement.office_code,
                statement=statement,
                unit_id=unit,
                version=FIRST_VERSION + 1,
            )
            for unit in sorted(new)
        )
    if units - new:
        statement.submissions.filter(unit__in=units - new).update(version=F("version") + 1)
