"""The addresses under /api/v1/."""

from django.urls import path

from performance.api.approval_letters import (
    ApprovalLetterDocument,
    ApprovalLetterList,
    CancelApprovalLetter,
)
from performance.api.assessment import KeyProjects, SheetDraft, SheetList
from performance.api.budget_figures import BudgetFigureList, BudgetFigurePreview
from performance.api.changes import ChangeList
from performance.api.comments import Answering, CommentDetail, CommentList, Reopening, Resolving, Sending
from performance.api.deadlines import ExtensionList, LateDepartments
from performance.api.departments import (
    DepartmentDetail,
    DepartmentList,
    FinanceOfficeDetail,
    FinanceOfficeList,
    UnitDetail,
    UnitList,
)
from performance.api.evidence import (
    AddEvaluationEvidence,
    AddMonitoringEvidence,
    AddSupportingFile,
    EvidenceFile,
    EvidenceList,
    RemoveEvidence,
    RestoreEvidence,
)
from performance.api.exchange import ConfirmExchange, PreviewExchange
from performance.api.exporting.documents import Document
from performance.api.exporting.jobs import CancelJob, JobDetail, JobFile, JobList
from performance.api.findings.findings import Findings, ReviewAccount
from performance.api.findings.mends import Mends, Suggestions
from performance.api.findings.scores import Scores
from performance.api.findings.verdicts import Explanations, Verdicts
from performance.api.findings.waivers import WaiverDetail, Waivers
from performance.api.history import History, RecycleBin, Restoring
from performance.api.importing import ImportConfirm, ImportPreview
from performance.api.indicator_library import TemplateDetail, TemplateList
from performance.api.language_model import AdoptModelSuggestion, ModelSuggestions
from performance.api.monitoring.alerts import AnswerAlert, MonitoringAlertList
from performance.api.monitoring.offline import ConfirmReports, PreviewReports, ReportWorkbook
from performance.api.monitoring.reports import (
    DepartmentDocument,
    MarkReport,
    MonitoringEventList,
    MonitoringReportDetail,
    MonitoringReportList,
    ReportContentView,
    ReportDocument,
    ReportSteps,
    TakeReportStep,
)
from performance.api.monitoring.tasks import (
    CloseTask,
    FillTask,
    MonitoringTaskDetail,
    MonitoringTaskList,
)
from performance.api.notifications import NoticePreferences
from performance.api.office_forms import OfficeFormList
from performance.api.rule_adjustments import RuleAdjustmentList, RuleAdjustmentPreview
from performance.api.self_evaluation.cards import (
    CardContentView,
    CommentFields,
    EvaluationDocument,
    EvaluationSteps,
    TakeEvaluationStep,
)
from performance.api.self_evaluation.draws import (
    CancelDraw,
    DrawnCardList,
    SpotCheckDrawDetail,
    SpotCheckDrawList,
)
from performance.api.self_evaluation.evaluations import (
    EvaluationDetail,
    EvaluationEventList,
    EvaluationList,
    OpenEvaluations,
)
from performance.api.self_evaluation.offline import CardWorkbook, ConfirmCards, PreviewCards
from performance.api.self_evaluation.results import RecheckSheetList, ResultUseList, SpotCheckList
from performance.api.self_evaluation.sheets import WriteRecheck, WriteSpotCheck
from performance.api.standard_indicators import StandardIndicatorList, StandardIndicatorPreview
from performance.api.statements.contents import Content
from performance.api.statements.indicators import IndicatorList
from performance.api.statements.project_stream import ProjectStream
from performance.api.statements.projects import ProjectContentView, ProjectDetail, ProjectList
from performance.api.statements.revisions import Differences, RevisionDetail, RevisionList
from performance.api.statements.sections import SectionDetail, SectionList
from performance.api.statements.statements import StatementDetail, StatementList
from performance.api.statements.submission_status import StandingList
from performance.api.trail import TrailList
from performance.api.vocabulary import CategoryDetail, SubcategoryDetail, SubcategoryList, VocabularyList
from performance.api.workflow.adjustments import Adjustments, TakeAdjustmentStep
from performance.api.workflow.claims import ClaimReview, GiveBackReview, SectionFiguresList
from performance.api.workflow.events import EventList
from performance.api.workflow.steps import Shares, StatementSteps, TakeStatementStep, TakeUnitStep, UnitSteps

