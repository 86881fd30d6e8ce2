"""The texts that a command takes out: those of an office and year, or of one of its departments."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from performance.documents.convert import Unreadable
from performance.models import PerformanceStatement


def add_choice(parser: ArgumentParser) -> None:
    parser.add_argument("--office", required=True, metavar="代码", help="财政区划代码，如 130200")
    parser.add_argument("--year", required=True, type=int, help="预算年度")
    parser.add_argument("--department", metavar="编码", help="部门编码，如 405；不写则为全部部门")


def chosen_texts(options: Mapping[str, Any]) -> QuerySet[PerformanceStatement]:
    """Raises Unreadable where there are none."""
    statements = PerformanceStatement.objects.filter(
        department__office__division_code=options["office"], fiscal_year=options["year"]
    ).select_related("department__office")
    if options["department"]:
        statements = statements.filter(department__code=options["department"])
    if not statements.exists():
        scope = f"部门 {options['department']} " if options["department"] else ""
        raise Unreadable([f"库中没有财政区划 {options['office']} {scope}{options['year']} 年的绩效文本。"])
    return statements
