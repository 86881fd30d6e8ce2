"""The README's table of declared forms is the one that the declarations make."""

from django.conf import settings

from performance.documents.forms.declaration import shipped_forms
from performance.management.commands.write_forms_table import Command


def test_the_readme_names_the_forms_that_are_declared():
    page = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    assert page == Command.with_table(page), "run manage.py write_forms_table"
    assert all(form.title in page for form in shipped_forms().values())
