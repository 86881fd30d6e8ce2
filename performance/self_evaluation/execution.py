"""The list of the payment system: read, held against the cards of a year, stored beside them, and taken over by the unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from departments.permissions.reach import reaches_of
from departments.querysets import DepartmentQuerySet
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from indicators.text import normalise_label
from performance.content.model import FundSource
from performance.content.self_evaluation import CardContent, FundRow
from performance.documents.blocks import Source, SourceRow
from performance.documents.numbers import MoneyUnit, read_amount
from performance.documents.table_rows import rows_of
from performance.models import ExecutionAmount, SelfEvaluation
from performance.self_evaluation.card import Card
from performance.self_evaluation.services import OPENERS, card_of, end_of, executed_of, save_card
from performance.steps.refusals import Overtaken, Refused

HEADS = {
    "code": ("项目编码", "项目代码", "编码"),
    "adjusted": ("全年预算数", "调整后预算数", "调整预算数", "预算数", "变动后预算数"),
    "spent": ("全年执行数", "预算执行数", "执行数", "支付数", "支出数"),
}
Amounts = tuple[Decimal | None, Decimal | None]  # the budget after all changes, and what was spent
FINEST = 6  # decimals of 万元: a cent has six
DIGITS = 12  # before the point


class NoExecutionList(ValueError):
    """The file has no such list, or does not say in which unit its amounts are."""


@dataclass(frozen=True)
class ExecutionRow:
    """``before`` is what an earlier list said, where there was one."""

    card: SelfEvaluation
    adjusted: Decimal
    spent: Decimal
    before: Amounts | None = None

    @property
    def overwrites(self) -> bool:
        return self.before is not None and self.before != (self.adjusted, self.spent)


@dataclass(frozen=True)
class ExecutionList:
    """``problems`` are the rows that are not taken, each with its place; ``absent`` the cards that the list does not name."""

    rows: tuple[ExecutionRow, ...]
    problems: tuple[str, ...]
    absent: int


def cards_for_execution(user, year: int) -> QuerySet[SelfEvaluation]:
    """Those of the departments for which the user has the whole text before them."""
    held = [reach for reach in reaches_of(user) if reach.role in OPENERS]
    cards = SelfEvaluation.objects.filter(DepartmentQuerySet.opened_by(held, "statement__department__"))
    cards = cards.filter(statement__fiscal_year=year, unit__isnull=False)
    return cards.select_related("statement__department", "unit")


def read_execution(source: Source, user, year: int) -> ExecutionList:
    """Raises NoExecutionList."""
    rows = rows_of(source)
    head = next((place for place, row in enumerate(rows) if _columns(row).keys() == HEADS.keys()), None)
    if head is None:
        raise NoExecutionList("文件里没有“项目编码”“全年预算数”“全年执行数”的表头。")
    columns, unit = _columns(rows[head]), _unit_of(rows[: head + 1])
    cards: dict[str, list[SelfEvaluation]] = {}
    for card in cards_for_execution(user, year):
        cards.setdefault(card.code, []).append(card)
    found, problems = {}, []
    for row in rows[head + 1 :]:
        code = _cell(row, columns["code"])
        if not code:
            continue
        try:
            if code in found:
                raise ValueError(f"项目编码“{code}”在文件中出现不止一次")
            found[code] = _row(row, columns, cards.get(code, []), unit)
        except ValueError as fault:
            problems.append(f"{row.place}：{fault}，没有读入。")
    known = _known([row.card for row in found.values()], year)
    compared = tuple(
        replace(row, before=known.get((row.card.unit_id, row.card.code))) for row in found.values()
    )
    absent = sum(len(same) for code, same in cards.items() if code and code not in found)
    return ExecutionList(compared, tuple(problems), absent)


def _known(cards: Sequence[SelfEvaluation], year: int) -> dict[tuple[int | None, str], Amounts]:
    """What stands there already, by unit and code."""
    amounts = ExecutionAmount.objects.filter(
        unit__in={card.unit_id for card in cards}, fiscal_year=year, cutoff=end_of(year)
    )
    return {(one.unit_id, one.code): (one.adjusted, one.spent) for one in amounts}


def _columns(row: SourceRow) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        label = normalise_label(cell).partition("(")[0]
        for key, names in HEADS.items():
            if label in names:
                found.setdefault(key, place)
    return found


def _unit_of(rows: Sequence[SourceRow]) -> MoneyUnit:
    """As the heads or a line above them name it: nobody may guess between 元 and 万元."""
    text = "".join(normalise_label(cell) for row in rows for cell in row.cells)
    wan = "(万元)" in text or "单位:万元" in text
    yuan = "(元)" in text or "单位:元" in text
    if wan == yuan:
        raise NoExecutionList("文件没有写明金额单位，请在表头写“（元）”或“（万元）”。")
    return MoneyUnit.WAN if wan else MoneyUnit.YUAN


def _cell(row: SourceRow, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


def _row(
    row: SourceRow, columns: Mapping[str, int], cards: Sequence[SelfEvaluation], unit: MoneyUnit
) -> ExecutionRow:
    code = _cell(row, columns["code"])
    if len(cards) != 1:
        lack = "有不止一张自评表" if cards else "没有自评表，或不在您的办理范围"
        raise ValueError(f"项目编码“{code}”{lack}")
    adjusted, spent = (_amount(_cell(row, columns[key]), unit) for key in ("adjusted", "spent"))
    return ExecutionRow(cards[0], adjusted, spent)


def _amount(text: str, unit: MoneyUnit) -> Decimal:
    try:
        amount = read_amount(text, unit)
    except ValueError as fault:
        raise ValueError(f"金额“{text}”读不懂") from fault
    if amount < 0 or amount.adjusted() >= DIGITS or amount != round(amount, FINEST):
        raise ValueError(f"金额“{text}”不是合理的金额")
    return amount


@dataclass(frozen=True)
class SeenRow:
    """A row of the preview as somebody agreed to it."""

    card: int
    adjusted: Decimal
    spent: Decimal
    before: Amounts | None = None


@transaction.atomic
def store_execution(
    rows: Sequence[SeenRow], year: int, *, by: User, request: HttpRequest | None = None
) -> int:
    """As they stand at the end of the year; nothing is changed in the cards of these keys themselves.

    Raises Overtaken where another list has said something else since the preview.
    """
    held = cards_for_execution(by, year).filter(pk__in=[row.card for row in rows])
    # Whoever else imports the same rows waits here, also where nothing stands there yet.
    cards = {card.pk: card for card in held.select_for_update(of=("self",), no_key=True).order_by("pk")}
    if len(cards) != len(rows):
        raise Refused("有的自评表已不在您的办理范围，请重新选择文件。")
    known = _known(list(cards.values()), year)
    for row in rows:
        card = cards[row.card]
        if known.get((card.unit_id, card.code)) != row.before:
            raise Overtaken(f"“{card.label}”的执行数据在预览之后已由他人导入，请重新选择文件。")
    units = {pk: card.unit_id for pk, card in cards.items() if card.unit_id is not None}
    amounts = [
        ExecutionAmount(
            office_code=cards[row.card].office_code,
            unit_id=units[row.card],
            fiscal_year=year,
            cutoff=end_of(year),
            code=cards[row.card].code,
            adjusted=row.adjusted,
            spent=row.spent,
        )
        for row in rows
    ]
    ExecutionAmount.objects.bulk_create(
        amounts,
        update_conflicts=True,
        unique_fields=["unit", "fiscal_year", "cutoff", "code"],
        update_fields=["adjusted", "spent"],
    )
    first = next(iter(cards.values()))
    details = f"导入{year}年执行数据{len(rows)}行"
    record(Trailed.IMPORT, by=by, subject=first.statement, details=details, request=request)
    for row in rows:
        if row.before not in (None, (row.adjusted, row.spent)):
            _record_overwritten(cards[row.card], row, by, request)
    return len(rows)


def _record_overwritten(card: SelfEvaluation, row: SeenRow, by: User, request: HttpRequest | None) -> None:
    """The figures that are gone stand in the trail."""
    assert row.before is not None  # noqa: S101 - only such are overwritten
    compared = zip(("全年预算数", "全年执行数"), row.before, (row.adjusted, row.spent), strict=True)
    changes = (f"{label}{_shown(before)}→{_shown(now)}" for label, before, now in compared if before != now)
    record(
        Trailed.EDIT, by=by, subject=card, details=f"执行数据：{'，'.join(changes)}（万元）", request=request
    )


def _shown(amount: Decimal | None) -> str:
    return "空" if amount is None else plain_amount(amount)


def take_over(
    evaluation: SelfEvaluation, *, by: User, expected_version: int, request: HttpRequest | None = None
) -> Card:
    """The unit confirms what the payment system says: the amounts stand in its card from now on."""
    figure = executed_of(evaluation)
    if figure is None:
        raise Refused("还没有导入这个项目的执行数据。")
    content = _with_amounts(card_of(evaluation).content, figure)
    return save_card(evaluation, content, by=by, expected_version=expected_version, request=request)


def _with_amounts(content: CardContent, figure: ExecutionAmount) -> CardContent:
    """Of the total, and of its source where there is only one."""
    printed = {"adjusted": figure.adjusted, "spent": figure.spent}
    amounts = {name: plain_amount(amount) for name, amount in printed.items() if amount is not None}
    return replace(content, funds=tuple(_filled(content.funds, amounts)))


def _filled(funds: Sequence[FundRow], amounts: Mapping[str, str]) -> Iterator[FundRow]:
    paying = [fund for fund in funds[1:] if fund.opening.strip().strip("0.")]
    for fund in funds:
        if fund.source == FundSource.TOTAL or paying == [fund]:
            yield replace(fund, **amounts)
        elif len(paying) == 1:
            yield replace(fund, **dict.fromkeys(amounts, fund.opening))
        else:
            yield fund


def plain_amount(amount: Decimal) -> str:
    """At least two decimals, and no zeros behind them."""
    shown = f"{amount.normalize():f}"
    whole, _, decimals = shown.partition(".")
    return f"{whole}.{decimals.ljust(2, '0')}"
