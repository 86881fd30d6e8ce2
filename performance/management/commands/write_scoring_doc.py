"""Write docs/scoring.md from the scoring schemes."""

from typing import ClassVar

from departments.management.document_command import DocumentCommand
from performance.scoring.document import scoring_page


class Command(DocumentCommand):
    help = "从评分方案生成 docs/scoring.md"
    pages: ClassVar = {"scoring.md": scoring_page}
