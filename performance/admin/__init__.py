"""Admin of statements, and of the indicators that belong to them; importing this package registers all of it.

Indicators know no owner, so the screens that narrow them to what a user may see stand here, where the
owners are known; so do the lists of the vocabulary, which share the format of all flat lists.
"""

from performance.admin import (
    approval_letters,
    comments,
    evidence,
    exchange,
    exporting,
    form_parts,
    history,
    indicators,
    monitoring,
    monitoring_lists,
    notifications,
    office_forms,
    rule_adjustments,
    scheduled_runs,
    self_evaluation,
    statements,
    timetables,
    vocabulary,
    webhooks,
)
from performance.admin.indicator_library import library
from performance.admin.workflow import review_queue

__all__ = [
    "approval_letters",
    "comments",
    "evidence",
    "exchange",
    "exporting",
    "form_parts",
    "history",
    "indicators",
    "library",
    "monitoring",
    "monitoring_lists",
    "notifications",
    "office_forms",
    "review_queue",
    "rule_adjustments",
    "scheduled_runs",
    "self_evaluation",
    "statements",
    "timetables",
    "vocabulary",
    "webhooks",
]
