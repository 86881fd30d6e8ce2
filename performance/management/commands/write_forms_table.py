"""Write the table of declared forms into README.md from the declarations."""

from performance.documents.forms.catalogue import forms_table
from performance.management.readme_tables import ReadmeTableCommand


class Command(ReadmeTableCommand):
    help = "从声明的表样生成 README.md 中的表样表"
    begin = "<!-- 声明的表样：由 manage.py write_forms_table 生成 -->"
    end = "<!-- 声明的表样：完 -->"
    table = staticmethod(forms_table)
