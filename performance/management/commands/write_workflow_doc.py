"""Write docs/workflow.md from the table of steps."""

from typing import ClassVar

from departments.management.document_command import DocumentCommand
from performance.steps.document import workflow_page


class Command(DocumentCommand):
    help = "从步骤表生成 docs/workflow.md"
    pages: ClassVar = {"workflow.md": workflow_page}
