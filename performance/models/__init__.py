"""The statement of a department for a year, what it says besides its projects, and what became of it."""

from performance.models.comment import Anchor, Comment, CommentReply, CommentState, Side
from performance.models.event import WorkflowEvent
from performance.models.export_job import ExportJob, JobKind, JobState
from performance.models.figures import FindingCount, FindingFigures, IndicatorFigures, MoneyFigures
from performance.models.form_save import FormSave
from performance.models.funding import EarlierAmount, FundingLine
from performance.models.goals import PerformanceGoal
from performance.models.narrative import NarrativeSection
from performance.models.notice import Notice, NoticeKind
from performance.models.opening import Opening, StatementUnderReview
from performance.models.revision import Revision
from performance.models.sheet import Decision, Grade, ReviewMark, ReviewSheet
from performance.models.statement import PerformanceStatement
from performance.models.states import Action, Stage, StatementState, UnitState
from performance.models.submission import UnitSubmission
from performance.models.unchangeable import UnchangeableRow
from performance.models.upload import Upload
from performance.models.waiver import Waiver

__all__ = [
    "Action",
    "Anchor",
    "Comment",
    "CommentReply",
    "CommentState",
    "Decision",
    "EarlierAmount",
    "ExportJob",
    "FindingCount",
    "FindingFigures",
    "FormSave",
    "FundingLine",
    "Grade",
    "IndicatorFigures",
    "JobKind",
    "JobState",
    "MoneyFigures",
    "NarrativeSection",
    "Notice",
    "NoticeKind",
    "Opening",
    "PerformanceGoal",
    "PerformanceStatement",
    "ReviewMark",
    "ReviewSheet",
    "Revision",
    "Side",
    "Stage",
    "StatementState",
    "StatementUnderReview",
    "UnchangeableRow",
    "UnitState",
    "UnitSubmission",
    "Upload",
    "Waiver",
    "WorkflowEvent",
]
