"""Which fields of a content class are columns of the model that keeps it: they bear the same names."""

from __future__ import annotations

import typing
from collections.abc import Iterable
from dataclasses import fields, replace
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache
from types import NoneType

from django.db.models import Model

from performance import models as kept
from performance.content import model as said
from performance.content.json import plain_decimal
from projects.form_parts import FundLineRow
from projects.models import BudgetProject, MidTermGoal, ProjectPhase, SpendingPlan

if typing.TYPE_CHECKING:
    from _typeshed import DataclassInstance


@lru_cache(maxsize=10_000)  # texts repeat their numbers: percentages, nought, the same amount twice
def tidy(number: Decimal | None) -> Decimal | None:
    """A stored number without the idle zeros that the column's scale gave it: 37.500000 is 37.50."""
    return number if number is None else Decimal(plain_decimal(number))


Content = typing.TypeVar("Content", bound="DataclassInstance")
_AS_KEPT = {str, int, NoneType}  # said as the column keeps them, unless it keeps a word of a list


class SharedColumns(typing.Generic[Content]):
    """The columns that a content class and a model have in common, written and read by one declaration."""

    def __init__(self, content: type[Content], model: type[Model]) -> None:
        columns = {field.name for field in model._meta.concrete_fields}
        hints = typing.get_type_hints(content)
        self.content = content
        self.model = model
        self.kinds = {field.name: hints[field.name] for field in fields(content) if field.name in columns}

    def values(self, content: Content) -> dict[str, object]:
        return {name: getattr(content, name) for name in self.kinds}

    def read(self, row: Model, **others: object) -> Content:
        """The content that a row says; ``others`` are the fields kept in other tables."""
        return self.read_values([getattr(row, name) for name in self.kinds], **others)

    def read_values(self, values: Iterable[object], **others: object) -> Content:
        """The content that the values of the columns say, in the order of ``kinds``."""
        words, convert = self._words, self._said
        read = {
            name: value if value.__class__ in _AS_KEPT and name not in words else convert(name, value)
            for name, value in zip(self.kinds, values, strict=True)
        }
        return self.content(**read, **others)

    def tidied(self, content: Content) -> Content:
        """The same content with numbers as they will be read again."""
        printed = ((name, getattr(content, name)) for name in self.kinds)
        numbers = {name: tidy(value) for name, value in printed if value.__class__ is Decimal}
        return replace(content, **numbers) if numbers else content

    def columns_at(self, way: str) -> list[str]:
        """The columns as a query of another table names them."""
        return [f"{way}__{name}" for name in self.kinds]

    @cached_property
    def _words(self) -> dict[str, type[Enum]]:
        """The columns that keep a word of a list."""
        return {
            name: kind
            for name, kind in self.kinds.items()
            if isinstance(kind, type) and issubclass(kind, Enum)
        }

    def _said(self, name: str, value: object) -> object:
        if isinstance(value, Decimal):
            return tidy(value)
        return self._words[name](value) if name in self._words else value


HEAD = SharedColumns(said.StatementContent, kept.PerformanceStatement)
COVER = SharedColumns(said.CoverContent, kept.PerformanceStatement)
SECTION = SharedColumns(said.SectionContent, kept.NarrativeSection)
GOAL = SharedColumns(said.GoalContent, kept.PerformanceGoal)
FUNDING_LINE = SharedColumns(said.FundingLine, kept.FundingLine)
EARLIER_AMOUNT = SharedColumns(said.EarlierAmount, kept.EarlierAmount)
PROJECT = SharedColumns(said.ProjectContent, BudgetProject)
PLAN = SharedColumns(said.SpendingPlan, SpendingPlan)
PHASE = SharedColumns(said.PhaseContent, ProjectPhase)
MID_TERM = SharedColumns(said.GoalContent, MidTermGoal)
FUND_LINE = SharedColumns(said.FundLine, FundLineRow)
TASK = SharedColumns(said.TaskContent, kept.AnnualTask)
