"""What was judged, in sentences for workbooks, opinions and the command: nothing found is said only beside it."""

from __future__ import annotations

from collections.abc import Iterator

from performance.review import Outcome, ReviewAccount


def account_lines(account: ReviewAccount, at: str = "") -> Iterator[str]:
    """The numbers with the versions and ``at``, when it was judged; then which rules, and why the others not."""
    yield f"审了什么：{account}{f'审核时间 {at}。' if at else ''}"
    for outcome in (Outcome.UNDECIDED, Outcome.NOT_APPLICABLE):
        if of_kind := account.of(outcome):
            listed = "；".join(f"{each.code} {each.title}（{each.reason}）" for each in of_kind)
            yield f"{outcome.label}：{listed}。"
    yield f"{Outcome.APPLIED.label}：{'、'.join(each.code for each in account.applied)}。"
