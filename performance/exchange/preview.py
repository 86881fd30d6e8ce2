"""What a package would change here: asked of the save itself, text by text, and nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from departments.models import Department
from indicators.kinds import LabelledEnum
from performance.exchange.texts import ExchangedText
from performance.importing.modes import Deletion, deletions
from performance.models import PerformanceStatement
from performance.statements.list_numbers import said_of_list_numbers, without_list_numbers
from performance.statements.selectors import statement_content
from performance.statements.services import ContentRefused, StatementMoved, would_change
from performance.steps.refusals import Refused
from projects.models import ProjectLocked

Refusals = (Refused, ProjectLocked, StatementMoved)


class Change(LabelledEnum):
    NEW = "new", "新建"
    CHANGED = "changed", "更改"
    SAME = "same", "相同"
    REFUSED = "refused", "不能读入"


@dataclass(frozen=True)
class Outlook:
    """What would become of one text. ``version`` is that of the statement held against, 0 where there is none."""

    text: ExchangedText
    department: Department | None
    statement: PerformanceStatement | None
    change: Change
    deletions: tuple[Deletion, ...] = ()
    refusals: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def version(self) -> int:
        return self.statement.version if self.statement else 0

    @property
    def choosable(self) -> bool:
        return self.change in (Change.NEW, Change.CHANGED)

    @property
    def left_alone(self) -> int:
        """Reports and cards: they are held against an approval, and an approval does not travel."""
        return sum(len(one.reports) for one in self.text.periods) + len(self.text.cards)

    @property
    def indicators(self) -> int:
        return sum(1 for _ in self.text.content.indicators())

    @property
    def budget(self) -> Decimal:
        """In 万元."""
        projects = self.text.content.projects
        amounts = (one.annual_budget if one.budget is None else one.budget for one in projects)
        return sum((amount for amount in amounts if amount), Decimal(0))


def outlooks(texts: Iterable[ExchangedText], user) -> Iterator[Outlook]:
    for text in texts:
        yield outlook(text, user)


def outlook(text: ExchangedText, user) -> Outlook:
    department = (
        Department.objects.business_of(user)
        .filter(office__division_code=text.office_code, code=text.department_code)
        .select_related("office")
        .first()
    )
    if department is None:
        sentence = (
            f"{text.name}：财政区划 {text.office_code} 没有编码为“{text.department_code}”的部门，"
            "或不在您的查看范围内；请系统管理员先登记。"
        )
        return Outlook(text, None, None, Change.REFUSED, refusals=(sentence,))
    statement = (
        PerformanceStatement.objects.visible_to(user)
        .filter(department=department, fiscal_year=text.fiscal_year)
        .first()
    )
    stored = statement_content(statement) if statement else None
    lost = tuple(deletions(stored, text.content)) if stored else ()
    notices = said_of_list_numbers(text.content, without_list_numbers(text.content, stored))
    try:
        changed = would_change(
            text.content,
            department=department,
            year=text.fiscal_year,
            expected_version=statement.version if statement else None,
            by=user,
        )
    except ContentRefused as refused:
        return Outlook(text, department, statement, Change.REFUSED, lost, refused.problems)
    except Refusals as refused:
        return Outlook(text, department, statement, Change.REFUSED, lost, (str(refused),))
    change = (Change.CHANGED if statement else Change.NEW) if changed else Change.SAME
    return Outlook(text, department, statement, change, lost, notices=tuple(notices))
