"""A statement as a file: which formats are offered, and the bytes of one."""

from dataclasses import dataclass, replace

from performance.documents.approved_title import as_approved
from performance.documents.blocks import Printed, TableBlock
from performance.documents.convert import write_text
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.pdf.writer import DRAFT, pdf_bytes
from performance.documents.formats.unprintable import Unprintable
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.documents.recognition import layout_of
from performance.exporting.approval import marks_of


@dataclass(frozen=True)
class Download:
    suffix: str
    label: str
    content_type: str


DOWNLOADS = (
    Download("xlsx", "工作簿", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Download("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    Download("pdf", "PDF", "application/pdf"),
    Download("txt", "文本", "text/plain; charset=utf-8"),
    Download("json", "数据", "application/json; charset=utf-8"),
)

# Of one project: what is printed, not what is filled in again or read by programs.
PROJECT_PRINTS = tuple(download for download in DOWNLOADS if download.suffix in ("docx", "pdf"))


def file_of(statement, content, suffix):
    """An approved text is printed as one; the formats for machines say nothing of approval."""
    if suffix in (".txt", ".json"):
        return write_text(content, suffix)
    marks = marks_of(statement, content)
    shown = content if marks.draft else as_approved(content)
    printed = layout_of(content.province, content.edition).render(shown)
    if suffix == ".pdf":
        return pdf_bytes(printed, marks=marks)
    return (xlsx_bytes if suffix == ".xlsx" else docx_bytes)(printed, approval=marks.approval)


def project_file(content, project, suffix):
    """The table of one project alone, in the layout of its text: a part of a text is never the approved one."""
    layout = layout_of(content.province, content.edition)
    around = [part.title for part in layout.render(replace(content, projects=())).parts]
    own = []
    for part in layout.render(replace(content, projects=(project,))).parts:
        if part.title in around:
            around.remove(part.title)
        elif any(isinstance(block, TableBlock) for block in part.blocks):
            own.append(part.drawn)
    if not own:
        raise Unprintable("这种表样的项目印在部门的表里，没有单独的一张，请下载整份文本。")
    printed = Printed(project.name or "预算项目绩效目标表", (), tuple(own))
    return pdf_bytes(printed, marks=DRAFT) if suffix == "pdf" else docx_bytes(printed)
