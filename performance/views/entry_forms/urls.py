"""The addresses of entering a text."""

from django.urls import path

from performance.views.entry_forms.autosave import autosave_project, autosave_sheet
from performance.views.entry_forms.check import entry_check
from performance.views.entry_forms.copy import copy_project, copy_sheet
from performance.views.entry_forms.form import entry_project, entry_sheet
from performance.views.entry_forms.mends import entry_mends, mend_project, mend_sheet
from performance.views.entry_forms.projects import project_delete, project_move, project_new
from performance.views.entry_forms.task_list import entry, statement_delete, statement_new
from performance.views.indicator_library.views import library_project, library_sheet

ENTRY = "statements/<int:pk>/entry/"
PROJECT = ENTRY + "projects/<int:project>/"

urlpatterns = [
    path("statements/new/", statement_new, name="statement_new"),
    path(ENTRY, entry, name="entry"),
    path(ENTRY + "delete/", statement_delete, name="statement_delete"),
    path(ENTRY + "check/", entry_check, name="entry_check"),
    path(ENTRY + "mends/", entry_mends, name="entry_mends"),
    path(ENTRY + "units/<int:unit>/new/", project_new, name="project_new"),
    path(PROJECT, entry_project, name="entry_project"),
    path(PROJECT + "autosave/", autosave_project, name="autosave_project"),
    path(PROJECT + "mends/", mend_project, name="mend_project"),
    path(PROJECT + "copy/", copy_project, name="copy_project"),
    path(PROJECT + "library/", library_project, name="library_project"),
    path(PROJECT + "delete/", project_delete, name="project_delete"),
    path(PROJECT + "move/", project_move, name="project_move"),
    path(ENTRY + "parts/<slug:key>/", entry_sheet, name="entry_sheet"),
    path(ENTRY + "parts/<slug:key>/autosave/", autosave_sheet, name="autosave_sheet"),
    path(ENTRY + "parts/<slug:key>/mends/", mend_sheet, name="mend_sheet"),
    path(ENTRY + "parts/<slug:key>/copy/", copy_sheet, name="copy_sheet"),
    path(ENTRY + "parts/<slug:key>/library/", library_sheet, name="library_sheet"),
]
