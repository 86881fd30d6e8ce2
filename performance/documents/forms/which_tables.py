"""Which tables of a document are of performance; the others are set aside, and what is half of one is said."""

from __future__ import annotations

import re

from indicators.text import normalise_label
from performance.documents.blocks import Noise
from performance.documents.forms.boxes import Box, BoxTable, has_indicator_head, is_right_half
from performance.documents.forms.fitting import is_family
from performance.documents.forms.form_reading import FormReading
from performance.documents.forms.heads import find_head
from performance.documents.forms.surrounding_text import is_title
from performance.documents.forms.wide_heads import has_wide_head
from performance.documents.forms.words import head_of, label_of
from performance.documents.reading import Unplaced

OTHER_TABLE = "与绩效目标无关的表"
_NO_HEAD = "这里有绩效指标，但没有认出表头（可能是没有竖线的表，或被分页截断），未读入；请改用 Word 或 Excel 原文件，或画出表格线后再试。"
_RIGHT_HALF = "这张表与上一张表行数相同，像是同一张表太宽、右边的几栏印到了另一页，未读入；请改用原文件，或在打印设置里缩放为一页宽后再试。"
_RESULTS = re.compile("自评|监控|评价")
_DONE = re.compile("实际|完成|得分")
_DONE_THIS_YEAR = re.compile("^(?![上前近预])(?!.*(?:取值|来源)).*(?:实际|完成|得分|执行情况)")
_LONGEST_HEAD = 12
_NO_TARGETS = (
    "这张表{named}印有“{heads}”，像是填写完成情况的自评表或监控表，不是绩效目标，请核对；"
    "要读入完成情况，自评表请到这份文本的“绩效自评”页面读入，监控表请到“执行监控”中本期的页面读入。"
)
_ROWS_OF_A_HEAD = 20  # at the top of a table: below the rows of a card at the latest
_ROWS_OF_A_TITLE = 3
_TELLING_FIELDS = frozenset(("goal", "mid_goal"))


def is_performance_table(table: BoxTable) -> bool:
    """Whether a table shows the heads of indicators, or a goal and what it is the goal of."""
    if has_indicator_head(table) or has_wide_head(table):
        return True
    if any(find_head(table, row) for row in range(min(table.height, _ROWS_OF_A_HEAD))):
        return True
    found: set[str] = set()
    for box in table.boxes:
        if len(box.text) < 60 and (label := label_of(box.text)) is not None:
            found.add(label.key if label.kind == "field" else f"{label.kind} {label.key}")
    goal = bool(found & _TELLING_FIELDS)
    owner = bool(found & {"name", "department_name", "unit_name"})
    return (goal and owner) or ("group tasks" in found and owner) or (goal and "group indicators" in found)


def is_of_results(table: BoxTable, reading: FormReading) -> bool:
    """Whether a table behind the targets says what became of those of another year: a 自评表 or a 监控表."""
    caption = _title_within(table) or reading.head.caption
    if not reading.drafts or reading.of_results or not _RESULTS.search(caption) or "目标" in caption:
        return False
    return any(head_of(box.text) == "own" and _DONE.search(box.text) for box in table.boxes)


def count_in(table: BoxTable, reading: FormReading) -> None:
    """Takes note of a table that was read, and says where it tells what became of targets: those read whole as well."""
    reading.taken += 1
    head = reading.head
    captions = (_title_within(table), head.caption, head.title, table.place.sheet)
    caption = next(filter(_names_results, captions), "")
    heads = list(dict.fromkeys(filter(_tells_results, (normalise_label(box.text) for box in table.boxes))))
    both = any("实际" in text for text in heads) and any("得分" in text for text in heads)
    if both or (caption and heads):
        reading.of_results = True
        message = _NO_TARGETS.format(named=f"“{caption}”" if caption else "", heads="、".join(heads[:3]))
        reading.account.problem(table.place, message)


def _names_results(caption: str) -> bool:
    return "自评" in caption or "监控" in caption or ("评价" in caption and "目标" not in caption)


def _tells_results(text: str) -> bool:
    """Whether a text is a head below which stands what was reached."""
    short = len(text) <= _LONGEST_HEAD and _DONE_THIS_YEAR.search(text) is not None
    return short and (head_of(text) == "own" or "实际完成" in text)


def set_results_aside(table: BoxTable, reading: FormReading) -> None:
    written = [box for box in table.boxes if box.text]
    reading.account.noise += [Noise(OTHER_TABLE, box.text, box.place) for box in written]
    caption = _title_within(table) or reading.head.caption
    message = f"这张表“{caption}”说的是完成情况，不是绩效目标，未读入（{len(written)}格）。"
    reading.account.notice(table.place, message)


def set_aside(table: BoxTable, reading: FormReading, above: BoxTable | None = None) -> None:
    """``above`` is the last table of performance before this one."""
    written = [box for box in table.boxes if box.text]
    if any(is_family(box.text) for box in written):
        _leave_unread(table, written, reading, _NO_HEAD)
        return
    if above is not None and is_right_half(table, above):
        _leave_unread(table, written, reading, _RIGHT_HALF)
        return
    reading.account.noise += [Noise(OTHER_TABLE, box.text, box.place) for box in written]
    if written:
        caption = _title_within(table) or reading.head.caption
        reading.head.caption = ""  # what follows without a title of its own is not called so
        named = f"“{caption}”" if caption else ""
        reading.set_aside += 1
        reading.account.notice(
            table.place, f"这张表{named}没有绩效目标的表头和栏目，未读入（{len(written)}格）。"
        )


def _title_within(table: BoxTable) -> str:
    """The title that a sheet prints in a row of its own above its table."""
    for row in table.rows[:_ROWS_OF_A_TITLE]:
        written = [box for box in row if box.text]
        squeezed = normalise_label(written[0].text) if written else ""
        if len(written) == 1 and squeezed.endswith("表") and is_title(squeezed):
            return squeezed
    return ""


def say_what_was_left(reading: FormReading) -> None:
    """Of a publication in which the targets are but a part: how much of it was taken, and what becomes of the rest."""
    if reading.set_aside and reading.taken:
        message = (
            f"文件里的表读入了{reading.taken}张绩效目标表，另有{reading.set_aside}张与绩效目标无关的表没有读入，"
            "已逐张列出；表外的文字作为说明保留。"
        )
        reading.account.notice(reading.drafts[0].place, message)


def _leave_unread(table: BoxTable, written: list[Box], reading: FormReading, message: str) -> None:
    """What is of performance and cannot be read: each text of it is left, and it is said why."""
    reading.unplaced += [Unplaced(box.place, box.text) for box in written]
    reading.account.problem(table.place, message)
