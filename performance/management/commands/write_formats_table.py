"""Write the table of readable files into README.md from the registered readers."""

from performance.documents.readers import formats_table
from performance.management.readme_tables import ReadmeTableCommand


class Command(ReadmeTableCommand):
    help = "从已登记的读取程序生成 README.md 中的可读文件表"
    begin = "<!-- 可读文件：由 manage.py write_formats_table 生成 -->"
    end = "<!-- 可读文件：完 -->"
    table = staticmethod(formats_table)
