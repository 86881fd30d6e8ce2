"""What only the whole list of a form tells: gaps, repeated rows, families that no other row has, columns unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indicators.text import normalise_label
from performance.documents.forms.account import Account
from performance.documents.forms.amounts import looks_like_amount
from performance.documents.forms.fitting import is_bare_unit
from performance.documents.forms.heads import LEVELS, Head, HeadColumn
from performance.documents.forms.records import Record
from performance.documents.forms.words import is_level1, parents

SIGNS = frozenset(("≥", "≤", ">", "<", "=", ">=", "<=", "≧", "≦", "＝"))
_LEVEL_NAMES = {"level1": "一级指标", "level2": "二级指标"}
_MAY_BE_BLANK = frozenset(("level1", "level2", "name", "value", "remark", "unit", "operator", "number"))


def doubt_list(records: Sequence[Record], head: Head, account: Account) -> None:
    """Say what is worth a look; only a column that was not known for what it is keeps a list from being read."""
    _complain_of_no_values(records, head, account)
    _complain_of_unknown_signs(records, head, account)
    for column in head.columns:
        if column.scope == "indicator":
            _say_gaps(records, column, account)
        if column.scope == "indicator" and column.key in LEVELS:
            _say_lost_levels(records, column, account)
    for side in range(head.sides):
        _say_untyped(records, head, side, account)
        _say_repeated(records, side, account)
    _say_strangers(records, head, account)


def _complain_of_no_values(records: Sequence[Record], head: Head, account: Account) -> None:
    """A list without any column of values: its values stand under a head that nobody knows."""
    if not records or any(column.key == "value" for column in head.columns):
        return
    others = "、".join(column.text for column in head.columns if column.scope == "own")
    kept = f"；“{others}”只作为本表栏目保存" if others else ""
    account.problem(records[0].place, f"没有认出哪一栏是指标值{kept}，请核对表头或改为“指标值”。", "指标值")


def _complain_of_unknown_signs(records: Sequence[Record], head: Head, account: Account) -> None:
    """A column of nothing but ≥, ≤ and = under a head that nobody knows: without it the values say something else."""
    for column in head.columns:
        if column.scope != "own":
            continue
        texts = [text for record in records if (text := normalise_label(record.texts.get(column, "")))]
        if texts and all(text in SIGNS for text in texts):
            message = f"“{column.text}”一栏都是≥、≤这样的符号，没有归入指标性质；请核对表头或改为“指标性质”。"
            account.problem(records[0].place, message, column.text, texts[0])


def _say_gaps(records: Sequence[Record], column: HeadColumn, account: Account) -> None:
    """A blank where every other row of the list has a text."""
    if column.key in _MAY_BE_BLANK:
        return
    named = [
        record for record in records if record.text("name", column.side) or record.text("value", column.side)
    ]
    blank = [record for record in named if not record.texts.get(column, "").strip()]
    if len(named) > 3 and len(blank) == 1:
        account.notice(blank[0].place, "别的行都有文字，只有这一行空着，请核对。", column.text)


def _say_lost_levels(records: Sequence[Record], column: HeadColumn, account: Account) -> None:
    """A blank level in the first row, or in a list that prints every level in every row, again and again."""
    texts = [normalise_label(record.texts.get(column, "")) for record in records]
    own = [(box := record.boxes.get(column)) is not None and box.row == record.row for record in records]
    again = any(own[n] and own[n - 1] and texts[n] and texts[n] == texts[n - 1] for n in range(1, len(texts)))
    for record, text in zip(records, texts, strict=True):
        is_first = record is records[0] and any(texts)
        if (again or is_first) and not text and not record.banners:
            account.notice(record.place, "这一行没有写明类别，而别的行都写明，请核对是否缺字。", column.text)


def _say_untyped(records: Sequence[Record], head: Head, side: int, account: Account) -> None:
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


def _say_repeated(records: Sequence[Record], side: int, account: Account) -> None:
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


def _say_strangers(records: Sequence[Record], head: Head, account: Account) -> None:
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
