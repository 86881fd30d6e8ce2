from django.urls import path, register_converter

from performance.views.downloads import DownloadConverter, download
from performance.views.statements import statement, statements

register_converter(DownloadConverter, "download")

urlpatterns = [
    path("", statements, name="statements"),
    path("statements/<int:pk>/", statement, name="statement"),
    path("statements/<int:pk>.<download:download>", download, name="download"),
]
