"""Indicators of the library: found, and put where the form of a province has them."""

from __future__ import annotations

from typing import Protocol

from django.db.models import Exists, OuterRef, Q, QuerySet

from indicators.kinds import CategoryKind, SubcategoryKind
from indicators.models import IndicatorTemplate
from indicators.vocabulary import Category, Subcategory, Vocabulary

# Where a form has no family of a kind: the category that takes it in, and the kind of family there, if it has any.
INSTEAD = {
    SubcategoryKind.QUANTITY: (CategoryKind.MANDATE_DELIVERY, SubcategoryKind.CORE_OUTPUT),
    SubcategoryKind.QUALITY: (CategoryKind.MANDATE_DELIVERY, SubcategoryKind.CORE_OUTPUT),
    SubcategoryKind.TIMELINESS: (CategoryKind.MANDATE_DELIVERY, SubcategoryKind.CORE_OUTPUT),
    SubcategoryKind.COST: (CategoryKind.COST, None),
    SubcategoryKind.SUSTAINABILITY: (CategoryKind.DEVELOPMENT_CAPACITY, None),
}


def search_templates(
    *, office_code: str, province: str, family: str = "", project_class: str = "", text: str = ""
) -> QuerySet[IndicatorTemplate]:
    """What an office is offered, those cared for first, then the most used; every word of the text stands in the name or the description.

    Of an indicator that is both common and the office's own, the office's own is found.
    """
    own = IndicatorTemplate.objects.filter(
        office_code=office_code,
        family=OuterRef("family"),
        name=OuterRef("name"),
        project_class=OuterRef("project_class"),
    )
    found = IndicatorTemplate.objects.offered_to(office_code, province)
    if office_code:
        found = found.exclude(Q(office_code="") & Exists(own))
    if family:
        found = found.filter(family=family)
    if project_class:
        found = found.filter(project_class=project_class)
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(description__icontains=word))
    return found.order_by("candidate", *(IndicatorTemplate._meta.ordering or ()))


class Measure(Protocol):
    """An indicator that no form prints yet."""

    @property
    def level1(self) -> str: ...

    @property
    def level2(self) -> str: ...

    @property
    def family(self) -> str: ...


def levels_in(vocabulary: Vocabulary, template: Measure) -> tuple[str, str]:
    """The labels under which a form prints an indicator of this kind; blank where it has no place for it."""
    category = vocabulary.parent_of(template.level2)
    if category and vocabulary.category(template.level1) in (category, None):
        return category.label, vocabulary.canonical_level2(template.level2) or ""
    family = SubcategoryKind(template.family)
    same = _family(vocabulary, family)
    if same and family is not SubcategoryKind.OTHER:
        return same[0].label, same[1].label
    return _instead(vocabulary, family)


def _instead(vocabulary: Vocabulary, family: SubcategoryKind) -> tuple[str, str]:
    category_kind, kind = INSTEAD.get(family, (None, None))
    category = next((one for one in vocabulary.categories if one.kind is category_kind), None)
    if category is None:
        return "", ""
    return category.label, next((one.label for one in category.subcategories if one.kind is kind), "")


def _family(vocabulary: Vocabulary, kind: SubcategoryKind) -> tuple[Category, Subcategory] | None:
    return next(
        (
            (category, subcategory)
            for category in vocabulary.categories
            for subcategory in category.subcategories
            if subcategory.kind is kind
        ),
        None,
    )
