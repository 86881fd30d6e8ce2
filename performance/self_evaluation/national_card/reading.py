"""What a filled card says, whoever filled it: found by its captions, put where the card of today has the same indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.text import normalise_label
from performance.content.self_evaluation import FUND_ROWS, CardContent, ResultRow, from_plain, to_plain
from performance.documents.blocks import Source, SourceRow
from performance.documents.numbers import read_number
from performance.documents.table_rows import rows_of
from performance.scoring.arithmetic import plain
from performance.self_evaluation.card import Card
from performance.self_evaluation.national_card.declaration import national_card, plain_label
from performance.self_evaluation.national_card.printing import MEASURE, REASON, SCORE_REASON, SOURCE

MONEY = ("opening", "adjusted", "spent")
COLUMNS = ("level1", "name", "nature", "target", "unit", "value", "score", "reason")
SIGNS = ("≥", "≤", "＝", "=", ">", "<", "＞", "＜")  # “定性” and the like are no part of a value
_BARE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
TEXTS = ("conclusion", "problems", "measures", "funds_reason")
EXECUTION = "预算执行率"  # computed from the money, also where it stands among what is judged
_NUMBERED = re.compile(r"^指标\d+[:：]?")
_PARTS = re.compile(f"^({REASON}|{MEASURE}|{SCORE_REASON}|{SOURCE})", re.MULTILINE)


class NoCard(ValueError):
    """The file has no list of indicators with actual values."""


@dataclass(frozen=True)
class ReadCard:
    """``remarks`` are what was not put anywhere, or does not agree with what was approved; each with its row."""

    content: CardContent
    remarks: tuple[str, ...]


def read_card(source: Source, card: Card) -> ReadCard:
    """The same card with what the file says; what the file does not say stays. Raises NoCard."""
    rows = rows_of(source)
    heads = next((place for place, row in enumerate(rows) if _is_head(row)), None)
    if heads is None:
        raise NoCard("文件里没有“三级指标”和“实际完成值”的表头，不是绩效自评表。")
    remarks: list[str] = []
    content = _with_funds(card.content, rows[:heads], remarks)
    content = replace(content, results=_results(card, rows[heads:], remarks))
    content = replace(content, parts=_parts(content, rows[heads:], remarks))
    content = _with_texts(content, rows)
    return ReadCard(_without_computed_scores(replace(card, content=content)), tuple(remarks))


def _without_computed_scores(card: Card) -> CardContent:
    """A printed score that is the computed one was not entered by anybody."""
    results = tuple(
        replace(row, entered="") if scored.computed is not None and scored.computed == scored.awarded else row
        for row, scored in zip(card.content.results, card.sheet.indicators, strict=True)
    )
    return replace(card.content, results=results)


def _keys(cell: str) -> tuple[str, ...]:
    return national_card().keys_of(cell)


def _columns(row: SourceRow, wanted: Sequence[str]) -> dict[str, int]:
    """Where each of these captions stands in a row; the first one of each."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        for key in _keys(cell):
            if key in wanted:
                found.setdefault(key, place)
    return found


def _is_head(row: SourceRow) -> bool:
    return {"name", "value"} <= _columns(row, ("name", "value")).keys()


def _with_funds(content: CardContent, rows: Sequence[SourceRow], remarks: list[str]) -> CardContent:
    columns: dict[str, int] = {}
    funds = {fund.source: fund for fund in content.funds}
    for row in rows:
        heads = _columns(row, MONEY)
        if "spent" in heads:
            columns = heads
            continue
        told = _cells(row, columns)
        sources = list(_columns(row, [source.value for source in FUND_ROWS])) if columns else []
        for source in sources:
            funds[source] = replace(funds[source], **{key: text for key, text in told.items() if text})
        if not sources and any(map(_is_money, told.values())):
            label = next((cell.strip() for cell in row.cells if cell.strip()), "")
            amounts = "、".join(text for text in told.values() if text)
            remarks.append(f"{row.place}：自评表没有“{label}”这一资金来源，{amounts} 没有填入。")
    return replace(content, funds=tuple(funds.values()))


def _is_money(text: str) -> bool:
    try:
        return read_number(text) != 0
    except ValueError:
        return False


def _cells(row: SourceRow, columns: Mapping[str, int]) -> dict[str, str]:
    return {key: row.cells[place].strip() for key, place in columns.items() if place < len(row.cells)}


