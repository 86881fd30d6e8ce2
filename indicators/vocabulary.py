"""Which 一级指标 and 二级指标 a province prints in which edition of its form.

Read from the very fixture that fills the database, so that layouts and rules need no database to know the words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypedDict

from indicators.kinds import CategoryKind, SubcategoryKind
from indicators.text import normalise_label

FIXTURE = Path(__file__).resolve().parent.parent / "fixtures" / "vocabularies.json"

_CATEGORY_KINDS = {kind.value: kind for kind in CategoryKind}
_SUBCATEGORY_KINDS = {kind.value: kind for kind in SubcategoryKind}
_NUMBER_AT_END = re.compile(r"[0-9]+$")


class Fields(TypedDict, total=False):
    """The fields of a category, or of a subcategory with the natural key of its category."""

    province: str
    edition: str
    category: list[str]
    label: str
    kind: str
    position: int


class Row(TypedDict):
    """One object of a Django fixture."""

    model: str
    fields: Fields


class UnknownVocabulary(LookupError):
    """No vocabulary is kept for this province and edition."""


@dataclass(frozen=True, slots=True)
class Subcategory:
    """A 二级指标 as the form prints it, without the number of a numbered one."""

    label: str
    kind: SubcategoryKind

    @property
    def numbered(self) -> bool:
        return self.kind is SubcategoryKind.CORE_OUTPUT


@dataclass(frozen=True, slots=True)
class Category:
    """A 一级指标 and the 二级指标 under it, in printed order; some have none."""

    label: str
    kind: CategoryKind
    subcategories: tuple[Subcategory, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The labels of one province and edition; they are found however they are spaced or broken."""

    province: str
    edition: str
    categories: tuple[Category, ...]

    def category(self, label: str) -> Category | None:
        return self._categories.get(normalise_label(label))

    def subcategory(self, label: str) -> Subcategory | None:
        found = self._second_level(label)
        return found[1] if found else None

    def parent_of(self, level2_label: str) -> Category | None:
        """The 一级指标 that a 二级指标 belongs to, wherever the page put it."""
        found = self._second_level(level2_label)
        return found[0] if found else None

    def misplaced(self, level: str, label: str) -> str:
        """Why a label cannot stand in the column of ``level1`` or ``level2``, or ``""``."""
        if level == "level1" and not self.category(label) and self.subcategory(label):
            return f"“{normalise_label(label)}”是二级指标，不是一级指标"
        if level == "level2" and not self.subcategory(label) and self.category(label):
            return f"“{normalise_label(label)}”是一级指标，不是二级指标"
        return ""

    def canonical_level1(self, label: str) -> str | None:
        """The label as the form prints it, or None if the form has no such 一级指标."""
        category = self.category(label)
        return category.label if category else None

    def canonical_level2(self, label: str) -> str | None:
        """The label as the form prints it, with its number if it is numbered; None if it is not in the form."""
        subcategory = self.subcategory(label)
        if subcategory is None:
            return None
        return normalise_label(label) if subcategory.numbered else subcategory.label

    def _second_level(self, label: str) -> tuple[Category, Subcategory] | None:
        squeezed = normalise_label(label)
        if found := self._subcategories.get(squeezed):
            return found
        found = self._subcategories.get(_NUMBER_AT_END.sub("", squeezed))
        return found if found and found[1].numbered else None

    @cached_property
    def _categories(self) -> Mapping[str, Category]:
        return {normalise_label(category.label): category for category in self.categories}

    @cached_property
    def _subcategories(self) -> Mapping[str, tuple[Category, Subcategory]]:
        return {
            normalise_label(subcategory.label): (category, subcategory)
            for category in self.categories
            for subcategory in category.subcategories
        }


def vocabulary_for(province: str, edition: str) -> Vocabulary:
    """The vocabulary of a province (``河北``) and an edition of its form (``2023``)."""
    try:
        return vocabularies()[province, edition]
    except KeyError:
        known = "、".join(" ".join(key) for key in vocabularies())
        raise UnknownVocabulary(f"没有“{province} {edition}”的指标体系，已有：{known}。") from None


def vocabulary_or_empty(province: str, edition: str) -> Vocabulary:
    """The vocabulary, or one without any label for a form of which none is kept: it takes labels as they are typed."""
    return vocabularies().get((province, edition)) or Vocabulary(province, edition, ())


@cache
def vocabularies() -> Mapping[tuple[str, str], Vocabulary]:
    """Every vocabulary by province and edition."""
    rows = json.loads(FIXTURE.read_text(encoding="utf-8"))
    second_level: dict[tuple[str, ...], list[Subcategory]] = {}
    for fields in _fields(rows, "indicators.subcategory"):
        kind = _SUBCATEGORY_KINDS[fields["kind"]]
        second_level.setdefault(tuple(fields["category"]), []).append(Subcategory(fields["label"], kind))
    first_level: dict[tuple[str, str], list[Category]] = {}
    for fields in _fields(rows, "indicators.category"):
        province, edition, label = fields["province"], fields["edition"], fields["label"]
        subcategories = second_level.get((province, edition, label), [])
        first_level.setdefault((province, edition), []).append(
            Category(label, _CATEGORY_KINDS[fields["kind"]], tuple(subcategories))
        )
    return {key: Vocabulary(*key, tuple(categories)) for key, categories in first_level.items()}


def _fields(rows: list[Row], model: str) -> list[Fields]:
    """The fields of one model's rows, by position."""
    fields = [row["fields"] for row in rows if row["model"] == model]
    return sorted(fields, key=lambda each: each["position"])
