"""Write docs/compatible-databases.md from what the source uses of PostgreSQL."""

from typing import ClassVar

from config.operation.dialect import dialect_page
from departments.management.document_command import DocumentCommand


class Command(DocumentCommand):
    help = "从源代码生成 docs/compatible-databases.md"
    pages: ClassVar = {"compatible-databases.md": dialect_page}
