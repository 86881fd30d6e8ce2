"""The fixed parts of a workbook file: what it contains, how its parts refer to each other, its properties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from performance.documents.formats.xlsx.shared_strings import escaped, escaped_attribute
from performance.documents.formats.xlsx.styles import MAIN

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def quoted_sheet(name: str) -> str:
    """A sheet's name as formulas, links and defined names write it."""
    return "'" + name.replace("'", "''") + "'"


def content_types(sheets: int) -> str:
    kinds = [("workbook.xml", "sheet.main"), ("styles.xml", "styles"), ("sharedStrings.xml", "sharedStrings")]
    kinds += [(f"worksheets/sheet{number}.xml", "worksheet") for number in range(1, sheets + 1)]
    parts = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{_SPREADSHEET}.{kind}+xml"/>' for name, kind in kinds
    )
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}'
        f'<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        "</Types>"
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def package_relations() -> str:
    return _relations([
        (f"{_RELATIONS}/officeDocument", "xl/workbook.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ])  # fmt: skip


def workbook_relations(sheets: int) -> str:
    targets = [
        (f"{_RELATIONS}/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)
    ]
    targets += [(f"{_RELATIONS}/styles", "styles.xml"), (f"{_RELATIONS}/sharedStrings", "sharedStrings.xml")]
    return _relations(targets)


def core_properties(title: str) -> str:
    """The title only: a date would make two exports of one text differ."""
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escaped(title)}</dc:title></cp:coreProperties>'
    )


def workbook(
    names: Sequence[str],
    repeated_rows: Mapping[int, tuple[int, int]],
    repeated_columns: Mapping[int, str] | None = None,
) -> str:
    """The list of sheets, with the rows and the column of each that its further pages print again."""
    sheets = "".join(
        f'<sheet name="{escaped_attribute(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    titles = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{index}">'
        f"{_column_again(names[index], (repeated_columns or {}).get(index))}"
        f"{escaped(quoted_sheet(names[index]))}!${first}:${last}</definedName>"
        for index, (first, last) in sorted(repeated_rows.items())
    )
    defined = f"<definedNames>{titles}</definedNames>" if titles else ""
    return (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{_RELATIONS}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets>{defined}</workbook>"
    )


def _column_again(sheet: str, column: str | None) -> str:
    return f"{escaped(quoted_sheet(sheet))}!${column}:${column}," if column else ""
