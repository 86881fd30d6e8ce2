"""A province under a wrong name: its vocabulary and its indicators of the library go to the right one."""

from __future__ import annotations

from django.db import transaction

from indicators.care import merge
from indicators.models import Category, IndicatorTemplate, Subcategory

SAME = ("office_code", "level1", "level2", "name", "project_class")


def provinces_named() -> set[str]:
    """Every name of a province that stands in a vocabulary or in the library."""
    categories = Category.objects.order_by().values_list("province", flat=True).distinct()
    templates = IndicatorTemplate.objects.order_by().values_list("province", flat=True).distinct()
    return {*categories, *templates} - {""}


@transaction.atomic
def rename_province(old: str, new: str) -> tuple[int, int]:
    """How many 一级指标 and how many indicators went over. What the right province has already is not doubled."""
    categories = list(Category.objects.filter(province=old))
    for category in categories:
        _move_category(category, new)
    templates = list(IndicatorTemplate.objects.filter(province=old))
    for template in templates:
        _move_template(template, new)
    return len(categories), len(templates)


def _move_category(category: Category, province: str) -> None:
    there = Category.objects.filter(province=province, edition=category.edition, label=category.label).first()
    if there is None:
        category.province = province
        category.save(update_fields=["province"])
        return
    known = there.subcategories.values("label")
    Subcategory.objects.filter(category=category).exclude(label__in=known).update(category=there)
    category.delete()


def _move_template(template: IndicatorTemplate, province: str) -> None:
    same = {name: getattr(template, name) for name in SAME}
    there = IndicatorTemplate.objects.filter(province=province, **same).first()
    if there is None:
        template.province = province
        template.save(update_fields=["province"])
        return
    if not there.retired:
        merge([template], into=there)
    IndicatorTemplate.objects.filter(merged_into=template).update(merged_into=there.merged_into or there)
    template.delete()
