"""An office's rules changed: by whoever keeps them, on the version that was seen, in the trail with the reason."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.http import HttpRequest

from departments.models import FinanceOffice
from departments.permissions.rights import offices_kept
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.models import FindingCount, PerformanceStatement, RuleAdjustment
from performance.review.adjustments import Adjustment, adjustment_to_plain
from performance.steps.refusals import Overtaken, Refused

PERMISSION = "performance.add_ruleadjustment"
NOTHING: Mapping[str, object] = {"off": [], "severities": {}, "thresholds": {}}


def may_adjust(user, office: FinanceOffice) -> bool:
    return user.is_active and (user.is_superuser or office.pk in offices_kept(user, PERMISSION))


@transaction.atomic
def save_adjustment(
    office: FinanceOffice,
    year: int,
    adjustment: Adjustment,
    *,
    by,
    reason: str,
    expected_version: int,
    request: HttpRequest | None = None,
) -> RuleAdjustment:
    """Make this the version in force, and have the office's texts of the year counted anew. ``expected_version`` is 0
    before the first. What the adjustment says has been read within its bounds.
    """
    if not may_adjust(by, office):
        raise Refused(f"{office.name}的审核规则由该局系统管理员或财政绩效科审核人调整。")
    reason = reason.strip()
    if not reason:
        raise Refused("请填写调整的理由。")
    if len(reason) > RuleAdjustment.LONGEST_REASON:
        raise Refused(f"理由不能超过{RuleAdjustment.LONGEST_REASON}字。")
    FinanceOffice.objects.select_for_update(no_key=True).get(pk=office.pk)  # one version after another
    # Whoever is counting findings of these texts has written them, or finds afterwards that the rules have moved.
    texts = PerformanceStatement.objects.filter(department__office=office, fiscal_year=year)
    list(texts.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk", flat=True))
    now = RuleAdjustment.objects.latest_of(office, year)
    version = now.version if now else 0
    if version != expected_version:
        raise Overtaken("规则刚由他人调整过，请按最新的一版重新调整。")
    changes = {key: value for key, value in adjustment_to_plain(adjustment).items() if key != "name"}
    if changes == (now.changes if now else NOTHING):
        raise Refused("与现行的规则相同，没有需要保存的调整。")
    row = RuleAdjustment.objects.create(
        office=office, fiscal_year=year, version=version + 1, changes=changes, reason=reason, person=by
    )
    FindingCount.objects.filter(statement__in=texts).update(rules="")
    record(Action.SETTINGS, by=by, subject=row, details=f"{adjustment}。理由：{reason}", request=request)
    return row
