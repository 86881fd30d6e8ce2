"""Which tables of a made-up province are filled, in which order, and which of their columns by its rows."""

from __future__ import annotations

from django.db.models import Model

from departments.models import BudgetUnit, Department
from indicators.derivation import DERIVED_COLUMNS
from indicators.models import Indicator, IndicatorFamily, IndicatorTree
from performance.models import (
    NarrativeSection,
    PerformanceStatement,
    Revision,
    UnitSubmission,
    WorkflowEvent,
)
from projects.models import BudgetProject, ProjectGoal, SpendingPlan

PRINTED = ("name", "description", "value", "basis")
OF_NO_OFFICE = (Department, BudgetUnit)  # they lead to their office themselves

NAMED: dict[type[Model], tuple[str, ...]] = {
    Department: ("id", "office_id", "code", "name"),
    BudgetUnit: ("id", "department_id", "code", "name", "position"),
    PerformanceStatement: (
        *("id", "department_id", "fiscal_year", "province", "edition", "department_code", "department_name"),
        *("version", "state", "round", "approved_revision_id", "published_revision_id"),
    ),
    NarrativeSection: ("id", "statement_id", "position", "kind", "title", "text", "indicator_text"),
    UnitSubmission: ("id", "statement_id", "unit_id", "state", "version"),
    WorkflowEvent: (
        *("id", "statement_id", "unit_id", "action", "label", "source", "target", "actor_id", "actor_name"),
        *("reason", "at", "round", "version", "revision_id"),
    ),
    IndicatorTree: ("id", "year"),
    BudgetProject: (
        *("id", "tree_id", "unit_id", "fiscal_year", "position", "unit_code", "unit_name", "code", "name"),
        *("budget", "fiscal_funds", "other_funds", "purpose", "locked"),
    ),
    SpendingPlan: ("id", "project_id", "mode", "march", "june", "october", "december"),
    ProjectGoal: ("id", "project_id", "position", "text"),
    IndicatorFamily: ("id", "tree_id", "position", "level1", "level2"),
    Indicator: ("id", "family_id", "position", *PRINTED, *DERIVED_COLUMNS),
    Revision: ("id", "statement_id", "unit_id", "number", "taken_at", "content", "digest", "project_keys"),
}
COLUMNS = {
    model: columns if model in OF_NO_OFFICE else (*columns, "office_code") for model, columns in NAMED.items()
}
