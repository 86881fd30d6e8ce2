"""A card as it stands: what was promised, what is written, how it scores, and what cannot be read in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from performance.content.model import FundSource
from performance.content.self_evaluation import (
    FUND_COLUMNS,
    FUND_LABELS,
    FUND_ROWS,
    LONGEST,
    RESULT_FIELDS,
    TEXTS,
    CardContent,
    FundRow,
    ResultRow,
)
from performance.documents.numbers import MoneyUnit, read_amount, read_number
from performance.models import ExecutionAmount, SelfEvaluation
from performance.scoring.actuals import Actuals, IndicatorActual
from performance.scoring.scheme_files import shipped_schemes
from performance.scoring.schemes import Method, Scheme
from performance.scoring.score import ScoreSheet, score
from performance.statements.promised import Promised

DIGITS = 12  # of an amount in 万元 before the point; more is another unit


@dataclass(frozen=True)
class Fault:
    """A sentence about a field, which is named as the page names it."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Card:
    evaluation: SelfEvaluation
    promised: Promised
    content: CardContent
    executed: ExecutionAmount | None = None

    @property
    def scheme(self) -> Scheme:
        return shipped_schemes()[self.evaluation.scheme]

    @cached_property
    def _read(self) -> tuple[dict[str, Decimal], tuple[Fault, ...]]:
        """Every number that is written, and what cannot be read as one."""
        numbers: dict[str, Decimal] = {}
        faults = []
        for field, text, label in self._written_numbers():
            if not text.strip():
                continue
            try:
                numbers[field] = _number(text, money=field.startswith("fund-"))
            except ValueError:
                faults.append(Fault(field, f"{label}“{text.strip()}”不是可以读懂的数"))
        return numbers, tuple(faults)

    def _written_numbers(self) -> Iterator[tuple[str, str, str]]:
        for fund in self.content.funds:
            for column, label in FUND_COLUMNS.items():
                yield (
                    fund_field(fund.source, column),
                    getattr(fund, column),
                    f"{FUND_LABELS[FundSource(fund.source)]}的{label}",
                )
        yield "execution_entered", self.content.execution_entered, "预算执行率的得分"
        for place, (name, entered) in enumerate(self.content.parts):
            yield f"part-{place}", entered, f"{name}的得分"
        for place, row in enumerate(self.content.results):
            for name in ("parameter", "entered"):
                yield result_field(place, name), getattr(row, name), f"“{row.name}”的{RESULT_FIELDS[name]}"

    @property
    def numbers(self) -> dict[str, Decimal]:
        return self._read[0]

    @cached_property
    def sheet(self) -> ScoreSheet:
        numbers = self.numbers
        total = FundSource.TOTAL.value
        actuals = Actuals(
            numbers.get(fund_field(total, "adjusted")),
            numbers.get(fund_field(total, "spent")),
            numbers.get("execution_entered"),
            {
                name: numbers[f"part-{place}"]
                for place, (name, _) in enumerate(self.content.parts)
                if f"part-{place}" in numbers
            },
            tuple(
                IndicatorActual(
                    row.value,
                    Method(row.method) if row.method in set(Method) else None,
                    numbers.get(result_field(place, "parameter")),
                    numbers.get(result_field(place, "entered")),
                    row.applicable,
                )
                for place, row in enumerate(self.content.results)
            ),
        )
        return score(self.promised.content, actuals, self.scheme, self.evaluation.statement.fiscal_year)

    @property
    def unreadable(self) -> tuple[Fault, ...]:
        return self._read[1]

    @property
    def behind(self) -> bool:
        """Another text has been approved since."""
        return self.evaluation.statement.approved_revision_id != self.evaluation.revision_id

    @property
    def without_budget(self) -> bool:
        return self.numbers.get(fund_field(FundSource.TOTAL, "adjusted")) == 0

    @cached_property
    def too_long(self) -> tuple[Fault, ...]:
        return tuple(self._too_long())

    def _too_long(self) -> Iterator[Fault]:
        texts = [(name, getattr(self.content, name), label) for name, label in TEXTS.items()]
        for place, row in enumerate(self.content.results):
            texts += [
                (result_field(place, name), getattr(row, name), f"“{row.name}”的{label}")
                for name, label in RESULT_FIELDS.items()
            ]
        texts += [(f"answer-{key}", words, "对警告的说明") for key, words in self.content.answers]
        for field, text, label in texts:
            if len(text) > LONGEST:
                yield Fault(field, f"{label}有{len(text)}字，最多{LONGEST}字。")


def _number(text: str, *, money: bool) -> Decimal:
    number = read_amount(text, MoneyUnit.WAN) if money else read_number(text)
    if number < 0 or number.adjusted() >= DIGITS:
        raise ValueError(text)
    return number


def fund_field(source: str, column: str) -> str:
    return f"fund-{FundSource(source).value}-{column}"


def result_field(place: int, name: str) -> str:
    return f"result-{place}-{name}"


def blank_content(promised: Promised, scheme: Scheme) -> CardContent:
    """A card nobody has written in yet: the approved money stands in it already."""
    opening = promised.opening
    funds = tuple(
        FundRow(source.value, f"{opening[source]:f}" if source in opening else "") for source in FUND_ROWS
    )
    return fitted(CardContent(funds=funds), promised, scheme)


def fitted(content: CardContent, promised: Promised, scheme: Scheme) -> CardContent:
    """The same answers, one for each indicator that is promised now and each part of the scheme."""
    waiting: dict[tuple[str, str, str], list[ResultRow]] = {}
    for row in content.results:
        waiting.setdefault(row.key, []).append(row)
    results = tuple(
        waiting[key].pop(0) if waiting.get(key := (one.level1, one.level2, one.name)) else ResultRow(*key)
        for one in promised.content.indicators
    )
    entered = dict(content.parts)
    parts = tuple((part.name, entered.get(part.name, "")) for part in scheme.parts)
    return replace(content, results=results, parts=parts)
