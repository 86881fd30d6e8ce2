"""C7: is the money of the prose the money of the tables?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from performance.content.model import SectionKind
from performance.review.amounts import Amount, Phase, amounts
from performance.review.case import Case
from performance.review.engine import Remark, statement_rule
from performance.review.findings import Severity, TextPlace, Topic
from performance.review.needs import PROJECTS
from performance.review.rule_sets import any_word
from performance.review.similarity import core
from performance.review.tables import Table

_ITEM = re.compile(r"(?:^|\n)[^\S\n]*(?=[(（]?[0-9一二三四五六七八九十]{1,2}[)）]?[、.．）)])")


@statement_rule(
    "C7",
    Severity.WARNING,
    "文字中的金额与项目表不符",
    Topic.MONEY,
    needs=(PROJECTS,),
    reason="文字部分讲的钱与表格的钱应当是同一笔。",
    source="分项绩效目标与资金用途中的金额按项目名称与项目表对照；元、万元、亿元换算后比较，上年、累计、总额和其中数不当作本年预算，文中有解释的不算；归属不明的写“无法判断”。资金用途写“安排”的钱比预算数还多的、项目目标中的总投资比预算数还少的也提出。",
    example="文字“科普巡讲2026年安排50万元”，项目表24.00万元；文字共25万元，项目表合计31.90万元，三个项目没有提到。",
    remedy="补写遗漏的项目，或改正金额；口径不同的写明是哪一年、哪一部分。",
)
def money_in_prose_is_the_money_of_the_projects(case: Case) -> Iterator[Remark]:
    """Each sum that the prose says of a project is its money of the year; what is said of none is summed up."""
    budgets = {table: table.budget for table in case.projects if table.budget is not None}
    if not budgets:
        return
    names = _Names(list(budgets))
    paired = False
    for place, text in _sections(case):
        for table, sums in names.sums_of(text, case):
            paired = True
            yield from _of_project(place, table, sums)
    for table in budgets:
        if table.project:
            found = amounts(table.project.purpose, case.parameters, case.content.year)
            sums = list(case.budget.spent_on(found))
            yield from _of_purpose(table, sums)
            yield from _of_goals(table, case)
    if not paired:
        yield from _in_all(case, sorted(budgets, key=lambda table: table.index))


def _sections(case: Case) -> Iterator[tuple[TextPlace, str]]:
    for index, section in case.sections(SectionKind.FUNCTIONAL_GOAL):
        yield case.at_section(index), f"{section.title}\n{section.text}"
        yield case.at_section(index, "indicator_text"), section.indicator_text


class _Names:
    """Finds the projects that a sentence names; their years, and what many names share, tell nothing."""

    def __init__(self, tables: list[Table]) -> None:
        self.by_start: dict[str, list[tuple[str, Table]]] = defaultdict(list)
        self.budgets = {table.budget for table in tables}
        for table in tables:
            name = core(re.sub(r"20[0-9]{2}年度?", "", table.project.name if table.project else ""))
            if len(name) >= _TELLING and len(self.by_start[name[:_TELLING]]) < _SAME_START:
                self.by_start[name[:_TELLING]].append((name, table))

    def sums_of(self, text: str, case: Case) -> Iterator[tuple[Table, list[Amount]]]:
        """The one project that a sentence with money names, with its sums, unless one is that of another project."""
        of: dict[str, list[Amount]] = defaultdict(list)
        for amount in case.budget.spent_on(amounts(text, case.parameters, case.content.year)):
            of[amount.clause].append(amount)
        for clause, sums in case.budget.spent_on(of.items()):
            named = self.named_in(core(clause))
            others = ({each.amount for each in sums} & self.budgets) - {table.budget for table in named}
            if len(named) == 1 and not others:
                yield named.pop(), sums

    def named_in(self, words: str) -> set[Table]:
        return {
            table
            for start in range(len(words) - _TELLING + 1)
            for name, table in self.by_start.get(words[start : start + _TELLING], ())
            if words.startswith(name, start)
        }


_TELLING = 4  # characters of a name, for it to be recognised
_SAME_START = 50  # names that begin alike, so that the time stays in bounds


def _of_project(place: TextPlace, table: Table, sums: list[Amount]) -> Iterator[Remark]:
    """Nothing where one of the sums, or all of them together, is the money of the project, or words explain."""
    own = _own_money(table)
    this_year = [each for each in sums if each.phase in (Phase.THIS_YEAR, Phase.UNKNOWN)]
    together = sum((each.amount for each in this_year), Decimal(0))
    if not this_year or together in own or any(each.amount in own for each in sums):
        return
    if any_word(table.parameters.explaining_words).search(sums[0].clause):
        return
    printed = "、".join(each.printed for each in this_year)
    name = table.project.name.strip() if table.project else ""
    if all(each.phase is Phase.UNKNOWN for each in this_year):
        yield Remark(
            place,
            f"“{name}”文字{printed}，项目表{table.budget}万元",
            "文字没有说明是哪一年、哪一部分的钱，与项目表是否相符无法判断。",
            undecidable=True,
        )
        return
    yield Remark(
        place,
        f"“{name}”文字{printed}，项目表{table.budget}万元",
        f"“{name}”在文字中的金额与项目表不符。",
        expected=f"{table.budget}万元",
    )


def _of_purpose(table: Table, named_sums: list[Amount]) -> Iterator[Remark]:
    """What the purpose calls this year's money is the budget; a list of parts is not compared."""
    own = _own_money(table)
    this_year = [each for each in named_sums if each.phase is Phase.THIS_YEAR or _is_allotted(each, table)]
    sums = {each.amount for each in named_sums} | {sum((each.amount for each in this_year), Decimal(0))}
    if not this_year or sums & own:
        return
    clauses = dict.fromkeys(each.clause for each in named_sums)
    if any_word(table.parameters.explaining_words).search("".join(clauses)):
        return
    yield Remark(
        table.at("purpose"),
        f"资金用途写{'、'.join(each.printed for each in this_year)}，预算数{table.budget}万元",
        "资金用途中的本年金额与预算数不符。",
        judged=this_year[0].clause,
        expected=f"{table.budget}万元",
    )


