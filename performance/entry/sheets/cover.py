"""The cover of a text as a sheet: printed in running lines, so its table is declared here.

``department_name`` is among the captions where no table of the form asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from performance.content.model import StatementContent
from performance.documents.cells import Label, Text, Values
from performance.documents.layout import One, Table
from performance.entry.sheet import EntrySheet
from performance.entry.sheets.keeping import texts_of

HEAD = "department_name"


def cover_sheet(captions: Mapping[str, str]) -> EntrySheet[StatementContent]:
    table = Table(
        *(One(Label(caption), Text(field, 3)) for field, caption in captions.items()), widths=(1, 1, 1, 1)
    )
    fields = [field for field in captions if field != HEAD]

    def values(content: StatementContent) -> Values:
        head: Values = {HEAD: content.department_name} if HEAD in captions else {}
        return head | {field: getattr(content.cover, field) for field in fields}

    def said(content: StatementContent, values: Values) -> StatementContent:
        head = texts_of(values, [HEAD] if HEAD in captions else [])
        return replace(content, **head, cover=replace(content.cover, **texts_of(values, fields)))  # type: ignore[arg-type]

    return EntrySheet("cover", "封面", table, values, said)
