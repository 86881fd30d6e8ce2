"""The addresses of what leaves the office: packages, long work, the edition for the public."""

from django.urls import path, register_converter

from performance.views.exporting.jobs import job_cancel, job_download, jobs
from performance.views.exporting.packages import packages
from performance.views.exporting.public import (
    PublicSuffix,
    public_download,
    public_list,
    public_statement,
    publication,
    publication_preview,
)
from performance.views.exporting.public_index import public_offices, public_years

register_converter(PublicSuffix, "public")

OFFICE = "public/<str:division>/"
PUBLISHED = f"{OFFICE}<int:year>/"

urlpatterns = [
    path("packages/", packages, name="packages"),
    path("jobs/", jobs, name="jobs"),
    path("jobs/<uuid:pk>/cancel/", job_cancel, name="job_cancel"),
    path("jobs/<uuid:pk>/download/", job_download, name="job_download"),
    path("statements/<int:pk>/public/", publication, name="publication"),
    path("statements/<int:pk>/public.<public:suffix>", publication_preview, name="publication_preview"),
    path("public/", public_offices, name="public_offices"),
    path(OFFICE, public_years, name="public_years"),
    path(PUBLISHED, public_list, name="public_list"),
    path(PUBLISHED + "<str:department>/", public_statement, name="public_statement"),
    path(PUBLISHED + "<str:department>.<public:suffix>", public_download, name="public_download"),
]
