"""The addresses of monitoring."""

from django.urls import path

from performance.importing.written.forms import REPORTS
from performance.views.monitoring.alerts import monitoring_alerts
from performance.views.monitoring.answers import monitoring_answer
from performance.views.monitoring.deciding import monitoring_decide
from performance.views.monitoring.department_reports import monitoring_department_file
from performance.views.monitoring.face import FACE
from performance.views.monitoring.tasks import (
    monitoring,
    monitoring_close,
    monitoring_fill,
    monitoring_task,
    visible_task,
)
from performance.views.monitoring.wording import monitoring_new
from performance.views.written.offline import Desk, views_of_desk
from performance.views.written.views import views_of

VIEWS = views_of(FACE)
OFFLINE = "monitoring/tasks/<int:pk>/offline"
PAGE, WORKBOOK, UNDO = views_of_desk(Desk(REPORTS, "monitoring_offline", "monitoring_task", visible_task))

urlpatterns = [
    path("monitoring/", monitoring, name="monitoring"),
    path("monitoring/offices/<int:pk>/<int:year>/", monitoring_new, name="monitoring_new"),
    path("monitoring/tasks/<int:pk>/", monitoring_task, name="monitoring_task"),
    path("monitoring/tasks/<int:pk>/alerts/", monitoring_alerts, name="monitoring_alerts"),
    path("monitoring/tasks/<int:pk>/decide/", monitoring_decide, name="monitoring_decide"),
    path("monitoring/tasks/<int:pk>/fill/", monitoring_fill, name="monitoring_fill"),
    path("monitoring/tasks/<int:pk>/close/", monitoring_close, name="monitoring_close"),
    path(f"{OFFLINE}/", PAGE, name="monitoring_offline"),
    path(f"{OFFLINE}.xlsx", WORKBOOK, name="monitoring_offline_workbook"),
    path(f"{OFFLINE}/<str:key>/", UNDO, name="monitoring_offline_undo"),
    path("monitoring/<int:pk>/", VIEWS.page, name="monitoring_report"),
    path("monitoring/<int:pk>/autosave/", VIEWS.autosave, name="monitoring_report_autosave"),
    path("monitoring/<int:pk>.<form_file:suffix>", VIEWS.file, name="monitoring_file"),
    path(
        "monitoring/<int:pk>/department.<form_file:suffix>",
        monitoring_department_file,
        name="monitoring_department_file",
    ),
    path("monitoring/<int:pk>/upload/", VIEWS.upload, name="monitoring_upload"),
    path("monitoring/<int:pk>/steps/<step:step>/", VIEWS.step, name="monitoring_step"),
    path("monitoring/alerts/<int:pk>/answer/", monitoring_answer, name="monitoring_answer"),
]
