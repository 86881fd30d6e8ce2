"""The workbook of all papers that are somebody's to write: a sheet for each, filled in as it stands."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from indicators.vocabulary import Vocabulary
from performance.documents.formats.xlsx.reader import DICTIONARY, IDENTITY
from performance.documents.formats.xlsx.sheet_names import sheet_names
from performance.importing.template.drawing import KEEPS, FilledSheet, workbook_bytes
from performance.importing.written.forms import OfflineForm
from performance.importing.written.identity import PaperIdentity
from performance.steps.refusals import Refused

NO_WORDS = Vocabulary("", "", ())
MOST = 300  # papers in one workbook


def papers_workbook(form: OfflineForm[Any, Any, Any, Any], owner: Any, user: User) -> tuple[bytes, int]:
    """And how many papers it holds. Raises Refused where there are none, or too many for one file."""
    written = form.written(owner, user)
    number = written.count()
    if not number:
        raise Refused(f"“{owner}”现在没有由您填报的{form.noun}。")
    if number > MOST:
        raise Refused(f"有{number}份{form.noun}，一个工作簿最多{MOST}份；请各单位分别下载。")
    rows = list(written)
    papers = [form.kind.read(row) for row in rows]
    names = sheet_names([DICTIONARY, IDENTITY, *(row.label for row in rows)])[2:]
    texts = [form.kind.texts(paper.content) for paper in papers]
    identity = form.identity(
        owner.pk,
        str(owner),
        tuple(
            PaperIdentity(
                name, row.pk, row.revision_id, {key: text for key, text in texts_of_paper.items() if text}
            )
            for name, row, texts_of_paper in zip(names, rows, texts, strict=True)
        ),
    )
    sheets = []
    for name, row, paper, texts_of_paper in zip(names, rows, papers, texts, strict=True):
        sheet = form.sheet(paper)
        where = f"{row.unit or row.statement.department}。"
        sheets.append(
            FilledSheet(
                name,
                str(row),
                where,
                sheet.plan,
                sheet.shown(texts_of_paper),
                f"{KEEPS}。",
                sum(sheet.plan.widths),
            )
        )
    return workbook_bytes(identity, sheets, NO_WORDS), len(rows)
