"""Tables under review: the indicators of one owner with what the rules ask of them, each worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from indicators.kinds import ValueKind
from indicators.text import normalise_label
from indicators.units import UnitKind, is_count_unit, is_money_unit, kind_of_unit
from indicators.values import TargetValue
from performance.content.model import GoalContent, IndicatorContent, ProjectContent
from performance.review.budget import Watched
from performance.review.families import OUTPUTS, Family, family_of, labels_by_family
from performance.review.findings import OwnerKind, TextPlace
from performance.review.reviewed_content import ReviewedContent
from performance.review.rule_sets import any_ending, any_word
from performance.review.similarity import core

TEN_THOUSANDS = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万": Decimal(1),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
    "亿元": Decimal(10000),
}


class Row:
    """One 三级指标 in its table."""

    def __init__(self, table: Table, number: int, indicator: IndicatorContent) -> None:
        self.table = table
        self.number = number
        self.indicator = indicator
        self.case = table.case
        self.parameters = table.case.parameters

    def at(self, field: str) -> TextPlace:
        return self.table.at(field, row=self.number)

    @cached_property
    def name(self) -> str:
        return core(self.indicator.name)

    @cached_property
    def label(self) -> str:
        return "".join(self.indicator.name.split())

    @cached_property
    def family(self) -> Family:
        return family_of(self.indicator.level1, self.indicator.level2)

    @property
    def shown_value(self) -> str:
        """The value as printed, on one line."""
        return "".join(self.indicator.value.split())

    @property
    def shown(self) -> str:
        """Name and value as printed: what is quoted as evidence."""
        return f"{self.label} {self.shown_value}".strip()

    @cached_property
    def printed(self) -> str:
        return normalise_label(self.indicator.value)

    @cached_property
    def value(self) -> TargetValue:
        return self.case.parsed(self.indicator.value)

    @cached_property
    def unit(self) -> str:
        """The unit printed with the value, or declared in brackets at the end of the name."""
        if self.value.unit:
            return normalise_label(self.value.unit)
        _, bracket, declared = normalise_label(self.indicator.name).rpartition("(")
        return declared.rstrip(")") if bracket and len(declared) <= 5 else ""

    @property
    def has_number(self) -> bool:
        return self.value.number is not None and self.value.kind is not ValueKind.DEADLINE

    @property
    def is_money(self) -> bool:
        """A bare 万 counts as money among the costs only."""
        return is_money_unit(self.unit) or (self.unit == "万" and self.family is Family.COST)

    @cached_property
    def counts(self) -> bool:
        return is_count_unit(self.unit)

    @cached_property
    def unit_kind(self) -> UnitKind | None:
        return kind_of_unit(self.unit)

    @cached_property
    def is_rate(self) -> bool:
        """Whether the name says that the value is a share of a whole."""
        name = normalise_label(self.indicator.name).partition("(")[0]
        return name.endswith(self.parameters.rate_endings) and not self.is_no_share_by(name)

    def is_no_share_by(self, name: str) -> bool:
        """Whether the end of a name only sounds like a share: 办事效率, but not 总有效率."""
        return bool(any_ending(self.parameters.not_shares).search(name))

    @cached_property
    def name_kinds(self) -> tuple[UnitKind, ...]:
        """What the end of the name says that the value measures."""
        for ending, kinds in self.parameters.kinds_of_names.items():
            if self.name.endswith(ending):
                return tuple(map(UnitKind, kinds))
        return ()

    @cached_property
    def description(self) -> str:
        """The description where it says anything besides the name, compared without marks."""
        text = core(self.indicator.description)
        return "" if text == self.name else text

    @cached_property
    def lower_is_better(self) -> bool:
        return (
            bool(any_word(self.parameters.lower_is_better).search(self.name))
            and not self.is_a_rate_of_mending
        )

    @property
    def is_a_rate_of_mending(self) -> bool:
        """Hidden dangers are bad, and their removal is good; where it comes too late or is wrong itself it is bad again."""
        parameters = self.parameters
        late = any_word(parameters.late_words).search(self.name)
        return self.is_rate and not late and bool(any_word(parameters.mending_words).search(self.name))

    @cached_property
    def money(self) -> Decimal | None:
        """The number in 万元 if the unit says that it is money."""
        factor = TEN_THOUSANDS.get(self.unit) if self.is_money else None
        if factor is None or self.value.number is None:
            return None
        return self.value.number * factor


class Table:
    """The indicators of a project or of a department-wide goal."""

    def __init__(
        self, case: ReviewedContent, owner: OwnerKind, index: int, content: GoalContent | ProjectContent
    ) -> None:
        self.case = case
        self.parameters = case.parameters
        self.owner = owner
        self.index = index
        self.content = content
        self.project = content if isinstance(content, ProjectContent) else None
        self._of: dict[tuple[Family, ...], Watched[Row]] = {}

    @cached_property
    def rows(self) -> Watched[Row]:
        rows = (Row(self, number, row) for number, row in enumerate(self.content.indicators))
        return self.case.watched(rows)

    @cached_property
    def labels(self) -> Mapping[Family, tuple[str, str]]:
        return labels_by_family(self.content.indicators)

    @cached_property
    def _code(self) -> str:
        return normalise_label(self.project.code) if self.project else ""

    @cached_property
    def _name(self) -> str:
        return "".join(self.project.name.split()) if self.project else ""

    def at(self, field: str = "indicators", *, row: int | None = None) -> TextPlace:
        label = "project_name" if row is None and field == "name" else field
        return TextPlace(
            owner=self.owner,
            index=self.index,
            row=row,
            field=field,
            section=self.section,
            project_code=self._code,
            project_name=self._name,
            indicator="" if row is None else self.rows[row].label,
            label=self.parameters.labels.get(label, ""),
        )

    @cached_property
    def is_running_cost(self) -> bool:
        """Whether the money keeps an office running: an item of the economic classification, or of such a class."""
        if self.project is None:
            return False
        named = normalise_label(self.project.name) in self.parameters.running_costs
        return named or normalise_label(self.project.project_class).startswith(
            self.parameters.running_classes
        )

    @property
    def printed_code(self) -> str:
        """The project's code in brackets, where the form prints one."""
        code = self.project.code.strip() if self.project else ""
        return f"（{code}）" if code else ""

    @property
    def section(self) -> str:
        return self.content.kind.label if isinstance(self.content, GoalContent) else "预算项目绩效目标"

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(row.name for row in self.rows if row.name)

    def of(self, *families: Family) -> Watched[Row]:
        if families not in self._of:  # rules of a row ask for the others of its table, row by row
            rows = (row for row in self.rows if row.family in families)
            self._of[families] = self.case.watched(rows)
        return self._of[families]

    @cached_property
    def output_names(self) -> frozenset[str]:
        return frozenset(row.name for row in self.of(*OUTPUTS))

    @cached_property
    def least_counts(self) -> Mapping[str, Row]:
        """Of the quantities counted in each unit the smallest, the first of equal ones, in the order of the table."""
        least: dict[str, Row] = {}
        for row in self.of(Family.QUANTITY):
            number = row.value.number
            if (
                row.counts
                and number
                and (row.unit not in least or number < (least[row.unit].value.number or 0))
            ):
                least[row.unit] = row
        return least

    @cached_property
    def budget(self) -> Decimal | None:
        """This year's money of the project in 万元."""
        project = self.project
        if project is None:
            return None
        known = (project.budget, project.annual_budget, project.total_budget)
        return next((amount for amount in known if amount is not None), None)
