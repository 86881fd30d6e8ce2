"""What the flat workbook of 10,000 indicators costs beside the plainest file that a query can be poured into."""

from __future__ import annotations

import csv
from functools import partial
from io import BytesIO, StringIO

from python_calamine import CalamineWorkbook

from bench.frame import Database, Race, benchmark
from bench.importing import COLUMNS, KEY, PROJECTS, ROUNDS
from bench.places import YEAR, a_place, settle
from bench.stock_lists import export, resource_of
from bench.texts import a_statement
from indicators.models import Indicator
from performance.documents.formats.xlsx.flat_workbook import flat_workbook
from performance.exporting.flat_rows import Origin, flat_sheets
from performance.statements.selectors import statement_content
from performance.statements.services import save_content

SHOWN = (
    *("family__tree__budgetproject__code", "family__tree__budgetproject__name", "position"),
    *("family__level1", "family__level2", "name", "description", "value", "comparator", "number", "upper"),
    *("unit", "basis", "indicator_class", "weight"),
)


def rows_told(file: bytes) -> int:
    """How many indicators stand below the captions."""
    if file.startswith(b"PK"):
        book = CalamineWorkbook.from_filelike(BytesIO(file))
        return book.get_sheet_by_name(book.sheet_names[-1]).height - 1
    return sum(1 for _ in csv.reader(StringIO(file.decode(), newline=""))) - 1


@benchmark(
    "export_10k",
    "10,000 个指标从库中导出为平面工作簿（项目、指标两张表）÷ values_list() 写成 csv（PostgreSQL）",
    goal=5.0,
    rounds=ROUNDS,
    database=Database.POSTGRES,
)
def ten_thousand_rows() -> Race:
    content = a_statement(PROJECTS)
    department, _ = a_place(content)
    statement = save_content(content, department=department, year=YEAR).statement
    settle()
    origin = Origin(department.office.division_code, department.code, department.name, "编制中", None)
    rows = Indicator.objects.filter(family__tree__budgetproject__in=statement.projects)

    def bare() -> bytes:
        text = StringIO(newline="")
        table = csv.writer(text)
        table.writerow(SHOWN)
        table.writerows(rows.order_by("pk").values_list(*SHOWN))
        return text.getvalue().encode()

    return Race(
        this=lambda: flat_workbook("清册", flat_sheets([(origin, statement_content(statement))])),
        floor=bare,
        says=rows_told,
        peers={
            "django-import-export 原样（xlsx）": partial(export, resource_of(Indicator, COLUMNS, KEY), rows)
        },
    )
