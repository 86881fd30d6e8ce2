"""The addresses of the overview and of comparisons; every page is also a workbook."""

from django.urls import path, register_converter

from performance.views.overview.project_figures import project_peers, project_years
from performance.views.overview.views import (
    FigureConverter,
    LevelConverter,
    overview,
    overview_place,
    overview_rows,
    overview_years,
)

register_converter(LevelConverter, "level")
register_converter(FigureConverter, "figure")

PLACE = "overview/<level:level>/<int:pk>/"


def page_and_workbook(address, view, name):
    yield path(f"{address}/", view, name=name)
    yield path(f"{address}.xlsx", view, {"as_workbook": True}, name=f"{name}_workbook")


urlpatterns = [
    path("overview/", overview, name="overview"),
    *page_and_workbook(f"{PLACE}years", overview_years, "overview_years"),
    *page_and_workbook(f"{PLACE}<int:year>", overview_place, "overview_place"),
    *page_and_workbook(f"{PLACE}<int:year>/<figure:figure>", overview_rows, "overview_rows"),
    *page_and_workbook("projects/<int:pk>/years", project_years, "project_years"),
    *page_and_workbook("projects/<int:pk>/peers", project_peers, "project_peers"),
]
