"""A list of budget figures as the integrated system gives it out: read by its heads, every fault told with its row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from departments.models import BudgetUnit, FinanceOffice
from indicators.text import normalise_label
from performance.documents.blocks import Source, SourceRow
from performance.documents.numbers import MoneyUnit, read_amount
from performance.documents.table_rows import rows_of
from performance.models import BudgetFigure

HEADS = {
    "department": ("部门编码", "部门代码", "主管部门编码", "主管部门代码"),
    "unit": ("单位编码", "单位代码", "预算单位编码", "预算单位代码"),
    "code": ("项目编码", "项目代码"),
    "name": ("项目名称",),
    "project_class": ("项目类别", "项目分类", "支出类别"),
    "total": ("预算数", "合计", "金额", "资金总额", "预算金额", "下达数"),
    "general_budget": ("一般公共预算", "一般公共预算拨款"),
    "government_fund": ("政府性基金", "政府性基金预算"),
    "state_capital": ("国有资本经营预算",),
    "special_account": ("财政专户管理资金",),
    "unit_funds": ("单位资金",),
    "other_funds": ("其他资金",),
}
NEEDED = ("unit", "code", "name", "total")
AMOUNTS = ("total", *BudgetFigure.SOURCES)
FINEST, DIGITS = 6, 12  # decimals of 万元: a cent has six; and digits before the point
LONGEST = {"code": 64, "name": 300, "project_class": 100}


class NoFigures(ValueError):
    """Why nothing of a list can be taken, one Chinese sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class ListedFigure:
    """A row of a list: ``unit`` by its primary key, amounts in 万元 in the order of AMOUNTS."""

    unit: int
    code: str
    name: str
    project_class: str
    amounts: tuple[Decimal | None, ...]

    @property
    def key(self) -> tuple[int, str]:
        return self.unit, self.code


CellTexts = Mapping[str, str]  # what a row says, by HEADS


def read_figures(source: Source, office: FinanceOffice) -> tuple[ListedFigure, ...]:
    """Raises NoFigures with all that is wrong."""
    rows = rows_of(source)
    head = next((at for at, row in enumerate(rows) if set(NEEDED) <= _columns(row).keys()), None)
    if head is None:
        raise NoFigures(["文件里没有“单位编码”“项目编码”“项目名称”“预算数”的表头。"])
    columns, unit = _columns(rows[head]), _money_unit(rows[: head + 1])
    rows_read = [
        (str(row.place), {key: _cell(row, at) for key, at in columns.items()}) for row in rows[head + 1 :]
    ]
    return figures_of([(place, cells) for place, cells in rows_read if any(cells.values())], office, unit)


def figures_of(
    rows: Iterable[tuple[str, CellTexts]], office: FinanceOffice, unit: MoneyUnit
) -> tuple[ListedFigure, ...]:
    """Rows with the words for their places. Raises NoFigures."""
    units = _Units(office)
    found: list[ListedFigure] = []
    problems: list[str] = []
    for place, cells in rows:
        try:
            found.append(_figure(cells, units, unit))
        except NoFigures as fault:
            problems += [f"{place}：{problem}" for problem in fault.problems]
    repeated = [key for key, times in Counter(one.key for one in found).items() if times > 1]
    problems += [f"项目编码“{code}”在同一单位出现不止一次。" for _, code in repeated]
    if not found and not problems:
        problems.append("名单里没有项目。")
    if problems:
        raise NoFigures(problems)
    return tuple(found)


class _Units:
    """The units of an office by their codes; a code alone may be that of several departments' units."""

    def __init__(self, office: FinanceOffice) -> None:
        self._keys: dict[str, dict[str, int]] = defaultdict(dict)
        units = BudgetUnit.objects.filter(department__office=office)
        for pk, code, department in units.values_list("pk", "code", "department__code"):
            self._keys[code][department] = pk

    def named(self, code: str, department: str) -> int:
        """Raises NoFigures."""
        known = self._keys.get(code, {})
        if department:
            known = {department: known[department]} if department in known else {}
        if len(known) == 1:
            return next(iter(known.values()))
        lack = "不止一个部门有这个单位，请加“部门编码”一列" if known else "没有登记，请先登记单位"
        raise NoFigures([f"单位编码“{code}”{lack}。"])


def _figure(cells: CellTexts, units: _Units, unit: MoneyUnit) -> ListedFigure:
    problems: list[str] = []
    problems += [f"“{HEADS[key][0]}”空白。" for key in NEEDED if not cells.get(key)]
    problems += [
        f"“{HEADS[key][0]}”有{len(cells[key])}字，最多{most}字。"
        for key, most in LONGEST.items()
        if len(cells.get(key, "")) > most
    ]
    amounts: list[Decimal | None] = []
    for key in AMOUNTS:
        try:
            amounts.append(_amount(cells[key], unit) if cells.get(key) else None)
        except ValueError:
            problems.append(f"“{HEADS[key][0]}”的“{cells[key]}”不是合理的金额。")
    pk = 0
    try:
        pk = units.named(cells["unit"], cells.get("department", "")) if cells.get("unit") else 0
    except NoFigures as fault:
        problems += fault.problems
    if not problems:
        problems += _unequal(amounts)
    if problems:
        raise NoFigures(problems)
    return ListedFigure(pk, cells["code"], cells["name"], cells.get("project_class", ""), tuple(amounts))


def _unequal(amounts: Sequence[Decimal | None]) -> Iterator[str]:
    total, sources = amounts[0], [amount for amount in amounts[1:] if amount is not None]
    together = sum(sources, Decimal(0))
    if sources and total is not None and together != total:
        yield f"各项资金之和{together.normalize():f}万元，不等于预算数{total.normalize():f}万元。"


def _amount(text: str, unit: MoneyUnit) -> Decimal:
    amount = read_amount(text, unit)
    if amount < 0 or amount.adjusted() >= DIGITS or amount != round(amount, FINEST):
        raise ValueError(text)
    return amount


def _columns(row: SourceRow) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row.cells):
        label = normalise_label(cell).partition("(")[0]
        for key, names in HEADS.items():
            if label in names:
                found.setdefault(key, at)
    return found


def _money_unit(rows: Sequence[SourceRow]) -> MoneyUnit:
    """As the heads or a line above them name it: nobody may guess between 元 and 万元."""
    text = "".join(normalise_label(cell) for row in rows for cell in row.cells)
    named = [
        unit
        for unit in (MoneyUnit.WAN, MoneyUnit.YUAN)
        if f"({unit.label})" in text or f"单位:{unit.label}" in text
    ]
    if len(named) != 1:
        raise NoFigures(["文件没有写明金额单位，请在表头写“（元）”或“（万元）”。"])
    return named[0]


def _cell(row: SourceRow, at: int) -> str:
    return row.cells[at].strip() if at < len(row.cells) else ""
