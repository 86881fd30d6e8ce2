"""The addresses of self-evaluation."""

from django.urls import path

from performance.importing.written.forms import CARDS
from performance.views.exporting.urls import PUBLISHED
from performance.views.overview.urls import page_and_workbook
from performance.views.self_evaluation.draws import (
    cancel_draw,
    evaluation_draw,
    evaluation_draw_workbook,
    evaluation_draws,
)
from performance.views.self_evaluation.execution import execution_list, take_over_execution
from performance.views.self_evaluation.face import FACE
from performance.views.self_evaluation.figures import evaluation_figures, evaluation_lines, evaluation_list
from performance.views.self_evaluation.lists import (
    evaluated_statement,
    evaluation_timetable,
    evaluations,
    evaluations_together,
    statement_evaluations,
)
from performance.views.self_evaluation.proposals import evaluation_monitored
from performance.views.self_evaluation.public import public_evaluations, public_evaluations_file
from performance.views.self_evaluation.rechecks import evaluation_recheck, recheck_file
from performance.views.self_evaluation.spot_checks import evaluation_spot_check, spot_check_file
from performance.views.self_evaluation.uses import evaluation_use
from performance.views.written.offline import Desk, views_of_desk
from performance.views.written.views import views_of

VIEWS = views_of(FACE)
OFFLINE = "statements/<int:pk>/evaluations/offline"
PAGE, WORKBOOK, UNDO = views_of_desk(
    Desk(CARDS, "evaluations_offline", "statement_evaluations", evaluated_statement)
)

urlpatterns = [
    path("evaluations/", evaluations, name="evaluations"),
    path("evaluations/timetables/<int:pk>/<int:year>/", evaluation_timetable, name="evaluation_timetable"),
    *page_and_workbook("evaluations/cards", evaluation_list, "evaluation_list"),
    *page_and_workbook("evaluations/lines", evaluation_lines, "evaluation_lines"),
    *page_and_workbook("evaluations/figures/<int:year>", evaluation_figures, "evaluation_figures"),
    path("evaluations/draws/<int:pk>/<int:year>/", evaluation_draws, name="evaluation_draws"),
    path("evaluations/draws/<int:pk>/", evaluation_draw, name="evaluation_draw"),
    path("evaluations/draws/<int:pk>.xlsx", evaluation_draw_workbook, name="evaluation_draw_workbook"),
    path("evaluations/draws/<int:pk>/cancel/", cancel_draw, name="cancel_draw"),
    path("evaluations/execution/<int:year>/", execution_list, name="execution_list"),
    path("evaluations/<int:pk>/execution/", take_over_execution, name="take_over_execution"),
    path("evaluations/<int:pk>/monitored/", evaluation_monitored, name="evaluation_monitored"),
    path("evaluations/<int:pk>/use/", evaluation_use, name="evaluation_use"),
    path("evaluations/<int:pk>/recheck/", evaluation_recheck, name="evaluation_recheck"),
    path("evaluations/<int:pk>/spot-check/", evaluation_spot_check, name="evaluation_spot_check"),
    path("evaluations/spot-checks/<int:pk>.<form_file:suffix>", spot_check_file, name="spot_check_file"),
    path("evaluations/rechecks/<int:pk>.<form_file:suffix>", recheck_file, name="recheck_file"),
    path(f"{PUBLISHED}<str:department>/evaluations/", public_evaluations, name="public_evaluations"),
    path(
        f"{PUBLISHED}<str:department>/evaluations.<public:suffix>",
        public_evaluations_file,
        name="public_evaluations_file",
    ),
    path("statements/<int:pk>/evaluations/", statement_evaluations, name="statement_evaluations"),
    path("statements/<int:pk>/evaluations/together/", evaluations_together, name="evaluations_together"),
    path(f"{OFFLINE}/", PAGE, name="evaluations_offline"),
    path(f"{OFFLINE}.xlsx", WORKBOOK, name="evaluations_offline_workbook"),
    path(f"{OFFLINE}/<str:key>/", UNDO, name="evaluations_offline_undo"),
    path("evaluations/<int:pk>/", VIEWS.page, name="evaluation"),
    path("evaluations/<int:pk>/autosave/", VIEWS.autosave, name="evaluation_autosave"),
    path("evaluations/<int:pk>.<form_file:suffix>", VIEWS.file, name="evaluation_file"),
    path("evaluations/<int:pk>/upload/", VIEWS.upload, name="evaluation_upload"),
    path("evaluations/<int:pk>/steps/<step:step>/", VIEWS.step, name="evaluation_step"),
]
