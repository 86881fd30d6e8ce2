"""The addresses of evidence."""

from django.urls import path

from performance.views.evidence.supporting import supporting_files, supporting_files_add
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
    path("statements/<int:pk>/supporting-files/", supporting_files, name="supporting_files"),
    path("statements/<int:pk>/supporting-files/add/", supporting_files_add, name="supporting_files_add"),
    path("evidence/<int:pk>/", evidence, name="evidence"),
    path("evidence/<int:pk>/remove/", evidence_remove, name="evidence_remove"),
    path("evidence/<int:pk>/restore/", evidence_restore, name="evidence_restore"),
]
