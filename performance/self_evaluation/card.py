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
    RESULT_FIELDS,
    TEXTS,
    CardContent,
    FundRow,
    ResultRow,
)
from performance.models import ExecutionAmount, SelfEvaluation
from performance.scoring.actuals import Actuals, IndicatorActual
from performance.scoring.scheme_files import shipped_schemes
from performance.scoring.schemes import Method, Scheme
from performance.scoring.score import ScoreSheet, score
from performance.self_evaluation.forms.declaration import DeclaredForm, shipped_forms
from performance.statements.promised import Promised
from performance.written.rows import MORE, Fault, Written, fitted_rows, fund_field, read_numbers, too_long


@dataclass(frozen=True)
class Card:
    """``scored`` is the score where it is not that of the ``content``, some of which may not be read."""

    row: SelfEvaluation
    promised: Promised
    content: CardContent
    executed: ExecutionAmount | None = None
    scored: ScoreSheet | None = None

    @property
    def scheme(self) -> Scheme:
        return shipped_schemes()[self.row.scheme]

    @property
    def form(self) -> DeclaredForm:
        return shipped_forms()[self.row.form]

    @cached_property
    def _read(self) -> tuple[dict[str, Decimal], tuple[Fault, ...]]:
        return read_numbers(self._written_numbers())

    def _written_numbers(self) -> Iterator[Written]:
        for fund in self.content.funds:
            for column, label in FUND_COLUMNS.items():
                yield (
                    fund_field(fund.source, column),
                    getattr(fund, column),
                    f"{FUND_LABELS[fund.source]}的{label}",
                )
        answers = dict(self.content.more)
        for answer in self.form.all_answers:
            if answer.amount:
                yield more_field(answer.key), answers.get(answer.key, ""), answer.label
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
        if self.scored is not None:
            return self.scored
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
        return score(self.promised.content, actuals, self.scheme, self.row.statement.fiscal_year)

    @property
    def unreadable(self) -> tuple[Fault, ...]:
        return self._read[1]

    @property
    def behind(self) -> bool:
        """Another text has been approved since."""
        return self.row.statement.approved_revision_id != self.row.revision_id

    @property
    def without_budget(self) -> bool:
        return self.numbers.get(fund_field(FundSource.TOTAL, "adjusted")) == 0

    @cached_property
    def too_long(self) -> tuple[Fault, ...]:
        return too_long(self._texts())

    def _texts(self) -> Iterator[Written]:
        for name, label in TEXTS.items():
            yield name, getattr(self.content, name), label
        for place, row in enumerate(self.content.results):
            for name, label in RESULT_FIELDS.items():
                yield result_field(place, name), getattr(row, name), f"“{row.name}”的{label}"
        for key, words in self.content.answers:
            yield f"answer-{key}", words, "对警告的说明"
        labels = {answer.key: answer.label for answer in self.form.all_answers}
        for key, words in self.content.more:
            yield more_field(key), words, labels.get(key, key)


def result_field(place: int, name: str) -> str:
    return f"result-{place}-{name}"


def more_field(key: str) -> str:
    return f"{MORE}{key}"


def blank_content(promised: Promised, scheme: Scheme, form: DeclaredForm) -> CardContent:
    """A card nobody has written in yet: the approved money stands in it already."""
    opening = promised.opening
    funds = tuple(
        FundRow(source.value, f"{opening[source]:f}" if source in opening else "") for source in form.sources
    )
    return fitted(CardContent(funds=funds), promised, scheme, form)


def fitted(content: CardContent, promised: Promised, scheme: Scheme, form: DeclaredForm) -> CardContent:
    """The same answers, one for each indicator that is promised now, each part of the scheme and each field of the form."""
    results = fitted_rows(content.results, promised.content.indicators, ResultRow)
    entered = dict(content.parts)
    parts = tuple((part.name, entered.get(part.name, "")) for part in scheme.parts)
    held = {fund.source: fund for fund in content.funds}
    funds = {source.value: held.get(source.value, FundRow(source.value)) for source in form.sources} | held
    answers = {answer.key: "" for answer in form.all_answers} | dict(content.more)
    return replace(
        content, funds=tuple(funds.values()), results=results, parts=parts, more=tuple(answers.items())
    )
