"""What the page of a report sends: every field of it, or it was cut off on its way."""

from __future__ import annotations

from dataclasses import replace

from django.http import QueryDict

from performance.alerts.period import ReasonKind
from performance.monitoring.content import (
    FUND_COLUMNS,
    NO,
    STATE_FIELDS,
    TEXTS,
    YES,
    ReportContent,
    StateRow,
    valid_choices,
)
from performance.monitoring.report import Report, state_field
from performance.statements.written import fund_field

END = "end"  # stands last on the page


def posted_content(report: Report, post: QueryDict) -> ReportContent | None:
    """None where the page did not arrive as a whole."""
    if END not in post:
        return None
    funds = tuple(
        replace(row, **{column: _text(post, fund_field(row.source, column)) for column in FUND_COLUMNS})
        for row in report.content.funds
    )
    states = tuple(_state(row, place, post) for place, row in enumerate(report.content.states))
    on_track = post.get("on_track", "")
    texts = {name: _text(post, name) for name in TEXTS}
    return ReportContent(funds, states, on_track if on_track in (YES, NO) else "", **texts)


def _state(row: StateRow, place: int, post: QueryDict) -> StateRow:
    written = {name: _text(post, state_field(place, name)) for name in STATE_FIELDS}
    ticked = post.getlist(state_field(place, "reasons"))
    return valid_choices(
        replace(
            row,
            **written,
            counting=_text(post, state_field(place, "counting")),
            likelihood=_text(post, state_field(place, "likelihood")),
            reasons=tuple(kind.value for kind in ReasonKind if kind.value in ticked),
        )
    )


def _text(post: QueryDict, name: str) -> str:
    return post.get(name, "").replace("\r\n", "\n").replace("\x00", "")
