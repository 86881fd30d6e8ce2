"""A report as the fields of its page: each text by the name of its field, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from performance.content.model import FundSource
from performance.monitoring.content import (
    FUND_COLUMNS,
    FUND_LABELS,
    NO,
    STATE_FIELDS,
    TEXTS,
    YES,
    ReportContent,
    StateRow,
    valid_choices,
)
from performance.monitoring.report import state_field
from performance.written.rows import fund_field

CHOICES = {"counting": "怎样计数", "likelihood": "完成目标可能性", "reasons": "偏差原因"}
ON_TRACK = "on_track"
KINDS = "kinds"


def texts_of(content: ReportContent) -> dict[str, str]:
    """Of boxes of which several may be ticked, those that are, with commas between."""
    texts = {
        fund_field(row.source, column): getattr(row, column)
        for row in content.funds
        for column in FUND_COLUMNS
    }
    for place, row in enumerate(content.states):
        written = {name: getattr(row, name) for name in (*STATE_FIELDS, "counting", "likelihood")}
        written["reasons"] = ",".join(row.reasons)
        texts |= {state_field(place, name): text for name, text in written.items()}
    texts[KINDS] = ",".join(content.kinds)
    return texts | {name: getattr(content, name) for name in (ON_TRACK, *TEXTS)}


def labels_of(content: ReportContent) -> dict[str, str]:
    labels = {
        fund_field(row.source, column): f"{FUND_LABELS[FundSource(row.source)]}的{label}"
        for row in content.funds
        for column, label in FUND_COLUMNS.items()
    }
    for place, row in enumerate(content.states):
        named = {**STATE_FIELDS, **CHOICES}
        labels |= {state_field(place, name): f"{row.name}：{label}" for name, label in named.items()}
    return {**labels, ON_TRACK: "是否达到预期绩效目标", KINDS: "原因类型", **TEXTS}


def saying(content: ReportContent, texts: Mapping[str, str]) -> ReportContent:
    """The content with what stands in the fields."""
    funds = tuple(
        replace(row, **{column: texts[fund_field(row.source, column)] for column in FUND_COLUMNS})
        for row in content.funds
    )
    states = tuple(_state(row, place, texts) for place, row in enumerate(content.states))
    on_track = texts[ON_TRACK] if texts[ON_TRACK] in (YES, NO) else ""
    values = {name: texts[name] for name in TEXTS}
    return ReportContent(funds, states, on_track, **values, kinds=_ticked(texts[KINDS]))


def _state(row: StateRow, place: int, texts: Mapping[str, str]) -> StateRow:
    names = (*STATE_FIELDS, "counting", "likelihood")
    written = {name: texts[state_field(place, name)] for name in names}
    reasons = _ticked(texts[state_field(place, "reasons")])
    return valid_choices(replace(row, **written, reasons=reasons))


def _ticked(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))
