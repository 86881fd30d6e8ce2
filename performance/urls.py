from django.urls import include, path, register_converter

from performance.views.answers import answer, withdraw
from performance.views.downloads import DownloadConverter, download
from performance.views.first_use import first_use, first_use_load
from performance.views.statements import statement, statements
from performance.views.text_check import text_check
from performance.views.values import value_readings

register_converter(DownloadConverter, "download")

urlpatterns = [
    path("", include("performance.views.entry_urls")),
    path("", include("performance.views.workflow_urls")),
    path("", include("performance.views.export_urls")),
    path("", include("performance.views.importing_urls")),
    path("", include("performance.views.overview_urls")),
    path("", statements, name="statements"),
    path("setup/", first_use, name="first_use"),
    path("setup/load/", first_use_load, name="first_use_load"),
    path("check/", text_check, name="text_check"),
    path("statements/<int:pk>/", statement, name="statement"),
    path("values/readings/", value_readings, name="value_readings"),
    path("statements/<int:pk>/answers/", answer, name="answer_findings"),
    path("statements/<int:pk>/answers/withdraw/", withdraw, name="withdraw_answer"),
    path("statements/<int:pk>.<download:download>", download, name="download"),
]
