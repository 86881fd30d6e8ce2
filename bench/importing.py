"""What an import costs that is read, checked, previewed and confirmed, beside writing the same rows in bulk.

A workbook as the forms are printed: a sheet for each project. Every import goes into a text of its own; every update
finds each project, goal and indicator saying something else.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import cycle

from django.test import override_settings

from bench.bulk_rows import create, rows_of, stored_rows, upsert
from bench.frame import Database, Race, benchmark
from bench.places import YEAR, a_place, settle
from bench.stock_lists import import_previewed, resource_of, workbook
from bench.texts import a_statement
from indicators.models import Indicator, IndicatorFamily, IndicatorTree
from performance.content.model import ProjectContent, StatementContent
from performance.documents.convert import write_text
from performance.importing.applying import confirm
from performance.importing.preview import preview_of
from performance.importing.taking_in import take_in_several
from performance.models import PerformanceStatement
from performance.statements.services import save_content

PROJECTS = 1681  # with 10,000 indicators
ROUNDS = 5
COLUMNS = ("family", "position", "name", "description", "value", "basis")
KEY = ("family", "position")
STOCK = "django-import-export 原样：openpyxl 读入、预览、确认"

QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # as in operation


@override_settings(TASKS=QUEUED)  # a worker reviews so large a text afterwards, and nobody waits for it
def imported(data: bytes, statement: PerformanceStatement, user) -> int:
    """What a person does in three pages; the number of indicators written."""
    upload = take_in_several([(data, "文本.xlsx")], user=user, statement=statement)
    preview = preview_of(upload, user)
    if not preview.confirmable:
        raise RuntimeError(preview.problems)
    list(preview.counts), preview.shown_difference
    report = confirm(
        upload.pk, user=user, sha256=upload.sha256, version=str(preview.version), acknowledged=True
    )
    return report.indicators.new + report.indicators.changed


def begun(content: StatementContent) -> tuple[PerformanceStatement, object]:
    """A text without projects, and its reviewer."""
    department, user = a_place(content)
    empty = replace(content, projects=())
    return save_content(empty, department=department, year=YEAR).statement, user


def otherwise(project: ProjectContent) -> ProjectContent:
    """The project with every row of it changed, but none made another."""
    indicators = tuple(
        replace(one, value=f"{one.value}（修订）", description=f"{one.description}（修订）")
        for one in project.indicators
    )
    goals = tuple(f"{goal}（修订）" for goal in project.goals)
    return replace(project, purpose=f"{project.purpose}（修订）", goals=goals, indicators=indicators)


def flat_list(content: StatementContent) -> bytes:
    """The same indicators as a flat list, in families of a text of their own."""
    families = IndicatorFamily.objects.bulk_create(
        IndicatorFamily(tree=tree, position=0)
        for tree in IndicatorTree.objects.bulk_create(IndicatorTree(year=YEAR) for _ in content.projects)
    )
    rows = [
        (family.pk, position, *(getattr(one, column) for column in COLUMNS[2:]))
        for family, project in zip(families, content.projects, strict=True)
        for position, one in enumerate(project.indicators)
    ]
    return workbook(COLUMNS, rows)


@benchmark(
    "import_10k",
    "一份工作簿的 10,000 个指标读入、检查、预览、确认 ÷ bulk_create 同样的各表各行（PostgreSQL）",
    goal=3.0,
    rounds=ROUNDS,
    database=Database.POSTGRES,
)
def ten_thousand_indicators() -> Race:
    content = a_statement(PROJECTS)
    data = write_text(content, ".xlsx")
    places = [begun(content) for _ in range(ROUNDS + 1)]
    bare = [rows_of(content, a_place(content)[0]) for _ in range(ROUNDS + 1)]
    return Race(
        this=lambda: imported(data, *places.pop()),
        floor=lambda: create(bare.pop()),
        says=lambda written: written,
        peers={STOCK: partial(import_previewed, resource_of(Indicator, COLUMNS, KEY), flat_list(content))},
    )


@benchmark(
    "update_10k",
    "同一工作簿每行都改过，再读入、检查、预览、确认 ÷ bulk upsert 同样的行（PostgreSQL）",
    goal=4.0,
    rounds=ROUNDS,
    database=Database.POSTGRES,
)
def ten_thousand_changes() -> Race:
    content = a_statement(PROJECTS)
    changed = replace(content, projects=tuple(map(otherwise, content.projects)))
    department, user = a_place(content)
    statement = save_content(content, department=department, year=YEAR).statement
    texts = (changed, content)
    files = cycle([write_text(text, ".xlsx") for text in texts])
    twin = save_content(content, department=a_place(content)[0], year=YEAR).statement
    settle()
    bare = []
    for text in texts:
        save_content(text, department=twin.department, year=YEAR)
        bare.append(stored_rows(twin))
    turns = cycle(bare)
    return Race(
        this=lambda: imported(next(files), PerformanceStatement.objects.get(pk=statement.pk), user),
        floor=lambda: upsert(next(turns)),
        says=lambda written: written,
    )
