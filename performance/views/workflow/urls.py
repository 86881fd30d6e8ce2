"""The addresses of steps, comments, criteria sheets, kept texts and notices."""

from django.urls import path, register_converter

from performance.views.assessment.views import SheetFormatConverter, key_projects, review_sheets, sheet_print
from performance.views.comments.views import MoveConverter, comment_move, comment_new
from performance.views.notifications import notice_read, notice_settings, notices, notices_read
from performance.views.statements.differences import since_return, statement_differences
from performance.views.statements.revisions import revision, revision_workbook, revisions
from performance.views.workflow.adjustment import adjustment_step, adjustments
from performance.views.workflow.desk import review_claim, review_desk, review_queue
from performance.views.workflow.steps import StepConverter, statement_step, unit_step
from performance.views.workflow.workloads import review_workloads

register_converter(StepConverter, "step")
register_converter(MoveConverter, "move")
register_converter(SheetFormatConverter, "sheet")

STATEMENT = "statements/<int:pk>/"

urlpatterns = [
    path(STATEMENT + "steps/<step:step>/", statement_step, name="statement_step"),
    path(STATEMENT + "units/<int:unit>/steps/<step:step>/", unit_step, name="unit_step"),
    path(STATEMENT + "adjustments/", adjustments, name="adjustments"),
    path(
        STATEMENT + "adjustments/<int:adjustment>/<step:step>/",
        adjustment_step,
        name="adjustment_step",
    ),
    path(STATEMENT + "comments/new/", comment_new, name="comment_new"),
    path("comments/<int:pk>/<move:move>/", comment_move, name="comment_move"),
    path(STATEMENT + "sheets/", review_sheets, name="review_sheets"),
    path(STATEMENT + "sheets/projects/<int:project>/", review_sheets, name="project_sheets"),
    path(STATEMENT + "key-projects/", key_projects, name="key_projects"),
    path("sheets/<int:pk>.<sheet:suffix>", sheet_print, name="sheet_print"),
    path(STATEMENT + "revisions/", revisions, name="revisions"),
    path("revisions/<int:pk>/", revision, name="revision"),
    path("revisions/<int:pk>.xlsx", revision_workbook, name="revision_workbook"),
    path(STATEMENT + "differences/", statement_differences, name="statement_differences"),
    path(STATEMENT + "differences/since-return/", since_return, name="since_return"),
    path("review/", review_queue, name="review_queue"),
    path("review/workloads/", review_workloads, name="review_workloads"),
    path("review/workloads.xlsx", review_workloads, {"as_workbook": True}, name="review_workloads_workbook"),
    path("review/<int:pk>/", review_desk, name="review_desk"),
    path("review/<int:pk>/claim/", review_claim, name="review_claim"),
    path("notices/", notices, name="notices"),
    path("notices/settings/", notice_settings, name="notice_settings"),
    path("notices/read/", notices_read, name="notices_read"),
    path("notices/<int:pk>/", notice_read, name="notice_read"),
]
