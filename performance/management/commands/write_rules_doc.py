"""Write docs/rules.md and docs/evaluation-rules.md from the registries of review rules."""

from typing import ClassVar

from departments.management.document_command import DocumentCommand
from performance.review.rules_doc import rules_page
from performance.self_evaluation.rules.document import evaluation_rules_page


class Command(DocumentCommand):
    help = "从规则登记表生成 docs/rules.md 和 docs/evaluation-rules.md"
    pages: ClassVar = {"rules.md": rules_page, "evaluation-rules.md": evaluation_rules_page}
