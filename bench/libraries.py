"""What taking 10,000 indicators into the library costs in admin, beside writing the same rows in bulk."""

from __future__ import annotations

from functools import partial

import tablib
from django.db import transaction
from django.db.models import Model
from import_export.resources import ModelResource

from bench.frame import Database, Race, benchmark
from bench.stock_lists import import_previewed, resource_of, workbook
from departments.lists.flat_files import FlatWorkbook
from indicators.models import IndicatorTemplate
from performance.admin.indicator_library.library import IndicatorTemplateResource
from tests.factories import a_user, an_office

ROWS = 10_000
ROUNDS = 5
COLUMNS = (
    *("office_code", "province", "project_class", "family", "level1", "level2", "name"),
    *("description", "unit", "direction", "retired"),
)
KEY = ("office_code", "province", "level1", "level2", "name", "project_class")


def templates(office_code: str) -> list[dict[str, object]]:
    placement = (office_code, "河北", "", "quantity", "产出指标", "数量指标")
    return [
        dict(
            zip(
                COLUMNS,
                (*placement, f"指标{n}", f"第{n}项工作全年完成的数量", "次", "higher", False),
                strict=True,
            )
        )
        for n in range(ROWS)
    ]


def list_of(rows: list[dict[str, object]], resource: ModelResource, model: type[Model]) -> bytes:
    """The workbook that admin itself would export of these rows."""
    exported = [resource.export_resource(model(**row)) for row in rows]
    return FlatWorkbook().export_data(tablib.Dataset(*exported, headers=resource.get_export_headers()))


def imported(data: bytes, user, resource: type[ModelResource]) -> int:
    """As admin does it: read and tried for the preview, read and written when confirmed; the number of new rows."""
    for dry_run in (True, False):
        result = resource(user=user).import_data(
            FlatWorkbook().create_dataset(data),
            dry_run=dry_run,
            rollback_on_validation_errors=True,
            retain_instance_in_row_result=not dry_run,
        )
    if result.has_errors() or result.has_validation_errors():
        raise RuntimeError(result.row_errors() or result.invalid_rows)
    return result.totals["new"]


@transaction.atomic
def created(rows: list[dict[str, object]]) -> int:
    return len(IndicatorTemplate.objects.bulk_create([IndicatorTemplate(**row) for row in rows]))


@benchmark(
    "admin_import_10k",
    "指标库管理页面导入 10,000 条（预览和确认）÷ bulk_create 同样的行（PostgreSQL）",
    goal=3.0,
    rounds=ROUNDS,
    database=Database.POSTGRES,
)
def ten_thousand_templates() -> Race:
    user = a_user(is_superuser=True)
    offices = [an_office().division_code for _ in range(2 * ROUNDS + 3)]
    files = [
        list_of(templates(offices.pop()), IndicatorTemplateResource(user=user), IndicatorTemplate)
        for _ in range(ROUNDS + 1)
    ]
    bare = [templates(offices.pop()) for _ in range(ROUNDS + 1)]
    peer = workbook(COLUMNS, (row.values() for row in templates(offices.pop())))
    return Race(
        this=lambda: imported(files.pop(), user, IndicatorTemplateResource),
        floor=lambda: created(bare.pop()),
        says=lambda written: written,
        peers={
            "django-import-export 原样：openpyxl 读入、预览、确认": partial(
                import_previewed, resource_of(IndicatorTemplate, COLUMNS, KEY), peer
            )
        },
    )
