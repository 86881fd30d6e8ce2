"""What a notice is about, as a key: the text of a department for a year, a unit's share in it, a comment on it."""

from __future__ import annotations

from performance.models import (
    AdjustmentRequest,
    Comment,
    MonitoringReport,
    MonitoringTask,
    NoticeKind,
    PerformanceStatement,
    SelfEvaluation,
    SpotCheckDraw,
)

# What these ask for is done as soon as anybody takes another step of the same matter.
ASKING = (NoticeKind.TO_REVIEW, NoticeKind.RETURNED, NoticeKind.RECALLED, NoticeKind.ADJUSTING)


def text_of_year(department: int, year: int) -> str:
    """Also of a text that nobody has begun yet."""
    return f"text-{department}-{year}"


def share_in(statement: PerformanceStatement, unit: int | None) -> str:
    """Of the text itself where ``unit`` is None."""
    text = text_of_year(statement.department_id, statement.fiscal_year)
    return text if unit is None else f"{text}-unit-{unit}"


def application(request: AdjustmentRequest) -> str:
    return f"request-{request.pk}"


def comment_on(comment: Comment) -> str:
    return f"comment-{comment.pk}"


def card_of_evaluation(evaluation: SelfEvaluation) -> str:
    return f"evaluation-{evaluation.pk}"


def spot_check_draw(draw: SpotCheckDraw) -> str:
    return f"spot-check-draw-{draw.pk}"


def monitoring_task(task: MonitoringTask) -> str:
    return f"monitoring-task-{task.pk}"


def monitoring_report(report: MonitoringReport) -> str:
    return f"monitoring-{report.pk}"


def alerts_of_report(report: MonitoringReport) -> str:
    return f"monitoring-{report.pk}-alerts"
