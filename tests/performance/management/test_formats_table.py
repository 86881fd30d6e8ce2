"""The README's table of readable files is the one that the registered readers make."""

from django.conf import settings

from performance.documents.readers import BY_SUFFIX
from performance.management.commands.write_formats_table import Command


def test_the_readme_names_the_files_that_can_be_read():
    page = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    assert page == Command.with_table(page), "run manage.py write_formats_table"
    assert all(f"`{suffix}`" in page for suffix in BY_SUFFIX)
