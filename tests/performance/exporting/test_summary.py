"""The summary adds up to what the database adds up to, for whoever reads values and for whoever reckons anew."""

import csv
import re
import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
from django.db.models import Count, Sum
from django.db.models.functions import Coalesce
from openpyxl import load_workbook

from performance.documents.formats.xlsx.flat_workbook import FlatSheet, WorkbookColumn, flat_workbook
from performance.exporting.gathering import texts_of
from performance.exporting.summary import OFFICE, Reckoning, list_title, summary_workbook
from performance.models import PerformanceStatement
from projects.models import BudgetProject
from tests.factories import a_project_content
from tests.performance.exporting.reading import book, rows_of, unpacked

pytestmark = pytest.mark.django_db


def summary():
    statements = PerformanceStatement.objects.all()
    reckoning = Reckoning(statements)
    for text in texts_of(statements):
        reckoning.add(text)
    return summary_workbook(reckoning)


@pytest.fixture
def an_office_of_three(an_exportable):
    kinds = ("运转类", "特定目标类", "")
    for number, kind in enumerate(kinds, 1):
        amounts = (Decimal(f"{number}.123456"), Decimal("0.1"), None)
        an_exportable(projects=tuple(a_project_content(budget=one, project_class=kind) for one in amounts))


def stored():
    return BudgetProject.objects.aggregate(
        number=Count("pk"), budget=Sum(Coalesce("budget", "annual_budget")), fiscal=Sum("fiscal_funds")
    )


def totals(data, sheet):
    *_, last = rows_of(book(data, data_only=True)[sheet])
    return last


@pytest.mark.parametrize("sheet", ["部门", "单位", "项目类别", "项目"])
def test_the_totals_are_those_of_the_database(an_office_of_three, sheet):
    last, database = totals(summary(), sheet), stored()
    assert Decimal(str(last["预算合计（万元）"])) == database["budget"]
    assert Decimal(str(last["财政资金（万元）"])) == database["fiscal"]
    assert last["指标数"] == 36
    if "项目数" in last:
        assert last["项目数"] == database["number"] == 9


def test_totals_are_formulas_and_nothing_else_is(an_office_of_three):
    for sheet in book(summary()):
        *rows, last = sheet.iter_rows(min_row=2)
        assert not any(cell.data_type == "f" for row in rows for cell in row)
        formulas = [cell.value for cell in last if cell.data_type == "f"]
        assert formulas
        assert all(
            formula.startswith("=SUM(") and formula.endswith(f"{last[0].row - 1})") for formula in formulas
        )


def test_a_department_whose_text_is_being_changed_differs_and_is_told(an_office_of_three, approve):
    statement = approve(PerformanceStatement.objects.order_by("department__code").first())
    BudgetProject.objects.filter(unit__department=statement.department, budget=Decimal("0.1")).update(
        budget=2
    )
    first, *others = rows_of(book(summary(), data_only=True)["部门"])
    assert (first["批复稿次"], first["相差（万元）"]) == (1, -1.9)
    assert [row["相差（万元）"] for row in others] == [0, 0, -1.9]


def test_departments_lead_to_their_units_and_units_to_their_projects(an_office_of_three):
    lists = book(summary())
    for sheet, target, captions in (("部门", "单位", (2, 3)), ("单位", "项目", (2, 3))):
        for row in lists[sheet].iter_rows(min_row=2, max_row=lists[sheet].max_row - 1):
            (link,) = (cell.hyperlink for cell in row if cell.hyperlink)
            name, _, place = link.location.partition("!")
            assert name.strip("'") == target
            found = lists[target][int(place.removeprefix("A"))]
            assert found[captions[0] - 1].value == row[captions[0] - 1].value


def test_indicator_families_are_counted_over_projects_and_departments(an_office_of_three):
    first, *_ = rows_of(book(summary(), data_only=True)["指标类别"])
    assert (first["一级指标"], first["二级指标"]) == ("产出指标", "数量指标")
    assert (first["指标数"], first["涉及项目数"], first["涉及部门数"]) == (9, 9, 3)


def test_an_office_without_projects_adds_up_to_nothing(an_exportable):
    an_exportable(projects=())
    assert totals(summary(), "部门")["预算合计（万元）"] == 0
    assert totals(summary(), "单位")["财政区划代码"] == "合计"


