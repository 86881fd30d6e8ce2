"""What the application makes of the stored rows, as fingerprints: two databases are the same if these are, too."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import islice, product

from performance.documents.convert import write_text
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content

FEW = 10
SUFFIXES = (".xlsx", ".docx", ".json", ".txt")


def every_workbook() -> dict[str, str]:
    """The official workbook of every statement."""
    return {f"{statement.pk}.xlsx": _exported(statement, ".xlsx") for statement in _statements().iterator()}


def few_files() -> dict[str, str]:
    """Ten files of different kinds, the newest statements first; fewer only where there is no statement."""
    chosen = islice(product(SUFFIXES, _statements().reverse()[:FEW]), FEW)
    return {f"{statement.pk}{suffix}": _exported(statement, suffix) for suffix, statement in chosen}


def exported(names) -> dict[str, str]:
    """The files of these names, as far as their statements are there."""
    there = _statements().in_bulk([int(name.partition(".")[0]) for name in names])
    labels = ((name, *name.partition(".")[::2]) for name in names)
    return {name: _exported(there[int(pk)], f".{suffix}") for name, pk, suffix in labels if int(pk) in there}


def file_differences(expected: dict[str, str], found: dict[str, str]) -> Iterator[str]:
    for name, digest in expected.items():
        if found.get(name) != digest:
            yield f"导出文件 {name} 不同。"


def _statements():
    return PerformanceStatement.objects.select_related("department__office").order_by("pk")


def _exported(statement: PerformanceStatement, suffix: str) -> str:
    return sha256(write_text(statement_content(statement), suffix)).hexdigest()
