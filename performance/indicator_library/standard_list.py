"""A list of standard indicators as an office gives it out: read by its heads, every fault told with its row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indicators.kinds import Direction
from indicators.text import half_width, normalise_label
from performance.documents.blocks import Source, SourceRow
from performance.documents.table_rows import rows_of
from performance.models import StandardIndicator

HEADS = {
    "code": ("指标编码", "编码", "绩效指标代码"),
    "project_class": ("项目类别", "适用项目", "项目类型"),
    "industry": ("行业",),
    "policy_field": ("领域",),
    "level1": ("一级指标",),
    "level2": ("二级指标",),
    "name": ("三级指标", "指标名称"),
    "description": ("指标解释", "指标说明", "绩效指标描述"),
    "formula": ("计算公式",),
    "direction": ("指标性质", "指标方向", "方向"),
    "reference_value": ("参考值", "指标参考值"),
    "unit": ("计量单位", "度量单位"),
    "basis": ("取值依据", "指标值确定依据"),
    "standard": ("评分标准", "评(扣)分标准"),
    "data_source": ("数据来源",),
    "common": ("是否共性", "共性指标"),
    "required": ("是否必选", "是否必选(★)", "★必选"),
    "locked": ("是否锁定", "锁定"),
    "first_year": ("启用年度",),
    "last_year": ("停用年度",),
    "source_document": ("来源文件",),
}
NEEDED = ("code", "level1", "name")
FLAGS = ("common", "required", "locked")
YEARS = range(2000, 2100)
_FLAG = {"": False, "否": False, "2": False, "是": True, "1": True, "★": True, "√": True}
_DIRECTIONS = {
    "": "",
    **{direction.label: direction.value for direction in Direction},
    "≥": Direction.HIGHER.value,
    "≤": Direction.LOWER.value,
}

CellTexts = Mapping[str, str]  # what a row says, by HEADS


class NoStandards(ValueError):
    """Why nothing of a list can be taken, one Chinese sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class ListedStandard:
    """A row of a list: ``said`` in the order of StandardIndicator.SAID; years that it does not name are None."""

    code: str
    first_year: int | None
    last_year: int | None
    said: tuple[str | bool, ...]

    @property
    def columns(self) -> dict[str, str | bool]:
        return dict(zip(StandardIndicator.SAID, self.said, strict=True))

    @property
    def name(self) -> str:
        return str(self.columns["name"])

    @property
    def project_class(self) -> str:
        return str(self.columns["project_class"])


def read_standards(source: Source) -> tuple[ListedStandard, ...]:
    """Raises NoStandards with all that is wrong."""
    rows = rows_of(source)
    head = next((at for at, row in enumerate(rows) if set(NEEDED) <= _columns(row).keys()), None)
    if head is None:
        raise NoStandards(["文件里没有“指标编码”“一级指标”“三级指标”的表头。"])
    columns = _columns(rows[head])
    rows_read = [
        (str(row.place), {key: _cell(row, at) for key, at in columns.items()}) for row in rows[head + 1 :]
    ]
    return standards_of((place, cells) for place, cells in rows_read if any(cells.values()))


def standards_of(rows: Iterable[tuple[str, CellTexts]]) -> tuple[ListedStandard, ...]:
    """Rows with the words for their places. Raises NoStandards."""
    found: list[ListedStandard] = []
    problems: list[str] = []
    for place, cells in rows:
        faults = list(_faults(cells))
        problems += [f"{place}：{fault}" for fault in faults]
        if not faults:
            found.append(_standard(cells))
    repeated = [code for code, times in Counter(one.code for one in found).items() if times > 1]
    problems += [f"指标编码“{code}”出现不止一次。" for code in repeated]
    if not found and not problems:
        problems.append("名单里没有指标。")
    if problems:
        raise NoStandards(problems)
    return tuple(found)


def _faults(cells: CellTexts) -> Iterator[str]:
    yield from (f"“{HEADS[key][0]}”空白。" for key in NEEDED if not cells.get(key))
    yield from (
        f"“{HEADS[key][0]}”有{len(text)}字，最多{_longest(key)}字。"
        for key, text in cells.items()
        if len(text) > _longest(key)
    )
    yield from (
        f"“{HEADS[key][0]}”的“{cells[key]}”应为“是”或“否”。"
        for key in FLAGS
        if cells.get(key, "") not in _FLAG
    )
    if cells.get("direction", "") not in _DIRECTIONS:
        yield f"“指标性质”的“{cells['direction']}”应为正向、反向或定性。"
    if _FLAG.get(cells.get("locked", "")) and not _FLAG.get(cells.get("required", "")):
        yield "锁定的须是必选指标。"
    yield from _faults_of_years(cells)


def _faults_of_years(cells: CellTexts) -> Iterator[str]:
    years = {key: _year(cells.get(key, "")) for key in ("first_year", "last_year")}
    yield from (
        f"“{HEADS[key][0]}”的“{cells[key]}”应为{YEARS.start}至{YEARS.stop - 1}之间的年份。"
        for key, year in years.items()
        if cells.get(key) and year is None
    )
    first, last = years.values()
    if first and last and last < first:
        yield f"停用年度{last}早于启用年度{first}。"


def _standard(cells: CellTexts) -> ListedStandard:
    values: dict[str, str | bool] = {key: cells.get(key, "") for key in StandardIndicator.SAID}
    values |= {key: _FLAG[cells.get(key, "")] for key in FLAGS}
    values["direction"] = _DIRECTIONS[cells.get("direction", "")]
    return ListedStandard(
        cells["code"],
        _year(cells.get("first_year", "")),
        _year(cells.get("last_year", "")),
        tuple(values[key] for key in StandardIndicator.SAID),
    )


def _longest(key: str) -> int:
    length = getattr(StandardIndicator._meta.get_field(key), "max_length", None)
    return length or StandardIndicator.LONGEST_TEXT


def _year(text: str) -> int | None:
    plain = half_width(text).removesuffix("年")
    return int(plain) if re.fullmatch(r"[0-9]{4}", plain) and int(plain) in YEARS else None


def _columns(row: SourceRow) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row.cells):
        label = normalise_label(cell)
        for key, names in HEADS.items():
            if label in names:
                found.setdefault(key, at)
    return found


def _cell(row: SourceRow, at: int) -> str:
    return row.cells[at].strip() if at < len(row.cells) else ""
