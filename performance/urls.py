from django.urls import include, path, register_converter

from performance.statement_pages.form_files import FormFileConverter
from performance.views.entry_forms.value_readings import value_readings
from performance.views.findings.opinion import OpinionConverter, statement_opinion
from performance.views.findings.scores import statement_scores
from performance.views.findings.text_check import text_check
from performance.views.findings.waivers import answer, judge, withdraw
from performance.views.home import home, search_page, verify_trail
from performance.views.setup import first_use, first_use_load
from performance.views.statements.downloads import DownloadConverter, download, project_print
from performance.views.statements.statements import statement, statements

register_converter(FormFileConverter, "form_file")
register_converter(DownloadConverter, "download")
register_converter(OpinionConverter, "opinion")

urlpatterns = [
    path("", include("performance.views.all_projects.urls")),
    path("", include("performance.views.approval_letters.urls")),
    path("", include("performance.views.deadlines.urls")),
    path("", include("performance.views.entry_forms.urls")),
    path("", include("performance.views.workflow.urls")),
    path("", include("performance.views.history.urls")),
    path("", include("performance.views.exchange.urls")),
    path("", include("performance.views.exporting.urls")),
    path("", include("performance.views.importing.urls")),
    path("", include("performance.views.language_model.urls")),
    path("", include("performance.views.office_forms.urls")),
    path("", include("performance.views.overview.urls")),
    path("", include("performance.views.webhooks.urls")),
    path("", include("performance.views.rule_adjustments.urls")),
    path("", include("performance.views.standard_indicators.urls")),
    path("", include("performance.views.monitoring.urls")),
    path("", include("performance.views.evidence.urls")),
    path("", include("performance.views.self_evaluation.urls")),
    path("", include("performance.views.tours.urls")),
    path("", home, name="home"),
    path("search/", search_page, name="search"),
    path("trail/verify/", verify_trail, name="verify_trail"),
    path("statements/", statements, name="statements"),
    path("setup/", first_use, name="first_use"),
    path("setup/load/", first_use_load, name="first_use_load"),
    path("check/", text_check, name="text_check"),
    path("statements/<int:pk>/", statement, name="statement"),
    path("values/readings/", value_readings, name="value_readings"),
    path("statements/<int:pk>/answers/", answer, name="answer_findings"),
    path("statements/<int:pk>/answers/withdraw/", withdraw, name="withdraw_answer"),
    path("statements/<int:pk>/answers/judge/", judge, name="judge_answers"),
    path("statements/<int:pk>.<download:download>", download, name="download"),
    path(
        "statements/<int:pk>/entry/projects/<int:project>.<str:suffix>",
        project_print,
        name="project_print",
    ),
    path("statements/<int:pk>/scores/", statement_scores, name="statement_scores"),
    path("statements/<int:pk>/opinion.<opinion:suffix>", statement_opinion, name="statement_opinion"),
]
