"""What a filled form says, whoever filled it: found by its captions, put where the report of today has the same indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from indicators.text import normalise_label
from performance.alerts.period import ReasonKind
from performance.documents.blocks import Grid, Source, SourceRow
from performance.documents.numbers import MoneyUnit, names_unit
from performance.monitoring.content import NO, YES, ReportContent, StateRow, from_plain, to_plain
from performance.monitoring.national_form.captions import FUNDS, KEYS, MONEY, SAID, TICKS, plain_caption
from performance.monitoring.page_fields import labels_of, saying, texts_of
from performance.monitoring.report import Report
from performance.written.blanks import kept_where_blank, said_of_blanks

_NUMBERED = re.compile(r"^指标\d+[:：]?")
_UNIT = re.compile(r"\((?:单位:)?(?:人民币)?([百千万亿]*元)\)|单位:(?:人民币)?([百千万亿]*元)")
WAN = MoneyUnit.WAN.label
WRITTEN = ("actual", "forecast", "reason", "remark")


class NoForm(ValueError):
    """The file has no list of indicators with how far they are."""


@dataclass(frozen=True)
class ReadForm:
    """``remarks`` are what was not put anywhere, or does not agree with what was approved; each with its row."""

    content: ReportContent
    remarks: tuple[str, ...]


def read_form(source: Source, report: Report) -> ReadForm:
    """The same report with what the file says; what the file does not say or leaves blank stays. Raises NoForm."""
    rows = _rows_of(source)
    first = next((place for place, row in enumerate(rows) if _is_head(row)), None)
    if first is None:
        raise NoForm("文件里没有“三级指标”和“执行情况”的表头，不是绩效目标执行监控表。")
    columns = _columns(rows[first], KEYS)
    if first + 1 < len(rows):
        columns |= _columns(rows[first + 1], KEYS)
    remarks: list[str] = []
    content = _with_funds(report.content, rows[:first], remarks)
    content = replace(content, states=_states(report, columns, rows[first + 1 :], remarks))
    content = _with_texts(content, rows, remarks)
    kept = kept_where_blank(texts_of(report.content), texts_of(content))
    remarks += said_of_blanks(kept, labels_of(content))
    content = saying(content, texts_of(content) | kept)
    return ReadForm(content, tuple(remarks))


def _rows_of(source: Source) -> list[SourceRow]:
    """On the full width of each table, so that a head and what stands below it have the same place."""
    rows: list[SourceRow] = []
    for block in source.blocks:
        if isinstance(block, Grid):
            rows += Grid(block.cells, block.width, block.height, block.place).rows
        else:
            rows.append(block)
    return rows


def _columns(row: SourceRow, captions: Mapping[str, str]) -> dict[str, int]:
    """Where each of these captions stands in a row; the first one of each."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        if key := captions.get(plain_caption(cell)):
            found.setdefault(key, place)
    return found


def _is_head(row: SourceRow) -> bool:
    return {"name", "actual"} <= _columns(row, KEYS).keys()


def _with_funds(content: ReportContent, rows: Sequence[SourceRow], remarks: list[str]) -> ReportContent:
    columns: dict[str, int] = {}
    funds = {fund.source: fund for fund in content.funds}
    unit = _unit_of(rows)
    for row in rows:
        heads = _columns(row, MONEY)
        if "spent" in heads:
            columns = heads
            continue
        for source in _columns(row, FUNDS) if columns else ():
            told = {key: _in_unit(_cell(row, place), unit) for key, place in columns.items()}
            funds[source] = replace(funds[source], **{key: text for key, text in told.items() if text})
    if unit not in ("", WAN):
        remarks.append(f"文件的金额单位是{unit}，金额连同单位填入，计算时换算为万元。")
    return replace(content, funds=tuple(funds.values()))


def _unit_of(rows: Sequence[SourceRow]) -> str:
    """As a head of the money or a line above it names it; nothing where none does."""
    text = "\n".join(normalise_label(cell) for row in rows for cell in row.cells)
    found = _UNIT.search(text)
    return (found[1] or found[2]) if found else ""


