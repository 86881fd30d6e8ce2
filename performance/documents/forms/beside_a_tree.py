"""What stands beside the indicators of the one department that a list is of: its unit, its money, its goal."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.text import normalise_label
from performance.documents.forms.binding import Binding
from performance.documents.forms.boxes import Box
from performance.documents.forms.head_column import HeadColumn
from performance.documents.forms.heads import Head
from performance.documents.forms.records import Record

_NAMES = frozenset(("unit_name", "department_name", "department"))


def take_beside(records: Sequence[Record], head: Head, binding: Binding) -> None:
    """Bind what the columns that are no indicator's say, once where it stands in every row.

    A second unit in them is a complaint; a second amount is told.
    """
    columns: dict[HeadColumn, set[str]] = {}
    for record in records:
        for column in head.columns:
            box = record.boxes.get(column)
            if not column.scope.startswith("project") or box is None or box.row != record.row:
                continue
            texts, text = columns.setdefault(column, set()), normalise_label(box.text)
            if not text or text in texts:
                continue
            if texts and column.label is not None and column.label.kind == "fund":
                message = f"这张表没有项目名称，“{column.text}”却有不止一个数，都已读入，请核对各属谁。"
                binding.account.notice(box.place, message, column.text, box.text.strip())
            texts.add(text)
            _take(column, box, binding)


def _take(column: HeadColumn, box: Box, binding: Binding) -> None:
    label, text = column.label, box.text.strip()
    stored = binding.draft.values.get(column.key, "") if column.scope == "project" else ""
    if column.key in _NAMES and stored and normalise_label(stored) != normalise_label(text):
        message = (
            f"这张表没有项目名称，却有不止一个单位（“{stored}”与“{text}”），分不清指标属于谁，请分开导入。"
        )
        binding.account.problem(box.place, message, column.text, text)
    elif label is None or column.scope == "project_own":
        binding.draft.keep(column.text, text)
    elif label.kind == "fund":
        binding.fund(label, text, box.place, unit=column.money)
    else:
        binding.bind_text(label, text, box)
