"""Contents made up for a declared form: every place of it says something of its own."""

from dataclasses import replace
from decimal import Decimal

from performance.content.model import (
    FieldKind,
    FundLine,
    FundPeriod,
    FundSource,
    GoalContent,
    GoalKind,
    OwnField,
    PhaseContent,
    ProjectContent,
    SectionContent,
    SectionKind,
    StatementContent,
    TaskContent,
)
from performance.documents.forms.words import label_of, normalise
from tests.performance.documents.forms.trees import TreeMaker


class ContentMaker(TreeMaker):
    """Makes contents from a source of chance; ``form`` says which places there are."""

    def amount(self):
        places = 2 if self.form.money == "元" else 4
        return Decimal(self.chance.randint(1, 9_999_999)).scaleb(-places)

    def statement(self):
        year = self.chance.randint(2021, 2029)
        if self.form.kind == "department":
            return self.department(year)
        count = self.chance.randint(1, 3)
        projects = tuple(self.project() for _ in range(count))
        name = self.pick(("青禾市水务局", "云川县档案馆", "白石区体育中心"))
        if self.has("department"):
            projects = tuple(replace(project, department=name) for project in projects)
        else:
            projects = tuple(replace(project, department="") for project in projects)
        return StatementContent(self.form.province, self.form.edition, year, "", name, projects=projects)

    def has(self, field):
        return any(
            cell.field == field for part in self.form.parts for row in part.rows for cell in row
        ) or any(column.key == field for part in self.form.parts for column in part.columns)

    # -- one card ---------------------------------------------------------------------------------------------

    def project(self):
        trees = {
            part.list: self.tree(part, right=False) for part in self.form.parts if "indicators" in part.list
        }
        both = next((part for part in self.form.parts if part.list == "both_indicators"), None)
        year = self.tree(both, right=True) if both else trees.get("indicators", ())
        mid = trees.get("both_indicators", ()) or trees.get("mid_indicators", ())
        funds = tuple(sorted(self.funds(), key=lambda line: line.period is FundPeriod.ANNUAL))
        values = self.fields()
        horizon = (
            GoalContent(GoalKind.LONG_TERM, text=self.sentence(), indicators=mid)
            if self.has("mid_goal")
            else None
        )
        return ProjectContent(
            name=self.subject() + "项目",
            budget=self.of(funds, FundPeriod.ANNUAL, FundSource.TOTAL)
            or self.of(funds, FundPeriod.WHOLE, FundSource.TOTAL),
            fiscal_funds=self.fiscal(funds),
            other_funds=self.of(funds, FundPeriod.ANNUAL, FundSource.OTHER),
            total_budget=self.of(funds, FundPeriod.WHOLE, FundSource.TOTAL),
            goals=(self.sentence(),),
            phases=self.phases(),
            indicators=year,
            form=self.form.id,
            funds=funds,
            mid_term=horizon,
            fields=tuple(self.own()),
            **values,
        )

    def fields(self):
        made = {
            "unit_name": lambda: self.pick(("青禾市水文站", "云川县图书馆", "白石区体校")),
            "continuity": lambda: self.pick(("新增项目□　延续项目√", "延续")),
            "nature": lambda: self.pick(("一次性项目", "经常性项目")),
            "project_class": lambda: "特定目标类",
            "period": lambda: "2026年1月至2026年12月",
            "start_date": lambda: "2026/1/1",
            "end_date": lambda: "2027/12/31",
            "leader": lambda: "负责人甲",
            "phone": lambda: "0000-0000000",
            "code": lambda: f"9901{self.chance.randint(10**9, 10**10)}",
        }
        found = {field: make() for field, make in made.items() if self.has(field)}
        return found | (
            {"code": f"9901{self.chance.randint(10**9, 10**10)}"} if self.has("code_name") else {}
        )

    def funds(self):
        for part in self.form.parts:
            for number, row in enumerate(part.rows):
                yield from self.funds_of_row(part, number, row)
            for column in part.columns:
                if column.key.startswith("fund_"):
                    source = FundSource(column.key.removeprefix("fund_"))
                    yield FundLine(source, FundPeriod.ANNUAL, normalise(column.head), self.amount())

    def funds_of_row(self, part, number, row):
        start = 0
        for position, cell in enumerate(row):
            if cell.field == "fund":
                period, source = cell.more.split(":")[:2]
                label = row[position - 1].label or self.label_above(part, number, start)
                yield FundLine(FundSource(source), FundPeriod(period), normalise(label), self.amount())
            start += cell.span

    def label_above(self, part, number, start):
        at = 0
        for cell in part.rows[number - 1]:
            if at == start:
                return cell.label
            at += cell.span
        raise AssertionError("nothing above")

    @staticmethod
    def of(funds, period, source):
        return next((line.amount for line in funds if (line.period, line.source) == (period, source)), None)

    def fiscal(self, funds):
        for source in (FundSource.FISCAL, FundSource.GENERAL_BUDGET, FundSource.CURRENT_FISCAL):
            if (amount := self.of(funds, FundPeriod.ANNUAL, source)) is not None:
                return amount
        return None

    def own(self):
        groups = {}
        for part in self.form.parts:
            group = ""
            for row in part.rows:
                first = row[0]
                if not first.below:
                    label = label_of(first.label) if first.label else None
                    group = normalise(first.label) if label is not None and label.kind == "group" else ""
                for position, cell in enumerate(row):
                    if cell.field == "own":
                        label = normalise(row[position - 1].label)
                        groups[label] = group
        for position, (label, group) in enumerate(groups.items()):
            yield OwnField(label, self.own_text(label), self.own_kind(label), group, position)

    def own_text(self, label):
        if self.own_kind(label) is FieldKind.AMOUNT:
            return "10" if "分值" in label else "41"
        return self.sentence().split("\n")[0]

    def own_kind(self, label):
        control = self.form.controls.get(label)
        is_figure = control is not None and control.kind is FieldKind.AMOUNT
        return FieldKind.AMOUNT if is_figure or "分值" in label or label.endswith("数") else FieldKind.TEXT

    def phases(self):
        if not any(part.list == "phases" for part in self.form.parts):
            return ()
        return tuple(
            PhaseContent(f"2026年{n}月", self.sentence().split("\n")[0], f"2026年{n + 2}月") for n in (1, 4)
        )

    # -- the department ---------------------------------------------------------------------------------------

    def department(self, year):
        part = next(part for part in self.form.parts if part.list == "indicators")
        goal = GoalContent(GoalKind.ANNUAL, text=self.sentence(), indicators=self.tree(part, right=False))
        sections = (SectionContent(SectionKind.MANDATE, text=self.sentence()),) if self.has("mandate") else ()
        funds = tuple(self.funds())
        return StatementContent(
            self.form.province,
            self.form.edition,
            year,
            "",
            "青禾市水务局",
            sections=sections,
            goals=(goal,),
            form=self.form.id,
            tasks=tuple(self.tasks()),
            funds=funds,
            fields=tuple(self.own()),
        )

    def tasks(self):
        part = next((part for part in self.form.parts if part.list == "tasks"), None)
        keys = [column.key for column in part.columns] if part else []
        for _ in range(self.chance.randint(1, 3) if part else 0):
            funds = tuple(
                FundLine(FundSource(key), amount=self.amount())
                for key in keys
                if key in ("total", "fiscal", "other")
            )
            yield TaskContent(
                self.subject(), self.sentence(), self.sentence() if "goal" in keys else "", funds
            )
