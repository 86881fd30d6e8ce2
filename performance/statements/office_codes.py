"""When an office gets another code, or a department another office, every row that bears the code follows."""

from __future__ import annotations

from django.apps import apps
from django.db import transaction
from django.db.models import F, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce

from departments.models import BudgetUnit, Department, FinanceOffice
from indicators.models import IndicatorTemplate, IndicatorTree
from indicators.office_codes import OfficeCodeField
from performance.models import PerformanceStatement
from projects.models import BudgetProject

# From a tree the code stands with whoever owns it.
WAYS_FROM_TREES = ("budgetproject__office_code", "performancegoal__office_code", "midtermgoal__office_code")
# What leads from the two tables nearest to an office to what was saved.
NEAREST: dict[type[Model], tuple[tuple[type[Model], str], ...]] = {
    FinanceOffice: (
        (PerformanceStatement, "department__office"),
        (BudgetProject, "unit__department__office"),
    ),
    Department: ((PerformanceStatement, "department"), (BudgetProject, "unit__department")),
    BudgetUnit: ((BudgetProject, "unit"),),
}


def coded_models() -> list[type[Model]]:
    """Every table that bears the code."""
    return [model for model in apps.get_models() if _own_code(model) and not model._meta.proxy]


def way_of(model: type[Model]) -> str:
    """From a row of a table that bears the code to the row that it takes the code from."""
    field = _own_code(model)
    return field.way if field else ""


def _own_code(model: type[Model]) -> OfficeCodeField | None:
    return next((field for field in model._meta.fields if isinstance(field, OfficeCodeField)), None)


@transaction.atomic
def recode() -> int:
    """Give every row the code of its office, and tell how many had another; a round for each tier of rows."""
    changed = 0
    while moved := sum(map(_recoded, coded_models())):
        changed += moved
    return changed


def _recoded(model: type[Model]) -> int:
    ways = (way_of(model),) if model is not IndicatorTree else WAYS_FROM_TREES
    above = model._base_manager.filter(pk=OuterRef("pk"))
    right = Coalesce(*(Subquery(above.values(way)[:1]) for way in ways), "office_code")
    return model._base_manager.alias(right=right).exclude(office_code=F("right")).update(office_code=right)


def follow(sender: type[Model], instance: Model, created: bool, **signal: object) -> None:
    """Receive post_save of places; mostly the rows nearest to the place bear the right code already."""
    if created:
        return
    if isinstance(instance, FinanceOffice):
        _take_library_along(instance)
    for model, way in NEAREST[sender]:
        if model._default_manager.filter(**{way: instance.pk}).exclude(office_code=F(way_of(model))).exists():
            recode()
            return


def _take_library_along(office: FinanceOffice) -> None:
    """The indicators of the office's own library, which know it by its code alone."""
    former = office.codes.exclude(code=office.division_code).values("code")
    IndicatorTemplate.objects.filter(office_code__in=former).update(office_code=office.division_code)
