"""The values of one card by the fields that forms name, and how an amount is printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from performance.content.model import (
    FundLine,
    FundPeriod,
    FundSource,
    GoalContent,
    GoalKind,
    OwnField,
    ProjectContent,
    StatementContent,
    TaskContent,
)
from performance.documents.blocks import (
    Anchor,
    Cell,
    Style,
)
from performance.documents.forms.amounts import PER_WAN, fund_name
from performance.documents.forms.form import Form, FormCell, FormPart
from performance.documents.forms.words import normalise
from performance.documents.numbers import number_format


class PrintedValues:
    """The values of one card by the fields that forms name."""

    def __init__(self, form: Form, content: StatementContent, project: ProjectContent | None) -> None:
        self.form, self.content, self.project = form, content, project
        self.per_wan = PER_WAN[form.money]
        self.owner: ProjectContent | StatementContent = project if project is not None else content
        self._used: set[int] = set()

    @property
    def funds(self) -> Sequence[FundLine]:
        return funds_of(self.owner)

    @property
    def fields(self) -> Sequence[OwnField]:
        return self.owner.fields

    def tree(self, *, mid: bool) -> GoalContent:
        if self.project is not None:
            if mid:
                return self.project.mid_term or GoalContent(GoalKind.LONG_TERM)
            return GoalContent(
                GoalKind.ANNUAL,
                indicators=self.project.indicators,
                empty_families=self.project.empty_families,
            )
        kind = GoalKind.LONG_TERM if mid else GoalKind.ANNUAL
        return next((goal for goal in self.content.goals if goal.kind == kind), GoalContent(kind))

    @property
    def tasks(self) -> Sequence[TaskContent]:
        return self.content.tasks if self.project is None else ()

    def label(self, text: str) -> str:
        """A label as it is printed: that of a goal over several years names them."""
        horizon = self.tree(mid=True).horizon
        meant = self.form.meaning_of(text) if horizon else None
        return f"{text}（{horizon}）" if meant is not None and meant.key == "mid_goal" else text

    def says(self, part: FormPart) -> bool:
        return any(self.cell(cell).text for row in part.rows for cell in row if cell.field) or bool(part.list)

    def cell(self, cell: FormCell) -> Cell:
        if cell.field == "fund":
            return self.fund(cell)
        if cell.field == "own":
            own = next((one for one in self.fields if normalise(one.label) == normalise(cell.more)), None)
            return Cell(own.value if own is not None else "", cell.span)
        return Cell(self.text(cell.field), cell.span, anchor=Anchor(cell.field))

    def fund(self, cell: FormCell) -> Cell:
        period, source, *_ = (*cell.more.split(":"), "")
        line = next(
            (
                one
                for one in self.funds
                if (one.period, one.source) == (FundPeriod(period), FundSource(source)) and not one.column
            ),
            None,
        )
        anchor = Anchor(fund_name(FundSource(source), FundPeriod(period)))
        return amount_cell(line, self.per_wan, cell.span, anchor)

    def text(self, field: str) -> str:
        if field == "blank":
            return ""
        if field == "goal":
            return "\n".join(self.project.goals) if self.project is not None else self.tree(mid=False).text
        if field == "mid_goal":
            return self.tree(mid=True).text
        if self.project is None:
            return self._of_department(field)
        if field == "code_name":
            return "-".join(filter(None, (self.project.code, self.project.name)))
        if field == "unit_name" and self.project.unit_code:
            return f"[{self.project.unit_code}]{self.project.unit_name}"
        if field == "department_code":
            return self.content.department_code
        return str(getattr(self.project, field, "") or "")

    def _of_department(self, field: str) -> str:
        if field == "mandate":
            return "\n".join(section.text for section in self.content.sections)
        if field == "department_name" and self.content.department_code:
            return f"[{self.content.department_code}]{self.content.department_name}"
        if field == "phone":
            return self.content.cover.phone
        return str(getattr(self.content, field, "") or "")


def funds_of(owner: ProjectContent | StatementContent) -> tuple[FundLine, ...]:
    """The lines by source; of a project that came from a list and has none, those that its own amounts make."""
    if owner.funds or not isinstance(owner, ProjectContent):
        return owner.funds
    amounts = (
        (FundSource.TOTAL, FundPeriod.WHOLE, owner.total_budget),
        (FundSource.TOTAL, FundPeriod.ANNUAL, owner.budget),
        (FundSource.FISCAL, FundPeriod.ANNUAL, owner.fiscal_funds),
        (FundSource.OTHER, FundPeriod.ANNUAL, owner.other_funds),
    )
    lines = (FundLine(source, period, source.label, amount) for source, period, amount in amounts)
    return tuple(line for line in lines if line.amount is not None)


def amount_cell(line: FundLine | None, per_wan: Decimal, span: int = 1, anchor: Anchor | None = None) -> Cell:
    """An amount in the unit of the form; what was printed instead of a number is printed again."""
    if line is None or line.amount is None:
        return Cell(line.printed if line is not None else "", span, Style.NUMBER, anchor=anchor)
    amount = line.amount * per_wan
    return Cell(amount, span, Style.NUMBER, False, number_format(amount, 2), anchor)
