"""The addresses of asking the language model about a project."""

from django.urls import path

from performance.views.language_model.views import adopt_model_suggestion, model_suggestions

PROJECT = "statements/<int:pk>/entry/projects/<int:project>/"

urlpatterns = [
    path(PROJECT + "suggestions/", model_suggestions, name="model_suggestions"),
    path(PROJECT + "suggestions/adopt/", adopt_model_suggestion, name="adopt_model_suggestion"),
]