def _in_unit(text: str, unit: str) -> str:
    """The amount as it stands; with its unit where the form would take it for 万元."""
    if unit in ("", WAN) or not any(map(str.isdigit, text)) or names_unit(text):
        return text
    return f"{text}{unit}"


def _states(
    report: Report, columns: Mapping[str, int], rows: Sequence[SourceRow], remarks: list[str]
) -> tuple[StateRow, ...]:
    states = list(report.content.states)
    waiting = list(range(len(states)))
    for row in _indicators(rows):
        cells = {key: _cell(row, place) for key, place in columns.items()}
        name = _name(cells["name"])
        if not name or KEYS.get(plain_caption(cells["name"])):
            continue
        place = next((place for place in waiting if _name(states[place].name) == name), None)
        if place is None:
            remarks.append(f"{row.place}：批复版没有“{cells['name']}”这一指标，“{cells['actual']}”没有填入。")
            continue
        waiting.remove(place)
        promised = report.promised.content.indicators[place].target
        if cells.get("target") and normalise_label(cells["target"]) != normalise_label(promised):
            remarks.append(
                f"{row.place}：“{states[place].name}”的指标值为“{cells['target']}”，批复的是“{promised}”。"
            )
        states[place] = _told(states[place], cells, row, remarks)
    remarks += [f"文件里没有“{states[place].name}”，保持原来的内容。" for place in waiting]
    return tuple(states)


def _indicators(rows: Sequence[SourceRow]) -> Iterator[SourceRow]:
    """Up to where something else is said."""
    for row in rows:
        if any(plain_caption(cell) in SAID for cell in row.cells[:2]):
            return
        yield row


def _told(row: StateRow, cells: Mapping[str, str], source: SourceRow, remarks: list[str]) -> StateRow:
    ticked: dict[str, list[str]] = {"reason": [], "likelihood": []}
    for key, text in cells.items():
        kind, _, value = key.partition(":")
        if not value or not text:
            continue
        if text in TICKS:
            ticked[kind].append(value)
        else:
            remarks.append(f"{source.place}：“{row.name}”的勾选栏写的是“{text}”，看不出是否勾选。")
    if len(ticked["likelihood"]) > 1:
        remarks.append(f"{source.place}：“{row.name}”勾选了两种可能性，没有填入。")
    likelihood = ticked["likelihood"][0] if len(ticked["likelihood"]) == 1 else ""
    written = {name: cells[name] for name in WRITTEN if name in cells}
    return replace(row, **written, reasons=tuple(ticked["reason"]), likelihood=likelihood)


def _with_texts(content: ReportContent, rows: Sequence[SourceRow], remarks: list[str]) -> ReportContent:
    """A text stands beside its caption."""
    told: dict[str, str] = {}
    for row in rows:
        texts = [cell.strip() for cell in row.cells if cell.strip()]
        if len(texts) > 1 and (name := SAID.get(plain_caption(texts[0]))):
            told.setdefault(name, texts[1])
    if told.get("on_track", YES) not in (YES, NO):
        del told["on_track"]
    read: dict[str, object] = {**told}
    if "kinds" in told:
        words = told["kinds"]
        read["kinds"] = [kind.value for kind in ReasonKind if kind.label in words]
        if left := _left_over(words):
            remarks.append(
                f"原因类型中的“{left}”不是{'、'.join(kind.label for kind in ReasonKind)}之一，没有填入。"
            )
    return from_plain({**to_plain(content), **read})


def _left_over(words: str) -> str:
    """What is none of the kinds that the form names."""
    for kind in ReasonKind:
        words = words.replace(kind.label, "")
    return words.strip(" 、，,;；/")


def _cell(row: SourceRow, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


def _name(text: str) -> str:
    return _NUMBERED.sub("", normalise_label(text))
