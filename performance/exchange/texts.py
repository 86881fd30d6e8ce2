"""What goes over to another system of one statement: its content, whose it is, and how far it has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from departments.models import BudgetUnit
from performance.content.model import StatementContent
from performance.exchange.performed import ExchangedCard, ExchangedPeriod
from performance.exchange.performed_texts import cards_of, periods_of
from performance.exporting.gathering import AT_ONCE, Text, texts_of
from performance.models import FamilyCode, PerformanceStatement
from projects.models import BudgetProject, WithheldIdentity

LIVE, YES, NO = "2", "1", "2"


@dataclass(frozen=True, slots=True)
class ExchangedUnit:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ExchangedCode:
    level1: str
    level2: str
    code: str


@dataclass(frozen=True, slots=True, order=True)
class ExchangedWithholding:
    """By what a project that is kept from the public is or was known, and why it is kept."""

    unit_code: str
    code: str
    name: str
    leader: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExchangedText:
    """``revision`` is the approved one; times are those of the ministry's tables, 17 digits."""

    office_code: str
    office_name: str
    office_province: str
    department_code: str
    department_name: str
    fiscal_year: int
    state: str
    revision: int | None
    created: str
    updated: str
    content: StatementContent
    units: tuple[ExchangedUnit, ...] = ()
    family_codes: tuple[ExchangedCode, ...] = ()
    withheld: tuple[ExchangedWithholding, ...] = ()
    periods: tuple[ExchangedPeriod, ...] = ()
    cards: tuple[ExchangedCard, ...] = ()

    @property
    def division(self) -> str:
        return self.office_code.ljust(9, "0")

    @property
    def version(self) -> str:
        return "" if self.revision is None else str(self.revision)

    @property
    def version_name(self) -> str:
        return "草案" if self.revision is None else f"批复版第{self.revision}稿"

    @property
    def is_approved(self) -> str:
        return NO if self.revision is None else YES

    @property
    def is_deleted(self) -> str:
        return LIVE

    @property
    def name(self) -> str:
        return f"{self.department_code} {self.department_name}{self.fiscal_year}年"


def exchanged_texts(statements: QuerySet[PerformanceStatement]) -> Iterator[ExchangedText]:
    """The texts in the order of their departments; the approved text where there is one, else the draft."""
    departments = statements.order_by().values("department")
    units = defaultdict(list)
    found = BudgetUnit.objects.filter(department__in=departments).order_by("department", "position", "code")
    for owner, code, name in found.values_list("department", "code", "name"):
        units[owner].append(ExchangedUnit(code, name))
    codes = defaultdict(list)
    for row in FamilyCode.objects.filter(office__departments__in=departments).distinct():
        codes[row.office_id, row.fiscal_year].append(ExchangedCode(row.level1, row.level2, row.code))
    for batch in _batches(texts_of(statements)):
        performed = _Performed([text.statement.pk for text in batch])
        withheld = _withheld(batch)
        for text in batch:
            department = text.statement.department
            own = codes[department.office_id, text.statement.fiscal_year]
            kept_back = _named_in(withheld[department.pk, text.statement.fiscal_year], text.content)
            yield _exchanged(
                text, tuple(units[department.pk]), _used(own, text.content), kept_back, performed
            )


def _batches(texts: Iterator[Text]) -> Iterator[list[Text]]:
    while batch := list(islice(texts, AT_ONCE)):
        yield batch


class _Performed:
    """What was done of some texts, read for all of them together."""

    def __init__(self, statements: Sequence[int]) -> None:
        self.periods, self.cards = periods_of(statements), cards_of(statements)


def _withheld(batch: Sequence[Text]) -> dict[tuple[int, int], list[ExchangedWithholding]]:
    """By department and year: as the projects are called now, and as they were called before."""
    found = defaultdict(list)
    place = Q(
        unit__department__in={text.statement.department_id for text in batch},
        fiscal_year__in={text.statement.fiscal_year for text in batch},
    )
    columns = ("unit__department", "fiscal_year", "unit__code", "code", "name", "leader")
    rows = chain(
        BudgetProject.objects.filter(place)
        .exclude(withheld_reason="")
        .values_list(*columns, "withheld_reason"),
        WithheldIdentity.objects.filter(place).values_list(*columns, "reason"),
    )
    for department, year, *one in rows:
        found[department, year].append(ExchangedWithholding(*one))
    return found


def _named_in(
    withheld: Sequence[ExchangedWithholding], content: StatementContent
) -> tuple[ExchangedWithholding, ...]:
    """Those that a project of the text may be; of others it says nothing."""
    codes = {project.code for project in content.projects} - {""}
    names = {project.name for project in content.projects} - {""}
    return tuple(sorted({one for one in withheld if one.code in codes or one.name in names}))


def _used(codes: list[ExchangedCode], content: StatementContent) -> tuple[ExchangedCode, ...]:
    families = {(one.level1, one.level2) for one in content.indicators()}
    families |= {(level1, "") for level1, _ in families}
    return tuple(code for code in codes if (code.level1, code.level2) in families)


def _exchanged(
    text: Text,
    units: tuple[ExchangedUnit, ...],
    codes: tuple[ExchangedCode, ...],
    withheld: tuple[ExchangedWithholding, ...],
    performed: _Performed,
) -> ExchangedText:
    statement, department = text.statement, text.statement.department
    return ExchangedText(
        office_code=department.office.division_code,
        office_name=department.office.name,
        office_province=department.office.province,
        department_code=department.code,
        department_name=department.name,
        fiscal_year=statement.fiscal_year,
        state=text.origin.state,
        revision=text.origin.revision,
        created=_seventeen_digits(statement.created),
        updated=_seventeen_digits(statement.updated),
        content=text.content,
        units=units,
        family_codes=codes,
        withheld=withheld,
        periods=performed.periods.get(statement.pk, ()),
        cards=performed.cards.get(statement.pk, ()),
    )


def _seventeen_digits(moment) -> str:
    return localtime(moment).strftime("%Y%m%d%H%M%S%f")[:17]
