"""The addresses of importing files and of the workbooks to fill in."""

from django.urls import path

from performance.views.importing.reading import import_job
from performance.views.importing.template import offline_template
from performance.views.importing.views import (
    import_annotated,
    import_any,
    import_file,
    import_page_picture,
    import_preview,
)

urlpatterns = [
    path("import/", import_any, name="import_any"),
    path("statements/<int:pk>/import/", import_file, name="import_file"),
    path("statements/<int:pk>/templates/<int:unit>.xlsx", offline_template, name="offline_template"),
    path("imports/reading/<uuid:pk>/", import_job, name="import_job"),
    path("imports/<int:pk>/", import_preview, name="import_preview"),
    path("imports/<int:pk>/pages/<int:file>/<int:page>.jpg", import_page_picture, name="import_page_picture"),
    path("imports/<int:pk>/annotated.xlsx", import_annotated, name="import_annotated"),
]
