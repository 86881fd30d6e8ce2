"""Which family an indicator belongs to, told by its printed 一级 and 二级 labels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import cache, lru_cache

from indicators.kinds import CategoryKind, SubcategoryKind
from indicators.text import normalise_label
from indicators.vocabulary import vocabularies
from performance.content.model import IndicatorContent


class Family(Enum):
    """What an indicator measures, across the wordings of provinces and editions."""

    COST = "成本"
    QUANTITY = "数量"
    QUALITY = "质量"
    TIMELINESS = "时效"
    DELIVERY = "履职产出"
    ECONOMIC = "经济效益"
    SOCIAL = "社会效益"
    ENVIRONMENTAL = "生态效益"
    SUSTAINABILITY = "可持续影响"
    SATISFACTION = "满意度"
    MANAGEMENT = "管理效率"
    CAPACITY = "可持续发展能力"
    OUTPUT = "其他产出"
    OUTCOME = "其他效益"
    OTHER = "其他"


OUTPUTS = (Family.QUANTITY, Family.QUALITY, Family.TIMELINESS, Family.DELIVERY, Family.OUTPUT)
OUTCOMES = (
    Family.ECONOMIC,
    Family.SOCIAL,
    Family.ENVIRONMENTAL,
    Family.SUSTAINABILITY,
    Family.OUTCOME,
)

# The groups in which rule sets speak of families, with the label a reader knows.
GROUPS: dict[str, tuple[str, tuple[Family, ...]]] = {
    "cost": ("成本指标", (Family.COST,)),
    "output": ("产出指标", OUTPUTS),
    "outcome": ("效益指标", OUTCOMES),
    "satisfaction": ("满意度指标", (Family.SATISFACTION,)),
}
GROUP_OF = {family: group for group, (_, families) in GROUPS.items() for family in families}

_OF_SUBCATEGORY = {
    SubcategoryKind.QUANTITY: Family.QUANTITY,
    SubcategoryKind.QUALITY: Family.QUALITY,
    SubcategoryKind.TIMELINESS: Family.TIMELINESS,
    SubcategoryKind.COST: Family.COST,
    SubcategoryKind.ECONOMIC: Family.ECONOMIC,
    SubcategoryKind.SOCIAL: Family.SOCIAL,
    SubcategoryKind.ENVIRONMENTAL: Family.ENVIRONMENTAL,
    SubcategoryKind.SUSTAINABILITY: Family.SUSTAINABILITY,
    SubcategoryKind.BENEFICIARY_SATISFACTION: Family.SATISFACTION,
    SubcategoryKind.CORE_OUTPUT: Family.DELIVERY,
}
KIND_OF: dict[Family, SubcategoryKind] = {family: kind for kind, family in _OF_SUBCATEGORY.items()}
_OF_CATEGORY = {
    CategoryKind.OUTPUT: Family.OUTPUT,
    CategoryKind.COST: Family.COST,
    CategoryKind.OUTCOME: Family.OUTCOME,
    CategoryKind.SATISFACTION: Family.SATISFACTION,
    CategoryKind.OPERATING_COST: Family.COST,
    CategoryKind.MANAGEMENT_EFFICIENCY: Family.MANAGEMENT,
    CategoryKind.MANDATE_DELIVERY: Family.DELIVERY,
    CategoryKind.SOCIAL_EFFECT: Family.OUTCOME,
    CategoryKind.DEVELOPMENT_CAPACITY: Family.CAPACITY,
}


@cache
def _families_by_label() -> tuple[dict[str, Family], dict[str, Family]]:
    """The family of each 二级 and of each 一级 label that any province prints."""
    lower: dict[str, Family] = {}
    upper: dict[str, Family] = {}
    for vocabulary in vocabularies().values():
        for category in vocabulary.categories:
            upper[normalise_label(category.label)] = _OF_CATEGORY[category.kind]
            for subcategory in category.subcategories:
                if family := _OF_SUBCATEGORY.get(subcategory.kind):
                    lower[normalise_label(subcategory.label)] = family
    return lower, upper


@lru_cache(maxsize=1024)
def family_of(level1: str, level2: str) -> Family:
    """The family by the 二级 label, else by the 一级 label; ``OTHER`` if no form prints either."""
    lower, upper = _families_by_label()
    label = _without_weight(level2)
    found = lower.get(label) or lower.get(label.rstrip("0123456789"))
    return found or upper.get(_without_weight(level1), Family.OTHER)


def labels_by_family(indicators: Iterable[IndicatorContent]) -> dict[Family, tuple[str, str]]:
    """For each family the labels that the first indicator of it stands under."""
    labels: dict[Family, tuple[str, str]] = {}
    for one in indicators:
        labels.setdefault(family_of(one.level1, one.level2), (one.level1, one.level2))
    return labels


def _without_weight(label: str) -> str:
    """Some forms print the points of a family behind its name."""
    return re.sub(r"\([0-9]{1,3}(?:\.[0-9]{1,2})?(?:分|%)?\)$", "", normalise_label(label))


def is_printed_level1(label: str) -> bool:
    """Whether the form of any province prints this 一级 label; editions differ, and texts mix them."""
    return _without_weight(label) in _families_by_label()[1]


@cache
def family_labels() -> frozenset[str]:
    """Every printed 一级 and 二级 label, with and without the word 指标."""
    lower, upper = _families_by_label()
    return frozenset(form for label in (*lower, *upper) for form in (label, label.removesuffix("指标")))
