"""The addresses of evidence."""

from django.urls import path

from performance.views.evidence.views import (
    evaluation_evidence,
    evidence,
    evidence_remove,
    evidence_restore,
    monitoring_evidence,
)

urlpatterns = [
    path("evaluations/<int:pk>/evidence/", evaluation_evidence, name="evaluation_evidence"),
    path("monitoring/<int:pk>/evidence/", monitoring_evidence, name="monitoring_report_evidence"),
    path("evidence/<int:pk>/", evidence, name="evidence"),
    path("evidence/<int:pk>/remove/", evidence_remove, name="evidence_remove"),
    path("evidence/<int:pk>/restore/", evidence_restore, name="evidence_restore"),
]
