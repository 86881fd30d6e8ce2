"""Write docs/exchange.md from the declaration of the exchanged tables."""

from typing import ClassVar

from departments.management.document_command import DocumentCommand
from performance.exchange.document import exchange_page


class Command(DocumentCommand):
    help = "从字段名参照生成 docs/exchange.md"
    pages: ClassVar = {"exchange.md": exchange_page}
