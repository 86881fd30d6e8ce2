"""The addresses of the forms that offices keep."""

from django.urls import path

from performance.views.office_forms.teaching import office_form_lesson, teach_office_form
from performance.views.office_forms.views import (
    import_office_form,
    office_form,
    office_form_file,
    office_form_step,
    office_forms,
)

FORM = "forms/<int:pk>/"

urlpatterns = [
    path("forms/", office_forms, name="office_forms"),
    path("forms/of/<int:pk>/import/", import_office_form, name="import_office_form"),
    path("forms/of/<int:pk>/example/", teach_office_form, name="teach_office_form"),
    path(FORM, office_form, name="office_form"),
    path(FORM + "lesson/", office_form_lesson, name="office_form_lesson"),
    path(FORM + "file/", office_form_file, name="office_form_file"),
    path(FORM + "<slug:step>/", office_form_step, name="office_form_step"),
]
