"""How often texts were returned, and how long they took to be approved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from statistics import median

from performance.overview.figure import Figure, FigureColumn, Kind, Linked, Picture, Series, share
from performance.overview.scope import Scope
from performance.overview.submission_status import KEY, SubmissionStatus


def returned_rounds(scope: Scope, found: Iterable[SubmissionStatus]) -> Figure:
    """Of what has been submitted."""
    counted = Counter(one.returned for one in found if one.sent)
    whole = counted.total()
    rows = [
        (
            f"退回{times}次" if times else "没有退回过",
            Linked(counted[times], scope.behind(KEY, returned=str(times))),
            share(counted[times], whole),
        )
        for times in sorted(counted)
    ]
    picture = None
    if rows:
        picture = Picture(
            [row[0] for row in rows], (Series("数量", [counted[times] for times in sorted(counted)]),), "个"
        )
    columns = (
        FigureColumn("退回次数"),
        FigureColumn("数量", Kind.COUNT, summed=True),
        FigureColumn("占比", Kind.SHARE),
    )
    return Figure("rounds", "退回情况", columns, rows, "只统计已报送过的。", picture, narrow=True)


def time_to_approval(scope: Scope, found: Iterable[SubmissionStatus]) -> Figure:
    """From the first submission to the first approval, in days."""
    days = sorted(one.days_to_approval for one in found if one.days_to_approval is not None)
    rows = []
    if days:
        number = Linked(len(days), scope.behind(KEY, approved="1"))
        middle = Decimal(median(days)).quantize(Decimal("0.1"))
        rows = [(number, days[0], middle, days[-1])]
    columns = (
        FigureColumn("已批复", Kind.COUNT),
        *(FigureColumn(f"{word}（天）", Kind.RATIO) for word in ("最短", "中位数", "最长")),
    )
    return Figure("approval", "报送到批复的时间", columns, rows, narrow=True)