def _results(card: Card, rows: Sequence[SourceRow], remarks: list[str]) -> tuple[ResultRow, ...]:
    columns = _columns(rows[0], COLUMNS)
    results = list(card.content.results)
    judged = {normalise_label(name) for name, _ in card.content.parts} | {EXECUTION}
    waiting = list(range(len(results)))
    level1 = ""
    for row in _until_the_end(rows[1:]):
        cell = _joined(_cells(row, columns))
        level1 = plain_label(cell.get("level1", "")) or level1
        if not (name := _name(cell["name"])) or judged.intersection((level1, name)):
            continue
        place = next((place for place in waiting if _name(results[place].name) == name), None)
        if place is None:
            remarks.append(
                f"{row.place}：批复版没有“{cell['name']}”这一指标，完成值“{cell['value']}”没有填入。"
            )
            continue
        waiting.remove(place)
        promised = card.promised.content.indicators[place].target
        if cell.get("target") and normalise_label(cell["target"]) != normalise_label(promised):
            remarks.append(
                f"{row.place}：“{results[place].name}”的指标值为“{cell['target']}”，批复的是“{promised}”。"
            )
        results[place] = _told(results[place], cell)
    remarks += [f"文件里没有“{results[place].name}”，保持原来的内容。" for place in waiting]
    return tuple(results)


def _joined(cell: dict[str, str]) -> dict[str, str]:
    """Sign and unit stand in columns of their own on some forms; a number alone is in that unit."""
    sign, unit = cell.get("nature", ""), cell.get("unit", "")
    joined = dict(cell)
    if cell.get("target") and (sign or unit):
        joined["target"] = f"{sign if sign in SIGNS else ''}{cell['target']}{unit}"
    if unit and _BARE.fullmatch(cell.get("value", "")):
        joined["value"] = f"{cell['value']}{unit}"
    return joined


def _parts(
    content: CardContent, rows: Sequence[SourceRow], remarks: list[str]
) -> tuple[tuple[str, str], ...]:
    """What a person judges stands among the indicators, in a row of its name or in several below it: then their sum."""
    columns = _columns(rows[0], COLUMNS)
    scores: dict[str, list[str]] = {}
    level1 = ""
    for row in _until_the_end(rows[1:]):
        cell = _cells(row, columns)
        level1 = plain_label(cell.get("level1", "")) or level1
        name = _name(cell["name"])
        for label in {level1, name} if name and name != EXECUTION else ():  # a line without a name is a sum
            scores.setdefault(label, []).append(cell.get("score", ""))
    parts = []
    for name, entered in content.parts:
        written = [text for text in scores.get(normalise_label(name), []) if text]
        try:
            total = sum(map(read_number, written), Decimal(0))
        except ValueError:
            remarks.append(f"“{name}”的得分“{'、'.join(written)}”读不懂，没有填入。")
            written = []
        if len(written) > 1:
            remarks.append(f"“{name}”的得分为{len(written)}项之和：{' + '.join(written)} = {plain(total)}。")
        parts.append((name, plain(total) if written else entered))
    return tuple(parts)


def _until_the_end(rows: Sequence[SourceRow]) -> Iterator[SourceRow]:
    for row in rows:
        if any("end" in _keys(cell) for cell in row.cells):
            return
        yield row


def _name(text: str) -> str:
    return _NUMBERED.sub("", normalise_label(text))


def _told(row: ResultRow, cell: dict[str, str]) -> ResultRow:
    applicable = cell["value"] not in ("不适用", "/")
    said = _PARTS.split(cell.get("reason", ""))
    named = dict(zip(said[1::2], (text.strip() for text in said[2::2]), strict=True))
    reasons = {
        "reason": named.get(REASON, ""),
        "measure": named.get(MEASURE, ""),
        "score_reason": named.get(SCORE_REASON, ""),
    }
    if SOURCE in named:
        reasons["source"] = named[SOURCE]
    if not named:
        reasons = {"reason": cell.get("reason", "")}
    return replace(
        row,
        value=cell["value"] if applicable else "",
        applicable=applicable,
        entered=cell.get("score", ""),
        **reasons,
    )


def _with_texts(content: CardContent, rows: Sequence[SourceRow]) -> CardContent:
    """A text stands beside its caption; what became of the goal below it."""
    told: dict[str, str] = {}
    for row, below in zip(rows, (*rows[1:], None), strict=True):
        texts = [cell.strip() for cell in row.cells if cell.strip()]
        for key in _keys(texts[0]) if texts else ():
            if key in TEXTS and len(texts) > 1:
                told.setdefault(key, texts[1])
        place = _columns(row, ("goal_result",)).get("goal_result")
        if place is not None and below is not None and place < len(below.cells):
            told.setdefault("goal_result", below.cells[place].strip())
    return from_plain({**to_plain(content), **{key: text for key, text in told.items() if text}})