app_name = "api"


def at(address, view, name):
    return path(address, view.as_view(), name=name)


urlpatterns = [
    at("finance-offices/", FinanceOfficeList, "finance_offices"),
    at("finance-offices/<int:pk>/", FinanceOfficeDetail, "finance_office"),
    at("departments/", DepartmentList, "departments"),
    at("departments/<int:pk>/", DepartmentDetail, "department"),
    at("units/", UnitList, "units"),
    at("units/<int:pk>/", UnitDetail, "unit"),
    at("vocabulary/", VocabularyList, "vocabulary"),
    at("vocabulary/<int:pk>/", CategoryDetail, "category"),
    at("subcategories/", SubcategoryList, "subcategories"),
    at("subcategories/<int:pk>/", SubcategoryDetail, "subcategory"),
    at("library/", TemplateList, "templates"),
    at("library/<int:pk>/", TemplateDetail, "template"),
    at("changes/", ChangeList, "changes"),
    at("exchange/", PreviewExchange, "exchange_preview"),
    at("exchange/confirm/", ConfirmExchange, "exchange_confirm"),
    at("projects/", ProjectList, "projects"),
    at("projects.ndjson", ProjectStream, "projects_stream"),
    at("projects/<int:pk>/", ProjectDetail, "project"),
    at("projects/<int:pk>/content/", ProjectContentView, "project_content"),
    at("projects/<int:pk>/suggestions/", ModelSuggestions, "model_suggestions"),
    at("projects/<int:pk>/suggestions/adopt/", AdoptModelSuggestion, "adopt_model_suggestion"),
    at("indicators/", IndicatorList, "indicators"),
    at("standings/", StandingList, "standings"),
    at("approval-letters/", ApprovalLetterList, "approval_letters"),
    at("approval-letters/<int:pk>/cancel/", CancelApprovalLetter, "cancel_approval_letter"),
    at(
        "approval-letters/<int:pk>/document.<str:suffix>",
        ApprovalLetterDocument,
        "approval_letter_document",
    ),
    at("late-departments/", LateDepartments, "late_departments"),
    at("deadline-extensions/", ExtensionList, "deadline_extensions"),
    at("section-figures/", SectionFiguresList, "section_figures"),
    at("statements/", StatementList, "statements"),
    at("statements/<int:pk>/", StatementDetail, "statement"),
    at("statements/<int:pk>/content/", Content, "content"),
    at("statements/<int:pk>/claim/", ClaimReview, "claim_review"),
    at("statements/<int:pk>/give-back/", GiveBackReview, "give_back_review"),
    at("statements/<int:pk>/findings/", Findings, "findings"),
    at("statements/<int:pk>/findings/account/", ReviewAccount, "findings-account"),
    at("statements/<int:pk>/findings/scores/", Scores, "findings-scores"),
    at("statements/<int:pk>/adjustments/", Adjustments, "adjustments"),
    at(
        "statements/<int:pk>/adjustments/<int:adjustment>/steps/<str:step>/",
        TakeAdjustmentStep,
        "take_adjustment_step",
    ),
    at("statements/<int:pk>/waivers/", Waivers, "waivers"),
    at("statements/<int:pk>/mends/", Mends, "mends"),
    at("statements/<int:pk>/suggestions/", Suggestions, "suggestions"),
    at("statements/<int:pk>/explanations/", Explanations, "explanations"),
    at("statements/<int:pk>/explanations/verdicts/", Verdicts, "verdicts"),
    at("statements/<int:pk>/waivers/<str:fingerprint>/", WaiverDetail, "waiver"),
    at("statements/<int:pk>/steps/", StatementSteps, "statement_steps"),
    at("statements/<int:pk>/steps/<str:step>/", TakeStatementStep, "take_statement_step"),
    at("statements/<int:pk>/units/", Shares, "shares"),
    at("statements/<int:pk>/units/<int:unit>/steps/", UnitSteps, "unit_steps"),
    at("statements/<int:pk>/units/<int:unit>/steps/<str:step>/", TakeUnitStep, "take_unit_step"),
    at("statements/<int:pk>/sheets/", SheetList, "sheets"),
    at("statements/<int:pk>/sheet/", SheetDraft, "sheet"),
    at("statements/<int:pk>/key-projects/", KeyProjects, "key_projects"),
    at("statements/<int:pk>/key-projects/<int:project>/sheet/", SheetDraft, "project_sheet"),
    at("statements/<int:pk>/document.<str:suffix>", Document, "document"),
    at("statements/<int:pk>/import/", ImportPreview, "import_preview"),
    at("statements/<int:pk>/import/confirm/", ImportConfirm, "import_confirm"),
    at("statements/<int:pk>/history/", History, "history"),
    at("statements/<int:pk>/history/<int:earlier>/restore/", Restoring, "restore"),
    at("statements/<int:pk>/recycle-bin/", RecycleBin, "recycle_bin"),
    at("sections/", SectionList, "sections"),
    at("sections/<int:pk>/", SectionDetail, "section"),
    at("revisions/", RevisionList, "revisions"),
    at("revisions/<int:pk>/", RevisionDetail, "revision"),
    at("revisions/<int:pk>/differences/", Differences, "differences"),
    at("comments/", CommentList, "comments"),
    at("comments/<int:pk>/", CommentDetail, "comment"),
    at("comments/<int:pk>/answer/", Answering, "answer_comment"),
    at("comments/<int:pk>/resolve/", Resolving, "resolve_comment"),
    at("comments/<int:pk>/reopen/", Reopening, "reopen_comment"),
    at("comments/<int:pk>/send/", Sending, "send_comment"),
    at("events/", EventList, "events"),
    at("office-forms/", OfficeFormList, "office_forms"),
    at("statements/<int:pk>/evaluations/", OpenEvaluations, "open_evaluations"),
    at("statements/<int:pk>/evaluations/offline.xlsx", CardWorkbook, "evaluation_workbook"),
    at("statements/<int:pk>/evaluations/offline/", PreviewCards, "preview_evaluation_workbook"),
    at("statements/<int:pk>/evaluations/offline/confirm/", ConfirmCards, "confirm_evaluation_workbook"),
    at("evaluations/", EvaluationList, "evaluations"),
    at("evaluations/<int:pk>/", EvaluationDetail, "evaluation"),
    at("evaluations/<int:pk>/content/", CardContentView, "evaluation_content"),
    at("evaluations/<int:pk>/comment-fields/", CommentFields, "comment_fields"),
    at("evaluations/<int:pk>/steps/", EvaluationSteps, "evaluation_steps"),
    at("evaluations/<int:pk>/steps/<str:step>/", TakeEvaluationStep, "take_evaluation_step"),
    at("evaluations/<int:pk>/recheck/", WriteRecheck, "write_recheck"),
    at("evaluations/<int:pk>/spot-check/", WriteSpotCheck, "write_spot_check"),
    at("evaluations/<int:pk>/document.<str:suffix>", EvaluationDocument, "evaluation_document"),
    at("evidence/", EvidenceList, "evidence_list"),
    at("evidence/<int:pk>/file/", EvidenceFile, "evidence_file"),
    at("evidence/<int:pk>/remove/", RemoveEvidence, "remove_evidence"),
    at("evidence/<int:pk>/restore/", RestoreEvidence, "restore_evidence"),
    at("evaluations/<int:pk>/evidence/", AddEvaluationEvidence, "add_evaluation_evidence"),
    at("monitoring-reports/<int:pk>/evidence/", AddMonitoringEvidence, "add_monitoring_evidence"),
    at("statements/<int:pk>/supporting-files/", AddSupportingFile, "add_supporting_file"),
    at("evaluation-uses/", ResultUseList, "evaluation_uses"),
    at("evaluation-rechecks/", RecheckSheetList, "evaluation_rechecks"),
    at("evaluation-spot-checks/", SpotCheckList, "evaluation_spot_checks"),
    at("evaluation-draws/", SpotCheckDrawList, "evaluation_draws"),
    at("evaluation-draws/<int:pk>/", SpotCheckDrawDetail, "evaluation_draw"),
    at("evaluation-draws/<int:pk>/cancelling/", CancelDraw, "cancel_evaluation_draw"),
    at("evaluation-drawn-cards/", DrawnCardList, "drawn_cards"),
    at("evaluation-events/", EvaluationEventList, "evaluation_events"),
    at("rule-adjustments/", RuleAdjustmentList, "rule_adjustments"),
    at("rule-adjustments/preview/", RuleAdjustmentPreview, "rule_adjustment_preview"),
    at("budget-figures/", BudgetFigureList, "budget_figures"),
    at("budget-figures/preview/", BudgetFigurePreview, "budget_figure_preview"),
    at("standard-indicators/", StandardIndicatorList, "standard_indicators"),
    at("standard-indicators/preview/", StandardIndicatorPreview, "standard_indicator_preview"),
    at("monitoring-tasks/", MonitoringTaskList, "monitoring_tasks"),
    at("monitoring-tasks/<int:pk>/", MonitoringTaskDetail, "monitoring_task"),
    at("monitoring-tasks/<int:pk>/reports/", FillTask, "fill_monitoring_task"),
    at("monitoring-tasks/<int:pk>/closing/", CloseTask, "close_monitoring_task"),
    at("monitoring-tasks/<int:pk>/offline.xlsx", ReportWorkbook, "monitoring_workbook"),
    at("monitoring-tasks/<int:pk>/offline/", PreviewReports, "preview_monitoring_workbook"),
    at("monitoring-tasks/<int:pk>/offline/confirm/", ConfirmReports, "confirm_monitoring_workbook"),
    at("monitoring-reports/", MonitoringReportList, "monitoring_reports"),
    at("monitoring-reports/<int:pk>/", MonitoringReportDetail, "monitoring_report"),
    at("monitoring-reports/<int:pk>/content/", ReportContentView, "monitoring_content"),
    at("monitoring-reports/<int:pk>/mark/", MarkReport, "mark_monitoring_report"),
    at("monitoring-reports/<int:pk>/steps/", ReportSteps, "monitoring_steps"),
    at("monitoring-reports/<int:pk>/steps/<str:step>/", TakeReportStep, "take_monitoring_step"),
    at("monitoring-reports/<int:pk>/document.<str:suffix>", ReportDocument, "monitoring_document"),
    at(
        "monitoring-reports/<int:pk>/department.<str:suffix>",
        DepartmentDocument,
        "monitoring_department_document",
    ),
    at("monitoring-events/", MonitoringEventList, "monitoring_events"),
    at("monitoring-alerts/", MonitoringAlertList, "monitoring_alerts"),
    at("monitoring-alerts/<int:pk>/answer/", AnswerAlert, "answer_monitoring_alert"),
    at("notice-preferences/", NoticePreferences, "notice_preferences"),
    at("jobs/", JobList, "jobs"),
    at("jobs/<uuid:pk>/", JobDetail, "job"),
    at("jobs/<uuid:pk>/cancel/", CancelJob, "cancel_job"),
    at("jobs/<uuid:pk>/file/", JobFile, "job_file"),
    at("trail/", TrailList, "trail"),
]
