"""The addresses of the standard indicators."""

from django.urls import path

from performance.views.standard_indicators.views import (
    standard_indicators,
    standard_indicators_file,
    standard_indicators_preview,
)

urlpatterns = [
    path("standard-indicators/", standard_indicators, name="standard_indicators"),
    path("standard-indicators/file.xlsx", standard_indicators_file, name="standard_indicators_file"),
    path("standard-indicators/<int:pk>/", standard_indicators_preview, name="standard_indicators_preview"),
]