def test_another_program_reckons_the_same(an_office_of_three, libreoffice, tmp_path):
    parts = {name: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part) for name, part in unpacked(summary()).items()}
    file = tmp_path / "summary.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    libreoffice("csv:Text - txt - csv (StarCalc):44,34,76", tmp_path, file)
    captions, *_, last = csv.reader((tmp_path / "summary.csv").read_text("utf-8-sig").splitlines())
    reckoned = dict(zip(captions, last, strict=True))
    assert Decimal(reckoned["预算合计（万元）"]) == stored()["budget"]
    assert reckoned["项目数"] == "9"


def test_a_list_is_printed_with_its_title_and_the_day_on_every_page_which_lies_where_it_is_wide():
    row = ("130200", "405", "教育局", 2026)
    wide = tuple(WorkbookColumn(f"第{number}栏", 40, names_row=number == 2) for number in range(20))
    sheets = (FlatSheet("部门", OFFICE, [row]), FlatSheet("指标", wide, [("字",) * 20]))
    book = load_workbook(BytesIO(flat_workbook("汇总 & 明细", sheets)))
    lying, repeated = ("portrait", "landscape"), (None, "$C:$C")
    for sheet, orientation, pages, again in zip(book, lying, (1, 4), repeated, strict=True):
        assert sheet.page_setup.orientation == orientation
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (pages, 0)
        assert sheet.oddHeader.left.text == f"汇总 && 明细　{sheet.title}"
        assert "&D" in sheet.oddHeader.right.text
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.print_title_cols == again


def test_the_words_of_a_total_have_room():
    columns = (WorkbookColumn("环节", 14), WorkbookColumn("数量", 10, summed=True))
    sheets = [
        FlatSheet(name, columns, [("编制中", 1)], name) for name in ("合计", "合计（您可见的1个部门，共2个）")
    ]
    one, two = load_workbook(BytesIO(flat_workbook("总览", sheets)))
    assert one.row_dimensions[3].height is None
    assert two.row_dimensions[3].height > 2 * 12
    assert two["A3"].value == "合计（您可见的1个部门，共2个）"


@pytest.mark.parametrize(
    ("owners", "title"),
    [
        ([], "汇总"),
        ([("甲市财政局", 2026)] * 2, "甲市财政局2026年汇总"),
        ([("甲市财政局", 2026), ("乙县财政局", 2024)], "甲市财政局、乙县财政局2024至2026年汇总"),
        ([(name, 2026) for name in "甲乙丙丁"], "甲、乙、丙等4个财政局2026年汇总"),
    ],
)
def test_a_printed_list_says_whose_it_is(owners, title):
    assert list_title("汇总", owners) == title


def test_each_sheet_of_the_summary_says_whose_it_is(an_office_of_three):
    statement = PerformanceStatement.objects.select_related("department__office").first()
    said = f"{statement.department.office.name}{statement.fiscal_year}年部门预算绩效文本汇总"
    assert {sheet.oddHeader.left.text for sheet in book(summary())} == {
        f"{said}　{name}" for name in ("部门", "单位", "项目类别", "指标类别", "项目")
    }


def test_a_text_of_several_lines_has_the_room_for_them():
    """Spreadsheets that do not fit rows when they open a file print it over its neighbours otherwise."""
    columns = (WorkbookColumn("编码"), WorkbookColumn("项目本年度预算（万元）"), WorkbookColumn("用途", 40))
    rows = [("405", 1, "短"), ("405", 1, "长" * 45), ("405", 1, "一\n二"), ("405", 1, "满" * 9999)]
    (sheet,) = load_workbook(BytesIO(flat_workbook("明细", [FlatSheet("项目", columns, rows)])))
    heights = [sheet.row_dimensions[number].height for number in range(1, 6)]
    assert heights[1] is None
    assert heights[0] == heights[3] < heights[2] < heights[4] == 409


def test_the_title_of_a_printed_list_names_it_once():
    sheet = FlatSheet("资金：按部门", OFFICE, [])
    (printed,) = load_workbook(BytesIO(flat_workbook("某市2027年资金：按部门", [sheet])))
    assert printed.oddHeader.left.text == "某市2027年资金：按部门"
