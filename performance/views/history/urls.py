"""The addresses of a statement's history and recycle bin."""

from django.urls import path

from performance.views.history.views import history, history_place, history_undo

STATEMENT = "statements/<int:pk>/history/"

urlpatterns = [
    path(STATEMENT, history, name="history"),
    path(STATEMENT + "<int:earlier>/", history_undo, name="history_undo"),
    path(STATEMENT + "<int:earlier>/place/", history_place, name="history_place"),
]
