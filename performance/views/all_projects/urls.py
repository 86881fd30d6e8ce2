"""The addresses of all projects of a text together."""

from django.urls import path

from performance.views.all_projects.changes import projects_replace, projects_same
from performance.views.all_projects.last_year import projects_last_year
from performance.views.all_projects.table import all_projects, projects_delete

PROJECTS = "statements/<int:pk>/entry/projects/"

urlpatterns = [
    path(PROJECTS, all_projects, name="all_projects"),
    path(PROJECTS + "replace/", projects_replace, name="projects_replace"),
    path(PROJECTS + "same/", projects_same, name="projects_same"),
    path(PROJECTS + "last-year/", projects_last_year, name="projects_last_year"),
    path(PROJECTS + "delete/", projects_delete, name="projects_delete"),
]
