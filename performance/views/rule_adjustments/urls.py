"""The addresses of an office's review rules."""

from django.urls import path

from performance.views.rule_adjustments.views import (
    rule_adjustment,
    rule_adjustment_file,
    rules,
    save_rule_adjustment,
)

OFFICE = "rules/<int:pk>/<int:year>/"

urlpatterns = [
    path("rules/", rules, name="rules"),
    path(OFFICE, rule_adjustment, name="rule_adjustment"),
    path(OFFICE + "save/", save_rule_adjustment, name="save_rule_adjustment"),
    path(OFFICE + "file/", rule_adjustment_file, name="rule_adjustment_file"),
]
