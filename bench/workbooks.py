"""The official workbook: what it costs to write and to read beside its bare XML, and how that grows."""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO

from python_calamine import CalamineWorkbook

from bench.bare_reading import bare_grids
from bench.bare_workbook import bare_xlsx, forms_of, plain_workbook
from bench.frame import MEGABYTES, Race, Unequal, benchmark
from bench.texts import a_statement
from bench.workbook_peers import grids_of_openpyxl, looks_of, with_openpyxl, with_xlsxwriter
from performance.documents.blocks import Source, SourcePlace, SourceRow
from performance.documents.convert import read_text, write_text
from performance.documents.reading import Read
from performance.documents.recognition import layout_of

MORE_MEMORY = 50  # MB


def sheets_of(workbook: bytes) -> list[tuple[str, list, list]]:
    """The cells and merged areas of every sheet, read by a library that wrote none of them."""
    opened = CalamineWorkbook.from_filelike(BytesIO(workbook))
    sheets = [opened.get_sheet_by_name(name) for name in opened.sheet_names]
    return [(s.name, s.to_python(skip_empty_area=False), sorted(s.merged_cell_ranges)) for s in sheets]


@benchmark(
    "xlsx_write_200",
    "200 张项目表的内容 → 官方工作簿 ÷ 同样的内容写死版式直接拼 XML 压缩",
    goal=2.0,
    rounds=9,
)
def writing_beside_bare_xml() -> Race:
    content = a_statement(200)
    ours = write_text(content, ".xlsx")
    plain = plain_workbook(ours)
    forms = forms_of(content.projects, plain)
    if bare_xlsx(plain, forms) != ours:
        raise Unequal("the floor writes other bytes")
    looks = looks_of(ours, plain)
    return Race(
        this=lambda: write_text(content, ".xlsx"),
        floor=lambda: bare_xlsx(plain, forms),
        says=sheets_of,
        peers={
            "同样的工作表已经排好，只拼 XML 压缩": lambda: bare_xlsx(plain),
            "XlsxWriter，merge_range": lambda: with_xlsxwriter(plain, looks),
            "openpyxl，通常写法": lambda: with_openpyxl(plain, looks),
        },
    )


@benchmark("xlsx_write_linear", "写 2,000 张项目表时每 200 张所用 ÷ 只写 200 张", goal=1.3, rounds=5)
def writing_ten_times_as_much() -> Race:
    few, many = a_statement(200), a_statement(2000)
    return Race(
        this=lambda: write_text(many, ".xlsx"),
        floor=lambda: write_text(few, ".xlsx"),
        says=None,
        times_the_work=10,
    )


@benchmark(
    "xlsx_write_memory",
    f"写 2,000 张比写 200 张多占的内存，各在新进程中 ÷ 允许的 {MORE_MEMORY} MB",
    goal=1.0,
    rounds=5,
    gauge=MEGABYTES,
)
def memory_of_ten_times_as_much() -> Race:
    return Race(
        this=lambda: peak_of_writing(2000) - peak_of_writing(200), floor=lambda: MORE_MEMORY, says=None
    )


def peak_of_writing(projects: int) -> float:
    """By how many megabytes a fresh process grows at most while it writes the workbook."""
    command = [sys.executable, "-m", "bench.peak", str(projects)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603


@benchmark(
    "xlsx_read_200",
    "200 张表的官方工作簿 → 内容（含上传检查）÷ lxml 读出单元格与合并区",
    goal=1.5,
    rounds=9,
)
def reading_beside_lxml() -> Race:
    content = a_statement(200)
    workbook = write_text(content, ".xlsx")
    return Race(
        this=lambda: read_text(workbook, "200.xlsx"),
        floor=lambda: bare_grids(workbook),
        says=content_reader(content.province, content.edition),
        peers={"openpyxl，通常写法": lambda: grids_of_openpyxl(workbook)},
    )


def content_reader(province: str, edition: str) -> Callable[[object], object]:
    """What a reader made as content, so that bare rows can be compared with a finished reading."""

    def content_of(made: object) -> object:
        if isinstance(made, Read):
            return made.content if made.report.complete else made.report
        rows = [
            SourceRow(tuple(row), SourcePlace(n))
            for _, rows in made
            for n, row in enumerate(rows, 1)
            if any(row)
        ]
        return layout_of(province, edition).parse(Source(tuple(rows)), edition).content

    return content_of
