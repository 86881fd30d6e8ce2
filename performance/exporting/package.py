"""The package for the finance bureau: every text in each of its forms, lists for machines, and a manifest.

What is packed depends on nothing but the texts, the files that they rest on and the head of the trail, so the same
texts under the same head give the same bytes; the head also says when it was: it is the anchor of everything done before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from hashlib import sha256
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.db.models import QuerySet

from departments.file_names import as_file_name
from departments.trail.chain import Head
from performance.content.json import plain_decimal
from performance.content.model import StatementContent
from performance.documents.approved_title import as_approved
from performance.documents.blocks import Printed
from performance.documents.formats.archive_member import archive_member
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.pdf.writer import DRAFT, pdf_bytes
from performance.documents.formats.unprintable import Unprintable
from performance.documents.formats.xlsx.flat_workbook import flat_workbook
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.documents.recognition import UnknownLayout, layout_of
from performance.exporting.approval import approved_marks
from performance.exporting.flat_rows import Origin, amount_of, flat_sheets
from performance.exporting.gathering import SupportingFile, Text, supporting_files, texts_of
from performance.exporting.summary import Reckoning, list_title, summary_workbook
from performance.models import PerformanceStatement

MANIFEST, SUMMARY, LIST, SUPPORTING = "manifest.json", "汇总.xlsx", "明细.xlsx", "依据文件"
LIST_TITLE = "部门预算绩效文本明细"
DRAFT_LINE = "（草案）"
LONGEST_STEM = 60  # characters, of a file that was uploaded
_PACKED_ALREADY = (".xlsx", ".docx", ".png", ".jpg", ".jpeg")

Progress = Callable[[int], None]


def nobody_waits(done: int) -> None:
    """The progress of work that is answered at once."""


@dataclass
class Package:
    """A zip that is being filled. ``files`` is what its manifest will say of each file."""

    archive: ZipFile
    files: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: str, data: bytes) -> None:
        self.files.append({"name": name, "bytes": len(data), "sha256": sha256(data).hexdigest()})
        self.write(name, data)

    def write(self, name: str, data: bytes) -> None:
        packed_already = name.endswith(_PACKED_ALREADY)
        member = archive_member(name, compression=ZIP_STORED if packed_already else ZIP_DEFLATED)
        member.external_attr = 0o644 << 16
        self.archive.writestr(member, data)


def write_package(
    statements: QuerySet[PerformanceStatement],
    stream: BinaryIO,
    *,
    head: Head | None,
    progress: Progress = nobody_waits,
) -> None:
    """Calls ``progress`` with the number of texts that are packed, after each of them."""
    described: list[dict[str, Any]] = []
    contents: list[tuple[Origin, StatementContent]] = []
    reckoning = Reckoning(statements)
    supporting = supporting_files(statements)
    with ZipFile(stream, "w") as archive:
        package = Package(archive)
        for number, text in enumerate(texts_of(statements), 1):
            described.append(_pack(package, text, head, supporting.get(text.statement.pk, [])))
            contents.append((text.origin, text.content))
            reckoning.add(text)
            progress(number)
        if len(contents) > 1:
            package.add(LIST, flat_workbook(list_title(LIST_TITLE, reckoning.owners), flat_sheets(contents)))
            package.add(SUMMARY, summary_workbook(reckoning))
        package.write(MANIFEST, _manifest(package, described, head))


def _pack(
    package: Package, text: Text, head: Head | None, supporting: Sequence[SupportingFile]
) -> dict[str, Any]:
    """Put the files of a text into the package; what cannot be made is told in the manifest, and holds up nobody."""
    folder, before, missing = _folder(text), len(package.files), {}
    for name, make in _makers(text, head):
        try:
            package.add(f"{folder}/{text.name}{name}", make())
        except (UnknownLayout, Unprintable) as fault:
            missing[f"{text.name}{name}"] = str(fault)
    for number, file in enumerate(supporting, 1):
        package.add(f"{folder}/{SUPPORTING}/{number:03}-{_short(file.name)}", file.content())
        package.files[-1] |= {"unit": file.unit, "project": file.project, "uploaded_as": file.name}
    described = _described(text)
    described["counts"]["supporting_files"] = len(supporting)
    return {**described, "files": package.files[before:], "missing": missing}


def _short(name: str) -> str:
    """What every system can unpack: folders and name come to 260 characters on Windows, a name to 255 bytes on Linux."""
    stem, _, suffix = as_file_name(name).rpartition(".")
    return f"{stem[:LONGEST_STEM]}.{suffix}"


def _makers(text: Text, head: Head | None) -> Iterator[tuple[str, Callable[[], bytes]]]:
    marks = approved_marks(text.revision, head) if text.revision else DRAFT
    yield ".xlsx", lambda: xlsx_bytes(_printed(text), approval=marks.approval)
    yield ".docx", lambda: docx_bytes(_marked(_printed(text), text), approval=marks.approval)
    yield ".pdf", lambda: pdf_bytes(_printed(text), marks=marks)
    title = list_title(LIST_TITLE, [text.owner])
    yield "-明细.xlsx", lambda: flat_workbook(title, flat_sheets([(text.origin, text.content)]))


def _printed(text: Text) -> Printed:
    content = as_approved(text.content) if text.revision else text.content
    return layout_of(content.province, content.edition).render(content)


def _marked(printed: Printed, text: Text) -> Printed:
    """Word has no page marks of ours, so the cover says what is no approved text."""
    marked = text.revision or any("草案" in line for line in printed.cover)
    return printed if marked else replace(printed, cover=(*printed.cover, DRAFT_LINE))


def _folder(text: Text) -> str:
    office = text.statement.department.office
    return f"{office.division_code}-{text.statement.fiscal_year}/{text.name}"


def _described(text: Text) -> dict[str, Any]:
    statement, content = text.statement, text.content
    return {
        "office": statement.department.office.division_code,
        "department": statement.department.code,
        "name": statement.department.name,
        "year": statement.fiscal_year,
        "layout": f"{content.province} {content.edition}",
        "state": statement.state,
        "approved": text.revision is not None,
        "revision": text.revision.number if text.revision else None,
        "digest": text.revision.digest if text.revision else None,
        "counts": {
            "projects": len(content.projects),
            "department_indicators": sum(len(goal.indicators) for goal in content.goals),
            "project_indicators": sum(len(project.indicators) for project in content.projects),
        },
        "totals": totals_of(content),
    }


def totals_of(content: StatementContent) -> dict[str, str]:
    """Money of the projects in 万元; an amount that is not printed counts for nothing."""
    projects = content.projects
    sums = {
        "budget": (amount_of(project) for project in projects),
        "fiscal_funds": (project.fiscal_funds for project in projects),
        "other_funds": (project.other_funds for project in projects),
    }
    return {name: plain_decimal(sum(filter(None, amounts), Decimal(0))) for name, amounts in sums.items()}


def _manifest(package: Package, described: list[dict[str, Any]], head: Head | None) -> bytes:
    of_texts = {file["name"] for text in described for file in text["files"]}
    manifest = {
        "format": "部门预算绩效上报材料 1",
        "money": "万元",
        "trail_head": str(head) if head else "",
        "statements": described,
        "files": [file for file in package.files if file["name"] not in of_texts],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
