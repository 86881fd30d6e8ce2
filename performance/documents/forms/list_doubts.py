"""What only the whole list of a form tells: gaps, repeated rows, families that no other row has, columns unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indicators.text import normalise_label
from indicators.units import COUNT_UNITS
from indicators.values import parse_value
from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.amounts import looks_like_amount
from performance.documents.forms.fitting import SIGNS, is_bare_unit, is_family
from performance.documents.forms.heads import LEVELS, Head, HeadColumn
from performance.documents.forms.records import Record
from performance.documents.forms.words import head_of, is_level1, parents

_SIGNED_NUMBER = re.compile(r"[≥≤≧≦⩾⩽]\d")
_SHARE = re.compile("(?:率|满意度|占比|比例)$")
_CUT = re.compile(r"\((?:续|续上页|接上页|续表)\)$")
_LEVEL_NAMES = {"level1": "一级指标", "level2": "二级指标"}
_MAY_BE_BLANK = frozenset(("level1", "level2", "name", "value", "remark", "unit", "operator", "number"))


def doubt_list(records: Sequence[Record], head: Head, account: ReadingAccount) -> None:
    """Say what is worth a look; only a column that was not known for what it is keeps a list from being read."""
    _complain_of_no_values(records, head, account)
    _complain_of_unknown_signs(records, head, account)
    _complain_of_heads_below(records, head, account)
    levels = [column for column in head.columns if column.scope == "indicator" and column.key in LEVELS]
    again = any(_is_printed_again(records, column) for column in levels)
    for column in head.columns:
        if column.scope == "indicator":
            _say_gaps(records, column, account)
        if column in levels:
            _say_lost_levels(records, column, account, again=again)
    _say_lost_second_levels(records, head, account)
    for side in range(head.sides):
        _say_beside_its_name(records, side, account)
        _say_untyped(records, head, side, account)
        _say_repeated(records, side, account)
    _say_strangers(records, head, account)


def _complain_of_no_values(records: Sequence[Record], head: Head, account: ReadingAccount) -> None:
    """A list without any column of values: its values stand under a head that nobody knows."""
    of_indicators = any(column.scope == "indicator" and column.key != "number" for column in head.columns)
    if not records or not of_indicators or any(column.key == "value" for column in head.columns):
        return
    others = "、".join(column.text for column in head.columns if column.scope == "own")
    kept = f"；“{others}”只作为本表栏目保存" if others else ""
    account.problem(records[0].place, f"没有认出哪一栏是指标值{kept}，请核对表头或改为“指标值”。", "指标值")


def _complain_of_unknown_signs(records: Sequence[Record], head: Head, account: ReadingAccount) -> None:
    """A column of nothing but ≥, ≤ and = under a head that nobody knows: without it the values say something else."""
    for column in head.columns:
        if column.scope != "own":
            continue
        texts = [text for record in records if (text := normalise_label(record.texts.get(column, "")))]
        if texts and all(text in SIGNS for text in texts):
            message = f"“{column.text}”一栏都是≥、≤这样的符号，没有归入指标性质；请核对表头或改为“指标性质”。"
            account.problem(records[0].place, message, column.text, texts[0])


def _complain_of_heads_below(records: Sequence[Record], head: Head, account: ReadingAccount) -> None:
    """A head among the texts, a family among the heads: two cells of different rows have changed places."""
    for column in head.columns:
        if column.scope == "own" and is_family(column.text):
            message = f"“{column.text}”印在表头里，却是指标的类别，请核对是否错行。"
            account.problem(head.boxes[0].place, message, "表头", column.text)
        for record in records:
            box = record.boxes.get(column)
            if column.scope == "own" and box is not None and head_of(box.text) in (*LEVELS, "name", "value"):
                message = f"“{box.text.strip()}”是表头，却印在“{column.text}”之下，请核对是否错行。"
                account.problem(box.place, message, column.text, box.text)


def _say_gaps(records: Sequence[Record], column: HeadColumn, account: ReadingAccount) -> None:
    """A blank where every other row of the list has a text."""
    if column.key in _MAY_BE_BLANK:
        return
    named = [
        record for record in records if record.text("name", column.side) or record.text("value", column.side)
    ]
    blank = [record for record in named if not record.texts.get(column, "").strip()]
    if len(named) > 3 and len(blank) == 1:
        account.notice(blank[0].place, "别的行都有文字，只有这一行空着，请核对。", column.text)


def _is_printed_again(records: Sequence[Record], column: HeadColumn) -> bool:
    """Whether a level is printed in a row though the row above says it already: a list that merges nothing."""
    own = [
        normalise_label(box.text)
        if (box := record.boxes.get(column)) is not None and box.row == record.row
        else ""
        for record in records
    ]
    return any(one and one == two for one, two in pairwise(own))


def _say_lost_levels(
    records: Sequence[Record], column: HeadColumn, account: ReadingAccount, *, again: bool
) -> None:
    """A blank level in the first row, or in a list that prints every level in every row, ``again`` and again."""
    texts = [normalise_label(record.texts.get(column, "")) for record in records]
    for record, text in zip(records, texts, strict=True):
        is_first = record is records[0] and any(texts)
        if (again or is_first) and any(texts) and not text and not record.banners:
            account.notice(record.place, "这一行没有写明类别，而别的行都写明，请核对是否缺字。", column.text)


def _say_lost_second_levels(records: Sequence[Record], head: Head, account: ReadingAccount) -> None:
    """A row that begins a first level and says no second one, where most that begin one do."""
    if head.sides > 1 or not (head.has("level1") and head.has("level2")):
        return
    begun: list[Record] = []
    above = ""
    for record in records:
        level1 = normalise_label(record.text("level1"))
        if level1 and level1 != above:
            begun.append(record)
        above = level1 or above
    lost = [record for record in begun if not record.text("level2").strip() and not record.banners]
    for record in lost if 2 * len(lost) < len(begun) else ():
        message = (
            f"“{record.text('level1').strip()}”之下没有写明二级指标，而别的一级指标之下都有，请核对是否缺字。"
        )
        account.notice(record.place, message, "二级指标")


def _say_beside_its_name(records: Sequence[Record], side: int, account: ReadingAccount) -> None:
    """A value that its name already says, a share that is counted, the remark that a page has cut a cell."""
    _say_shared_names(records, side, account)
    for record in records:
        name, value = (normalise_label(record.text(key, side)) for key in ("name", "value"))
        if value and _SIGNED_NUMBER.search(name):
            account.notice(
                record.place, f"名称“{name}”里已有符号和数字，请核对是否两格并成了一格。", "三级指标", name
            )
        if _SHARE.search(name) and parse_value(value).unit in COUNT_UNITS:
            account.notice(
                record.place,
                f"“{name}”是比率，指标值“{value}”却带计数的单位，请核对是否错行。",
                "指标值",
                value,
            )
        for text in (name, value):
            if _CUT.search(text):
                account.notice(
                    record.place, f"“{text}”像是被分页截断的一格，请核对是否读全。", "绩效指标", text
                )


def _say_shared_names(records: Sequence[Record], side: int, account: ReadingAccount) -> None:
    """One name over the values of several rows."""
    for record in records:
        box = record.boxes.get(column) if (column := record.column("name", side)) is not None else None
        if box is not None and box.row < record.row and record.text("value", side):
            message = f"几行共用一个名称“{box.text.strip()}”，请核对是否错栏。"
            account.notice(record.place, message, "三级指标", box.text)
            return


def _say_untyped(records: Sequence[Record], head: Head, side: int, account: ReadingAccount) -> None:
    """A number without the sign or the unit that the form has columns for."""
    for record in records:
        value = record.text("value", side)
        if head.has("operator") and value and is_bare_unit(value):
            message = f"“{value}”是计量单位，不是指标值，请核对是否缺格、错栏。"
            account.problem(record.place, message, "指标值", value)
        if not looks_like_amount(value):
            continue
        for key, what in (("operator", "指标性质"), ("unit", "计量单位")):
            if head.has(key) and not record.text(key, side).strip():
                account.notice(record.place, f"“{record.text('value', side)}”没有{what}，请核对。", what)


def _say_repeated(records: Sequence[Record], side: int, account: ReadingAccount) -> None:
    above: tuple[str, ...] = ()
    for record in records:
        own = tuple(_texts(record, side))
        if own == above and any(own):
            name = record.text("name", side) or record.text("description", side)
            account.notice(record.place, f"与上一行相同：“{name}”，请核对是否重复。")
        above = own


def _texts(record: Record, side: int) -> Iterator[str]:
    for key in ("name", "description", "value"):
        yield normalise_label(record.text(key, side))


def _say_strangers(records: Sequence[Record], head: Head, account: ReadingAccount) -> None:
    """A level that is no known family, where those of nearly all other rows are."""
    for column in (c for c in head.columns if c.key in LEVELS and c.scope == "indicator"):
        own = [
            r for r in records if (box := r.boxes.get(column)) is not None and box.row == r.row and box.text
        ]
        strange = [record for record in own if not _is_usual(column.key, record.texts[column])]
        for record in strange if len(strange) * 3 <= len(own) else ():
            text = record.texts[column]
            account.notice(
                record.place, f"“{text}”不是通常的{_LEVEL_NAMES[column.key]}，请核对。", column.text
            )


def _is_usual(level: str, text: str) -> bool:
    return is_level1(text) or (level == "level2" and bool(parents(text)))