def _is_allotted(amount: Amount, table: Table) -> bool:
    """More than the whole budget is said to be set aside: no part of the budget is that large."""
    before = amount.clause[: amount.start]
    allotted = amount.phase is Phase.UNKNOWN and bool(_ALLOTTED.search(before))
    return allotted and bool(table.budget) and amount.amount > (table.budget or 0)


_ALLOTTED = re.compile(
    "(?:安排|列支|支出|使用)(?:项目|专项|财政|市级|县级|区级|省级|本级)*(?:资金|经费)?共?计?$"
)


def _of_goals(table: Table, case: Case) -> Iterator[Remark]:
    """What a goal calls the cost of the whole project is not less than this year's part of it."""
    for goal in table.project.goals if table.project else ():
        for each in case.budget.spent_on(amounts(goal, table.parameters, case.content.year)):
            words = each.clause[max(0, each.start - _NEAR) : each.start]
            if (
                each.phase is Phase.TOTAL
                and table.budget is not None
                and each.amount < table.budget
                and each.amount not in _own_money(table)
                and _OF_THE_PROJECT.search(words)
                and not _OF_OTHERS.search(words)
            ):
                yield Remark(
                    table.at("goals"),
                    f"目标写“{words[-8:]}{each.printed}”，预算数{table.budget}万元",
                    "目标中的项目总投资比预算数还少。",
                    judged=goal,
                    expected=f"不少于{table.budget}万元",
                )


_NEAR = 20  # characters before a sum
_OF_OTHERS = re.compile("(?:带动|撬动|吸引|引进|引入|招商|招引|签约|落地)[^，、,]*$|每|单个")
_OF_THE_PROJECT = re.compile(
    "(?:项目|工程|建设|改造|^)(?:计划|预计|估算)?(?:总投资|总概算|概算总额|总价)(?:为|约)?$|[，、](?:计划|预计|估算)?总投资(?:为|约)?$"
)


def _own_money(table: Table) -> set[Decimal]:
    project = table.project
    known = (table.budget, project.fiscal_funds, project.other_funds, project.total_budget) if project else ()
    return {amount for amount in known if amount}


def _in_all(case: Case, tables: list[Table]) -> Iterator[Remark]:
    """Where no sentence names a project: the first sum of each item, told by its size, against all projects."""
    sums: list[Amount] = []
    everywhere: set[Decimal] = set()
    places: list[TextPlace] = []
    for place, text in _sections(case):
        for item in case.budget.spent_on(_ITEM.split(text)):
            found = list(amounts(item, case.parameters, case.content.year))
            everywhere.update(each.amount for each in found)
            own = [each for each in found if each.phase in (Phase.THIS_YEAR, Phase.UNKNOWN)]
            sums += own[:1]
            places += [place] * bool(own)
    budgets = [table.budget for table in tables if table.budget is not None]
    total, written = sum(budgets, Decimal(0)), sum((each.amount for each in sums), Decimal(0))
    if not sums or written == total:
        return
    unnamed = [t for t in tables if t.project and t.budget not in everywhere]
    terms = " + ".join(f"{each.amount.normalize():f}" for each in sums)
    evidence = f"文字 {terms} = {written.normalize():f}万元，项目合计{total}万元"
    if len(unnamed) == len(tables):
        yield Remark(
            places[0],
            evidence,
            "文字中的金额说的是哪些项目无法判断，与项目表是否相符无法判断。",
            undecidable=True,
        )
        return
    lost = "、".join(f"{t.project.name.strip()}（{t.budget}）" for t in unnamed if t.project)
    yield Remark(
        places[0],
        evidence + (f"；未提到：{lost}" if lost else ""),
        "分项目标中的金额与项目表合计不符。",
        expected=f"{total}万元",
    )
