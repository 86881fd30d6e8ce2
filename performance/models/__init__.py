"""The statement of a department for a year, what it says besides its projects, and what became of it."""

from performance.models.adjustments import AdjustmentPart, AdjustmentRequest
from performance.models.approval_letters import ApprovalLetter, ApprovalTemplate
from performance.models.assessment import Decision, Grade, ReviewMark, ReviewSheet
from performance.models.budget_figures import BudgetFigure, BudgetRound
from performance.models.changes import Change, ChangeCounter, ChangeKind
from performance.models.claims import ReviewClaim
from performance.models.comments import Anchor, Audience, Comment, CommentReply, CommentState, Side
from performance.models.entry_forms import FormSave
from performance.models.evaluations import (
    EvaluationEvent,
    EvaluationTimetable,
    EvaluationVersion,
    SelfEvaluation,
)
from performance.models.events import WorkflowEvent
from performance.models.evidence import Evidence
from performance.models.exchange import FamilyCode
from performance.models.extensions import DeadlineExtension
from performance.models.figures import FindingCount, FindingFigures, IndicatorFigures, MoneyFigures
from performance.models.findings import Verdict, Waiver
from performance.models.form_parts import AnnualTask, StatementField, StatementFundLine
from performance.models.funding import EarlierAmount, FundingLine
from performance.models.goals import PerformanceGoal
from performance.models.history import EarlierText
from performance.models.immutable import UnchangeableRow
from performance.models.importing import ConfirmedImport, Upload, UploadPage
from performance.models.jobs import ExportJob, JobFile, JobKind, JobState
from performance.models.language_model import LanguageModelDay
from performance.models.monitoring import (
    MonitoringEvent,
    MonitoringKind,
    MonitoringReport,
    MonitoringTask,
    MonitoringVersion,
)
from performance.models.monitoring_alerts import (
    AlertAnswer,
    AlertState,
    ExecutionAmount,
    MonitoringAlert,
)
from performance.models.notifications import (
    Mailing,
    Notice,
    NoticeDigest,
    NoticeKind,
    NoticePreference,
)
from performance.models.office_forms import OfficeForm, OfficeFormExample, OfficeFormState
from performance.models.openings import Opening, StatementUnderReview
from performance.models.planned_periods import PlannedPeriod
from performance.models.rechecks import RecheckSheet
from performance.models.request_counts import RequestCount
from performance.models.result_uses import BudgetDecision, ResultUse
from performance.models.revisions import Revision
from performance.models.rule_adjustments import RuleAdjustment
from performance.models.scheduled_runs import RunState, ScheduledRun
from performance.models.scored_lines import ScoredLine
from performance.models.sections import NarrativeSection
from performance.models.spot_check_draws import DrawnCard, DrawWay, SpotCheckDraw, not_drawn
from performance.models.spot_checks import MaterialState, SpotCheck
from performance.models.standard_indicators import StandardIndicator
from performance.models.statements import PerformanceStatement
from performance.models.states import (
    Action,
    EvaluationState,
    MonitoringState,
    RequestState,
    Stage,
    StatementState,
    UnitState,
)
from performance.models.stock_remarks import StockRemark
from performance.models.submissions import UnitSubmission
from performance.models.tours import Tour, TourProgress
from performance.models.webhooks import DeliveryState, Receiver, Webhook, WebhookDelivery

__all__ = [
    "Action",
    "AdjustmentPart",
    "AdjustmentRequest",
    "AlertAnswer",
    "AlertState",
    "Anchor",
    "AnnualTask",
    "ApprovalLetter",
    "ApprovalTemplate",
    "Audience",
    "BudgetDecision",
    "BudgetFigure",
    "BudgetRound",
    "Change",
    "ChangeCounter",
    "ChangeKind",
    "Comment",
    "CommentReply",
    "CommentState",
    "ConfirmedImport",
    "DeadlineExtension",
    "Decision",
    "DeliveryState",
    "DrawWay",
    "DrawnCard",
    "EarlierAmount",
    "EarlierText",
    "EvaluationEvent",
    "EvaluationState",
    "EvaluationTimetable",
    "EvaluationVersion",
    "Evidence",
    "ExecutionAmount",
    "ExportJob",
    "FamilyCode",
    "FindingCount",
    "FindingFigures",
    "FormSave",
    "FundingLine",
    "Grade",
    "IndicatorFigures",
    "JobFile",
    "JobKind",
    "JobState",
    "LanguageModelDay",
    "Mailing",
    "MaterialState",
    "MoneyFigures",
    "MonitoringAlert",
    "MonitoringEvent",
    "MonitoringKind",
    "MonitoringReport",
    "MonitoringState",
    "MonitoringTask",
    "MonitoringVersion",
    "NarrativeSection",
    "Notice",
    "NoticeDigest",
    "NoticeKind",
    "NoticePreference",
    "OfficeForm",
    "OfficeFormExample",
    "OfficeFormState",
    "Opening",
    "PerformanceGoal",
    "PerformanceStatement",
    "PlannedPeriod",
    "Receiver",
    "RecheckSheet",
    "RequestCount",
    "RequestState",
    "ResultUse",
    "ReviewClaim",
    "ReviewMark",
    "ReviewSheet",
    "Revision",
    "RuleAdjustment",
    "RunState",
    "ScheduledRun",
    "ScoredLine",
    "SelfEvaluation",
    "Side",
    "SpotCheck",
    "SpotCheckDraw",
    "Stage",
    "StandardIndicator",
    "StatementField",
    "StatementFundLine",
    "StatementState",
    "StatementUnderReview",
    "StockRemark",
    "Tour",
    "TourProgress",
    "UnchangeableRow",
    "UnitState",
    "UnitSubmission",
    "Upload",
    "UploadPage",
    "Verdict",
    "Waiver",
    "Webhook",
    "WebhookDelivery",
    "WorkflowEvent",
    "not_drawn",
]
