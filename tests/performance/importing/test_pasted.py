"""What a clipboard holds of a web page or of Word is imported as a file would be."""

from dataclasses import replace
from decimal import Decimal
from html import escape
from pathlib import Path

from performance.documents.blocks import Grid
from performance.documents.convert import write_text
from performance.documents.formats.docx.reader import read_docx
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
from tests.performance.importing.conftest import confirmed, faults_of


def as_markup(data):
    """A Word text as a browser or Word itself copies it."""
    pieces = []
    for block in read_docx(data).blocks:
        if not isinstance(block, Grid):
            pieces.append(f"<p class=MsoNormal>{escape(block.text)}</p>")
            continue
        rows = [[] for _ in range(block.height)]
        for cell in block.cells:
            text = escape(cell.text).replace("\n", "<br>")
            rows[cell.row].append(f"<td rowspan={cell.row_span} colspan={cell.column_span}>{text}</td>")
        pieces.append("<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>")
    return f"<html><body>{''.join(pieces)}</body></html>"


def pasted(client, statement, text, **more):
    return client.post(f"/statements/{statement.pk}/import/", {"pasted": text} | more, follow=True)


def test_tables_from_the_clipboard_are_previewed_and_written(reviewer_at, statement):
    content = statement_content(statement)
    first = replace(content.projects[0], budget=Decimal(30), fiscal_funds=Decimal(30))
    wanted = replace(content, projects=(first, *content.projects[1:]))
    answer = pasted(reviewer_at, statement, as_markup(write_text(wanted, ".docx")))
    assert "粘贴的表格.html" in answer.text
    confirmed(reviewer_at, answer)
    assert statement_content(PerformanceStatement.objects.get(pk=statement.pk)) == wanted


def test_a_text_from_the_clipboard_is_read_as_one(reviewer_at, statement):
    text = write_text(statement_content(statement), ".txt").decode()
    assert "没有任何更改" in pasted(reviewer_at, statement, text).text


def test_one_way_at_a_time(reviewer_at, statement):
    assert faults_of(pasted(reviewer_at, statement, " ")) == "请选择一个文件。"
    with Path(__file__).open("rb") as file:
        answer = pasted(reviewer_at, statement, "<table></table>", file=file)
    assert "请只用一种" in answer.context["form"].errors["pasted"][0]
