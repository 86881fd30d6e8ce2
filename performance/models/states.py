"""The words of the workflow: where a statement, a unit's share or an application stands, and what can be done with it."""

from django.db.models import TextChoices


class StatementState(TextChoices):
    DRAFTING = "drafting", "编制中"
    FIRST_REVIEW = "first_review", "财政初审"
    SECOND_REVIEW = "second_review", "财政复审"
    APPROVAL = "approval", "待批复"
    APPROVED = "approved", "已批复"
    PUBLISHED = "published", "已公开"
    RETURNED = "returned", "退回部门"
    RETURNED_TO_UNIT = "returned_to_unit", "退回单位"
    ADJUSTING = "adjusting", "调整中"
    REQUESTED = "requested", "申请调整"


class UnitState(TextChoices):
    FILLING = "filling", "填报中"
    SUBMITTED = "submitted", "已报送"
    PASSED = "passed", "部门通过"
    RETURNED = "unit_returned", "已退回"


class RequestState(TextChoices):
    """Of an application to adjust an approved text."""

    DRAFTED = "request_drafted", "拟写"
    AT_DEPARTMENT = "at_department", "待部门转报"
    AT_FINANCE = "at_finance", "待财政同意"
    ALLOWED = "request_allowed", "已同意"
    DECLINED = "request_declined", "不予同意"
    WITHDRAWN = "request_withdrawn", "已撤回"
    ENDED = "request_ended", "已了结"


class EvaluationState(TextChoices):
    FILLING = "evaluating", "自评填报"
    RETURNED = "evaluation_returned", "自评退回"
    DEPARTMENT = "evaluation_department", "部门审核自评"
    FINANCE = "evaluation_finance", "财政复核自评"
    GRADED = "evaluation_graded", "自评已评定"
    PUBLISHED = "evaluation_published", "自评已公开"


class MonitoringState(TextChoices):
    FILLING = "monitoring", "监控填报"
    RETURNED = "monitoring_returned", "监控退回"
    RECTIFYING = "monitoring_rectifying", "整改中"
    DEPARTMENT = "monitoring_department", "部门审核监控"
    FINANCE = "monitoring_finance", "财政审核监控"
    CLOSED = "monitoring_closed", "监控办结"


class Action(TextChoices):
    SUBMIT = "submit", "报送"
    RECALL = "recall", "撤回"
    PASS = "pass", "通过"
    EXEMPT = "exempt", "免报"
    RETURN = "return", "退回"
    RETURN_TO_UNIT = "return_to_unit", "退回单位"
    SEND_BACK = "send_back", "退回初审"
    APPROVE = "approve", "批复"
    REVOKE = "revoke", "撤回批复"
    PUBLISH = "publish", "公开"
    UNPUBLISH = "unpublish", "撤下公开"
    ADJUST = "adjust", "调整"
    CANCEL = "cancel", "取消调整"
    ALLOW = "allow", "同意调整"
    REFUSE = "refuse", "不同意调整"
    APPLY = "apply", "提出申请"
    FORWARD = "forward", "转报财政"
    GRANT = "grant", "同意申请"
    DECLINE = "decline", "不予同意"
    WITHDRAW = "withdraw", "撤回申请"
    GRADE = "grade", "评定"
    RECTIFY = "rectify", "要求整改"
    CLOSE = "close", "办结"


class Stage(TextChoices):
    """The two reviews of the finance office; each value is the state in which the statement waits for it."""

    FIRST = StatementState.FIRST_REVIEW.value, "初审"
    SECOND = StatementState.SECOND_REVIEW.value, "复审"
