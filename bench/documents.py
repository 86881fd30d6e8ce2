"""The Word text: what it costs to write and to read beside its bare XML."""

from io import BytesIO
from zipfile import ZipFile

from bench.bare_document import DOCUMENT, bare_docx, plain_document
from bench.bare_reading import bare_rows
from bench.document_peers import rows_of_python_docx, with_python_docx
from bench.frame import Apart, Race, Unequal, benchmark
from bench.texts import a_statement
from bench.workbooks import content_reader
from performance.documents.convert import read_text, write_text


def table_rows(document: bytes) -> list[list[str]]:
    """The rows of all tables, one cell for each that is drawn; what goes on from above is empty."""
    return tables_of(bare_rows(document))


def xml_of(document: bytes) -> bytes:
    with ZipFile(BytesIO(document)) as archive:
        return archive.read(DOCUMENT)


def tables_of(made: list[tuple[str, list[list[str]]]]) -> list[list[str]]:
    return [row for _, rows in made for row in rows if len(row) > 1]


@benchmark(
    "docx_write_200",
    "200 张项目表的内容 → Word 文本 ÷ 同样的内容写死版式直接拼 XML 压缩",
    goal=2.0,
    rounds=9,
)
def writing_beside_bare_xml() -> Race:
    content = a_statement(200)
    plain, few = (plain_document(write_text(text, ".docx")) for text in (content, a_statement(20)))
    if table_rows(with_python_docx(few)) != table_rows(bare_docx(few)):
        raise Unequal("python-docx")
    if xml_of(bare_docx(plain, content.projects)) != xml_of(write_text(content, ".docx")):
        raise Unequal("the floor writes another text")
    return Race(
        this=lambda: write_text(content, ".docx"),
        floor=lambda: bare_docx(plain, content.projects),
        says=table_rows,
        peers={
            "同一文本已经排好，只拼 XML 压缩": lambda: bare_docx(plain),
            "python-docx，逐格并合并（只有表格；20 张 × 10）": Apart(lambda: with_python_docx(few), 10),
        },
    )


@benchmark(
    "docx_read_200",
    "200 张表的 Word 文本 → 内容（含上传检查）÷ lxml 读出段落与各行的格",
    goal=2.0,
    rounds=9,
)
def reading_beside_lxml() -> Race:
    content = a_statement(200)
    document, few = (write_text(text, ".docx") for text in (content, a_statement(20)))
    if tables_of(rows_of_python_docx(few)) != table_rows(few):
        raise Unequal("python-docx")
    return Race(
        this=lambda: read_text(document, "200.docx"),
        floor=lambda: bare_rows(document),
        says=content_reader(content.province, content.edition),
        peers={"python-docx，逐格（20 张 × 10）": Apart(lambda: rows_of_python_docx(few), 10)},
    )
