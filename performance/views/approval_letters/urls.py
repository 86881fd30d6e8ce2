"""The addresses of the letters of approval and of their templates."""

from django.urls import path, register_converter

from performance.approval_letters.printing import SUFFIXES
from performance.views.approval_letters.letters import (
    approval_letter,
    approval_letter_file,
    approval_letter_new,
    approval_letters,
)
from performance.views.approval_letters.templates import (
    approval_template_file,
    approval_template_use,
    approval_templates,
    default_approval_template,
    upload_approval_template,
)


class LetterSuffix:
    """The suffix of a letter's file."""

    regex = "|".join(suffix[1:] for suffix in SUFFIXES)

    def to_python(self, value):
        return f".{value}"

    def to_url(self, value):
        return value.removeprefix(".")


register_converter(LetterSuffix, "letter")

TEMPLATES = "letters/templates/"

urlpatterns = [
    path("letters/", approval_letters, name="approval_letters"),
    path("letters/new/", approval_letter_new, name="approval_letter_new"),
    path("letters/<int:pk>/", approval_letter, name="approval_letter"),
    path("letters/<int:pk>.<letter:suffix>", approval_letter_file, name="approval_letter_file"),
    path(TEMPLATES, approval_templates, name="approval_templates"),
    path(TEMPLATES + "default.docx", default_approval_template, name="default_approval_template"),
    path(TEMPLATES + "of/<int:pk>/", upload_approval_template, name="upload_approval_template"),
    path(TEMPLATES + "<int:pk>.docx", approval_template_file, name="approval_template_file"),
    path(TEMPLATES + "<int:pk>/use/", approval_template_use, name="approval_template_use"),
]
